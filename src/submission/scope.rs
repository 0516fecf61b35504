//! Whose figure a row without names holds: the unit's own, or that of the whole area. Both print the same
//! number and the same words; the line over them tells them apart, and the name of the cell does.

use super::table::Table;
use crate::campaign::identity::PRINTED_STARTS;
use crate::campaign::layout::FormPlan;
use crate::reader::workbook::{CellReference, Workbook};
use crate::values::key::{CellName, Position, Scope};
use crate::values::quantity::text::fold;

/// The name of the same cell in the row of the other scope.
pub(super) fn other(name: &CellName) -> CellName {
    let mut other = name.clone();
    other.answer.scope = match name.answer.scope {
        Scope::Own => Scope::City,
        Scope::City => Scope::Own,
    };
    other
}

/// Whether what stands over a cell says that it is of another scope than its answer, or, of the whole
/// area, does not say that it is of that: a figure of one unit is never that of the area.
pub(super) fn is_of_another(
    workbook: &Workbook,
    table: &Table,
    at: &CellReference,
    scope: Scope,
    plan: &FormPlan<'_>,
) -> bool {
    if !plan.form.kind.has_scopes() {
        return false;
    }
    let printed = printed(workbook, table, at);
    match scope {
        Scope::Own => printed == Some(Scope::City),
        Scope::City => printed != Some(Scope::City),
    }
}

/// The scope that the nearest line above a cell names.
fn printed(workbook: &Workbook, table: &Table, at: &CellReference) -> Option<Scope> {
    let sheet = workbook.sheets.get(at.sheet)?;
    let below = Position::new(table.header.saturating_add(1), 0);
    let above = Position::new(at.position.row, 0);
    let lines = sheet.cells.range(below..above.max(below)).rev();
    lines.filter_map(|(_, cell)| cell.value.text()).find_map(named)
}

/// The scope that a line over rows names, if a text is one.
pub(super) fn named(text: &str) -> Option<Scope> {
    // Every such line begins with its letter.
    if !text.trim_start().starts_with(['A', 'B', 'a', 'b']) {
        return None;
    }
    let folded = fold(text);
    if PRINTED_STARTS.city.iter().any(|start| folded.starts_with(start)) {
        return Some(Scope::City);
    }
    PRINTED_STARTS.own.iter().any(|start| folded.starts_with(start)).then_some(Scope::Own)
}
