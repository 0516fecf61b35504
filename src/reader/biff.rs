//! A walk over the records of an .xls stream before calamine sees them. It finds what calamine
//! would panic or allocate on, and what calamine does not tell: which cells hold a formula, how cells
//! look, what is merged, hidden and covered.

use std::collections::BTreeMap;

use super::arrangement::Arrangement;
use super::biff_looks::{Looks, Run, runs_of};
use super::biff_pictures::Pictures;
use super::bounds::{Budget, RECTANGLE_CELLS, SHEETS, STYLES, unreadable, within};
use crate::reader::failure::{Bound, FileKind, OpenFailure};
use crate::reader::workbook::Position;

const FORMULA: u16 = 0x0006;
const EOF: u16 = 0x000A;
const FILE_PASS: u16 = 0x002F;
const FONT: u16 = 0x0031;
const CONTINUE: u16 = 0x003C;
const COLUMN_INFO: u16 = 0x007D;
const BOUND_SHEET: u16 = 0x0085;
const PALETTE: u16 = 0x0092;
const MULTIPLE_RK: u16 = 0x00BD;
const RICH_STRING: u16 = 0x00D6;
const XF: u16 = 0x00E0;
const MERGED_CELLS: u16 = 0x00E5;
const DRAWING: u16 = 0x00EC;
const SHARED_TEXTS: u16 = 0x00FC;
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
/// A number that no record has.
const NO_RECORD: [u8; 2] = [0xFF; 2];

/// Heights in twentieths of a point and widths in 256ths of a letter below which nothing can be seen.
const LEAST_HEIGHT: u16 = 60;
const LEAST_WIDTH: u16 = 128;

/// What the records say of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct BiffCell {
    /// Whether it holds a formula.
    pub(super) formula: bool,
    /// The number of its format.
    pub(super) style: u16,
    /// The number of its text among the shared ones.
    pub(super) shared: Option<u32>,
    /// The runs of a text of its own.
    pub(super) runs: Vec<Run>,
}

/// The cells of one sheet.
pub(super) type BiffCells = BTreeMap<Position, BiffCell>;

/// What the records say of a sheet.
#[derive(Debug, Default)]
pub(super) struct BiffSheet {
    pub(super) cells: BiffCells,
    /// What it merges and hides.
    pub(super) arrangement: Arrangement,
    pub(super) pictures: Pictures,
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
    /// Where each sheet begins, and whether it has cells: charts and modules have none.
    sheets: Vec<(usize, bool)>,
    looks: Looks,
}

