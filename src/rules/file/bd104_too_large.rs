//! BD104 too-large: the file is beyond the bounds of what is read.

use crate::i18n::Words;
use crate::naming::bound;
use crate::reader::failure::OpenFailure;
use crate::rules::rule::{Check, FileCase, Rule, Said, rule};
use crate::t;

/// The rule.
pub(in crate::rules) const RULE: Rule = rule!("BD104", "too-large", Error, Check::File(check));

fn check(case: &FileCase<'_>, words: &Words) -> Option<Said> {
    let Err(OpenFailure::TooLarge { what, found, limit }) = case.opened else { return None };
    let what = bound(*what, words);
    let (found, limit) = (found.to_string(), limit.to_string());
    Some(Said {
        message: t!(words, "bd104-message", what = what, found = found, limit = limit),
        hint: t!(words, "bd104-hint"),
    })
}
