//! BD418 cut-text: a text may have been cut off when the file was saved.

use crate::i18n::Words;
use crate::rules::rule::{CellContext, Check, Message, Rule, rule};
use crate::submission::answer::FieldReading;
use crate::t;
use crate::values::quantity::reading::Reading;

/// The rule. The reader knows which texts have just the length at which programs cut.
pub(in crate::rules) const RULE: Rule = rule!("BD418", "cut-text", Warning, Check::Cell(check));

/// How much of the end of the text a message repeats.
const END: usize = 40;

fn check(context: &CellContext<'_>, words: &Words) -> Option<Message> {
    let seen = context.cell.raw.appearance.as_ref().filter(|seen| seen.cut);
    let FieldReading::Text(Reading::Value { value, .. }) = &context.cell.reading else {
        return None;
    };
    seen?;
    let start = value.char_indices().rev().nth(END - 1).map_or(0, |(at, _)| at);
    let end = value.get(start..).unwrap_or(value).trim();
    Some(Message { text: t!(words, "bd418-message", end = end), hint: t!(words, "bd418-hint") })
}
