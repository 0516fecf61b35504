//! A walk over the records of an .xls stream before calamine sees them. It finds what calamine
//! would panic or allocate on, and what calamine does not tell: which cells hold a formula, whether
//! a number is shown as percent, what is merged and what is hidden.

use std::collections::{BTreeMap, HashMap};

use super::arrangement::Arrangement;
use super::bounds::{Budget, RECTANGLE_CELLS, SHEETS, unreadable, within};
use super::format;
use crate::quantity::raw::NumberFormat;
use crate::reader::failure::{Bound, FileKind, OpenFailure};
use crate::reader::workbook::Position;

const FORMULA: u16 = 0x0006;
const EOF: u16 = 0x000A;
const FILE_PASS: u16 = 0x002F;
const COLUMN_INFO: u16 = 0x007D;
const BOUND_SHEET: u16 = 0x0085;
const MULTIPLE_RK: u16 = 0x00BD;
const RICH_STRING: u16 = 0x00D6;
const XF: u16 = 0x00E0;
const MERGED_CELLS: u16 = 0x00E5;
const LABEL_SST: u16 = 0x00FD;
const DIMENSIONS: u16 = 0x0200;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_OR_ERROR: u16 = 0x0205;
const ROW: u16 = 0x0208;
const RK: u16 = 0x027E;
const FORMAT: u16 = 0x041E;
const BOF: u16 = 0x0809;
const BIFF8: u16 = 0x0600;

/// What the records say of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BiffCell {
    /// Whether it holds a formula.
    pub(super) formula: bool,
    /// How a number is shown.
    pub(super) format: NumberFormat,
}

/// The cells of one sheet.
pub(super) type BiffCells = BTreeMap<Position, BiffCell>;

/// What the records say of a sheet.
#[derive(Debug, Default)]
pub(super) struct BiffSheet {
    /// Its cells.
    pub(super) cells: BiffCells,
    /// What it merges and hides.
    pub(super) arrangement: Arrangement,
}

/// One record.
struct Record<'a> {
    kind: u16,
    data: &'a [u8],
    /// Where its data begins in the stream.
    start: usize,
}

impl Record<'_> {
    fn u16(&self, at: usize) -> Result<u16, OpenFailure> {
        let bytes = self.data.get(at..at + 2).and_then(|bytes| bytes.try_into().ok());
        bytes.map(u16::from_le_bytes).ok_or_else(|| unreadable("a record is too short"))
    }

    fn u32(&self, at: usize) -> Result<u32, OpenFailure> {
        Ok(u32::from(self.u16(at)?) | u32::from(self.u16(at + 2)?) << 16)
    }
}

/// The workbook's part of the stream.
#[derive(Default)]
struct Globals {
    /// Where each sheet begins.
    sheets: Vec<usize>,
    /// Index of the number format of each cell format.
    cell_formats: Vec<u16>,
    /// The number formats that the file defines.
    codes: HashMap<u16, NumberFormat>,
}

impl Globals {
    fn format(&self, cell_format: u16) -> NumberFormat {
        let Some(index) = self.cell_formats.get(usize::from(cell_format)) else {
            return NumberFormat::Unknown;
        };
        match (self.codes.get(index), index) {
            (Some(format), _) => *format,
            // 0% and 0.00%, which need not be written down.
            (None, 9 | 10) => NumberFormat::Percent,
            (None, _) => NumberFormat::Other,
        }
    }
}