/// Walks the whole stream: every sheet in tab order. The stream is changed in one place: calamine
/// reserves memory for what DIMENSIONS declares, which nothing else needs.
/// The records of a chart that is a sheet are made unreadable too: what it keeps of its figures looks like
/// cells, and stands there more than once.
pub(super) fn walk(stream: &mut [u8]) -> Result<(Vec<BiffSheet>, Looks), OpenFailure> {
    let globals = read_globals(stream)?;
    within(Bound::Sheets, globals.sheets.len() as u64, SHEETS)?;
    let mut budget = Budget::default();
    let mut rectangles = 0;
    let mut sheets = vec![];
    for (start, has_cells) in &globals.sheets {
        if !has_cells {
            blot_out(stream, *start)?;
            sheets.push(BiffSheet::default());
            continue;
        }
        let (sheet, dimensions) = read_sheet(stream, *start, &mut budget)?;
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
    Ok((sheets, globals.looks))
}

/// Makes all records of a sheet unknown but for its beginning and its end.
fn blot_out(stream: &mut [u8], mut at: usize) -> Result<(), OpenFailure> {
    let mut depth = 0_u32;
    loop {
        let start = at;
        let kind = next(stream, &mut at)?.kind;
        match kind {
            BOF => depth += 1,
            EOF if depth <= 1 => return Ok(()),
            EOF => depth -= 1,
            CONTINUE => {}
            _ => {
                if let Some(kind) = stream.get_mut(start..start + 2) {
                    kind.copy_from_slice(&NO_RECORD);
                }
            }
        }
    }
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
    const CHART_SHEET: u8 = 2;
    const MODULE: u8 = 6;
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
                let kind = record.data.get(5).copied().unwrap_or_default();
                globals.sheets.push((start, !matches!(kind, CHART_SHEET | MODULE)));
            }
            FONT => globals.looks.font(record.data),
            XF => globals.looks.cell_format(record.data),
            FORMAT => globals.looks.number_format(record.u16(0)?, text(&record, 2)?),
            PALETTE => globals.looks.palette(record.data),
            SHARED_TEXTS => {
                let mut records = vec![record.data];
                let mut behind = at;
                loop {
                    let record = next(stream, &mut behind)?;
                    if record.kind != CONTINUE {
                        break;
                    }
                    records.push(record.data);
                    at = behind;
                }
                globals.looks.shared_texts(&records);
            }
            EOF => {
                globals.looks.settle();
                return Ok(globals);
            }
            _ => {}
        }
        within(Bound::Styles, globals.looks.len() as u64, STYLES)?;
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
                    let style = record.u16(4 + 6 * index)?;
                    let cell = BiffCell { style, ..BiffCell::default() };
                    insert(&mut sheet.cells, &record, column, cell, budget)?;
                }
            }
            FORMULA | RICH_STRING | LABEL_SST | NUMBER | LABEL | BOOL_OR_ERROR | RK => {
                let column = record.u16(2)?;
                insert(&mut sheet.cells, &record, column, cell(&record)?, budget)?;
            }
            DRAWING => sheet.pictures.take(record.data),
            MERGED_CELLS | ROW | COLUMN_INFO => arrange(&mut sheet.arrangement, &record)?,
            _ => {}
        }
    }
}

/// What the record of one cell says of it.
fn cell(record: &Record<'_>) -> Result<BiffCell, OpenFailure> {
    /// Where the text of a rich cell begins: its length, whether it is wide, its characters.
    const TEXT: usize = 6;
    let mut cell = BiffCell { style: record.u16(4)?, ..BiffCell::default() };
    match record.kind {
        FORMULA => cell.formula = true,
        LABEL_SST => cell.shared = record.u32(TEXT).ok(),
        RICH_STRING => {
            let is_wide = record.data.get(TEXT + 2).is_some_and(|flags| flags & 1 != 0);
            let width = if is_wide { 2 } else { 1 };
            let end = TEXT + 3 + width * usize::from(record.u16(TEXT)?);
            let runs = record.data.get(end + 2..).unwrap_or_default();
            cell.runs = runs_of(runs, record.u16(end).unwrap_or(0));
        }
        _ => {}
    }
    Ok(cell)
}

/// Takes what a record says of merged and hidden cells. A record that is too short says nothing: these
/// are no figures.
fn arrange(arrangement: &mut Arrangement, record: &Record<'_>) -> Result<(), OpenFailure> {
    const ROW_FLAGS: usize = 12;
    const ROW_HIDDEN: u16 = 0x0020;
    const ROW_HEIGHT: usize = 6;
    const COLUMN_WIDTH: usize = 4;
    const COLUMN_FLAGS: usize = 8;
    const COLUMN_HIDDEN: u16 = 0x0001;
    let number = |at| record.u16(at).map_or(0, u64::from);
    let has = |at, flag| record.u16(at).is_ok_and(|flags| flags & flag != 0);
    match record.kind {
        ROW if has(ROW_FLAGS, ROW_HIDDEN)
            || record.u16(ROW_HEIGHT).is_ok_and(|h| (1..LEAST_HEIGHT).contains(&(h & 0x7FFF))) =>
        {
            arrangement.hide_rows(number(0), 1);
        }
        COLUMN_INFO
            if has(COLUMN_FLAGS, COLUMN_HIDDEN)
                || record.u16(COLUMN_WIDTH).is_ok_and(|w| w < LEAST_WIDTH) =>
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
