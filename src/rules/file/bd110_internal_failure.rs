//! BD110 internal-failure: the program itself failed at this file. The others are not touched.

use crate::i18n::Words;
use crate::reader::failure::OpenFailure;
use crate::rules::rule::{Check, FileContext, Message, Rule, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule =
    rule!("BD110", "internal-failure", Error, Check::File(check), firm: true, unreadable: true);

fn check(context: &FileContext<'_>, words: &Words) -> Option<Message> {
    about(context.opened.err()?, words)
}

/// What there is to say of a failure, if it is one of the program.
pub(in crate::rules) fn about(failure: &OpenFailure, words: &Words) -> Option<Message> {
    matches!(failure, OpenFailure::Internal { .. })
        .then(|| Message { text: t!(words, "bd110-message"), hint: t!(words, "bd110-hint") })
}
