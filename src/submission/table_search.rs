//! Finds the tables of forms that a workbook prints.

use std::collections::BTreeSet;

use super::locate::CellIndex;
use super::look::FormLook;
use super::own_pages::is_list;
use super::table::{Table, says};
use crate::campaign::identity::{HIDDEN_SHEET, form_from_printed};
use crate::campaign::layout::{FormPlan, HEADER_ROW, PlannedRow};
use crate::campaign::{ColumnContent, Shown};
use crate::reader::workbook::{Sheet, Workbook};
use crate::values::key::{CellName, FormId, Position};
use crate::values::quantity::text::fold;

/// The forms whose code each sheet prints.
#[derive(Debug)]
pub(super) struct PrintedForms(Vec<Vec<FormId>>);

impl PrintedForms {
    pub(super) fn read(workbook: &Workbook) -> Self {
        Self(workbook.sheets.iter().map(printed_codes).collect())
    }
}

/// The codes of the forms that a sheet prints.
fn printed_codes(sheet: &Sheet) -> Vec<FormId> {
    // The hidden sheet is full of names that begin alike, and prints no form.
    let cells = (sheet.name != HIDDEN_SHEET).then_some(&sheet.cells);
    let texts = cells.into_iter().flat_map(|cells| cells.values());
    let texts = texts.filter_map(|cell| cell.value.text());
    texts.filter(|text| text.contains("bdhvs")).filter_map(form_from_printed).collect()
}

/// The tables of a form: those whose captions are known, and those of the sheets to which its names
/// lead. Beside one to which a name leads, one that does not print which form it is does not count.
pub(super) fn tables(
    look: &FormLook<'_, '_>,
    printed: &PrintedForms,
    index: &CellIndex<'_>,
) -> Vec<Table> {
    let mut tables = by_captions(look, printed);
    if let [table] = tables.as_slice()
        && table.is_as_issued
        && table.is_marked
    {
        return tables;
    }
    let names = look.plan.rows.iter().enumerate().filter_map(|(row, planned)| match planned {
        PlannedRow::Answer { key, indicator, .. } => {
            Some((row, key.cell(*indicator.fields().first()?)))
        }
        PlannedRow::Section(_) | PlannedRow::Heading { .. } => None,
    });
    let names: Vec<(usize, CellName)> = names.collect();
    let led_to: BTreeSet<usize> =
        names.iter().flat_map(|(_, name)| index.sheets_of(name)).collect();
    for sheet in led_to {
        if !tables.iter().any(|table| table.sheet == sheet) {
            tables.extend(look.without_captions(sheet));
        }
    }
    if tables.iter().all(|table| table.is_marked) || tables.len() < 2 {
        return tables;
    }
    let confirmed: BTreeSet<usize> =
        names.iter().filter_map(|(row, name)| index.confirmed_on(name, *row, look)).collect();
    if !confirmed.is_empty() {
        tables.retain(|table| table.is_marked || confirmed.contains(&table.sheet));
    }
    tables
}

/// Every table of a form whose captions are known. Beside one on a sheet that prints which form it is,
/// one on a sheet that does not is the unit's own.
fn by_captions(look: &FormLook<'_, '_>, printed: &PrintedForms) -> Vec<Table> {
    let FormLook { workbook, plan, year, .. } = *look;
    let mut tables: Vec<Table> = Vec::new();
    let mut others: Vec<(usize, &Sheet)> = Vec::new();
    for ((index, sheet), codes) in workbook.sheets.iter().enumerate().zip(&printed.0) {
        let is_marked = codes.contains(&plan.form.id);
        if is_marked && !is_list(sheet) {
            match as_issued(index, sheet, plan, year) {
                Some(table) => tables.push(Table { is_marked, ..table }),
                None => tables.extend(
                    look.moved(index, true).into_iter().map(|table| Table { is_marked, ..table }),
                ),
            }
        } else if codes.is_empty() && sheet.name != HIDDEN_SHEET {
            others.push((index, sheet));
        }
    }
    if !tables.is_empty() {
        return tables;
    }
    for (index, sheet) in others.into_iter().filter(|(_, sheet)| !is_list(sheet)) {
        if let Some(table) = as_issued(index, sheet, plan, year) {
            tables.push(table);
        } else {
            let is_named = fold(&sheet.name) == fold(&plan.form.sheet);
            tables.extend(look.moved(index, is_named));
        }
    }
    tables
}

/// The table of a sheet on which everything stands where it was issued, which is nearly every one.
fn as_issued(index: usize, sheet: &Sheet, plan: &FormPlan<'_>, year: u16) -> Option<Table> {
    let captions = (0..).zip(&plan.columns).all(|(column, planned)| {
        says(sheet, Position::new(HEADER_ROW, column), &planned.caption(year))
    });
    let is_there = captions
        && plan.numbered_rows().all(|(row, planned)| {
            let PlannedRow::Answer { indicator, .. } = planned else { return true };
            (0..).zip(&plan.columns).all(|(column, planned)| match planned.content {
                ColumnContent::Shows(shown @ (Shown::Number | Shown::Label)) => {
                    says(sheet, Position::new(row, column), indicator.printed(shown, year))
                }
                _ => true,
            })
        });
    is_there.then(|| Table {
        sheet: index,
        header: HEADER_ROW,
        columns: (0..).take(plan.columns.len()).map(Some).collect(),
        rows: plan.numbered_rows().map(|(row, _)| Some(row)).collect(),
        is_marked: false,
        is_as_issued: true,
    })
}
