//! BD109 macros-present: the workbook carries macros, which no form was issued with.

use crate::i18n::Words;
use crate::rules::rule::{Check, FileContext, Message, Rule, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule =
    rule!("BD109", "macros-present", Warning, Check::File(check), silenced_by: &["BD107", "BD205"]);

fn check(context: &FileContext<'_>, words: &Words) -> Option<Message> {
    context
        .macros
        .then(|| Message { text: t!(words, "bd109-message"), hint: t!(words, "bd109-hint") })
}
