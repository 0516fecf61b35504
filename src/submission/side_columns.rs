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
    let mut captions = captions.map(|(at, _)| at.column);
    let with_formulas = captions.find(|column| {
        let places = table.rows.iter().flatten().map(|row| Position::new(*row, *column));
        places.filter_map(|at| sheet.cells.get(&at)).any(|cell| cell.formula)
    });
    with_formulas.unwrap_or(next)
}

/// The column right of the check column whose caption says that it repeats the earlier period.
pub(super) fn previous_column(workbook: &Workbook, table: &Table, check: u32) -> Option<u32> {
    let sheet = workbook.sheets.get(table.sheet)?;
    let from = Position::new(table.header, check + 1);
    let mut captions = sheet.cells.range(from..Position::new(table.header + 1, 0));
    let found = captions.find(|(_, cell)| {
        let Some(text) = cell.value.text().map(fold) else { return false };
        PRINTED_STARTS.previous.iter().any(|start| text.starts_with(start))
    });
    found.map(|(at, _)| at.column)
}
