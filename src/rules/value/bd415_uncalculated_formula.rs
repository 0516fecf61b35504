//! BD415 uncalculated-formula: a formula whose result is not in the file.

use crate::i18n::Words;
use crate::rules::rule::{CellCase, Check, Rule, Said, rule};
use crate::submission::answer::FieldReading;
use crate::t;
use crate::values::quantity::reading::Fault;

pub(in crate::rules) const RULE: Rule = rule!("BD415", "uncalculated-formula", Error, Check::Cell(check), firm: true, copy_hint: Some(copy_hint));

fn check(case: &CellCase<'_>, words: &Words) -> Option<Said> {
    match case.cell.reading.fault()? {
        Fault::Uncalculated => {
            Some(Said { message: t!(words, "bd415-message"), hint: hint(case, words) })
        }
        _ => None,
    }
}

fn hint(case: &CellCase<'_>, words: &Words) -> String {
    match case.cell.reading {
        FieldReading::Text(_) => t!(words, "bd415-hint-words"),
        _ => t!(words, "bd415-hint"),
    }
}

fn copy_hint(words: &Words) -> String {
    t!(words, "feedback-formula-hint")
}
