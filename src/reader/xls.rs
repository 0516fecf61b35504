//! .xls of Excel 97 to 2003. The container is opened with the cfb crate, which knows a chain that
//! runs in a circle where calamine follows it until memory runs out, and calamine is given a
//! container written anew from the streams that matter.

use std::io::{Cursor, Read, Write};

use calamine::{Data, Range, Reader, Xls, XlsError};
use cfb::CompoundFile;

use super::appearance::keep_formula;
use super::biff::{self, BiffCells, Looks, Walked};
use super::bounds::{Budget, COLUMNS, PART_BYTES, unreadable, within};
use super::{assemble, names, notes, ole, value};
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::workbook::{Cells, Sheet, Workbook, WorkbookFormat};
use crate::values::quantity::raw::{LOST, RawCell, RawValue};

const WORKBOOK: &str = "/Workbook";
const BOOK: &str = "/Book";
const PROPERTIES: [&str; 2] = ["/\u{5}SummaryInformation", "/\u{5}DocumentSummaryInformation"];
const MACROS: &str = "/_VBA_PROJECT_CUR";

/// Reads a compound file that has a workbook stream.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, OpenFailure> {
    let bytes = ole::completed(bytes);
    let mut source = CompoundFile::open(Cursor::new(&*bytes)).map_err(unreadable)?;
    let name = if source.is_stream(WORKBOOK) { WORKBOOK } else { BOOK };
    let mut stream = read_stream(&mut source, name)?;
    let Walked { sheets: walked, looks } = biff::walk(&mut stream)?;
    let container = rewrite(&mut source, &stream)?;

    let mut book = Xls::new(Cursor::new(container)).map_err(failure)?;
    let metadata = book.sheets_metadata().to_vec();
    names::check_sheets(metadata.iter().map(|sheet| sheet.name.as_str()))?;
    let mut budget = Budget::default();
    let mut sheets = Vec::with_capacity(metadata.len());
    for (sheet, walked) in metadata.into_iter().zip(walked) {
        let values = book.worksheet_range(&sheet.name).map_err(failure)?;
        let has_formulas = walked.cells.values().any(|cell| cell.formula);
        let mut cells = merge(&values, walked.cells, &looks, &mut budget)?;
        if has_formulas {
            let formulas = book.worksheet_formula(&sheet.name).map_err(failure)?;
            keep_formulas(&mut cells, &formulas);
        }
        let sheet = assemble::sheet(sheet, cells);
        let pictures = walked.pictures.areas();
        sheets.push(walked.arrangement.of(Sheet { pictures, ..sheet }));
    }
    notes::give(&mut sheets, notes::of_stream(&stream));

    let format = WorkbookFormat::Xls;
    let mut workbook =
        assemble::workbook(format, sheets, book.defined_names(), source.is_storage(MACROS));
    assemble::add_properties(&mut workbook, || book.workbook_properties());
    Ok(workbook)
}

/// Puts together the values and what the records say of each cell.
fn merge(
    values: &Range<Data>,
    walked: BiffCells,
    looks: &Looks,
    budget: &mut Budget,
) -> Result<Cells, OpenFailure> {
    let mut cells = Cells::new();
    for (position, cell) in walked {
        within(Bound::Columns, u64::from(position.column) + 1, COLUMNS)?;
        let data = values.get_value((position.row, position.column)).unwrap_or(&Data::Empty);
        budget.cell(value::text_length(data))?;
        let mut value = value::raw(data.clone());
        // A text result (a picture of WPS) is written as 0 beside a formula that could not be written.
        if cell.is_error_formula && matches!(value, RawValue::Number(number) if number.is_zero()) {
            value = RawValue::Error(LOST.to_owned());
        }
        if !cell.formula {
            match value {
                // calamine leaves out a text whose number is not in the table of texts.
                RawValue::Empty => {
                    return Err(unreadable(format_args!("the text of {position} is missing")));
                }
                RawValue::Text(text) if text.is_empty() => continue,
                _ => {}
            }
        }
        let (format, formula) = (looks.format(cell.style), cell.formula);
        let mut raw = RawCell { value, format, formula, ..RawCell::default() };
        looks.look(&mut raw, &cell);
        cells.insert(position, raw);
    }
    Ok(cells)
}

/// Keeps the formulas that calamine puts into words; those that it cannot read, it says so of.
fn keep_formulas(cells: &mut Cells, formulas: &Range<String>) {
    for (position, cell) in cells.iter_mut().filter(|(_, cell)| cell.formula) {
        let formula = formulas.get_value((position.row, position.column));
        if let Some(formula) = formula.filter(|formula| is_put_into_words(formula)) {
            keep_formula(cell, formula);
        }
    }
}

fn is_put_into_words(formula: &str) -> bool {
    !["Unrecognised formula", "Unsupported ptg"].iter().any(|words| formula.contains(words))
}

/// A container of the workbook as walked and the document properties, nothing else.
fn rewrite(
    source: &mut CompoundFile<Cursor<&[u8]>>,
    workbook: &[u8],
) -> Result<Vec<u8>, OpenFailure> {
    let mut target = CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))
        .map_err(unreadable)?;
    add_stream(&mut target, WORKBOOK, workbook)?;
    for name in PROPERTIES {
        // A file whose properties are damaged has other carriers of its identity.
        if let Ok(bytes) = read_stream(source, name) {
            add_stream(&mut target, name, &bytes)?;
        }
    }
    target.flush().map_err(unreadable)?;
    Ok(target.into_inner().into_inner())
}

fn add_stream(
    target: &mut CompoundFile<Cursor<Vec<u8>>>,
    name: &str,
    bytes: &[u8],
) -> Result<(), OpenFailure> {
    let stream = target.create_stream(name);
    stream.and_then(|mut stream| stream.write_all(bytes)).map_err(unreadable)
}

fn read_stream(
    source: &mut CompoundFile<Cursor<&[u8]>>,
    name: &str,
) -> Result<Vec<u8>, OpenFailure> {
    let stream = source.open_stream(name).map_err(unreadable)?;
    within(Bound::PartBytes, stream.len(), PART_BYTES)?;
    let mut bytes = Vec::new();
    stream.take(PART_BYTES).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

// By value, for `map_err`.
#[allow(clippy::needless_pass_by_value)]
fn failure(error: XlsError) -> OpenFailure {
    match error {
        XlsError::Password => OpenFailure::Encrypted,
        other => unreadable(other),
    }
}
