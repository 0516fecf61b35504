//! Single values from cells of a workbook. A program that guessed a number or a date where text was
//! typed has lost something (`2.10` is `2.1` then, `00004` is `4`): that is refused, not repaired.

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization as _;

use super::Place;
use super::captions::Captions;
use super::record::Value;
use super::schema::{Column, Shape};
use super::value::from_text;
use crate::campaign::problem::{Expected, ProblemKind};
use crate::values::quantity::raw::{RawCell, RawValue};

/// A value, or the items of a list, whose places are still to be said.
pub(super) enum Written {
    Value(Value),
    List(Vec<String>),
}

/// The columns of codes, which may begin with a zero.
const CODES: [&str; 2] = ["code", "agency-code"];

/// Reads a cell; `None` for a blank one.
pub(super) fn read(
    column: &Column,
    cell: &RawCell,
    captions: &Captions,
) -> Result<Option<Written>, ProblemKind> {
    let written = cell.value.as_written();
    let text = match (&cell.value, column.shape) {
        // A number may stand where a number of one digit group is written; a code may not.
        (RawValue::Number(number), Shape::Text)
            if !is_plain(*number) || CODES.contains(&column.key) =>
        {
            return Err(column.is_not(Expected::TextCell, &written));
        }
        (RawValue::Error(_) | RawValue::Unrepresentable(_), _)
        | (RawValue::Number(_) | RawValue::Date { .. } | RawValue::Bool(_), Shape::List)
        | (RawValue::Date { .. } | RawValue::Bool(_), Shape::Text) => {
            return Err(column.is_not(Expected::TextCell, &written));
        }
        _ => composed(&written),
    };
    if text.trim().is_empty() {
        return Ok(None);
    }
    Ok(Some(match column.shape {
        Shape::Text => Written::Value(Value::Text(unquoted(&text))),
        Shape::List if text.trim() == EMPTY => Written::List(Vec::new()),
        Shape::Choice(choices) => match captions.choice(column, text.trim()) {
            Ok(word) => Written::Value(Value::Text(word.to_owned())),
            Err(hint) => {
                let (key, value) = (column.key, text.trim().to_owned());
                return Err(ProblemKind::NotOneOf { key, value, hint, choices });
            }
        },
        _ => {
            // The places of the items are the cell's, which the caller knows.
            match from_text(column, &text, &Place::whole(&"".into()))? {
                Some(Value::List(items)) => {
                    Written::List(items.into_iter().map(|item| item.text).collect())
                }
                Some(value) => Written::Value(value),
                None => return Ok(None),
            }
        }
    }))
}

/// A comment, its lines without white space at their ends.
pub(super) fn note(cell: &RawCell) -> String {
    let lines: Vec<String> =
        composed(&cell.value.as_written()).split('\n').map(|l| l.trim_end().to_owned()).collect();
    lines.join("\n").trim().to_owned()
}

/// How a cell says that something is said and empty; a blank cell says nothing.
const EMPTY: &str = "\"\"";

/// A text as a cell holds it: with quotation marks where a blank cell, or white space that nobody
/// sees, would be lost.
pub fn quoted(text: &str) -> String {
    if text.trim() == text && !text.is_empty() { text.to_owned() } else { format!("\"{text}\"") }
}

fn unquoted(text: &str) -> String {
    let text = text.trim();
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    match inner {
        Some(inner) if inner.is_empty() || inner.trim() != inner => inner.to_owned(),
        _ => text.to_owned(),
    }
}

/// As officials' programs should have stored it: composed letters, line feeds.
fn composed(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").nfc().collect()
}

fn is_plain(number: Decimal) -> bool {
    number.fract().is_zero()
}
