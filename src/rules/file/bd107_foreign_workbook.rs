//! BD107 foreign-workbook: a workbook that this program did not issue.

use crate::i18n::Words;
use crate::rules::rule::{Check, FileContext, Message, Rule, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule =
    rule!("BD107", "foreign-workbook", Error, Check::File(check), firm: true);

fn check(context: &FileContext<'_>, words: &Words) -> Option<Message> {
    context
        .opened
        .ok()
        .filter(|stated| stated.is_foreign())
        .map(|_| Message { text: t!(words, "bd107-message"), hint: t!(words, "bd107-hint") })
}
