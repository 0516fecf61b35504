//! BD411 date-for-number: a date where a number is asked.

use crate::i18n::Words;
use crate::rules::rule::{CellContext, Check, Message, Rule, rule};
use crate::t;
use crate::values::quantity::format::format_decimal_vi;
use crate::values::quantity::reading::Fault;

pub(in crate::rules) const RULE: Rule =
    rule!("BD411", "date-for-number", Error, Check::Cell(check), firm: true);

fn check(context: &CellContext<'_>, words: &Words) -> Option<Message> {
    let Fault::Date { iso, serial } = context.cell.reading.fault()? else { return None };
    let message = match serial {
        Some(serial) => t!(
            words,
            "bd411-message-serial",
            iso = iso.as_str(),
            serial = format_decimal_vi(*serial)
        ),
        None => t!(words, "bd411-message", iso = iso.as_str()),
    };
    Some(Message { text: message, hint: t!(words, "bd411-hint") })
}
