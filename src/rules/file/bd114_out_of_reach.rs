//! BD114 out-of-reach: a file or folder cannot be opened on this computer. That is for the officer: what is
//! in it is not known, and the unit that sent it has done nothing wrong.

use crate::i18n::Words;
use crate::reader::failure::{OpenFailure, Reach};
use crate::rules::rule::{Check, FileContext, Message, Remedy, Rule, rule};
use crate::t;
use crate::wording::names::open_failure;

pub(in crate::rules) const RULE: Rule = rule!("BD114", "out-of-reach", Error, Check::File(check), firm: true, remedy: Remedy::OpenElsewhere);

fn check(context: &FileContext<'_>, words: &Words) -> Option<Message> {
    let Err(failure @ OpenFailure::OutOfReach { reach, .. }) = context.opened else { return None };
    let hint = match reach {
        Reach::InUse => t!(words, "bd114-hint-in-use"),
        Reach::NoRight => t!(words, "bd114-hint-no-right"),
        Reach::NotDownloaded => t!(words, "bd114-hint-not-downloaded"),
        Reach::Gone => t!(words, "bd114-hint-gone"),
        Reach::NotAFile => t!(words, "bd114-hint-not-a-file"),
        Reach::Other => t!(words, "bd114-hint"),
    };
    Some(Message { text: open_failure(failure, words), hint })
}
