//! BD101 unreadable: the file is damaged, cut short, or not what it says it is.

use crate::i18n::Words;
use crate::reader::failure::OpenFailure;
use crate::rules::rule::{Check, FileCase, Rule, Said, rule};
use crate::t;

/// The rule.
pub(in crate::rules) const RULE: Rule =
    rule!("BD101", "unreadable", Error, Check::File(check), firm: true);

fn check(case: &FileCase<'_>, words: &Words) -> Option<Said> {
    match case.opened {
        Err(OpenFailure::Unreadable { detail }) => Some(Said {
            message: t!(words, "bd101-message", detail = detail.as_str()),
            hint: t!(words, "bd101-hint"),
        }),
        _ => None,
    }
}