/// Walks the whole stream: every sheet in tab order. The stream is changed in one place: calamine
/// reserves memory for what DIMENSIONS declares, which nothing else needs.
pub(super) fn walk(stream: &mut [u8]) -> Result<Vec<BiffSheet>, OpenFailure> {
    let globals = read_globals(stream)?;
    within(Bound::Sheets, globals.sheets.len() as u64, SHEETS)?;
    let mut budget = Budget::default();
    let mut rectangles = 0;
    let mut sheets = vec![];
    for start in &globals.sheets {
        let (sheet, dimensions) = read_sheet(stream, *start, &globals, &mut budget)?;
        for place in dimensions {
            if let Some(bytes) = stream.get_mut(place) {
                bytes.fill(0);
            }
        }
        rectangles += rectangle(sheet.cells.keys());
        let formulas = sheet.cells.iter().filter(|(_, cell)| cell.formula);
        rectangles += rectangle(formulas.map(|(position, _)| position));
        within(Bound::Cells, rectangles, RECTANGLE_CELLS)?;
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// The number of cells in the smallest rectangle round some.
fn rectangle<'a>(cells: impl Iterator<Item = &'a Position>) -> u64 {
    let mut corners: Option<(Position, Position)> = None;
    for cell in cells {
        let (first, last) = corners.get_or_insert((*cell, *cell));
        *first = Position::new(first.row.min(cell.row), first.column.min(cell.column));
        *last = Position::new(last.row.max(cell.row), last.column.max(cell.column));
    }
    corners.map_or(0, |(first, last)| {
        u64::from(last.row - first.row + 1) * u64::from(last.column - first.column + 1)
    })
}

fn read_globals(stream: &[u8]) -> Result<Globals, OpenFailure> {
    let mut globals = Globals::default();
    let mut at = 0;
    let first = next(stream, &mut at)?;
    if first.kind != BOF {
        return Err(unreadable("the workbook stream does not begin as one"));
    }
    if first.u16(0)? != BIFF8 {
        return Err(OpenFailure::Unsupported(FileKind::OldExcel));
    }
    loop {
        let record = next(stream, &mut at)?;
        match record.kind {
            FILE_PASS => return Err(OpenFailure::Encrypted),
            BOUND_SHEET => {
                // Its name's length and flags must be there too.
                record.u16(6)?;
                let start = record.u32(0)? as usize;
                if start >= stream.len() {
                    return Err(unreadable("a sheet begins after the end of the file"));
                }
                globals.sheets.push(start);
            }
            XF => globals.cell_formats.push(record.u16(2)?),
            FORMAT => {
                let code = text(&record, 2)?;
                globals.codes.insert(record.u16(0)?, format::of_code(&code));
            }
            EOF => return Ok(globals),
            _ => {}
        }
    }
}

/// The text of a record from its count of characters on.
fn text(record: &Record<'_>, at: usize) -> Result<String, OpenFailure> {
    let length = usize::from(record.u16(at)?);
    let wide = record.data.get(at + 2).is_some_and(|flags| flags & 1 != 0);
    let bytes = record.data.get(at + 3..).unwrap_or_default();
    if !wide {
        return Ok(bytes.iter().take(length).map(|byte| char::from(*byte)).collect());
    }
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .take(length)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    Ok(String::from_utf16_lossy(&units))
}

/// The sheet that begins at `at`, and where its dimensions are.
fn read_sheet(
    stream: &[u8],
    mut at: usize,
    globals: &Globals,
    budget: &mut Budget,
) -> Result<(BiffSheet, Vec<std::ops::Range<usize>>), OpenFailure> {
    let mut sheet = BiffSheet::default();
    let mut dimensions = vec![];
    // A chart within the sheet has records that look like cells.
    let mut depth = 0_u32;
    loop {
        let record = next(stream, &mut at)?;
        match record.kind {
            BOF => depth += 1,
            EOF if depth <= 1 => return Ok((sheet, dimensions)),
            EOF => depth -= 1,
            _ if depth > 1 => {}
            DIMENSIONS => dimensions.push(record.start..record.start + record.data.len()),
            MULTIPLE_RK => {
                let first = record.u16(2)?;
                let last = record.u16(record.data.len().saturating_sub(2))?;
                for (index, column) in (first..=last).enumerate() {
                    let format = globals.format(record.u16(4 + 6 * index)?);
                    let cell = BiffCell { formula: false, format };
                    insert(&mut sheet.cells, &record, column, cell, budget)?;
                }
            }
            FORMULA | RICH_STRING | LABEL_SST | NUMBER | LABEL | BOOL_OR_ERROR | RK => {
                let formula = record.kind == FORMULA;
                let format = globals.format(record.u16(4)?);
                let column = record.u16(2)?;
                insert(&mut sheet.cells, &record, column, BiffCell { formula, format }, budget)?;
            }
            MERGED_CELLS | ROW | COLUMN_INFO => arrange(&mut sheet.arrangement, &record)?,
            _ => {}
        }
    }
}

/// Takes what a record says of merged and hidden cells. A record that is too short says nothing: these
/// are no figures.
fn arrange(arrangement: &mut Arrangement, record: &Record<'_>) -> Result<(), OpenFailure> {
    const ROW_FLAGS: usize = 12;
    const ROW_HIDDEN: u16 = 0x0020;
    const COLUMN_WIDTH: usize = 4;
    const COLUMN_FLAGS: usize = 8;
    const COLUMN_HIDDEN: u16 = 0x0001;
    let number = |at| record.u16(at).map_or(0, u64::from);
    let has = |at, flag| record.u16(at).is_ok_and(|flags| flags & flag != 0);
    match record.kind {
        ROW if has(ROW_FLAGS, ROW_HIDDEN) => arrangement.hide_rows(number(0), 1),
        COLUMN_INFO
            if has(COLUMN_FLAGS, COLUMN_HIDDEN)
                || record.u16(COLUMN_WIDTH).is_ok_and(|w| w == 0) =>
        {
            let (first, last) = (number(0), number(2));
            arrangement.hide_columns(first, last.saturating_sub(first) + 1);
        }
        MERGED_CELLS => {
            for area in record.data.get(2..).unwrap_or_default().chunks_exact(8) {
                let number = |at: usize| u64::from(u16::from_le_bytes([area[at], area[at + 1]]));
                let [top, bottom, left, right] = [0, 2, 4, 6].map(number);
                if top <= bottom && left <= right {
                    arrangement.merge((top, left), (bottom - top + 1, right - left + 1))?;
                }
            }
        }
        _ => {}
    }
    Ok(())
}

fn insert(
    cells: &mut BiffCells,
    record: &Record<'_>,
    column: u16,
    cell: BiffCell,
    budget: &mut Budget,
) -> Result<(), OpenFailure> {
    budget.cell(0)?;
    let position = Position::new(record.u16(0)?.into(), column.into());
    if cells.insert(position, cell).is_some() {
        return Err(unreadable(format_args!("{position} is there twice")));
    }
    Ok(())
}

/// The record at `at`, which moves behind it.
fn next<'a>(stream: &'a [u8], at: &mut usize) -> Result<Record<'a>, OpenFailure> {
    let cut = || unreadable("the workbook stream ends too early");
    let head: [u8; 4] =
        stream.get(*at..*at + 4).and_then(|head| head.try_into().ok()).ok_or_else(cut)?;
    let [kind_low, kind_high, length_low, length_high] = head;
    let length = usize::from(u16::from_le_bytes([length_low, length_high]));
    let start = *at + 4;
    let data = stream.get(start..start + length).ok_or_else(cut)?;
    *at = start + length;
    Ok(Record { kind: u16::from_le_bytes([kind_low, kind_high]), data, start })
}
