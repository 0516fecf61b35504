//! BD102 encrypted: the file is encrypted, with a password or for named people.

use crate::i18n::Words;
use crate::reader::failure::OpenFailure;
use crate::rules::rule::{Check, FileContext, Message, Rule, rule};
use crate::t;
use crate::wording::names::open_failure;

pub(in crate::rules) const RULE: Rule =
    rule!("BD102", "encrypted", Error, Check::File(check), firm: true, unreadable: true);

fn check(context: &FileContext<'_>, words: &Words) -> Option<Message> {
    let failure = context.opened.err()?;
    let hint = match failure {
        OpenFailure::Encrypted => t!(words, "bd102-hint"),
        OpenFailure::RightsManaged => t!(words, "bd102-hint-rights"),
        OpenFailure::Unreadable { .. }
        | OpenFailure::TwoDocuments
        | OpenFailure::Internal { .. }
        | OpenFailure::OutOfReach { .. }
        | OpenFailure::Unsupported(_)
        | OpenFailure::TooLarge { .. } => return None,
    };
    Some(Message { text: open_failure(failure, words), hint })
}
