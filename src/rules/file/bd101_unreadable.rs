//! BD101 unreadable: the file is damaged, cut short, or not what it says it is.

use crate::i18n::Words;
use crate::reader::failure::OpenFailure;
use crate::rules::rule::{Check, FileContext, Message, Rule, rule};
use crate::t;
use crate::wording::names::open_failure;

pub(in crate::rules) const RULE: Rule =
    rule!("BD101", "unreadable", Error, Check::File(check), firm: true, unreadable: true);

fn check(context: &FileContext<'_>, words: &Words) -> Option<Message> {
    let failure = context.opened.err()?;
    let hint = match failure {
        OpenFailure::Unreadable { .. } => t!(words, "bd101-hint"),
        OpenFailure::TwoDocuments => t!(words, "bd101-hint-two"),
        OpenFailure::Internal { .. }
        | OpenFailure::Encrypted
        | OpenFailure::RightsManaged
        | OpenFailure::OutOfReach { .. }
        | OpenFailure::Unsupported(_)
        | OpenFailure::TooLarge { .. } => return None,
    };
    Some(Message { text: open_failure(failure, words), hint })
}
