//! .xlsx and .xlsm, read in one pass over each part that holds something of ours: the workbook, the
//! shared strings, the styles, the properties and the sheets.
//!
//! calamine is not asked here. It tells values or formulas but not both in one pass, compares no
//! checksums, gives up on a sheet for one odd cell and takes 4,294,967,297 for row 1, so that each
//! sheet had to be read a second time beside it; one pass does it all. That both agree on everything
//! that calamine can read is a test (`tests/reader/agreement.rs`).

mod cell;
mod properties;
mod sheet;
mod strings;
mod styles;
mod text;
mod workbook_part;

use super::bounds::{Budget, SHEETS, unreadable, within};
use super::names::{self, Syntax};
use super::zip_guard::Package;
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::workbook::{Sheet, Workbook, WorkbookFormat};
use cell::CellReader;
use strings::SharedStrings;
use styles::Styles;
use workbook_part::{Listed, WorkbookPart};

/// Reads a package whose directory is within bounds.
pub(super) fn read(package: &mut Package<'_>) -> Result<Workbook, OpenFailure> {
    let part = WorkbookPart::read(package)?;
    within(Bound::Sheets, part.sheets.len() as u64, SHEETS)?;
    names::check_sheets(part.sheets.iter().map(|sheet| sheet.name.as_str()))?;
    let strings = match &part.strings {
        Some(path) => SharedStrings::read(path, &required(package, path)?)?,
        None => SharedStrings::default(),
    };
    let styles = match &part.styles {
        Some(path) => Styles::read(path, &required(package, path)?)?,
        None => Styles::default(),
    };
    let reader = CellReader { strings: &strings, styles: &styles, since_1904: part.since_1904 };
    let mut budget = Budget::default();
    let mut sheets = Vec::with_capacity(part.sheets.len());
    for listed in part.sheets {
        sheets.push(read_sheet(package, listed, &reader, &mut budget)?);
    }
    let (custom_properties, keywords) = properties::read(package);
    Ok(Workbook {
        format: WorkbookFormat::Xlsx,
        names: names::resolve(&part.names, &sheets, Syntax::Excel),
        sheets,
        custom_properties,
        keywords,
        macros: package.macros,
        errors_may_be_missing: false,
    })
}

fn read_sheet(
    package: &mut Package<'_>,
    listed: Listed,
    reader: &CellReader<'_>,
    budget: &mut Budget,
) -> Result<Sheet, OpenFailure> {
    let Listed { name, hidden, path } = listed;
    let Some(path) = path else { return Ok(Sheet { name, hidden, ..Sheet::default() }) };
    let part = required(package, &path)?;
    let read = sheet::read(&path, &part, reader, budget)?;
    Ok(Sheet { name, hidden, ..read })
}

/// A part that must be there.
fn required(package: &mut Package<'_>, path: &str) -> Result<Vec<u8>, OpenFailure> {
    package.part(path)?.ok_or_else(|| unreadable(format_args!("{path} is missing")))
}
