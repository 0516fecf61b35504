//! The tables of forms that a workbook prints: where captions and rows stand now.

use super::look::FormLook;
use super::own_pages::is_list;
use crate::campaign::identity::{HIDDEN_SHEET, form_from_printed};
use crate::campaign::layout::{FormPlan, HEADER_ROW, PlannedRow};
use crate::campaign::{ColumnContent, Shown};
use crate::reader::workbook::{CellReference, Sheet, Workbook};
use crate::values::key::{Field, FormId, Position};
use crate::values::quantity::text::fold;

/// A table of a form on a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// Index of the sheet.
    pub(super) sheet: usize,
    /// The row of the captions.
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

/// The forms whose code each sheet prints.
#[derive(Debug)]
pub(super) struct PrintedForms(Vec<Vec<FormId>>);

impl PrintedForms {
    pub(super) fn read(workbook: &Workbook) -> Self {
        let codes = |sheet: &Sheet| {
            // The hidden sheet is full of names that begin alike, and prints no form.
            let cells = (sheet.name != HIDDEN_SHEET).then_some(&sheet.cells);
            let texts = cells.into_iter().flat_map(|cells| cells.values());
            let texts = texts.filter_map(|cell| cell.value.text());
            texts.filter(|text| text.contains("bdhvs")).filter_map(form_from_printed).collect()
        };
        Self(workbook.sheets.iter().map(codes).collect())
    }
}

/// Every table of a form whose captions are known. Beside one on a sheet that prints which form it is,
/// one on a sheet that does not is the unit's own.
pub(super) fn tables(look: &FormLook<'_, '_>, printed: &PrintedForms) -> Vec<Table> {
    let FormLook { workbook, plan, year, .. } = *look;
    let mut tables: Vec<Table> = Vec::new();
    let mut others: Vec<(usize, &Sheet)> = Vec::new();
    for ((index, sheet), codes) in workbook.sheets.iter().enumerate().zip(&printed.0) {
        let is_marked = codes.contains(&plan.form.id);
        if is_marked && !is_list(sheet) {
            match as_issued(index, sheet, plan, year) {
                Some(table) => tables.push(Table { is_marked, ..table }),
                None => tables.extend(
                    look.moved((index, sheet), true)
                        .into_iter()
                        .map(|table| Table { is_marked, ..table }),
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
            tables.extend(look.moved((index, sheet), is_named));
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
