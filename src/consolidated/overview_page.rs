//! What the parts of the first page share: its columns, its titles, its links.

use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::Context;
use crate::paper::across;
use crate::t;

/// The last column.
pub(super) const LAST: u16 = 6;
/// The widths of the columns in characters.
pub(super) const WIDTHS: [u16; 7] = [9, 6, 80, 14, 13, 30, 27];

/// The titles of the parts, numbered as they come: not every campaign has every part.
pub(super) struct Titles<'a, 'c> {
    pub(super) cx: &'a Context<'c>,
    written: usize,
}

impl<'a, 'c> Titles<'a, 'c> {
    /// No title yet.
    pub(super) fn new(cx: &'a Context<'c>) -> Self {
        Self { cx, written: 0 }
    }

    /// Writes the next title.
    pub(super) fn next(
        &mut self,
        row: u32,
        title: &str,
        sheet: &mut Worksheet,
    ) -> Result<(), XlsxError> {
        self.written += 1;
        let text = t!(self.cx.words, "book-section", number = self.written, title = title);
        across(sheet, row, (0, LAST), &text, &self.cx.styles.section)?;
        sheet.set_row_height(row, 26)?;
        Ok(())
    }
}

/// A link to another sheet, in the last column.
pub(super) fn link(
    cx: &Context<'_>,
    row: u32,
    tab: &str,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let url = Url::new(format!("internal:'{}'!A1", tab.replace('\'', "''")));
    sheet.write_url_with_format(row, LAST, url.set_text(tab), &cx.styles.link)?;
    Ok(())
}
