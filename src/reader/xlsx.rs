//! .xlsx and .xlsm. Two readers go through each sheet side by side: calamine for values, shared
//! strings and dates, [`SheetScan`] for places, formulas and what calamine refuses. calamine's
//! ready-made ranges are never asked for: one stray cell in the last corner makes them ask for
//! half a terabyte.

use std::io::Cursor;

use calamine::{Data, DataRef, Reader, Xlsx, XlsxError};

use super::assemble::Cells;
use super::bounds::{Budget, SHEETS, unreadable, within};
use super::sheet_scan::{ScannedCell, SheetScan};
use super::zip_guard::Package;
use super::{assemble, format, names, parts, value};
use crate::quantity::legacy::Encoding;
use crate::quantity::raw::{NumberFormat, RawCell, RawValue};
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::workbook::{Position, Workbook, WorkbookFormat};

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads a checked package.
pub(super) fn read(bytes: &[u8], package: &mut Package<'_>) -> Result<Workbook, OpenFailure> {
    let paths = parts::of_sheets(package)?;
    within(Bound::Sheets, paths.len() as u64, SHEETS)?;
    let mut book = Book::new(Cursor::new(bytes)).map_err(failure)?;
    let metadata = book.sheets_metadata().to_vec();
    if metadata.len() != paths.len() {
        return Err(unreadable("the workbook lists its sheets in two ways"));
    }
    names::check_sheets(metadata.iter().map(|sheet| sheet.name.as_str()))?;

    let mut budget = Budget::default();
    let mut sheets = Vec::with_capacity(metadata.len());
    for (sheet, path) in metadata.into_iter().zip(paths) {
        let cells = match path {
            Some(path) => read_sheet(&mut book, &sheet.name, package, &path, &mut budget)?,
            None => Cells::new(),
        };
        sheets.push(assemble::sheet(sheet, cells));
    }

    let format = WorkbookFormat::Xlsx;
    let mut workbook = assemble::workbook(format, sheets, book.defined_names(), package.macros);
    assemble::add_properties(&mut workbook, || book.workbook_properties());
    Ok(workbook)
}

/// Reads the cells of one sheet.
fn read_sheet(
    book: &mut Book<'_>,
    name: &str,
    package: &mut Package<'_>,
    path: &str,
    budget: &mut Budget,
) -> Result<Cells, OpenFailure> {
    let part = package.part(path)?.ok_or_else(|| unreadable(format_args!("{path} is missing")))?;
    let Some(mut scan) = SheetScan::open(path, &part)? else { return Ok(Cells::new()) };
    let mut reader = book.worksheet_cells_reader(name).map_err(failure)?;
    let formats: Vec<NumberFormat> = reader.styles().iter().map(number_format).collect();
    let fonts: Vec<Option<Encoding>> = reader.styles().iter().map(font).collect();

    let mut cells = Cells::new();
    while let Some(scanned) = scan.next_cell()? {
        let read = match reader.next_cell() {
            Ok(Some(cell)) => {
                let (row, column) = cell.get_position();
                if scanned.addressed && Position::new(row, column) != scanned.position {
                    return Err(unreadable(format_args!(
                        "{path}: {} is read elsewhere",
                        scanned.position
                    )));
                }
                Some(cell.get_value().clone())
            }
            Ok(None) => return Err(unreadable(format_args!("{path} is read in two ways"))),
            Err(error) if is_of_one_cell(&error) => None,
            Err(error) => return Err(failure(error)),
        };
        let format = format_of(&formats, scanned.style);
        let position = scanned.position;
        let font = fonts.get(scanned.style).copied().flatten();
        if let Some(cell) = merge(scanned, read, format, budget)? {
            let cell = RawCell { font, ..cell };
            // Excel does not open such a file; taking either would be a guess.
            if cells.insert(position, cell).is_some() {
                return Err(unreadable(format_args!("{path}: {position} is there twice")));
            }
        }
    }
    Ok(cells)
}

/// Puts together what the two readers know of a cell; nothing for an empty one.
fn merge(
    scanned: ScannedCell,
    read: Option<DataRef<'_>>,
    format: NumberFormat,
    budget: &mut Budget,
) -> Result<Option<RawCell>, OpenFailure> {
    let ScannedCell { formula, instead, .. } = scanned;
    let value = match (instead, read) {
        (Some(written), _) => {
            budget.cell(0)?;
            written
        }
        (None, None) => RawValue::Error("?".to_owned()),
        (None, Some(DataRef::Empty)) if !formula => return Ok(None),
        (None, Some(data)) => {
            budget.cell(value::text_length(&data))?;
            value::raw(Data::from(data))
        }
    };
    // Some programs write an empty text into every cell they style.
    if !formula && value == RawValue::Text(String::new()) {
        return Ok(None);
    }
    Ok(Some(RawCell { value, format, formula, font: None }))
}

fn number_format(style: &calamine::Style) -> NumberFormat {
    style
        .number_format
        .as_ref()
        .map_or(NumberFormat::Other, |format| format::of_code(&format.format_code))
}

/// The old encoding that the font of a style is made for.
fn font(style: &calamine::Style) -> Option<Encoding> {
    Encoding::of_font(style.font.as_ref()?.name.as_deref()?)
}

/// The format of a cell. Without a style part every cell is of the general format.
fn format_of(formats: &[NumberFormat], style: usize) -> NumberFormat {
    match formats.get(style) {
        Some(format) => *format,
        None if formats.is_empty() && style == 0 => NumberFormat::Other,
        None => NumberFormat::Unknown,
    }
}

/// Whether an error is about what one cell holds, so that the next cell can be read.
fn is_of_one_cell(error: &XlsxError) -> bool {
    matches!(
        error,
        XlsxError::CellError(_)
            | XlsxError::CellTAttribute(_)
            | XlsxError::ParseFloat(_)
            | XlsxError::ParseInt(_)
            | XlsxError::Unexpected(_)
            | XlsxError::UnexpectedNode(_)
            | XlsxError::Unrecognized { .. }
    )
}

// By value, for `map_err`.
#[allow(clippy::needless_pass_by_value)]
fn failure(error: XlsxError) -> OpenFailure {
    match error {
        XlsxError::Password => OpenFailure::Encrypted,
        other => unreadable(other),
    }
}
