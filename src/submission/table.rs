//! A table of a form on a sheet: where its captions and rows stand now.

use crate::campaign::layout::FormPlan;
use crate::reader::workbook::{CellReference, Sheet};
use crate::values::key::{Field, Position};
use crate::values::quantity::text::fold;

/// A table of a form on a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// The place of the sheet in the workbook, from zero.
    pub(super) sheet: usize,
    pub(super) header: u32,
    /// Where each planned column stands, if its caption was found.
    pub(super) columns: Vec<Option<u32>>,
    /// Where each planned row stands, if it was found.
    pub(super) rows: Vec<Option<u32>>,
    /// Whether its sheet prints the line that says which form it is.
    pub(super) is_marked: bool,
    /// Whether all stands where it was issued.
    pub(super) is_as_issued: bool,
}

impl Table {
    /// The input cell of a planned row.
    pub(super) fn cell(
        &self,
        plan: &FormPlan<'_>,
        row: usize,
        field: Field,
    ) -> Option<CellReference> {
        let column = usize::from(plan.field_column(field)?);
        let position = Position::new((*self.rows.get(row)?)?, (*self.columns.get(column)?)?);
        Some(CellReference { sheet: self.sheet, position })
    }

    /// Whether a cell is in a row and a column of the table.
    pub(super) fn holds(&self, at: &CellReference) -> bool {
        self.sheet == at.sheet
            && self.rows.contains(&Some(at.position.row))
            && self.columns.contains(&Some(at.position.column))
    }
}

/// Whether a cell holds a text, as people compare texts.
pub(super) fn says(sheet: &Sheet, at: Position, official: &str) -> bool {
    match sheet.cells.get(&at) {
        None => official.is_empty(),
        Some(cell) => match cell.value.text() {
            Some(text) if text == official => true,
            _ => fold(&cell.value.as_written()) == fold(official),
        },
    }
}
