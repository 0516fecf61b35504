//! The frame of the sheets before the form: the head, and the captions of the columns.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::LeadContext;
use crate::campaign::identity::LEAD_LINE;
use crate::workbooks::paper::{Extent, letter};
use crate::workbooks::template::free_sheet_name;

/// What stands above the lines of a sheet.
pub(super) struct Page<'p, const COLUMNS: usize, const LINES: usize> {
    /// The name of the sheet, where no form has it.
    pub(super) name: String,
    /// The widths of the columns, in characters.
    pub(super) widths: [u16; COLUMNS],
    /// The lines at the head, each with its format and size.
    pub(super) head: [(String, &'p Format, u32); LINES],
    pub(super) captions: [String; COLUMNS],
    /// The row of the captions, and how high it is.
    pub(super) header: (u32, u16),
}

impl<const COLUMNS: usize, const LINES: usize> Page<'_, COLUMNS, LINES> {
    /// Begins the sheet. Rows under the captions may grow with their text.
    pub(super) fn begin(self, cx: &LeadContext<'_>) -> Result<Worksheet, XlsxError> {
        let styles = &cx.styles.letter;
        let mut sheet = Worksheet::new();
        sheet.set_name(free_sheet_name(cx.consolidation.campaign, &self.name))?;
        for (column, width) in (0_u16..).zip(self.widths) {
            sheet.set_column_width(column, width)?;
        }
        let last = u16::try_from(COLUMNS.saturating_sub(1)).unwrap_or(u16::MAX);
        let all = Extent { last, width: self.widths.iter().sum() };
        letter::head(&mut sheet, all, LEAD_LINE, &styles.quiet, self.head)?;
        let (header, height) = self.header;
        for (column, caption) in (0_u16..).zip(self.captions) {
            sheet.write_string_with_format(header, column, caption, &styles.header)?;
        }
        sheet.set_row_height(header, height)?;
        Ok(sheet)
    }
}
