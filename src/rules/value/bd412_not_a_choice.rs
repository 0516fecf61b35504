//! BD412 not-a-choice: not one of the choices of the list.

use crate::i18n::Words;
use crate::rules::rule::{CellCase, Check, Rule, Said, rule};
use crate::t;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::reading::Fault;
use crate::values::quantity::words::{ARRANGED, Status, YES_NO};

pub(in crate::rules) const RULE: Rule =
    rule!("BD412", "not-a-choice", Error, Check::Cell(check), firm: true);

fn check(case: &CellCase<'_>, words: &Words) -> Option<Said> {
    match case.cell.reading.fault()? {
        Fault::NotAChoice => Some(Said {
            message: t!(words, "bd412-message", raw = case.cell.written(), choices = choices(case)),
            hint: t!(words, "bd412-hint"),
        }),
        _ => None,
    }
}

fn choices(case: &CellCase<'_>) -> String {
    match case.answer.indicator.measure {
        Measure::Status => Status::ALL.map(Status::as_str).join("; "),
        Measure::Arranged => ARRANGED.join("; "),
        Measure::YesNo
        | Measure::Percent
        | Measure::Count
        | Measure::CountWithPeople
        | Measure::Rank
        | Measure::Documents
        | Measure::Text
        | Measure::Section
        | Measure::Entry => YES_NO.join("; "),
    }
}
