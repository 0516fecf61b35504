//! What every workbook of this program shares: the face of official documents, the paper, rows high
//! enough for their text, and the marks in the properties by which a workbook is recognised when it
//! comes back.

pub(crate) mod colour;
mod height;
pub(crate) mod letter;

pub(crate) use height::{Height, MANY_ROWS, fitting, lines, most_common};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Worksheet, XlsxError};

use crate::campaign::identity::{Document, PROPERTY_PREFIX, Part, SCHEMA};
use crate::i18n::Words;
use crate::t;
use crate::wording::names::shortened;

/// The face that official documents use (Nghị định 30/2020/NĐ-CP, Phụ lục I).
pub const FONT: &str = "Times New Roman";

/// Excel's number for A4.
pub const A4: u8 = 9;

/// How much of the sheet's owner stands at the foot; Excel keeps 255 characters of a foot with its marks.
const LONGEST_FOOT: usize = 180;

/// The properties of a workbook: title, keywords, the schema and the parts of its identity, all
/// ASCII where they are identity, since other programs damage anything else. `created` is a date
/// of the content and not today, so that the same content gives the same bytes.
///
/// # Errors
/// When the date is before 1900.
pub fn properties(
    document: Document,
    title: &str,
    keywords: String,
    created: jiff::civil::Date,
    parts: &[(Part, String)],
) -> Result<DocProperties, XlsxError> {
    let created = ExcelDateTime::from_ymd(
        u16::try_from(created.year()).unwrap_or(2000),
        u8::try_from(created.month()).unwrap_or(1),
        u8::try_from(created.day()).unwrap_or(1),
    )?;
    let mut properties = DocProperties::new()
        .set_title(title)
        .set_author("bdhvs")
        .set_keywords(keywords)
        .set_creation_datetime(&created)
        .set_custom_property(format!("{PROPERTY_PREFIX}{SCHEMA}"), document.schema());
    for (part, text) in parts {
        properties = properties
            .set_custom_property(format!("{PROPERTY_PREFIX}{}", part.key()), text.as_str());
    }
    Ok(properties)
}

/// The format with its text in the middle of the cell.
pub(crate) fn centred(format: &Format) -> Format {
    format.clone().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter)
}

/// How far the columns of a sheet reach.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Extent {
    pub(crate) last: u16,
    /// All columns together, in characters.
    pub(crate) width: u16,
}

/// The part of a sheet that is printed as a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Printed {
    /// The row of the captions.
    pub(crate) header: u32,
    pub(crate) end: u32,
    pub(crate) last: u16,
    /// How many of the first columns stay in sight.
    pub(crate) frozen: u16,
}

/// A4 across, narrow margins, and a foot that names the sheet's owner and counts the pages.
pub fn landscape(sheet: &mut Worksheet, foot: &str, words: &Words) {
    let pages = t!(words, "form-page", page = "&P", pages = "&N");
    let foot = self::foot(foot).replace('&', "&&");
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_margins(0.5, 0.4, 0.5, 0.6, 0.3, 0.3)
        .set_print_center_horizontally(true)
        .set_footer(format!("&L&\"{FONT},Regular\"&9{foot}&R&\"{FONT},Regular\"&9{pages}"));
}

/// What the foot of a page says of the sheet's owner.
pub(crate) fn foot(owner: &str) -> String {
    shortened(owner, LONGEST_FOOT)
}

/// What the foot of a page says beside the numbers of the pages.
pub(crate) fn pages(words: &Words) -> String {
    t!(words, "form-page", page = "", pages = "")
}

/// The same for a table that is printed as wide as a page, its captions on every one. The captions and
/// the first columns stay in sight.
///
/// # Errors
/// When a row or a column is outside the sheet.
pub(crate) fn table<'s>(
    sheet: &'s mut Worksheet,
    foot: &str,
    words: &Words,
    Printed { header, end, last, frozen }: Printed,
) -> Result<&'s mut Worksheet, XlsxError> {
    landscape(sheet, foot, words);
    sheet
        .set_print_fit_to_pages(1, 0)
        .set_repeat_rows(header, header)?
        .set_print_area(0, 0, end, last)?
        .set_freeze_panes(header + 1, frozen)
}

/// Writes a text over several cells of a row, or into one: Excel refuses to merge a single cell.
///
/// # Errors
/// When the cells are outside the sheet or already merged.
pub fn across(
    sheet: &mut Worksheet,
    row: u32,
    (first, last): (u16, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if first < last {
        sheet.merge_range(row, first, row, last, text, format)?;
    } else {
        sheet.write_string_with_format(row, first, text, format)?;
    }
    Ok(())
}

/// Ends a sheet that is written row by row, given the row below its last one. `rust_xlsxwriter` writes
/// a last row that has a height twice, with its cells and then without them (0.102), unless a later row
/// was begun. What begins it is taken back, so that it holds nothing.
///
/// # Errors
/// When the row is outside the sheet.
pub(crate) fn end_rows(sheet: &mut Worksheet, below: u32) -> Result<(), XlsxError> {
    sheet.write_blank(below, 0, &Format::new())?;
    sheet.clear_cell(below, 0);
    Ok(())
}
