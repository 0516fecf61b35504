//! BD311 unknown-head-choice: a cell at the head of a form holds something that is none of its choices.

use crate::i18n::Words;
use crate::rules::rule::{Check, FormContext, FormHit, Message, Rule, rule};
use crate::t;
use crate::values::quantity::head_words::NOT_CONCERNED;

pub(in crate::rules) const RULE: Rule =
    rule!("BD311", "unknown-head-choice", Warning, Check::Form(check));

fn check(context: &FormContext<'_>, words: &Words) -> Vec<FormHit> {
    if context.form.is_not_concerned().is_some() {
        return Vec::new();
    }
    let unknown = context.form.head.values().map(|answer| {
        let written = answer.raw.value.as_written();
        let text = t!(
            words,
            "bd311-message",
            written = written.as_str(),
            choices = format!("“{NOT_CONCERNED}”")
        );
        let message = Message { text, hint: t!(words, "bd311-hint") };
        let seen = Some((answer.place.clone(), written));
        FormHit { cell: None, seen, severity: None, message }
    });
    unknown.collect()
}
