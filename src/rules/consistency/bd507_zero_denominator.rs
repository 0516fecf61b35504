//! BD507 zero-denominator: the total of a rate is zero.

use crate::i18n::Words;
use crate::rules::rule::{AnswerContext, Check, Hit, Message, Rule, rule};
use crate::t;
use crate::values::key::Field;

pub(in crate::rules) const RULE: Rule = rule!("BD507", "zero-denominator", Error, Check::Answer(check), reads: &[Field::Denominator], firm: true);

fn check(context: &AnswerContext<'_>, words: &Words) -> Option<Hit> {
    context.answer.number(Field::Denominator)?.is_zero().then(|| Hit {
        field: Field::Denominator,
        severity: None,
        message: Message { text: t!(words, "bd507-message"), hint: t!(words, "bd507-hint") },
    })
}
