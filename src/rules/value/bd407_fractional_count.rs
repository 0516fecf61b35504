//! BD407 fractional-count: a count that is not whole, or a number with more decimals than the row declares.

use crate::i18n::Words;
use crate::rules::rule::{CellContext, Check, Message, Rule, rule};
use crate::t;
use crate::values::quantity::format::{format_count_vi, format_decimal_vi};
use crate::values::quantity::reading::Fault;

pub(in crate::rules) const RULE: Rule =
    rule!("BD407", "fractional-count", Error, Check::Cell(check), firm: true);

fn check(context: &CellContext<'_>, words: &Words) -> Option<Message> {
    let fault = context.cell.reading.fault()?;
    if let Fault::MoreDecimals { written, decimals } = fault {
        let decimals = *decimals;
        return Some(Message {
            text: t!(
                words,
                "bd407-message-decimals",
                written = format_decimal_vi(*written),
                decimals = decimals
            ),
            hint: t!(words, "bd407-hint-decimals", decimals = decimals),
        });
    }
    let Fault::Fractional { thousands, .. } = fault else { return None };
    let raw = context.cell.raw.value.as_written();
    let message = match thousands {
        Some(thousands) => {
            let thousands = format_count_vi(i128::from(*thousands));
            t!(words, "bd407-message-thousands", raw = raw, thousands = thousands)
        }
        None => t!(words, "bd407-message", raw = raw),
    };
    Some(Message { text: message, hint: t!(words, "bd407-hint") })
}
