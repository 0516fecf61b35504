//! What was done to a form sheet besides filling it in: cells found without their names, content where
//! nothing is asked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::model::Submission;
use super::model::answer::Place;
use super::side_columns::{check_column, previous_column};
use super::table::Table;
use crate::campaign::ColumnContent;
use crate::campaign::identity::{PRINTED_STARTS, form_from_printed};
use crate::campaign::layout::{FootField, FormPlan, HEADER_ROW, PlannedRow};
use crate::reader::workbook::{CellReference, NameTarget, Workbook};
use crate::values::key::{Field, Position, UnitCode};
use crate::values::quantity::raw::RawCell;
use crate::values::quantity::text::fold;

/// Completes a table by the names of cells: a row or a column whose printed text is gone stands where
/// the names of its cells lead.
pub(super) fn complete(
    table: &mut Table,
    plan: &FormPlan<'_>,
    found: &[(usize, Field, CellReference)],
) {
    for (row, field, at) in found.iter().filter(|(_, _, at)| at.sheet == table.sheet) {
        let column = plan.field_column(*field).map(usize::from);
        for (slots, index, place) in [
            (&mut table.rows, Some(*row), at.position.row),
            (&mut table.columns, column, at.position.column),
        ] {
            let is_free = !slots.contains(&Some(place));
            if let Some(slot) = index.and_then(|index| slots.get_mut(index))
                && slot.is_none()
                && is_free
            {
                *slot = Some(place);
            }
        }
    }
}

/// Says which cells of a sheet a table accounts for.
pub(super) struct Printed<'a, 'c> {
    table: &'a Table,
    plan: &'a FormPlan<'c>,
    year: u16,
    unit: &'a UnitCode,
    row_at: BTreeMap<u32, usize>,
    column_at: BTreeMap<u32, usize>,
    check: u32,
    /// The column of what was reported in the earlier period, where the form was issued with it.
    previous: Option<u32>,
    /// The cells at the head to which names lead.
    head: BTreeSet<Position>,
    foot: BTreeSet<Position>,
    /// The row of the total, where the form has one.
    total: Option<u32>,
    end: u32,
}

impl<'a, 'c> Printed<'a, 'c> {
    pub(super) fn new(
        workbook: &Workbook,
        table: &'a Table,
        plan: &'a FormPlan<'c>,
        (year, unit): (u16, &'a UnitCode),
    ) -> Self {
        let (row_at, column_at) = (by_place(&table.rows), by_place(&table.columns));
        let last = row_at.last_key_value().map_or(table.header, |(row, _)| *row);
        let check = check_column(workbook, table, &column_at);
        Self {
            table,
            plan,
            year,
            unit,
            check,
            previous: previous_column(workbook, table, check),
            head: head(workbook, table, plan),
            foot: foot(workbook, table, plan),
            row_at,
            column_at,
            // Rows that were deleted below the last one found move the foot up with them.
            end: last + 1 + plan.total_rows(),
            total: (plan.total_rows() > 0).then_some(last + 1),
        }
    }

    /// Whether a cell that is no input cell of an answer is a part of the form.
    pub(super) fn accounts_for(&self, at: Position, text: Option<&str>) -> bool {
        // The line of the identity may stand anywhere; that is the dearer question.
        self.is_of_form(at)
            || self.head.contains(&at)
            || text.is_some_and(|text| form_from_printed(text).is_some() || is_head_caption(text))
    }

    fn is_of_form(&self, at: Position) -> bool {
        let first = self.table.columns.first().copied().flatten().unwrap_or(0);
        if at.row < self.table.header {
            return at.column == first && self.table.header - at.row <= HEADER_ROW;
        }
        let column = self.column_at.get(&at.column).and_then(|index| self.plan.columns.get(*index));
        if at.row == self.table.header {
            return column.is_some() || self.is_beside(at.column);
        }
        if let Some(planned) = self.row_at.get(&at.row).and_then(|row| self.plan.rows.get(*row)) {
            return match (planned, column.map(|column| column.content)) {
                (PlannedRow::Answer { .. }, _) if self.is_beside(at.column) => true,
                (PlannedRow::Answer { indicator, .. }, Some(ColumnContent::Shows(shown))) => {
                    !indicator.printed_for(self.unit, shown, self.year).is_empty()
                }
                (PlannedRow::Answer { .. }, Some(ColumnContent::Asks(field))) => {
                    planned.asks(field)
                }
                (PlannedRow::Answer { .. }, None) => false,
                (PlannedRow::Section(_) | PlannedRow::Heading { .. }, _) => {
                    at.column == first || at.column == first + 1
                }
            };
        }
        self.is_total(at) || at.row >= self.end && self.is_foot(at)
    }

    /// Whether a cell is one of the row of the total: a sum, or what is printed before the first.
    fn is_total(&self, at: Position) -> bool {
        let columns = self.plan.totalled().into_iter().map(|(column, _)| self.column(column));
        let first = self.table.columns.first().copied().flatten().unwrap_or(0);
        Some(at.row) == self.total && columns.chain([first]).any(|column| column == at.column)
    }

    /// Whether a cell is a sum of the form's own, typed over.
    fn is_typed_over(&self, at: Position, cell: &RawCell) -> bool {
        !cell.formula && cell.value.text().is_none() && self.is_total(at)
    }

    /// Whether a column is one of those right of the table.
    fn is_beside(&self, column: u32) -> bool {
        column == self.check || Some(column) == self.previous
    }

    /// The cells at the foot, their captions, and the signature with the name below it.
    fn is_foot(&self, at: Position) -> bool {
        const BELOW_SIGNATURE: u32 = 8;
        const FOOT_ROWS: u32 = 4;
        let beside = Position::new(at.row, at.column + 1);
        if self.foot.contains(&at) || self.foot.contains(&beside) {
            return true;
        }
        let signature = self.plan.signature();
        let top = self.end + (signature.row - self.plan.end_row());
        // Rows inserted above the foot move the signature with it.
        let shift =
            self.foot.last().map_or(0, |last| last.row.saturating_sub(self.end + FOOT_ROWS));
        (top..=top + shift + BELOW_SIGNATURE).contains(&at.row)
            && (self.column(signature.first)..=self.column(signature.last)).contains(&at.column)
    }

    /// Where a planned column stands; for one that was not found, the check column.
    fn column(&self, planned: u16) -> u32 {
        let found = self.table.columns.get(usize::from(planned)).copied().flatten();
        found.unwrap_or(self.check)
    }
}

/// Which planned row or column stands at each place where one was found.
fn by_place(places: &[Option<u32>]) -> BTreeMap<u32, usize> {
    places.iter().enumerate().filter_map(|(at, place)| Some(((*place)?, at))).collect()
}

/// The cells at the head, where their names lead.
fn head(workbook: &Workbook, table: &Table, plan: &FormPlan<'_>) -> BTreeSet<Position> {
    let wanted: Vec<String> = plan.head_fields().map(|field| plan.head_name(field)).collect();
    named(workbook, table, &wanted).collect()
}

/// The cells of a table's sheet to which some names lead.
fn named<'w>(
    workbook: &'w Workbook,
    table: &'w Table,
    wanted: &'w [String],
) -> impl Iterator<Item = Position> + 'w {
    workbook.names.iter().filter_map(|defined| match &defined.target {
        NameTarget::Cell(at) if at.sheet == table.sheet => {
            let is_wanted = wanted.iter().any(|name| defined.name.eq_ignore_ascii_case(name));
            is_wanted.then_some(at.position)
        }
        NameTarget::Cell(_) | NameTarget::Deleted | NameTarget::Other(_) => None,
    })
}

