//! BD308 hidden-content: what is read does not show: a hidden sheet, or hidden rows and columns.

use std::ops::RangeInclusive;

use super::{NAMED, first_addresses};
use crate::i18n::Words;
use crate::rules::rule::{Check, Message, PlaceHit, Rule, rule};
use crate::submission::Submission;
use crate::submission::answer::Place;
use crate::submission::model::hidden::{Hidden, Rounded, Unseen};
use crate::t;
use crate::values::key::Position;
use crate::values::quantity::format::format_percent_vi;

/// The rule. One finding for a sheet, however much of it is hidden.
pub(in crate::rules) const RULE: Rule =
    rule!("BD308", "hidden-content", Warning, Check::Return(check));

fn check(submission: &Submission<'_>, words: &Words) -> Vec<PlaceHit> {
    submission
        .unseen
        .iter()
        .filter_map(|unseen: &Unseen| {
            let place = unseen.places.first()?.clone();
            Some(PlaceHit { form: unseen.form.clone(), place, message: message(unseen, words) })
        })
        .collect()
}

fn message(unseen: &Unseen, words: &Words) -> Message {
    let sheet = unseen.places.first().map_or("", |place| &*place.sheet);
    let count = unseen.places.len();
    let places = first_addresses(unseen.places.iter());
    match &unseen.hidden {
        Hidden::Cells => Message {
            text: t!(words, "bd308-message-cells", sheet = sheet, count = count, places = places),
            hint: t!(words, "bd308-hint-cells"),
        },
        Hidden::Decimals { rounded } => {
            let pairs = unseen.places.iter().zip(rounded).take(NAMED);
            let pairs: Vec<String> = pairs.map(|(place, one)| pair(place, one, words)).collect();
            let more = if count > NAMED { ", …" } else { "" };
            let pairs = format!("{}{more}", pairs.join(", "));
            Message {
                text: t!(
                    words,
                    "bd308-message-decimals",
                    sheet = sheet,
                    count = count,
                    pairs = pairs
                ),
                hint: t!(words, "bd308-hint-decimals"),
            }
        }
        Hidden::Lines { rows, columns } => {
            let lines = lines(rows, columns, words);
            Message {
                text: t!(
                    words,
                    "bd308-message",
                    sheet = sheet,
                    lines = lines,
                    count = count,
                    places = places
                ),
                hint: t!(words, "bd308-hint"),
            }
        }
        Hidden::Sheet if unseen.form.is_some() => Message {
            text: t!(words, "bd308-message-sheet", sheet = sheet, count = count, places = places),
            hint: t!(words, "bd308-hint-sheet"),
        },
        Hidden::Sheet => Message {
            text: t!(words, "bd308-message-other", sheet = sheet, count = count, places = places),
            hint: t!(words, "bd308-hint-other"),
        },
    }
}

/// What is stored in a cell and what it shows.
fn pair(place: &Place, rounded: &Rounded, words: &Words) -> String {
    let stored = format!("{}%", format_percent_vi(rounded.stored));
    let (cell, shown) = (place.position.to_string(), rounded.shown.as_str());
    t!(words, "bd308-decimals", cell = cell, stored = stored, shown = shown)
}

/// The hidden rows and columns, as the edges of the sheet show them.
fn lines(rows: &[RangeInclusive<u32>], columns: &[RangeInclusive<u32>], words: &Words) -> String {
    let rows = first_lines(rows, |row| (row + 1).to_string());
    let columns = first_lines(columns, |column| {
        let address = Position::new(0, column).to_string();
        address.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()
    });
    match (rows, columns) {
        (Some(rows), Some(columns)) => t!(words, "bd308-both", rows = rows, columns = columns),
        (Some(rows), None) => t!(words, "bd308-rows", rows = rows),
        (None, columns) => t!(words, "bd308-columns", columns = columns.unwrap_or_default()),
    }
}

fn first_lines(lines: &[RangeInclusive<u32>], name: impl Fn(u32) -> String) -> Option<String> {
    let named = |line: &RangeInclusive<u32>| match (*line.start(), *line.end()) {
        (first, last) if first == last => name(first),
        (first, last) => format!("{}–{}", name(first), name(last)),
    };
    let more = if lines.len() > NAMED { ", …" } else { "" };
    let named: Vec<String> = lines.iter().take(NAMED).map(named).collect();
    (!named.is_empty()).then(|| format!("{}{more}", named.join(", ")))
}
