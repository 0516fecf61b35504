//! BD402 not-a-number: neither a number nor one of the agreed words.

use crate::i18n::Words;
use crate::rules::rule::{CellCase, Check, Rule, Said, rule};
use crate::submission::answer::FieldReading;
use crate::t;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::raw::RawValue;
use crate::values::quantity::reading::Fault;

pub(in crate::rules) const RULE: Rule =
    rule!("BD402", "not-a-number", Error, Check::Cell(check), firm: true);

fn check(case: &CellCase<'_>, words: &Words) -> Option<Said> {
    let raw = case.cell.written();
    let is_number = case.cell.shown().is_none()
        && matches!(case.cell.raw.value, RawValue::Number(_) | RawValue::Unrepresentable(_));
    match case.cell.reading.fault()? {
        Fault::NotANumber => Some(Said {
            message: if is_number {
                t!(words, "bd402-message-beyond", raw = raw)
            } else {
                t!(words, "bd402-message", raw = raw)
            },
            // Only what is counted has a stated zero.
            hint: if matches!(case.cell.reading, FieldReading::Percent(_))
                || case.answer.indicator.measure == Measure::Rank
            {
                t!(words, "bd402-hint-uncounted")
            } else {
                t!(words, "bd402-hint")
            },
        }),
        _ => None,
    }
}
