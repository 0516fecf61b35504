//! .xlsx and .xlsm, read in one pass over each part that holds something of ours: the workbook, the
//! shared strings, the styles, the properties and the sheets.
//!
//! calamine is not asked here. It tells values or formulas but not both in one pass, compares no
//! checksums, gives up on a sheet for one odd cell and takes 4,294,967,297 for row 1, so that each
//! sheet had to be read a second time beside it; one pass does it all. That both agree on everything
//! that calamine can read is a test (`tests/reader/agreement.rs`).

mod cell;
mod font;
pub(super) mod properties;
mod rich_values;
mod sheet;
mod strings;
mod styles;
mod theme;
mod workbook_part;

use super::bounds::{Budget, SHEETS, unreadable, within};
use super::drawing;
use super::names::{self, Syntax};
use super::notes;
use super::zip_guard::Package;
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::workbook::{Cells, DefinedName, Position, Sheet, Workbook, WorkbookFormat};

use cell::CellReader;
use properties::Properties;
use strings::SharedStrings;
use styles::Styles;
use workbook_part::{Listed, WorkbookPart};

/// Reads a package whose directory is within bounds.
pub(super) fn read(package: &mut Package<'_>) -> Result<Workbook, OpenFailure> {
    let part = WorkbookPart::read(package)?;
    within(Bound::Sheets, part.sheets.len() as u64, SHEETS)?;
    names::check_sheets(part.sheets.iter().map(|sheet| sheet.name.as_str()))?;
    // A workbook of numbers alone may name a part for its texts and have none.
    let lacks_strings = part.strings.as_ref().is_some_and(|path| !package.has(path));
    let strings = match part.strings.as_ref().filter(|_| !lacks_strings) {
        Some(path) => SharedStrings::read(path, &required(package, path)?)?,
        None => SharedStrings::default(),
    };
    let mut styles = match &part.styles {
        Some(path) => Styles::read(path, &required(package, path)?)?,
        None => Styles::default(),
    };
    if let (true, Some(path)) = (styles.needs_theme, &part.theme) {
        styles.colour_with(&package.part(path)?.unwrap_or_default());
    }
    let pictures = rich_values::pictures(package);
    let reader = CellReader {
        strings: &strings,
        styles: &styles,
        since_1904: part.since_1904,
        pictures: Some(&pictures),
    };
    let mut budget = Budget::default();
    let mut sheets = Vec::with_capacity(part.sheets.len());
    for listed in part.sheets {
        if lacks_strings && shares_texts(package, &listed)? {
            return Err(unreadable("the part of the shared strings is missing"));
        }
        sheets.push(read_sheet(package, listed, &reader, &mut budget)?);
    }
    let Properties { custom: custom_properties, keywords } = Properties::read(package);
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
    let pictures = drawing::pictures(package, &path);
    let notes = notes::of_sheet(package, &path)?;
    Ok(Sheet { name, hidden, notes, pictures, ..read })
}

/// A workbook of which single sheets are read.
pub(super) struct Book<'a> {
    package: Package<'a>,
    part: WorkbookPart,
    strings: SharedStrings,
    budget: Budget,
}

impl<'a> Book<'a> {
    /// Reads what the sheets are and the texts that they share.
    pub(super) fn open(mut package: Package<'a>) -> Result<Self, OpenFailure> {
        let part = WorkbookPart::read(&mut package)?;
        names::check_sheets(part.sheets.iter().map(|sheet| sheet.name.as_str()))?;
        let strings = match &part.strings {
            Some(path) => SharedStrings::read(path, &required(&mut package, path)?)?,
            None => SharedStrings::default(),
        };
        Ok(Self { package, part, strings, budget: Budget::large() })
    }

    /// The defined names with their targets.
    pub(super) fn names(&self) -> Vec<DefinedName> {
        let listed = self.part.sheets.iter();
        let sheets: Vec<Sheet> =
            listed.map(|listed| Sheet { name: listed.name.clone(), ..Sheet::default() }).collect();
        names::resolve(&self.part.names, &sheets, Syntax::Excel)
    }

    pub(super) fn sheet_name(&self, sheet: usize) -> &str {
        self.part.sheets.get(sheet).map_or("", |listed| listed.name.as_str())
    }

    pub(super) fn sheet(&self, name: &str) -> Option<usize> {
        self.part.sheets.iter().position(|listed| listed.name == name)
    }

    /// The cells of a sheet that are asked for. Formats are not looked at: no cell of a table of
    /// ours is a date, or a percentage of a hundred.
    pub(super) fn cells(
        &mut self,
        sheet: usize,
        keep: &dyn Fn(Position) -> bool,
    ) -> Result<Cells, OpenFailure> {
        let path = self.part.sheets.get(sheet).and_then(|listed| listed.path.clone());
        let Some(path) = path else { return Ok(Cells::new()) };
        let part = required(&mut self.package, &path)?;
        let styles = Styles::default();
        let strings = &self.strings;
        let since_1904 = self.part.since_1904;
        let reader = CellReader { strings, styles: &styles, since_1904, pictures: None };
        Ok(sheet::read_only(&path, &part, &reader, keep, &mut self.budget)?.cells)
    }
}

/// Whether a cell of a sheet refers to a shared text.
fn shares_texts(package: &mut Package<'_>, listed: &Listed) -> Result<bool, OpenFailure> {
    let Some(path) = &listed.path else { return Ok(false) };
    let part = required(package, path)?;
    Ok(part.windows(5).any(|window| matches!(window, b"t=\"s\"" | b"t='s'")))
}

/// A part that must be there.
fn required(package: &mut Package<'_>, path: &str) -> Result<Vec<u8>, OpenFailure> {
    package.part(path)?.ok_or_else(|| unreadable(format_args!("{path} is missing")))
}
