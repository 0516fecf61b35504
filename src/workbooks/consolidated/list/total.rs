//! The row under a list in which columns are added up.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Worksheet, XlsxError, utility};

use crate::values::quantity::words::YES_NO;
use crate::workbooks::consolidated::BookContext;
use crate::workbooks::consolidated::style::{Kind, Tone};
use crate::workbooks::consolidated::value::{Shape, Value};
use crate::workbooks::paper;

/// What columns of a list come to.
#[derive(Debug)]
pub(in crate::workbooks::consolidated) struct TotalRow {
    pub(in crate::workbooks::consolidated) caption: String,
    /// In the order of the columns.
    pub(in crate::workbooks::consolidated) cells: Vec<TotalCell>,
}

#[derive(Debug, Clone, Copy)]
pub(in crate::workbooks::consolidated) struct TotalCell {
    pub(in crate::workbooks::consolidated) column: u16,
    pub(in crate::workbooks::consolidated) sum: Decimal,
    /// Whether it is how many lines say yes, and not the sum of their numbers.
    pub(in crate::workbooks::consolidated) counts_yes: bool,
}

impl TotalRow {
    /// Writes it under the last of the rows on a sheet. A list that began on another sheet has its sums
    /// without formulas.
    pub(super) fn write(
        &self,
        cx: &BookContext<'_>,
        first: Option<u32>,
        rows: u32,
        sheet: &mut Worksheet,
    ) -> Result<(), XlsxError> {
        let Some(first) = first.filter(|_| rows > 0) else { return Ok(()) };
        let (row, last) = (first + rows, first + rows - 1);
        let caption = cx.styles.list.format(Kind::Text, Tone::Total);
        let before = self.cells.iter().map(|cell| cell.column).min().unwrap_or(1);
        paper::across(sheet, row, (0, before.saturating_sub(1)), &self.caption, caption)?;
        let mut cells = self.cells.clone();
        cells.sort_by_key(|cell| cell.column);
        for cell in cells {
            let from = utility::row_col_to_cell(first, cell.column);
            let to = utility::row_col_to_cell(last, cell.column);
            let formula = if cell.counts_yes {
                format!("COUNTIF({from}:{to},\"{}\")", YES_NO[0])
            } else {
                format!("SUM({from}:{to})")
            };
            let shape = match cell.sum.scale() {
                0 => Shape::Whole,
                decimals => Shape::Decimal { decimals, sign: "" },
            };
            let value = Value::exact(cell.sum).live(shape, formula);
            let at = (row, cell.column);
            cx.styles.list.put(sheet, at, &value, Kind::Count.toned(Tone::Total))?;
        }
        Ok(())
    }
}
