//! BD406 negative-number: a figure below zero.

use crate::i18n::Words;
use crate::rules::rule::{CellContext, Check, Message, Rule, rule};
use crate::t;
use crate::values::quantity::reading::Fault;

pub(in crate::rules) const RULE: Rule =
    rule!("BD406", "negative-number", Error, Check::Cell(check), firm: true);

fn check(context: &CellContext<'_>, words: &Words) -> Option<Message> {
    match context.cell.reading.fault()? {
        Fault::Negative(_) => Some(Message {
            text: t!(words, "bd406-message", raw = context.cell.written()),
            hint: t!(words, "bd406-hint"),
        }),
        _ => None,
    }
}
