//! BD510 answer-not-asked: another row says that this one is not asked, and it has figures.

use crate::i18n::Words;
use crate::rules::rule::{AnswerContext, Check, Hit, Message, Rule, rule};
use crate::submission::answer::AnswerValue;
use crate::t;
use crate::wording::names::{asked_when, row_name};

pub(in crate::rules) const RULE: Rule =
    rule!("BD510", "answer-not-asked", Error, Check::Answer(check));

fn check(context: &AnswerContext<'_>, words: &Words) -> Option<Hit> {
    let answer = context.answer;
    let condition = answer.indicator.asked_when.as_deref().filter(|_| answer.is_not_asked)?;
    match answer.value() {
        AnswerValue::Figure(_) | AnswerValue::Faulty => {}
        // A row that says the same of itself contradicts nothing.
        AnswerValue::NotApplicable | AnswerValue::NoData | AnswerValue::Blank => return None,
    }
    let field = answer.figure_fields().find(|field| !answer.is_blank(*field))?;
    let row = row_name(answer.indicator, words);
    let text = t!(words, "bd510-message", row = row, when = asked_when(condition, words));
    Some(Hit { field, severity: None, message: Message { text, hint: t!(words, "bd510-hint") } })
}
