//! BD307 merged-input: merged cells show another cell in the place of an input cell.

use crate::i18n::Words;
use crate::rules::rule::{CellContext, Check, Message, Rule, rule};
use crate::t;
use crate::wording::names::{row_name, shortened};

/// The rule. What merged cells show is the content of their first cell, and counts for that cell alone:
/// whether a clerk meant it for the others too is not guessed.
pub(in crate::rules) const RULE: Rule = rule!("BD307", "merged-input", Warning, Check::Cell(check));

/// How much of a text is quoted.
const QUOTED: usize = 80;

fn check(context: &CellContext<'_>, words: &Words) -> Option<Message> {
    let area = context.cell.covered?;
    // A line of a list that is not used says nothing, merged or not.
    if context.answer.is_unused_line() {
        return None;
    }
    let row = row_name(context.answer.indicator, words);
    let (cell, first) = (context.cell.place.position.to_string(), area.first.to_string());
    let area = area.to_string();
    let message = if context.cell.reading.is_blank() {
        t!(words, "bd307-message", row = row, cell = cell, area = area, first = first)
    } else {
        let raw = shortened(&context.cell.raw.value.as_written(), QUOTED);
        t!(words, "bd307-message-kept", row = row, cell = cell, area = area, raw = raw)
    };
    Some(Message { text: message, hint: t!(words, "bd307-hint") })
}
