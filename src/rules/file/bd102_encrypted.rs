//! BD102 encrypted: the file asks for a password to open.

use crate::i18n::Words;
use crate::reader::failure::OpenFailure;
use crate::rules::rule::{Check, FileCase, Rule, Said, rule};
use crate::t;

/// The rule.
pub(in crate::rules) const RULE: Rule =
    rule!("BD102", "encrypted", Error, Check::File(check), firm: true);

fn check(case: &FileCase<'_>, words: &Words) -> Option<Said> {
    match case.opened {
        Err(OpenFailure::Encrypted) => {
            Some(Said { message: t!(words, "bd102-message"), hint: t!(words, "bd102-hint") })
        }
        _ => None,
    }
}
