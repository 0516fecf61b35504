//! BD104 too-large: the file is beyond the bounds of what is read.

use crate::i18n::Words;
use crate::reader::failure::OpenFailure;
use crate::rules::rule::{Check, FileCase, Rule, Said, rule};
use crate::t;
use crate::wording::names::open_failure;

pub(in crate::rules) const RULE: Rule =
    rule!("BD104", "too-large", Error, Check::File(check), firm: true, unreadable: true);

fn check(case: &FileCase<'_>, words: &Words) -> Option<Said> {
    match case.opened {
        Err(failure @ OpenFailure::TooLarge { .. }) => {
            Some(Said { message: open_failure(failure, words), hint: t!(words, "bd104-hint") })
        }
        _ => None,
    }
}
