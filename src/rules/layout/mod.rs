//! Rules about the layout of a form (3xx).

pub(super) mod bd301_missing_sheet;
pub(super) mod bd302_missing_row;
pub(super) mod bd303_altered_label;
pub(super) mod bd304_unexpected_content;
pub(super) mod bd305_duplicate_row;
pub(super) mod bd306_recovered_layout;
pub(super) mod bd307_merged_input;
pub(super) mod bd308_hidden_content;
pub(super) mod bd309_unconfirmed_row;
pub(super) mod bd310_unread_notes;
pub(super) mod bd311_unknown_head_choice;

use crate::i18n::Words;
use crate::submission::answer::Place;
use crate::t;
use crate::wording::names::shortened;

/// How many places a message names; a hundred addresses tell no more than the first.
const NAMED: usize = 5;

/// The first places, as people find them: `Biểu 1!F9; Biểu 1!F10`, marked when there are more.
fn first_places<'p>(places: impl ExactSizeIterator<Item = &'p Place>) -> String {
    first_named(places.map(place_name))
}

/// The same where the sheet is named already: `F9; F10`.
fn first_addresses<'p>(places: impl ExactSizeIterator<Item = &'p Place>) -> String {
    first_named(places.map(|place| place.position.to_string()))
}

fn first_named(names: impl ExactSizeIterator<Item = String>) -> String {
    let more = if names.len() > NAMED { "; …" } else { "" };
    let first: Vec<String> = names.take(NAMED).collect();
    format!("{}{more}", first.join("; "))
}

fn place_name(place: &Place) -> String {
    format!("{}!{}", place.sheet, place.position)
}

/// What somebody wrote, in quotes and on one line; its beginning is enough to know it.
fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let words: Vec<&str> = text.split_whitespace().collect();
    format!("“{}”", shortened(&words.join(" "), LONGEST))
}

/// What is lost stands again in the corrected copy.
fn again_in_copy(words: &Words) -> String {
    t!(words, "feedback-again-hint")
}

/// The beginning of what a form prints, on one line.
fn beginning(text: &str) -> String {
    const LONGEST: usize = 80;
    shortened(text.replace('\n', " ").trim(), LONGEST)
}
