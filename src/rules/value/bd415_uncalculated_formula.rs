//! BD415 uncalculated-formula: a formula whose result is not in the file.

use crate::i18n::Words;
use crate::rules::rule::{CellContext, Check, Message, Rule, rule};
use crate::submission::answer::FieldReading;
use crate::t;
use crate::values::quantity::reading::Fault;

pub(in crate::rules) const RULE: Rule = rule!("BD415", "uncalculated-formula", Error, Check::Cell(check), firm: true, copy_hint: Some(copy_hint));

fn check(context: &CellContext<'_>, words: &Words) -> Option<Message> {
    match context.cell.reading.fault()? {
        Fault::Uncalculated => {
            Some(Message { text: t!(words, "bd415-message"), hint: hint(context, words) })
        }
        _ => None,
    }
}

fn hint(context: &CellContext<'_>, words: &Words) -> String {
    match context.cell.reading {
        FieldReading::Text(_) => t!(words, "bd415-hint-words"),
        _ => t!(words, "bd415-hint"),
    }
}

fn copy_hint(words: &Words) -> String {
    t!(words, "feedback-formula-hint")
}
