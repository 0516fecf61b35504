//! BD406 negative-number: a figure below zero.

use crate::i18n::Words;
use crate::rules::rule::{CellCase, Check, Rule, Said, rule};
use crate::t;
use crate::values::quantity::reading::Fault;

pub(in crate::rules) const RULE: Rule =
    rule!("BD406", "negative-number", Error, Check::Cell(check), firm: true);

fn check(case: &CellCase<'_>, words: &Words) -> Option<Said> {
    match case.cell.reading.fault()? {
        Fault::Negative(_) => Some(Said {
            message: t!(words, "bd406-message", raw = case.cell.written()),
            hint: t!(words, "bd406-hint"),
        }),
        _ => None,
    }
}
