//! A sheet that is addressed to one unit: the list that it gets back, and what a lead agency reports
//! from.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::colour::{HEADER_FILL, QUIET};
use super::{Extent, FONT, Height, across, centred};

/// The size of running text, in points.
pub(crate) const SIZE: u32 = 11;
pub(crate) const TITLE_SIZE: u32 = 14;

/// The formats that these sheets have in common.
pub(crate) struct Letter {
    /// Who writes it, or whom it is addressed to.
    pub(crate) office: Format,
    pub(crate) title: Format,
    pub(crate) subtitle: Format,
    pub(crate) line: Format,
    /// The line by which the sheet is known as no form.
    pub(crate) quiet: Format,
    pub(crate) header: Format,
    pub(crate) text: Format,
    /// A few words in the middle of a cell of a list.
    pub(crate) centred: Format,
}

impl Letter {
    pub(crate) fn new() -> Self {
        let base = Format::new().set_font_name(FONT).set_font_size(SIZE).set_text_wrap();
        let line = base.clone().set_align(FormatAlign::Top);
        let text = line.clone().set_border(FormatBorder::Thin);
        Self {
            office: base.clone().set_bold(),
            title: centred(&base).set_bold().set_font_size(TITLE_SIZE),
            subtitle: centred(&base).set_italic(),
            quiet: base.set_font_size(9).set_font_color(QUIET),
            header: centred(&text).set_bold().set_background_color(HEADER_FILL),
            centred: text.clone().set_align(FormatAlign::Center),
            text,
            line,
        }
    }
}

/// The head of a sheet that stands before the forms of a workbook: the line by which it is known as
/// none of them, then lines over all columns, each with its format and size.
pub(crate) fn head<const LINES: usize>(
    sheet: &mut Worksheet,
    Extent { last, width }: Extent,
    mark: &str,
    quiet: &Format,
    lines: [(String, &Format, u32); LINES],
) -> Result<(), XlsxError> {
    across(sheet, 0, (0, last), mark, quiet)?;
    for (row, (text, format, size)) in (1..).zip(lines) {
        across(sheet, row, (0, last), &text, format)?;
        Height::new(size).text(&text, width - width / 10).set(sheet, row)?;
    }
    Ok(())
}
