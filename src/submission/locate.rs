//! Finds the input cells of a form in a workbook that came back.
//!
//! Three things say where a cell is: its defined name, which follows inserted rows and renamed sheets;
//! the number and the caption printed beside it; and the address at which it was issued. Two that agree
//! are believed. Where they do not, or where what is printed says that a cell is another row's, nothing
//! is guessed.

use std::collections::BTreeMap;

use super::scope;
use super::table::Table;
use crate::identity::{ADDRESS_COLUMNS, HIDDEN_SHEET};
use crate::key::{CellName, Position};
use crate::layout::FormPlan;
use crate::reader::workbook::{CellReference, NameTarget, Workbook};

/// Where an input cell is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Located {
    /// Found.
    At(CellReference),
    /// Found by what is printed, its name being lost or leading elsewhere.
    Recovered {
        /// Where it is.
        at: CellReference,
        /// Where its name leads.
        named: Option<CellReference>,
    },
    /// More than one cell may be it, and they do not hold the same.
    Ambiguous(Vec<CellReference>),
    /// Nothing tells where it is.
    Missing,
}

/// The input cells of a workbook by name.
#[derive(Debug)]
pub struct CellIndex<'a> {
    workbook: &'a Workbook,
    by_name: BTreeMap<CellName, Vec<CellReference>>,
}

/// What a form's sheets print.
#[derive(Debug)]
pub(super) struct Sheets<'a, 'c> {
    pub(super) plan: &'a FormPlan<'c>,
    pub(super) tables: &'a [Table],
}

impl<'a> CellIndex<'a> {
    /// Indexes the defined names of a workbook.
    #[must_use]
    pub fn new(workbook: &'a Workbook) -> Self {
        let mut by_name: BTreeMap<CellName, Vec<CellReference>> = BTreeMap::new();
        for defined in &workbook.names {
            let Ok(name) = defined.name.parse::<CellName>() else { continue };
            let targets = by_name.entry(name).or_default();
            if let NameTarget::Cell(at) = &defined.target
                && !targets.contains(at)
            {
                targets.push(at.clone());
            }
        }
        Self { workbook, by_name }
    }

    /// Where an input cell in a planned row is.
    pub(super) fn locate(&self, name: &CellName, row: usize, sheets: &Sheets<'_, '_>) -> Located {
        let named = self.by_name.get(name).map(Vec::as_slice).unwrap_or_default();
        let cell = |table: &Table| table.cell(sheets.plan, row, name.field);
        let printed: Vec<CellReference> = sheets.tables.iter().filter_map(cell).collect();
        if named.is_empty() && self.is_of_another_scope(name, &printed, sheets) {
            return Located::Ambiguous(printed);
        }
        match (named, printed.as_slice()) {
            ([], []) => Located::Missing,
            ([], [first, ..]) if self.same(&printed) => {
                Located::Recovered { at: first.clone(), named: None }
            }
            ([], _) => Located::Ambiguous(printed),
            ([only], []) if is_of_another_row(only, row, sheets) => {
                Located::Ambiguous(vec![only.clone()])
            }
            ([only], [at]) if only == at => Located::At(only.clone()),
            // The copies of a sheet whose names were not copied with it.
            ([only], [at]) => self.settle(name, only, at, sheets),
            ([first, ..], _) => {
                let mut all = named.to_vec();
                all.extend(printed.into_iter().filter(|at| !named.contains(at)));
                if self.same(&all) { Located::At(first.clone()) } else { Located::Ambiguous(all) }
            }
        }
    }

    /// Whether one of the cells that print what a cell without its name prints is known as that of the
    /// other scope, by its name or by the line over it.
    fn is_of_another_scope(
        &self,
        name: &CellName,
        printed: &[CellReference],
        sheets: &Sheets<'_, '_>,
    ) -> bool {
        if printed.is_empty() {
            return false;
        }
        let others = self.by_name.get(&scope::other(name));
        printed.iter().any(|at| {
            let is_others = others.is_some_and(|others| others.contains(at));
            let tables = sheets.tables.iter().filter(|table| table.sheet == at.sheet);
            let mut tables = tables.filter(|table| table.header < at.position.row);
            let of = (at, name.answer.scope);
            is_others
                || tables.any(|table| scope::is_of_another(self.workbook, table, of, sheets.plan))
        })
    }

    /// A name that leads elsewhere than what is printed: the address at issue decides, unless the cell
    /// that the name leads to is printed as another one's.
    fn settle(
        &self,
        name: &CellName,
        named: &CellReference,
        printed: &CellReference,
        sheets: &Sheets<'_, '_>,
    ) -> Located {
        let is_anothers = sheets.tables.iter().any(|table| table.holds(named));
        if !is_anothers && self.issued_at(name, sheets.plan).as_ref() == Some(printed) {
            return Located::Recovered { at: printed.clone(), named: Some(named.clone()) };
        }
        Located::Ambiguous(vec![named.clone(), printed.clone()])
    }

    /// Where a cell was issued: as the hidden sheet has kept it, else as the form is issued today.
    fn issued_at(&self, name: &CellName, plan: &FormPlan<'_>) -> Option<CellReference> {
        let [name_column, sheet_column, address_column] = ADDRESS_COLUMNS.map(u32::from);
        let hidden = self.workbook.sheets.iter().find(|sheet| sheet.name == HIDDEN_SHEET);
        let kept = hidden.and_then(|sheet| {
            let wanted = name.to_string();
            let text = |row, column| sheet.cells.get(&Position::new(row, column))?.value.text();
            let mut cells = sheet.cells.iter();
            let (at, _) = cells.find(|(at, cell)| {
                at.column == name_column
                    && cell.value.text().is_some_and(|text| text.eq_ignore_ascii_case(&wanted))
            })?;
            let tab = text(at.row, sheet_column)?.to_owned();
            Some((tab, Position::parse(text(at.row, address_column)?)?))
        });
        let (tab, position) = kept.or_else(|| {
            let mut cells = plan.input_cells().into_iter();
            let (_, position) = cells.find(|(cell, _)| cell == name)?;
            Some((plan.form.sheet.clone(), position))
        })?;
        let sheet = self.workbook.sheets.iter().position(|sheet| sheet.name == tab)?;
        Some(CellReference { sheet, position })
    }

    /// Whether cells hold the same, so that any of them stands for all.
    fn same(&self, places: &[CellReference]) -> bool {
        let content = |at| self.workbook.cell(at).map(|cell| (&cell.value, cell.formula));
        places.windows(2).all(|pair| match pair {
            [one, other] => content(one) == content(other),
            _ => true,
        })
    }
}

/// Whether the row that a name leads to is printed as another one.
fn is_of_another_row(named: &CellReference, row: usize, sheets: &Sheets<'_, '_>) -> bool {
    sheets.tables.iter().filter(|table| table.sheet == named.sheet).any(|table| {
        let printed = table.rows.iter().position(|at| *at == Some(named.position.row));
        printed.is_some_and(|printed| printed != row)
    })
}