fn is_head_caption(text: &str) -> bool {
    let folded = fold(text);
    PRINTED_STARTS.head.iter().any(|caption| folded.starts_with(caption))
}

/// The cells at the foot: where their names lead, and where they stand below the last row. A program
/// that moves rows without their names makes the two differ.
fn foot(workbook: &Workbook, table: &Table, plan: &FormPlan<'_>) -> BTreeSet<Position> {
    let last = table.rows.iter().flatten().max().copied().unwrap_or(table.header);
    let wanted = FootField::ALL.map(|field| plan.foot_name(field));
    let named = named(workbook, table, &wanted);
    let below = FootField::ALL.map(|field| {
        let at = plan.foot_position(field);
        let column = usize::try_from(at.column).ok();
        let column = column.and_then(|index| table.columns.get(index).copied().flatten());
        let first = table.columns.first().copied().flatten().unwrap_or(0);
        let end = last + 1 + plan.total_rows();
        Position::new(end + at.row - plan.end_row(), column.unwrap_or(first + at.column))
    });
    named.chain(below).collect()
}

/// A planned form, with the tables in which it was found.
pub(super) struct PlacedForm<'p, 'c> {
    pub(super) plan: &'p FormPlan<'c>,
    pub(super) tables: Vec<Table>,
}

/// Gathers, sheet by sheet, the cells that no form accounts for.
pub(super) fn unexpected(
    workbook: &Workbook,
    names: &[Arc<str>],
    forms: &[PlacedForm<'_, '_>],
    year: u16,
    submission: &mut Submission<'_>,
) {
    let mut beside: Vec<(usize, Place)> = Vec::new();
    let unit = &submission.unit.code;
    for (index, (sheet, name)) in workbook.sheets.iter().zip(names).enumerate() {
        let mut printed: Vec<(usize, Printed<'_, '_>)> = Vec::new();
        for (at, form) in forms.iter().enumerate() {
            for table in form.tables.iter().filter(|table| table.sheet == index) {
                printed.push((at, Printed::new(workbook, table, form.plan, (year, unit))));
            }
        }
        let Some((first, _)) = printed.first() else { continue };
        for (at, cell) in &sheet.cells {
            let is_blank = cell.value.is_blank();
            let is_typed_over = printed.iter().any(|(_, p)| p.is_typed_over(*at, cell));
            let mut own = printed.iter();
            let is_own = own.any(|(_, p)| p.accounts_for(*at, cell.value.text()));
            if is_blank || is_own && !is_typed_over {
                continue;
            }
            let place = Place { sheet: Arc::clone(name), position: *at };
            // Of several forms on one sheet, the one in whose rows the cell stands.
            let over = printed.iter().rev().find(|(_, p)| p.table.header <= at.row + HEADER_ROW);
            beside.push((*over.map_or(first, |(form, _)| form), place));
        }
    }
    if beside.is_empty() {
        return;
    }
    let claimed: BTreeSet<Place> = submission
        .answers()
        .flat_map(|answer| {
            let found = answer.cells.values().map(|cell| &cell.place);
            found.chain(answer.contested.values().flatten()).cloned()
        })
        .collect();
    for (form, place) in beside.into_iter().filter(|(_, place)| !claimed.contains(place)) {
        if let Some(form) = submission.forms.get_mut(form) {
            form.traces.unexpected.push(place);
        }
    }
}
