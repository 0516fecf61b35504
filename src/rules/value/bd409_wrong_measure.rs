//! BD409 wrong-measure: a number of something else.

use crate::i18n::Words;
use crate::rules::rule::{CellContext, Check, Message, Rule, rule};
use crate::t;
use crate::values::quantity::reading::Fault;

pub(in crate::rules) const RULE: Rule =
    rule!("BD409", "wrong-measure", Error, Check::Cell(check), firm: true);

fn check(context: &CellContext<'_>, words: &Words) -> Option<Message> {
    match context.cell.reading.fault()? {
        Fault::WrongMeasure { written } => Some(Message {
            text: t!(
                words,
                "bd409-message",
                raw = context.cell.written(),
                written = written.as_str()
            ),
            hint: t!(words, "bd409-hint"),
        }),
        _ => None,
    }
}
