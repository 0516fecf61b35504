//! BD407 fractional-count: a count that is not whole.

use crate::i18n::Words;
use crate::rules::rule::{CellContext, Check, Message, Rule, rule};
use crate::t;
use crate::values::quantity::format::format_count_vi;
use crate::values::quantity::reading::Fault;

pub(in crate::rules) const RULE: Rule =
    rule!("BD407", "fractional-count", Error, Check::Cell(check), firm: true);

fn check(context: &CellContext<'_>, words: &Words) -> Option<Message> {
    let Fault::Fractional { thousands, .. } = context.cell.reading.fault()? else { return None };
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
