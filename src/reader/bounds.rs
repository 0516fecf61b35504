//! Every limit on what is read, in one place. A file of a few kilobytes can ask for gigabytes, and
//! running out of memory cannot be caught, so each amount is checked before anything is built
//! from it: together they keep a file that reaches all of them below 400 MiB. The limits are far above any honest return: an issued form has a few hundred cells.

use std::io::Read;
use std::path::Path;

use crate::files::input::open_plain;
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::workbook::Position;

/// Size of a file, in bytes.
pub const FILE_BYTES: u64 = 64 << 20;
/// Size of all parts of a package together, unpacked.
pub const UNPACKED_BYTES: u64 = 256 << 20;
/// Size of one part of a package, unpacked.
pub const PART_BYTES: u64 = 32 << 20;
/// Size of a consolidation of this program's own, in bytes. These limits are what twenty thousand units
/// need, six times what was measured for 3,321: 22 MB as a workbook with a part of 120 MB, 100 MB as JSON.
pub const LARGE_FILE_BYTES: u64 = 768 << 20;
/// Size of all parts of a consolidation together, unpacked.
pub const LARGE_UNPACKED_BYTES: u64 = 2 << 30;
/// Size of one part of a consolidation, unpacked.
pub const LARGE_PART_BYTES: u64 = 1 << 30;
/// Number of parts of a package.
pub const PARTS: u64 = 10_000;
pub const SHEETS: u64 = 255;
/// Rows of a sheet (what Excel allows).
pub const ROWS: u64 = 1_048_576;
/// Columns of a sheet (what Excel allows).
pub const COLUMNS: u64 = 16_384;
/// Cells of a workbook that hold something.
pub const CELLS: u64 = 300_000;
/// Cells of a consolidation that are kept: those of a few columns.
pub const LARGE_CELLS: u64 = 20_000_000;
/// Bytes of text in the cells of a consolidation that are kept.
pub const LARGE_TEXT_BYTES: u64 = 512 << 20;
/// Cells of the rectangles round what the sheets hold, for the format that calamine reads into
/// rectangles (.xls): one stray cell far away makes a rectangle of millions.
pub const RECTANGLE_CELLS: u64 = 1_000_000;
/// Bytes of text in the cells of a workbook, once every reference to a shared string is counted.
pub const TEXT_BYTES: u64 = 48 << 20;
/// Shared strings that a workbook declares or holds.
pub const SHARED_STRINGS: u64 = 500_000;
/// Fonts, fills, borders and cell formats together: Excel allows some 65,000 of each.
pub const STYLES: u64 = 4 * 65_536;
pub const NAMES: u64 = 100_000;
/// Custom properties of a document; where there are more, none is read.
pub const PROPERTIES: usize = 10_000;
pub const MERGED_AREAS: u64 = 100_000;
/// Spaces that the repeat counts of an OpenDocument text stand for.
pub const REPEATED_SPACES: u64 = 1_000_000;

/// Every limit with what it counts: the help and the documentation say no other.
pub const LIMITS: [(Bound, u64); 15] = [
    (Bound::FileBytes, FILE_BYTES),
    (Bound::UnpackedBytes, UNPACKED_BYTES),
    (Bound::PartBytes, PART_BYTES),
    (Bound::Parts, PARTS),
    (Bound::Sheets, SHEETS),
    (Bound::Rows, ROWS),
    (Bound::Columns, COLUMNS),
    (Bound::Cells, CELLS),
    (Bound::Cells, RECTANGLE_CELLS),
    (Bound::UnpackedBytes, TEXT_BYTES),
    (Bound::SharedStrings, SHARED_STRINGS),
    (Bound::Styles, STYLES),
    (Bound::Names, NAMES),
    (Bound::MergedAreas, MERGED_AREAS),
    (Bound::Repeats, REPEATED_SPACES),
];

/// A file that could not be taken into memory.
#[derive(Debug, thiserror::Error)]
pub enum ReadFailure {
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The file is larger than [`FILE_BYTES`].
    #[error(transparent)]
    Open(#[from] OpenFailure),
}

/// Reads a whole file, unless it is larger than [`FILE_BYTES`].
///
/// # Errors
///
/// [`ReadFailure::Open`] for a file that is too large, [`ReadFailure::Io`] for all else.
pub fn read_file(path: &Path) -> Result<Vec<u8>, ReadFailure> {
    read_at_most(path, FILE_BYTES)
}

/// Reads a whole file of this program's own, unless it is larger than [`LARGE_FILE_BYTES`].
///
/// # Errors
///
/// As [`read_file`].
pub fn read_large_file(path: &Path) -> Result<Vec<u8>, ReadFailure> {
    read_at_most(path, LARGE_FILE_BYTES)
}

fn read_at_most(path: &Path, limit: u64) -> Result<Vec<u8>, ReadFailure> {
    let file = open_plain(path)?;
    within(Bound::FileBytes, file.metadata()?.len(), limit)?;
    // The length above may be out of date.
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes)?;
    within(Bound::FileBytes, bytes.len() as u64, limit)?;
    Ok(bytes)
}

/// Fails when `found` is above `limit`.
pub(super) fn within(what: Bound, found: u64, limit: u64) -> Result<(), OpenFailure> {
    if found > limit { Err(OpenFailure::TooLarge { what, found, limit }) } else { Ok(()) }
}

/// The cell at a row and a column; the last one of the sheet in the place of those beyond it.
pub(super) fn nearest_cell(row: u64, column: u64) -> Position {
    let [row, column] = [row.min(ROWS - 1), column.min(COLUMNS - 1)]
        .map(|at| u32::try_from(at).unwrap_or(u32::MAX));
    Position::new(row, column)
}

/// A failure with words for the curious.
pub(super) fn unreadable(detail: impl std::fmt::Display) -> OpenFailure {
    OpenFailure::Unreadable { detail: detail.to_string() }
}

/// What has been taken from a workbook so far, counted over all its sheets.
#[derive(Debug)]
pub(super) struct Budget {
    cells: u64,
    text: u64,
    most: [u64; 2],
}

impl Default for Budget {
    fn default() -> Self {
        Self { cells: 0, text: 0, most: [CELLS, TEXT_BYTES] }
    }
}

impl Budget {
    /// That of a consolidation of this program's own.
    pub(super) fn large() -> Self {
        Self { most: [LARGE_CELLS, LARGE_TEXT_BYTES], ..Self::default() }
    }

    /// Counts one cell and the text in it.
    pub(super) fn cell(&mut self, text: usize) -> Result<(), OpenFailure> {
        self.cells += 1;
        self.text += text as u64;
        let [cells, text] = self.most;
        within(Bound::Cells, self.cells, cells)?;
        within(Bound::UnpackedBytes, self.text, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_the_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, b"0123456789").unwrap();
        assert_eq!(read_at_most(&path, 10).unwrap(), b"0123456789");
        let refused = read_at_most(&path, 9).unwrap_err();
        let ReadFailure::Open(OpenFailure::TooLarge { what, found, limit }) = refused else {
            panic!("{refused}");
        };
        assert_eq!((what, found, limit), (Bound::FileBytes, 10, 9));
        assert!(matches!(read_file(&folder.path().join("b")), Err(ReadFailure::Io(_))));
    }

    #[test]
    fn the_budget_counts_over_sheets() {
        let mut budget = Budget { cells: CELLS - 1, ..Budget::default() };
        assert_eq!(budget.cell(3), Ok(()));
        assert!(matches!(budget.cell(0), Err(OpenFailure::TooLarge { what: Bound::Cells, .. })));
    }
}
