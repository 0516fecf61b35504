//! What the records of an .xls say of a cell, and of a text in it.

use std::collections::BTreeMap;

use crate::reader::bytes::u16_at;
use crate::reader::workbook::Position;

/// From which character on a rich text has which font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// The first character, in units of UTF-16.
    pub(super) start: u16,
    pub(super) font: u16,
}

/// What the records say of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::reader) struct BiffCell {
    pub(in crate::reader) formula: bool,
    /// Whether its formula is an error value and nothing else, whatever it is said to have come to: so
    /// LibreOffice writes a formula that the format has no words for.
    pub(in crate::reader) is_error_formula: bool,
    /// The number of its cell format.
    pub(in crate::reader) style: u16,
    /// The number of its text among the shared ones.
    pub(super) shared: Option<u32>,
    /// The runs of a text of its own.
    pub(super) runs: Vec<Run>,
}

/// Whether the tokens of a formula's record ([MS-XLS] 2.5.198.4) are one error value (`PtgErr`).
pub(super) fn is_error_formula(record: &[u8]) -> bool {
    const LENGTH: usize = 20;
    const ERROR: u8 = 0x1C;
    u16_at(record, LENGTH) == Some(2) && record.get(LENGTH + 2) == Some(&ERROR)
}

pub(in crate::reader) type BiffCells = BTreeMap<Position, BiffCell>;

/// So many runs of a rich text, four bytes each.
pub(super) fn runs_of(data: &[u8], count: u16) -> Vec<Run> {
    data.chunks_exact(4)
        .take(count.into())
        .filter_map(|run| Some(Run { start: u16_at(run, 0)?, font: u16_at(run, 2)? }))
        .collect()
}
