//! BD414 legacy-encoding: text in an encoding from before Unicode: converted, and reported.

use crate::i18n::Words;
use crate::rules::rule::{CellContext, Check, Message, Rule, rule};
use crate::submission::answer::FieldReading;
use crate::t;
use crate::values::quantity::legacy;
use crate::values::quantity::raw::RawValue;
use crate::values::quantity::reading::Reading;
use crate::values::quantity::text;
use crate::values::quantity::words::is_agreed;

pub(in crate::rules) const RULE: Rule =
    rule!("BD414", "legacy-encoding", Warning, Check::Cell(check));

/// How much of a text a message repeats: enough to see whether it was read well.
const SHOWN: usize = 120;

fn check(context: &CellContext<'_>, words: &Words) -> Option<Message> {
    let RawValue::Text(raw) = &context.cell.raw.value else { return None };
    let font = context.cell.raw.font;
    let reading = &context.cell.reading;
    let read = match reading {
        FieldReading::Text(Reading::Value { .. } | Reading::Word(_)) => legacy::decode(raw, font),
        FieldReading::Choice(Reading::Value { .. })
        | FieldReading::Status(Reading::Value { .. }) => {
            legacy::decode_one_of(raw, font, is_agreed)
        }
        other => other.word().and_then(|_| legacy::decode_one_of(raw, font, is_agreed)),
    }?;
    Some(Message {
        text: t!(words, "bd414-message", read = shortened(&text::clean(&read))),
        hint: t!(words, "bd414-hint"),
    })
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text).trim_end()),
        None => text.to_owned(),
    }
}
