//! What every workbook of this program shares: the face of official documents, the paper, rows high
//! enough for their text, and the marks in the properties by which a workbook is recognised when it
//! comes back.
//!
//! Row heights are worked out here because programs do not agree on when to fit a row to its text,
//! and none does it for merged cells.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Worksheet, XlsxError};

use crate::i18n::Words;
use crate::identity::{Document, PROPERTY_PREFIX, Part, SCHEMA};
use crate::t;

/// The face that official documents use (Nghị định 30/2020/NĐ-CP, Phụ lục I).
pub const FONT: &str = "Times New Roman";

/// Excel's number for A4.
pub const A4: u8 = 9;

/// The height of a line of 12 point text, in points.
const LINE: f64 = 15.75;
/// Excel's limit for a row.
const HIGHEST: f64 = 409.0;
/// Column widths count digits of the default face; running text of 12 points takes a little less,
/// measured on the forms in Times New Roman and its metric twin, with something to spare.
const CHARACTERS_PER_WIDTH: f64 = 1.1;

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
    let property = |key: &str| format!("{PROPERTY_PREFIX}{key}");
    let mut properties = DocProperties::new()
        .set_title(title)
        .set_author("bdhvs")
        .set_keywords(keywords)
        .set_creation_datetime(&created)
        .set_custom_property(property(SCHEMA), document.schema());
    for (part, text) in parts {
        properties = properties.set_custom_property(property(part.key()), text.as_str());
    }
    Ok(properties)
}

/// A4 across, narrow margins, and a foot that names the sheet's owner and counts the pages.
pub fn landscape(sheet: &mut Worksheet, foot: &str, words: &Words) {
    let pages = t!(words, "form-page", page = "&P", pages = "&N");
    let foot = foot.replace('&', "&&");
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_margins(0.5, 0.4, 0.5, 0.6, 0.3, 0.3)
        .set_print_center_horizontally(true)
        .set_footer(format!("&L&\"{FONT},Regular\"&9{foot}&R&\"{FONT},Regular\"&9{pages}"));
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

/// The height of a row, in points, in which each text stands in a column of the given width.
#[must_use]
pub fn row_height<'t>(cells: impl IntoIterator<Item = (&'t str, f64)>) -> f64 {
    let lines = cells.into_iter().map(|(text, width)| lines(text, width)).max().unwrap_or(1);
    let lines = u16::try_from(lines.max(1)).unwrap_or(u16::MAX);
    (f64::from(lines) * LINE + 3.0).min(HIGHEST)
}

/// How many lines a text takes in a column, broken between words.
fn lines(text: &str, width: f64) -> usize {
    let mut room = 1;
    while f64::from(room) < width * CHARACTERS_PER_WIDTH {
        room += 1;
    }
    let room = usize::try_from(room).unwrap_or(1);
    text.split('\n').map(|paragraph| lines_of_paragraph(paragraph, room)).sum()
}

fn lines_of_paragraph(paragraph: &str, room: usize) -> usize {
    let mut lines = 1;
    let mut used = 0;
    for word in paragraph.split_whitespace() {
        let mut length = word.chars().count();
        if used > 0 && used + 1 + length > room {
            lines += 1;
            used = 0;
        }
        // A word longer than the column is broken inside.
        while length > room {
            lines += 1;
            length -= room;
        }
        used += length + usize::from(used > 0);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_between_words_and_long_words_inside() {
        assert_eq!(lines("", 10.0), 1);
        assert_eq!(lines("một hai ba", 12.0), 1);
        assert_eq!(lines("một hai ba bốn năm", 10.0), 2);
        assert_eq!(lines("a\nb", 10.0), 2);
        assert_eq!(lines(&"x".repeat(25), 10.0), 3);
        assert!(row_height([("", 5.0)]) < row_height([("một hai ba bốn", 5.0)]));
    }
}
