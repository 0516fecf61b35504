//! BD408 percent-out-of-range: a percentage above 100.

use crate::i18n::Words;
use crate::rules::rule::{CellContext, Check, Message, Rule, rule};
use crate::t;
use crate::values::quantity::format::format_percent_vi;
use crate::values::quantity::reading::Fault;

pub(in crate::rules) const RULE: Rule = rule!("BD408", "percent-out-of-range", Error, Check::Cell(check), silenced_by: &["BD501"], firm: true);

fn check(context: &CellContext<'_>, words: &Words) -> Option<Message> {
    let Fault::PercentOutOfRange(read) = context.cell.reading.fault()? else { return None };
    let raw = context.cell.raw.value.as_written();
    Some(Message {
        text: t!(words, "bd408-message", raw = raw, read = format_percent_vi(*read)),
        hint: t!(words, "bd408-hint"),
    })
}
