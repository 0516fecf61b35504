//! BD420 above-maximum: a figure that is more than the row can have.

use crate::campaign::list_figure::ReadAs;
use crate::i18n::Words;
use crate::rules::rule::{CellContext, Check, Message, Rule, rule};
use crate::submission::answer::FieldReading;
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::digits::format_decimal_vi;

pub(in crate::rules) const RULE: Rule =
    rule!("BD420", "above-maximum", Error, Check::Cell(check), firm: true);

fn check(context: &CellContext<'_>, words: &Words) -> Option<Message> {
    let ReadAs { row, field } = context.answer.indicator.read_as(context.field);
    let max = row.max.filter(|_| matches!(field, Field::Value | Field::Baseline))?;
    let number = match &context.cell.reading {
        FieldReading::Integer(reading) => (*reading.value()?).into(),
        FieldReading::Decimal(reading) => *reading.value()?,
        FieldReading::Percent(_)
        | FieldReading::Choice(_)
        | FieldReading::Chosen(_)
        | FieldReading::Status(_)
        | FieldReading::Text(_) => return None,
    };
    (number > max.into()).then(|| Message {
        text: t!(
            words,
            "bd420-message",
            read = format_decimal_vi(number),
            max = format_decimal_vi(max.into())
        ),
        hint: t!(words, "bd420-hint"),
    })
}
