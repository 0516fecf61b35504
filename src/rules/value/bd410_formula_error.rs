//! BD410 formula-error: an error value in place of a figure.

use crate::i18n::Words;
use crate::rules::rule::{CellContext, Check, Message, Rule, rule};
use crate::submission::answer::FieldReading;
use crate::t;
use crate::values::quantity::raw::LOST;
use crate::values::quantity::reading::Fault;

pub(in crate::rules) const RULE: Rule =
    rule!("BD410", "formula-error", Error, Check::Cell(check), firm: true);

fn check(context: &CellContext<'_>, words: &Words) -> Option<Message> {
    match context.cell.reading.fault()? {
        Fault::FormulaError(_) => {
            Some(Message { text: message(context, words), hint: hint(context, words) })
        }
        _ => None,
    }
}

fn message(context: &CellContext<'_>, words: &Words) -> String {
    match context.cell.raw.value.as_written().as_str() {
        LOST => t!(words, "bd410-message-lost"),
        raw => t!(words, "bd410-message", raw = raw),
    }
}

fn hint(context: &CellContext<'_>, words: &Words) -> String {
    match context.cell.reading {
        FieldReading::Text(_) => t!(words, "bd410-hint-words"),
        _ => t!(words, "bd410-hint"),
    }
}
