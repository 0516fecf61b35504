//! BD311 unknown-head-choice: a cell at the head of a form holds something that is none of its choices.

use crate::campaign::layout::HeadField;
use crate::i18n::Words;
use crate::rules::rule::{Check, FormContext, FormHit, Message, Rule, rule};
use crate::t;
use crate::values::quantity::figure_status::FigureStatus;
use crate::values::quantity::head_words::NOT_CONCERNED;

pub(in crate::rules) const RULE: Rule =
    rule!("BD311", "unknown-head-choice", Warning, Check::Form(check));

fn check(context: &FormContext<'_>, words: &Words) -> Vec<FormHit> {
    let form = context.form;
    let unknown = form.head.iter().filter(|(field, _)| match field {
        HeadField::NotApplicable => form.is_not_concerned().is_none(),
        HeadField::FigureStatus => form.chosen_status().is_none(),
    });
    let hits = unknown.map(|(field, answer)| {
        let choices: Vec<&str> = match field {
            HeadField::NotApplicable => vec![NOT_CONCERNED],
            HeadField::FigureStatus => FigureStatus::ALL.map(FigureStatus::as_str).to_vec(),
        };
        let choices: Vec<String> = choices.iter().map(|choice| format!("“{choice}”")).collect();
        let written = answer.raw.value.as_written();
        let (said, choices) = (written.as_str(), choices.join(", "));
        let text = t!(words, "bd311-message", written = said, choices = choices);
        let message = Message { text, hint: t!(words, "bd311-hint") };
        let seen = Some((answer.place.clone(), written));
        FormHit { cell: None, seen, severity: None, message }
    });
    hits.collect()
}
