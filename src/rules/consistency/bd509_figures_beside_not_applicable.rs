//! BD509 figures-beside-not-applicable: the head of the form says that it does not concern the unit, and a row
//! of it has figures.

use crate::i18n::Words;
use crate::rules::rule::{AnswerContext, Check, Hit, Message, Rule, rule};
use crate::submission::answer::AnswerValue;
use crate::t;
use crate::wording::names::row_name;

pub(in crate::rules) const RULE: Rule =
    rule!("BD509", "figures-beside-not-applicable", Error, Check::Answer(check));

fn check(context: &AnswerContext<'_>, words: &Words) -> Option<Hit> {
    let answer = context.answer;
    // A row that says the same of itself contradicts nothing.
    if !answer.is_not_concerned || answer.value() == AnswerValue::NotApplicable {
        return None;
    }
    let field = answer.figure_fields().find(|field| !answer.is_blank(*field))?;
    let row = row_name(answer.indicator, words);
    let message = t!(words, "bd509-message", row = row);
    let message = Message { text: message, hint: t!(words, "bd509-hint") };
    Some(Hit { field, severity: None, message })
}
