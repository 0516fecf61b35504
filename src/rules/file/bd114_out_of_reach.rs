//! BD114 out-of-reach: a file or folder cannot be opened on this computer. That is for the officer: what is
//! in it is not known, and the unit that sent it has done nothing wrong.

use crate::i18n::Words;
use crate::reader::failure::{OpenFailure, Reach};
use crate::rules::rule::{Check, FileCase, Remedy, Rule, Said, rule};
use crate::t;
use crate::wording::names::open_failure;

pub(in crate::rules) const RULE: Rule = rule!("BD114", "out-of-reach", Error, Check::File(check), firm: true, remedy: Remedy::OpenElsewhere);

fn check(case: &FileCase<'_>, words: &Words) -> Option<Said> {
    let Err(failure @ OpenFailure::OutOfReach { reach, .. }) = case.opened else { return None };
    let hint = match reach {
        Reach::InUse => t!(words, "bd114-hint-in-use"),
        Reach::NoRight => t!(words, "bd114-hint-no-right"),
        Reach::NotDownloaded => t!(words, "bd114-hint-not-downloaded"),
        Reach::Gone => t!(words, "bd114-hint-gone"),
        Reach::NotAFile => t!(words, "bd114-hint-not-a-file"),
        Reach::Other => t!(words, "bd114-hint"),
    };
    Some(Said { message: open_failure(failure, words), hint })
}
