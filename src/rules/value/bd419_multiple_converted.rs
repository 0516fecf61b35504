//! BD419 multiple-converted: a number typed in another multiple than the row's, which was converted.

use crate::i18n::Words;
use crate::rules::rule::{CellContext, Check, Message, Rule, rule};
use crate::submission::answer::FieldReading;
use crate::t;
use crate::values::quantity::format::format_count_vi;
use crate::values::quantity::parse::{CountOptions, other_multiple};

pub(in crate::rules) const RULE: Rule =
    rule!("BD419", "multiple-converted", Info, Check::Cell(check));

fn check(context: &CellContext<'_>, words: &Words) -> Option<Message> {
    let FieldReading::Integer(reading) = &context.cell.reading else { return None };
    let read = format_count_vi(i128::from(*reading.value()?));
    let (row, field) = (context.answer.indicator, context.field);
    let options = CountOptions {
        nouns: row.nouns_of(field),
        scale: row.scale_of(field),
        ..CountOptions::default()
    };
    let raw = context.cell.raw.value.text()?;
    other_multiple(raw, &options)?;
    let unit = row.unit.as_deref().or(options.nouns.first().map(String::as_str));
    Some(Message {
        text: t!(words, "bd419-message", raw = raw, read = read, unit = unit.unwrap_or_default()),
        hint: t!(words, "bd419-hint"),
    })
}
