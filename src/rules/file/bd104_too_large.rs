//! BD104 too-large: the file is beyond the bounds of what is read.

use crate::i18n::Words;
use crate::reader::failure::OpenFailure;
use crate::rules::rule::{Check, FileContext, Message, Rule, rule};
use crate::t;
use crate::wording::names::open_failure;

pub(in crate::rules) const RULE: Rule =
    rule!("BD104", "too-large", Error, Check::File(check), firm: true, unreadable: true);

fn check(context: &FileContext<'_>, words: &Words) -> Option<Message> {
    match context.opened {
        Err(failure @ OpenFailure::TooLarge { .. }) => {
            Some(Message { text: open_failure(failure, words), hint: t!(words, "bd104-hint") })
        }
        _ => None,
    }
}
