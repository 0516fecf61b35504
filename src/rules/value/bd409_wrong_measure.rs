//! BD409 wrong-measure: a number of something else.

use crate::i18n::Words;
use crate::rules::rule::{CellCase, Check, Rule, Said, rule};
use crate::t;
use crate::values::quantity::reading::Fault;

pub(in crate::rules) const RULE: Rule =
    rule!("BD409", "wrong-measure", Error, Check::Cell(check), firm: true);

fn check(case: &CellCase<'_>, words: &Words) -> Option<Said> {
    match case.cell.reading.fault()? {
        Fault::WrongMeasure { written } => Some(Said {
            message: t!(
                words,
                "bd409-message",
                raw = case.cell.written(),
                written = written.as_str()
            ),
            hint: t!(words, "bd409-hint"),
        }),
        _ => None,
    }
}
