//! BD421 multiple-converted: a number typed in another multiple than the row's, which was converted.

use crate::campaign::list_figure::ReadAs;
use crate::i18n::Words;
use crate::rules::rule::{CellContext, Check, Message, Rule, rule};
use crate::submission::answer::FieldReading;
use crate::t;
use crate::values::quantity::format::{format_count_vi, format_quantity_vi};
use crate::values::quantity::parse::{CountOptions, other_multiple};

pub(in crate::rules) const RULE: Rule =
    rule!("BD421", "multiple-converted", Info, Check::Cell(check));

fn check(context: &CellContext<'_>, words: &Words) -> Option<Message> {
    let read = match &context.cell.reading {
        FieldReading::Integer(reading) => format_count_vi(i128::from(*reading.value()?)),
        FieldReading::Decimal(reading) => format_quantity_vi(*reading.value()?),
        FieldReading::Percent(_)
        | FieldReading::Choice(_)
        | FieldReading::Chosen(_)
        | FieldReading::Status(_)
        | FieldReading::Text(_) => return None,
    };
    let ReadAs { row, field } = context.answer.indicator.read_as(context.field);
    let nouns = match row.decimals(field) {
        Some(_) => row.quantity_nouns(),
        None => row.nouns_of(field).to_vec(),
    };
    let options =
        CountOptions { nouns: &nouns, scale: row.scale_of(field), ..CountOptions::default() };
    let raw = context.cell.raw.value.text()?;
    other_multiple(raw, &options)?;
    let unit = row.unit.as_deref().or(options.nouns.first().map(String::as_str));
    Some(Message {
        text: t!(words, "bd421-message", raw = raw, read = read, unit = unit.unwrap_or_default()),
        hint: t!(words, "bd421-hint"),
    })
}
