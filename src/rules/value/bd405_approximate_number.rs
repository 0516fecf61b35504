//! BD405 approximate-number: an estimate where a figure is asked.

use crate::i18n::Words;
use crate::rules::rule::{CellContext, Check, Message, Rule, rule};
use crate::t;
use crate::values::quantity::reading::Fault;

pub(in crate::rules) const RULE: Rule =
    rule!("BD405", "approximate-number", Error, Check::Cell(check), firm: true);

fn check(context: &CellContext<'_>, words: &Words) -> Option<Message> {
    match context.cell.reading.fault()? {
        Fault::Approximate => Some(Message {
            text: t!(words, "bd405-message", raw = context.cell.written()),
            hint: t!(words, "bd405-hint"),
        }),
        _ => None,
    }
}
