//! BD410 formula-error: an error value in place of a figure.

use crate::i18n::Words;
use crate::rules::rule::{CellCase, Check, Rule, Said, rule};
use crate::submission::answer::FieldReading;
use crate::t;
use crate::values::quantity::raw::LOST;
use crate::values::quantity::reading::Fault;

pub(in crate::rules) const RULE: Rule =
    rule!("BD410", "formula-error", Error, Check::Cell(check), firm: true);

fn check(case: &CellCase<'_>, words: &Words) -> Option<Said> {
    match case.cell.reading.fault()? {
        Fault::FormulaError(_) => {
            Some(Said { message: message(case, words), hint: hint(case, words) })
        }
        _ => None,
    }
}

fn message(case: &CellCase<'_>, words: &Words) -> String {
    match case.cell.raw.value.as_written().as_str() {
        LOST => t!(words, "bd410-message-lost"),
        raw => t!(words, "bd410-message", raw = raw),
    }
}

fn hint(case: &CellCase<'_>, words: &Words) -> String {
    match case.cell.reading {
        FieldReading::Text(_) => t!(words, "bd410-hint-words"),
        _ => t!(words, "bd410-hint"),
    }
}
