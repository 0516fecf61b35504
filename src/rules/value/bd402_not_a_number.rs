//! BD402 not-a-number: neither a number nor one of the agreed words.

use crate::i18n::Words;
use crate::rules::rule::{CellContext, Check, Message, Rule, rule};
use crate::submission::answer::FieldReading;
use crate::t;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::raw::RawValue;
use crate::values::quantity::reading::Fault;

pub(in crate::rules) const RULE: Rule =
    rule!("BD402", "not-a-number", Error, Check::Cell(check), firm: true);

fn check(context: &CellContext<'_>, words: &Words) -> Option<Message> {
    let raw = context.cell.written();
    let is_number = context.cell.shown().is_none()
        && matches!(context.cell.raw.value, RawValue::Number(_) | RawValue::Unrepresentable(_));
    match context.cell.reading.fault()? {
        Fault::NotANumber => Some(Message {
            text: if is_number {
                t!(words, "bd402-message-beyond", raw = raw)
            } else {
                t!(words, "bd402-message", raw = raw)
            },
            // Only what is counted has a stated zero.
            hint: if matches!(context.cell.reading, FieldReading::Percent(_)) || {
                let measure = context.answer.indicator.read_as(context.field).row.measure;
                measure == Measure::Rank || measure == Measure::Ratio
            } {
                t!(words, "bd402-hint-uncounted")
            } else {
                t!(words, "bd402-hint")
            },
        }),
        _ => None,
    }
}
