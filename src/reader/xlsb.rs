//! .xlsb: rare, and read with what calamine gives. It leaves out cells whose formula came to an
//! error; such a cell is known by having a formula and no value, unless calamine could not read
//! the formula either. How cells look, what is merged and hidden is read beside it ([`xlsb_parts`]).

use std::io::Cursor;

use calamine::{Cell, CellType, Data, Reader, SheetType, Xlsb, XlsbError};

use super::bounds::{Budget, COLUMNS, ROWS, SHEETS, unreadable, within};
use super::xlsb_parts::{self, Looks};
use super::xlsb_records::Records;
use super::zip_guard::Package;
use super::{assemble, drawing, names, notes, panicked, value};
use crate::reader::appearance::keep_formula;
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::workbook::{Cells, Position, Sheet, Workbook, WorkbookFormat};
use crate::values::quantity::raw::{LOST, NumberFormat, RawCell, RawValue};

type Book<'a> = Xlsb<Cursor<&'a [u8]>>;

/// calamine reads a formula inside a formula by calling itself, up to 21,845 deep in one record,
/// and running out of stack cannot be caught.
const STACK_BYTES: usize = 128 << 20;

pub(super) fn read(bytes: &[u8], package: &mut Package<'_>) -> Result<Workbook, OpenFailure> {
    let macros = package.macros;
    for index in 1..=SHEETS {
        if let Some(sheet) = package.part(&format!("xl/worksheets/sheet{index}.bin"))? {
            refuse_short_cells(&sheet)?;
        }
    }
    let remarks = notes::of_xlsb(package)?;
    let mut workbook = std::thread::scope(|scope| {
        std::thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, || read_here(bytes, macros, package))
            .map_err(unreadable)?
            .join()
            .unwrap_or_else(|panic| Err(panicked(&*panic)))
    })?;
    notes::give_named(&mut workbook.sheets, remarks);
    Ok(workbook)
}

fn read_here(
    bytes: &[u8],
    macros: bool,
    package: &mut Package<'_>,
) -> Result<Workbook, OpenFailure> {
    let mut book = Book::new(Cursor::new(bytes)).map_err(failure)?;
    let metadata = book.sheets_metadata().to_vec();
    within(Bound::Sheets, metadata.len() as u64, SHEETS)?;
    names::check_sheets(metadata.iter().map(|sheet| sheet.name.as_str()))?;

    let looks = Looks::read(package)?;
    let mut parts = xlsb_parts::sheet_parts(package)?.into_iter();
    let mut budget = Budget::default();
    let mut sheets = Vec::with_capacity(metadata.len());
    for sheet in metadata {
        let part = parts.next().flatten();
        let mut cells = if sheet.typ == SheetType::WorkSheet {
            read_sheet(&mut book, &sheet.name, &mut budget)?
        } else {
            Cells::new()
        };
        let Some(path) = part else {
            sheets.push(assemble::sheet(sheet, cells));
            continue;
        };
        let bytes = package.part(&path)?.unwrap_or_default();
        let arrangement = looks.look_over(&bytes, &mut cells)?;
        let pictures = drawing::pictures(package, &path);
        let sheet = Sheet { pictures, ..assemble::sheet(sheet, cells) };
        sheets.push(arrangement.of(sheet));
    }

    let format = WorkbookFormat::Xlsb;
    let mut workbook = assemble::workbook(format, sheets, book.defined_names(), macros);
    assemble::add_properties(&mut workbook, || book.workbook_properties());
    Ok(workbook)
}

/// The records of cells in short form, which `SheetJS` writes and calamine passes over without a word.
const SHORT_CELLS: std::ops::RangeInclusive<u32> = 12..=18;

/// Refuses a sheet with cells that calamine would leave out: better no file than half of one.
fn refuse_short_cells(sheet: &[u8]) -> Result<(), OpenFailure> {
    if Records::new(sheet).any(|record| SHORT_CELLS.contains(&record.kind)) {
        return Err(unreadable("cells in the short form of .xlsb"));
    }
    Ok(())
}

fn read_sheet(book: &mut Book<'_>, name: &str, budget: &mut Budget) -> Result<Cells, OpenFailure> {
    let mut cells = Cells::new();
    let mut values = book.worksheet_cells_reader(name).map_err(failure)?;
    while let Some(cell) = values.next_cell().map_err(failure)? {
        budget.cell(value::text_length(cell.get_value()))?;
        let position = position(&cell)?;
        let value = value::raw(Data::from(cell.get_value().clone()));
        let raw = RawCell { value, format: NumberFormat::Unknown, ..RawCell::default() };
        if cells.insert(position, raw).is_some() {
            return Err(unreadable(format_args!("{position} is there twice")));
        }
    }
    drop(values);
    let mut formulas = book.worksheet_cells_reader(name).map_err(failure)?;
    loop {
        match formulas.next_formula() {
            Ok(Some(cell)) => {
                let position = position(&cell)?;
                let raw = cells.entry(position).or_insert_with(|| RawCell {
                    value: RawValue::Error(LOST.to_owned()),
                    ..RawCell::default()
                });
                raw.formula = true;
                keep_formula(raw, cell.get_value());
            }
            Ok(None) => return Ok(cells),
            Err(error @ (XlsbError::Io(_) | XlsbError::Zip(_))) => return Err(failure(error)),
            // A formula it cannot put into words; the record is behind it.
            Err(_) => {}
        }
    }
}

/// Where a cell is; a failure beyond the bounds of a sheet.
fn position<T: CellType>(cell: &Cell<T>) -> Result<Position, OpenFailure> {
    let (row, column) = cell.get_position();
    within(Bound::Rows, u64::from(row) + 1, ROWS)?;
    within(Bound::Columns, u64::from(column) + 1, COLUMNS)?;
    Ok(Position::new(row, column))
}

// By value, for `map_err`.
#[allow(clippy::needless_pass_by_value)]
fn failure(error: XlsbError) -> OpenFailure {
    match error {
        XlsbError::Password => OpenFailure::Encrypted,
        other => unreadable(other),
    }
}
