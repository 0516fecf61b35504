//! BD203 unit-conflict: the file states more than one unit.

use crate::i18n::Words;
use crate::identity::Part;
use crate::rules::rule::{Check, FileCase, Rule, Said, rule};
use crate::t;

/// The rule.
pub(in crate::rules) const RULE: Rule =
    rule!("BD203", "unit-conflict", Error, Check::File(check), firm: true);

fn check(case: &FileCase<'_>, words: &Words) -> Option<Said> {
    let values = case.opened.ok()?.values(Part::Unit);
    if values.len() < 2 {
        return None;
    }
    let codes: Vec<&str> = values.into_keys().collect();
    Some(Said {
        message: t!(words, "bd203-message", codes = codes.join(", ")),
        hint: t!(words, "bd203-hint"),
    })
}
