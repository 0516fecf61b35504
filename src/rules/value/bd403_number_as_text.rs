//! BD403 number-as-text: a number stored as text: taken, and reported.

use crate::i18n::Words;
use crate::rules::rule::{CellContext, Check, Message, Rule, rule};
use crate::submission::answer::FieldReading;
use crate::t;
use crate::values::quantity::format::{format_count_vi, format_percent_vi, format_quantity_vi};

pub(in crate::rules) const RULE: Rule =
    rule!("BD403", "number-as-text", Warning, Check::Cell(check));

fn check(context: &CellContext<'_>, words: &Words) -> Option<Message> {
    if !context.cell.reading.is_number_as_text() {
        return None;
    }
    let read = match &context.cell.reading {
        FieldReading::Integer(reading) => format_count_vi(i128::from(*reading.value()?)),
        FieldReading::Percent(reading) => format_percent_vi(*reading.value()?),
        FieldReading::Decimal(reading) => format_quantity_vi(*reading.value()?),
        FieldReading::Choice(_)
        | FieldReading::Chosen(_)
        | FieldReading::Status(_)
        | FieldReading::Text(_) => return None,
    };
    let raw = context.cell.raw.value.as_written();
    Some(Message {
        text: t!(words, "bd403-message", raw = raw, read = read),
        hint: t!(words, "bd403-hint"),
    })
}
