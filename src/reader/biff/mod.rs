//! A walk over the records of an .xls stream before calamine sees them. It finds what calamine
//! would panic or allocate on, and what calamine does not tell: which cells hold a formula, how cells
//! look, what is merged, hidden and covered.

mod cell;
mod globals;
mod looks;
mod pictures;
mod records;
mod texts;

use std::ops::Range;

use super::arrangement::{Arrangement, Block};
use super::bounds::{Budget, RECTANGLE_CELLS, SHEETS, unreadable, within};
use super::bytes::{u16_at, u16_or_zero, u32_at};
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::workbook::{Area, Position};

pub(super) use cell::{BiffCell, BiffCells};
use cell::{is_error_formula, runs_of};
use globals::read_globals;
pub(super) use looks::Looks;
use pictures::Pictures;
pub(super) use records::{Record, Records, kind, text_at, units};

/// A number that no record has.
const NO_RECORD: [u8; 2] = [0xFF; 2];

/// Heights in twentieths of a point and widths in 256ths of a letter below which nothing can be seen.
const LEAST_HEIGHT: u16 = 60;
const LEAST_WIDTH: u16 = 128;

/// What the records say of a sheet.
#[derive(Debug, Default)]
pub(super) struct BiffSheet {
    pub(super) cells: BiffCells,
    pub(super) arrangement: Arrangement,
    pub(super) pictures: Pictures,
    /// The places in the stream of what it declares of its size.
    dimensions: Vec<Range<usize>>,
}

/// What the walk finds in a stream.
pub(super) struct Walked {
    pub(super) sheets: Vec<BiffSheet>,
    pub(super) looks: Looks,
}

/// Walks the whole stream. It is changed in two places: calamine reserves memory for what DIMENSIONS
/// declares, which nothing else needs; and the records of a chart that is a sheet are made unreadable,
/// because what it keeps of its figures looks like cells, and stands there more than once.
pub(super) fn walk(stream: &mut [u8]) -> Result<Walked, OpenFailure> {
    let globals = read_globals(stream)?;
    within(Bound::Sheets, globals.sheets.len() as u64, SHEETS)?;
    let mut budget = Budget::default();
    let mut rectangles = 0;
    let mut sheets = vec![];
    for start in &globals.sheets {
        if !start.has_cells {
            blot_out(stream, start.at)?;
            sheets.push(BiffSheet::default());
            continue;
        }
        let mut sheet = read_sheet(stream, start.at, &mut budget)?;
        for place in sheet.dimensions.drain(..) {
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
    Ok(Walked { sheets, looks: globals.looks })
}

/// Makes all records of a sheet unknown but for its beginning and its end.
fn blot_out(stream: &mut [u8], mut at: usize) -> Result<(), OpenFailure> {
    let mut depth = 0_u32;
    loop {
        let start = at;
        let mut records = Records::new(stream, start);
        let kind = records.required()?.kind;
        at = records.at;
        match kind {
            kind::BOF => depth += 1,
            kind::EOF if depth <= 1 => return Ok(()),
            kind::EOF => depth -= 1,
            kind::CONTINUE => {}
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
    let mut around: Option<Area> = None;
    for cell in cells {
        let Area { first, last } = around.get_or_insert(Area { first: *cell, last: *cell });
        *first = Position::new(first.row.min(cell.row), first.column.min(cell.column));
        *last = Position::new(last.row.max(cell.row), last.column.max(cell.column));
    }
    around.map_or(0, |Area { first, last }| {
        u64::from(last.row - first.row + 1) * u64::from(last.column - first.column + 1)
    })
}

/// The sheet that begins at `at`.
fn read_sheet(stream: &[u8], at: usize, budget: &mut Budget) -> Result<BiffSheet, OpenFailure> {
    let mut sheet = BiffSheet::default();
    let mut records = Records::new(stream, at);
    // A chart within the sheet has records that look like cells.
    let mut depth = 0_u32;
    loop {
        let record = records.required()?;
        match record.kind {
            kind::BOF => depth += 1,
            kind::EOF if depth <= 1 => return Ok(sheet),
            kind::EOF => depth -= 1,
            _ if depth > 1 => {}
            kind::DIMENSIONS => {
                sheet.dimensions.push(record.start..record.start + record.data.len());
            }
            kind::MULTIPLE_RK => {
                let first = record.u16(2)?;
                let last = record.u16(record.data.len().saturating_sub(2))?;
                for (index, column) in (first..=last).enumerate() {
                    let style = record.u16(4 + 6 * index)?;
                    let cell = BiffCell { style, ..BiffCell::default() };
                    insert(&mut sheet.cells, &record, column, cell, budget)?;
                }
            }
            kind::FORMULA
            | kind::RICH_STRING
            | kind::LABEL_SST
            | kind::NUMBER
            | kind::LABEL
            | kind::BOOL_OR_ERROR
            | kind::RK => {
                let column = record.u16(2)?;
                insert(&mut sheet.cells, &record, column, cell(&record)?, budget)?;
            }
            kind::DRAWING => sheet.pictures.take(record.data),
            kind::MERGED_CELLS | kind::ROW | kind::COLUMN_INFO => {
                arrange(&mut sheet.arrangement, &record)?;
            }
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
        kind::FORMULA => {
            cell.formula = true;
            cell.is_error_formula = is_error_formula(record.data);
        }
        kind::LABEL_SST => cell.shared = u32_at(record.data, TEXT),
        kind::RICH_STRING => {
            let is_wide = record.data.get(TEXT + 2).is_some_and(|flags| flags & 1 != 0);
            let width = if is_wide { 2 } else { 1 };
            let end = TEXT + 3 + width * usize::from(record.u16(TEXT)?);
            let runs = record.data.get(end + 2..).unwrap_or_default();
            cell.runs = runs_of(runs, u16_at(record.data, end).unwrap_or(0));
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
    match record.kind {
        kind::ROW
            if record.has_flag(ROW_FLAGS, ROW_HIDDEN)
                || u16_at(record.data, ROW_HEIGHT)
                    .is_some_and(|height| (1..LEAST_HEIGHT).contains(&(height & 0x7FFF))) =>
        {
            arrangement.hide_rows(record.u64_or_zero(0), 1);
        }
        kind::COLUMN_INFO
            if record.has_flag(COLUMN_FLAGS, COLUMN_HIDDEN)
                || u16_at(record.data, COLUMN_WIDTH).is_some_and(|width| width < LEAST_WIDTH) =>
        {
            let (first, last) = (record.u64_or_zero(0), record.u64_or_zero(2));
            arrangement.hide_columns(first, last.saturating_sub(first) + 1);
        }
        kind::MERGED_CELLS => {
            for area in record.data.get(2..).unwrap_or_default().chunks_exact(8) {
                let [top, bottom, left, right] =
                    [0, 2, 4, 6].map(|at| u64::from(u16_or_zero(area, at)));
                if top <= bottom && left <= right {
                    let (rows, columns) = (bottom - top + 1, right - left + 1);
                    arrangement.merge(Block { row: top, column: left, rows, columns })?;
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
