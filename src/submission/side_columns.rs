//! The columns right of a form's table that nobody fills: the check, and what was reported in the earlier
//! period.

use std::collections::BTreeMap;

use super::table::Table;
use crate::campaign::identity::PRINTED_STARTS;
use crate::reader::workbook::Workbook;
use crate::values::key::Position;
use crate::values::quantity::text::fold;

/// The column that says what is missing or wrong: right of the table; where columns were inserted
/// before it, the one with formulas.
pub(super) fn check_column(
    workbook: &Workbook,
    table: &Table,
    columns: &BTreeMap<u32, usize>,
) -> u32 {
    let next = columns.last_key_value().map_or(0, |(column, _)| *column) + 1;
    let Some(sheet) = workbook.sheets.get(table.sheet) else { return next };
    let from = Position::new(table.header, next);
    let captions = sheet.cells.range(from..Position::new(table.header + 1, 0));
    let has_formulas = |column: u32| {
        let mut rows = table.rows.iter().flatten();
        rows.any(|row| {
            sheet.cells.get(&Position::new(*row, column)).is_some_and(|cell| cell.formula)
        })
    };
    let mut captions = captions.map(|(at, _)| at.column);
    captions.find(|column| has_formulas(*column)).unwrap_or(next)
}

/// The column right of the check column whose caption says that it repeats the earlier period.
pub(super) fn previous_column(workbook: &Workbook, table: &Table, check: u32) -> Option<u32> {
    let sheet = workbook.sheets.get(table.sheet)?;
    let from = Position::new(table.header, check + 1);
    let mut captions = sheet.cells.range(from..Position::new(table.header + 1, 0));
    let is_it =
        |text: &str| PRINTED_STARTS.previous.iter().any(|start| fold(text).starts_with(start));
    captions.find(|(_, cell)| cell.value.text().is_some_and(is_it)).map(|(at, _)| at.column)
}
