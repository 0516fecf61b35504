//! What a sheet merges and hides, gathered while its cells are walked.

use std::ops::RangeInclusive;

use super::bounds::{COLUMNS, MERGED_AREAS, ROWS, within};
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::workbook::{Area, Position, Sheet};

/// The merged areas and the hidden rows and columns of a sheet. What is hidden needs no bound of its
/// own: it takes no more room here than in the file.
#[derive(Debug, Default)]
pub(super) struct Arrangement {
    merged: Vec<Area>,
    rows: Vec<RangeInclusive<u32>>,
    columns: Vec<RangeInclusive<u32>>,
}

/// So many rows and columns from a cell on, as a file says it: not yet within the bounds of a sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block {
    pub(super) row: u64,
    pub(super) column: u64,
    pub(super) rows: u64,
    pub(super) columns: u64,
}

impl Arrangement {
    /// Merges cells. A single cell is not merged, and what is beyond the sheet is cut off.
    pub(super) fn merge(&mut self, block: Block) -> Result<(), OpenFailure> {
        let Block { row, column, rows, columns } = block;
        let is_alone = rows.max(1).saturating_mul(columns.max(1)) == 1;
        let (Some(down), Some(right)) = (span(row, rows, ROWS), span(column, columns, COLUMNS))
        else {
            return Ok(());
        };
        if is_alone {
            return Ok(());
        }
        self.merged.push(Area {
            first: Position::new(*down.start(), *right.start()),
            last: Position::new(*down.end(), *right.end()),
        });
        within(Bound::MergedAreas, self.merged.len() as u64, MERGED_AREAS)
    }

    /// Hides so many rows from one on.
    pub(super) fn hide_rows(&mut self, first: u64, rows: u64) {
        self.rows.extend(span(first, rows, ROWS));
        join(&mut self.rows);
    }

    /// Hides so many columns from one on.
    pub(super) fn hide_columns(&mut self, first: u64, columns: u64) {
        self.columns.extend(span(first, columns, COLUMNS));
        join(&mut self.columns);
    }

    /// The sheet with what was gathered.
    pub(super) fn of(self, sheet: Sheet) -> Sheet {
        let Self { merged, rows: hidden_rows, columns: hidden_columns } = self;
        Sheet { merged, hidden_rows, hidden_columns, ..sheet }
    }
}

/// So many rows or columns from one on, as far as a sheet goes.
fn span(first: u64, count: u64, limit: u64) -> Option<RangeInclusive<u32>> {
    let last = first.saturating_add(count.max(1)).min(limit).checked_sub(1)?;
    let span = u32::try_from(first).ok()?..=u32::try_from(last).ok()?;
    (!span.is_empty()).then_some(span)
}

/// Joins the last range with the one before it, where one goes on where the other ends.
fn join(ranges: &mut Vec<RangeInclusive<u32>>) {
    let [.., before, last] = ranges.as_slice() else { return };
    if before.end().checked_add(1) == Some(*last.start()) {
        let joined = *before.start()..=*last.end();
        ranges.truncate(ranges.len() - 2);
        ranges.push(joined);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_hidden_rows_are_joined_and_cut_at_the_end_of_the_sheet() {
        let mut arrangement = Arrangement::default();
        for (first, rows) in [(3, 1), (4, 2), (9, 1), (ROWS - 1, 7), (ROWS, 1), (u64::MAX, 1)] {
            arrangement.hide_rows(first, rows);
        }
        arrangement.hide_columns(0, u64::MAX);
        let sheet = arrangement.of(Sheet::default());
        assert_eq!(sheet.hidden_rows, [3..=5, 9..=9, 1_048_575..=1_048_575]);
        assert_eq!(sheet.hidden_columns, [0..=16_383]);
    }

    #[test]
    fn single_cells_are_not_merged_and_too_many_areas_are_refused() {
        let mut arrangement = Arrangement::default();
        for (rows, columns) in [(1, 1), (0, 0), (2, 3), (1, u64::MAX)] {
            arrangement.merge(Block { row: 8, column: 5, rows, columns }).unwrap();
        }
        let merged: Vec<String> = arrangement.merged.iter().map(ToString::to_string).collect();
        assert_eq!(merged, ["F9:H10", "F9:XFD9"]);
        let refused = (0..MERGED_AREAS)
            .find_map(|row| arrangement.merge(Block { row, column: 0, rows: 1, columns: 2 }).err());
        let Some(OpenFailure::TooLarge { what, .. }) = refused else { panic!("{refused:?}") };
        assert_eq!(what, Bound::MergedAreas);
    }
}
