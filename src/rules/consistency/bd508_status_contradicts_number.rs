//! BD508 status-contradicts-number: a word or a choice says one thing and a number beside it another.

use crate::i18n::Words;
use crate::rules::rule::{AnswerContext, Check, Hit, Message, Rule, rule};
use crate::submission::answer::Answer;
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::words::Word;

pub(in crate::rules) const RULE: Rule = rule!("BD508", "status-contradicts-number", Error, Check::Answer(check), reads: &[Field::People], firm: true);

fn check(context: &AnswerContext<'_>, words: &Words) -> Option<Hit> {
    let answer = context.answer;
    let staff = answer.integer(Field::People);
    let message = match (answer.word(), answer.choice(Field::Value)) {
        (Some(word @ (Word::NotApplicable | Word::NoData)), _) if has_number(answer) => {
            t!(words, "bd508-message-word", word = word.as_str())
        }
        (None, Some(true)) if staff == Some(0) => t!(words, "bd508-message-none"),
        (None, Some(false)) if staff.is_some_and(|staff| staff > 0) => {
            t!(words, "bd508-message-some")
        }
        _ => return None,
    };
    let message = Message { text: message, hint: t!(words, "bd508-hint") };
    Some(Hit { field: Field::Value, severity: None, message })
}

/// Whether any cell of the figure holds a number beside the word.
fn has_number(answer: &Answer<'_>) -> bool {
    answer.figure_fields().any(|field| answer.number_given(field))
}
