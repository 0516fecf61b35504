//! BD404 ambiguous-number: a number that can be read in two ways.

use crate::i18n::Words;
use crate::rules::rule::{CellContext, Check, Message, Rule, rule};
use crate::submission::answer::FieldReading;
use crate::t;
use crate::values::quantity::format::{format_decimal_vi, format_percent_vi};
use crate::values::quantity::reading::Fault;

pub(in crate::rules) const RULE: Rule =
    rule!("BD404", "ambiguous-number", Error, Check::Cell(check), firm: true);

fn check(context: &CellContext<'_>, words: &Words) -> Option<Message> {
    let Fault::Ambiguous(first, second) = context.cell.reading.fault()? else { return None };
    let (first, second, hint) = match &context.cell.reading {
        FieldReading::Percent(_) => (
            format!("{}%", format_percent_vi(*first)),
            format!("{}%", format_percent_vi(*second)),
            t!(words, "bd404-hint-percent"),
        ),
        FieldReading::Decimal(_) => {
            (format_decimal_vi(*first), format_decimal_vi(*second), t!(words, "bd404-hint-decimal"))
        }
        _ => (format_decimal_vi(*first), format_decimal_vi(*second), t!(words, "bd404-hint-count")),
    };
    let raw = context.cell.written();
    Some(Message {
        text: t!(words, "bd404-message", raw = raw, first = first, second = second),
        hint,
    })
}
