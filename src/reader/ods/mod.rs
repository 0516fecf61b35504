//! .ods, read here in one walk over its content. Only what a program shows in a cell is its content:
//! numbers by their attributes, texts by their paragraphs. LibreOffice stores an error as text that
//! looks like one.

mod cell;
mod content;
mod meta;
mod number_style;
mod pictures;
mod style;
mod styles;
mod table;
mod text;

use super::bounds::unreadable;
use super::zip_guard::Package;
use super::{assemble, names, notes};
use crate::reader::failure::OpenFailure;
use crate::reader::workbook::{Workbook, WorkbookFormat};
use styles::Styles;

pub(super) fn read(package: &mut Package<'_>) -> Result<Workbook, OpenFailure> {
    let content =
        package.part("content.xml")?.ok_or_else(|| unreadable("content.xml is missing"))?;
    let mut styles = Styles::default();
    // No figure stands there: what makes no sense costs none.
    if let Ok(Some(part)) = package.part("styles.xml") {
        let _ = styles.read("styles.xml", &part, "office:styles");
    }
    styles.read("content.xml", &content, "office:automatic-styles")?;
    styles.settle();
    let remarks = notes::of_ods(&content, package)?;
    let mut content = content::read(&content, &styles)?;
    notes::give(&mut content.sheets, remarks);
    names::check_sheets(content.sheets.iter().map(|sheet| sheet.name.as_str()))?;

    let format = WorkbookFormat::Ods;
    let mut workbook = assemble::workbook(format, content.sheets, &content.names, package.macros);
    // A document whose properties are damaged has three other carriers of its identity.
    let meta = package.part("meta.xml").ok().flatten().unwrap_or_default();
    let properties = meta::read(&meta).unwrap_or_default();
    (workbook.custom_properties, workbook.keywords) = (properties.custom, properties.keywords);
    Ok(workbook)
}
