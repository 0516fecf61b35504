//! .ods. calamine gives values and formulas as rectangles; [`ods_scan`] has made sure that they are
//! small, and knows percent and errors. LibreOffice stores an error as text that looks like one.

use std::io::Cursor;

use calamine::{Data, Ods, OdsError, Range, Reader};

use super::bounds::{Budget, unreadable};
use super::ods_scan::{self, Mark, Marks};
use super::zip_guard::Package;
use super::{assemble, names, ods_tidy, value};
use crate::quantity::raw::{NumberFormat, RawCell, RawValue, is_error_value};
use crate::reader::failure::OpenFailure;
use crate::reader::workbook::{Cells, Position, Workbook, WorkbookFormat};

type Book<'a> = Ods<Cursor<&'a [u8]>>;

/// Reads a checked package.
pub(super) fn read(bytes: &[u8], package: &mut Package<'_>) -> Result<Workbook, OpenFailure> {
    let content =
        package.part("content.xml")?.ok_or_else(|| unreadable("content.xml is missing"))?;
    let scanned = ods_scan::scan(&content)?;
    let tidy = ods_tidy::without_blanks(&content);
    drop(content);
    let tidy = tidy.map(|content| ods_tidy::with_content(bytes, &content)).transpose()?;

    let mut book = Book::new(Cursor::new(tidy.as_deref().unwrap_or(bytes))).map_err(failure)?;
    let metadata = book.sheets_metadata().to_vec();
    if metadata.len() != scanned.len() {
        return Err(unreadable("content.xml is read in two ways"));
    }
    names::check_sheets(metadata.iter().map(|sheet| sheet.name.as_str()))?;
    let mut budget = Budget::default();
    let mut sheets = Vec::with_capacity(metadata.len());
    for (sheet, scanned) in metadata.into_iter().zip(scanned) {
        let values = book.worksheet_range(&sheet.name).map_err(failure)?;
        let formulas = book.worksheet_formula(&sheet.name).map_err(failure)?;
        let cells = merge(&values, &formulas, &scanned.marks, &mut budget)?;
        sheets.push(scanned.arrangement.of(assemble::sheet(sheet, cells)));
    }

    let format = WorkbookFormat::Ods;
    let mut workbook = assemble::workbook(format, sheets, book.defined_names(), package.macros);
    assemble::add_properties(&mut workbook, || book.workbook_properties());
    Ok(workbook)
}

fn merge(
    values: &Range<Data>,
    formulas: &Range<String>,
    marks: &Marks,
    budget: &mut Budget,
) -> Result<Cells, OpenFailure> {
    let mut cells = Cells::new();
    for (position, formula) in used(formulas) {
        if !formula.is_empty() {
            cells.insert(position, RawCell { formula: true, ..RawCell::default() });
        }
    }
    for (position, data) in used(values) {
        budget.cell(value::text_length(data))?;
        let formula = cells.contains_key(&position);
        let value = with_errors(value::raw(data.clone()), formula, marks.get(&position));
        if !formula && value == RawValue::Text(String::new()) {
            continue;
        }
        let cell = cells.entry(position).or_default();
        cell.format = match (&value, marks.get(&position)) {
            (_, Some(Mark::Percent)) => NumberFormat::Percent,
            // A number that is not typed as percent is shown as something else.
            (RawValue::Number(_), None) => NumberFormat::Other,
            _ => NumberFormat::Unknown,
        };
        cell.value = value;
    }
    Ok(cells)
}

/// The cells of a rectangle that hold something, where they are on the sheet.
fn used<T: calamine::CellType>(range: &Range<T>) -> impl Iterator<Item = (Position, &T)> {
    let (row, column) = range.start().unwrap_or_default();
    range.used_cells().map(move |(down, right, data)| {
        // A rectangle is within the bounds of a sheet.
        let small = |index| u32::try_from(index).unwrap_or(u32::MAX);
        (Position::new(row + small(down), column + small(right)), data)
    })
}

/// A text that is an error value is an error: a constant one comes without any mark.
fn with_errors(value: RawValue, formula: bool, mark: Option<&Mark>) -> RawValue {
    match value {
        RawValue::Text(text)
            if mark == Some(&Mark::Error)
                || is_error_value(&text)
                // LibreOffice's own errors have numbers.
                || (formula && text.starts_with("Err:")) =>
        {
            RawValue::Error(text)
        }
        other => other,
    }
}

// By value, for `map_err`.
#[allow(clippy::needless_pass_by_value)]
fn failure(error: OdsError) -> OpenFailure {
    match error {
        OdsError::Password => OpenFailure::Encrypted,
        other => unreadable(other),
    }
}
