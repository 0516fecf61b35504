//! The cells in which a file differs from another one of its unit, as a table for the terminal.

use comfy_table::Cell;

use super::table_style::Look;
use crate::consolidate::intake::Comparison;
use crate::i18n::Words;
use crate::submission::difference::Side;
use crate::t;
use crate::wording::difference_text::{self, SideTexts};

/// How many cells are shown; a file that differs everywhere would hide all the others.
const SHOWN: usize = 20;
/// How much of what is written in each.
const LONGEST: usize = 60;

/// The table under a line that names the other file; `None` when no answer differs.
pub fn differences(
    comparison: &Comparison<'_>,
    year: u16,
    look: Look,
    words: &Words,
) -> Option<String> {
    let count = comparison.differences.len();
    let other = comparison.with.as_str();
    let head = t!(words, "difference-head", other = other, count = count);
    let mut table = look.table();
    table.set_header(look.header(vec![
        t!(words, "table-place"),
        t!(words, "difference-this"),
        t!(words, "difference-other"),
    ]));
    for difference in comparison.differences.iter().take(SHOWN) {
        let caption = difference.form.field_caption(difference.field, year);
        let place = format!("{}\n{caption}", difference_text::row(difference, words));
        let SideTexts { this, other } =
            difference_text::sides(&difference.this, &difference.other, LONGEST, words);
        table.add_row(vec![
            Cell::new(place),
            side(this, &difference.this),
            side(other, &difference.other),
        ]);
    }
    let mut text = format!("  {head}\n{table}");
    let rest = count.saturating_sub(SHOWN);
    if rest > 0 {
        text.push_str("\n  ");
        text.push_str(&t!(words, "difference-more", count = rest));
    }
    (count > 0).then_some(text)
}

/// What a side says, under its cell where there is one.
fn side(said: String, side: &Side) -> Cell {
    match difference_text::cells(side) {
        cell if cell.is_empty() => Cell::new(said),
        cell => Cell::new(format!("{cell}\n{said}")),
    }
}
