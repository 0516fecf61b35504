//! BD105 duplicate-submission: two different files of one unit.

use crate::i18n::Words;
use crate::rules::rule::{Check, Rule, Said, TwinCase, rule};
use crate::t;

/// The rule.
pub(in crate::rules) const RULE: Rule =
    rule!("BD105", "duplicate-submission", Error, Check::Twin(check));

fn check(case: &TwinCase<'_>, words: &Words) -> Option<Said> {
    (!case.identical).then(|| Said {
        message: t!(words, "bd105-message", others = case.others.join("; ")),
        hint: t!(words, "bd105-hint"),
    })
}
