//! BD202 ambiguous-unit: the file states no code, and the name printed may be that of several units.

use super::unit_names;
use crate::i18n::Words;
use crate::rules::rule::{Check, FileContext, Message, Rule, rule};
use crate::submission::unit_name::Found;
use crate::t;

pub(in crate::rules) const RULE: Rule = rule!("BD202", "ambiguous-unit", Error, Check::File(check), silenced_by: &["BD205"], firm: true);

fn check(context: &FileContext<'_>, words: &Words) -> Option<Message> {
    let message = match &context.printed?.found {
        Found::Several(units) => t!(words, "bd202-message", names = unit_names(units)),
        Found::Near { printed, units } => {
            t!(words, "bd202-message-near", printed = printed.as_str(), names = unit_names(units))
        }
        Found::One { .. } | Found::Nothing(_) => return None,
    };
    Some(Message {
        text: message,
        hint: super::with_file_name(context, t!(words, "bd202-hint"), words),
    })
}
