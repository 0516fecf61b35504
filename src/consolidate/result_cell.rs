//! Where the results stand in the consolidated workbook.

use crate::values::key::{FormId, IndicatorId};

/// The cell of the consolidated workbook that shows the result of a row.
#[derive(Debug, Clone)]
pub struct ResultCell {
    pub form: FormId,
    /// The row, unique in its form.
    pub indicator: IndicatorId,
    pub sheet: String,
    /// In the way of a spreadsheet: `F9`.
    pub cell: String,
}
