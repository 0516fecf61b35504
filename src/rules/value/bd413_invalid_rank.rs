//! BD413 invalid-rank: not a rank.

use crate::i18n::Words;
use crate::rules::rule::{CellContext, Check, Message, Rule, rule};
use crate::t;
use crate::values::quantity::reading::Fault;

pub(in crate::rules) const RULE: Rule =
    rule!("BD413", "invalid-rank", Error, Check::Cell(check), firm: true);

fn check(context: &CellContext<'_>, words: &Words) -> Option<Message> {
    match context.cell.reading.fault()? {
        Fault::InvalidRank => Some(Message {
            text: t!(words, "bd413-message", raw = context.cell.written()),
            hint: t!(words, "bd413-hint"),
        }),
        _ => None,
    }
}
