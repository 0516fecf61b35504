//! BD507 zero-denominator: the total of a rate is zero.

use crate::i18n::Words;
use crate::rules::rule::{AnswerCase, Blame, Check, Rule, Said, rule};
use crate::t;
use crate::values::key::Field;

pub(in crate::rules) const RULE: Rule = rule!("BD507", "zero-denominator", Error, Check::Answer(check), reads: &[Field::Denominator], firm: true);

fn check(case: &AnswerCase<'_>, words: &Words) -> Option<Blame> {
    (case.answer.integer(Field::Denominator)? == 0).then(|| Blame {
        field: Field::Denominator,
        severity: None,
        said: Said { message: t!(words, "bd507-message"), hint: t!(words, "bd507-hint") },
    })
}
