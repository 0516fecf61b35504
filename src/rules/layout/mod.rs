//! Rules about the layout of a form (3xx).

pub(super) mod bd301_missing_sheet;
pub(super) mod bd302_missing_row;
pub(super) mod bd303_altered_label;
pub(super) mod bd304_unexpected_content;
pub(super) mod bd305_duplicate_row;
pub(super) mod bd306_recovered_layout;

use crate::submission::answer::Place;

/// How many places a message names; a hundred addresses tell no more than the first.
const NAMED: usize = 5;

/// The first places, as people find them: `Biểu 1!F9; Biểu 1!F10`, marked when there are more.
fn first_places<'p>(places: impl ExactSizeIterator<Item = &'p Place>) -> String {
    let more = if places.len() > NAMED { "; …" } else { "" };
    let named: Vec<String> = places.take(NAMED).map(place_name).collect();
    format!("{}{more}", named.join("; "))
}

fn place_name(place: &Place) -> String {
    format!("{}!{}", place.sheet, place.position)
}
