//! BD405 approximate-number: an estimate where a figure is asked.

use crate::i18n::Words;
use crate::rules::rule::{CellCase, Check, Rule, Said, rule};
use crate::t;
use crate::values::quantity::reading::Fault;

pub(in crate::rules) const RULE: Rule =
    rule!("BD405", "approximate-number", Error, Check::Cell(check), firm: true);

fn check(case: &CellCase<'_>, words: &Words) -> Option<Said> {
    match case.cell.reading.fault()? {
        Fault::Approximate => Some(Said {
            message: t!(words, "bd405-message", raw = case.cell.written()),
            hint: t!(words, "bd405-hint"),
        }),
        _ => None,
    }
}
