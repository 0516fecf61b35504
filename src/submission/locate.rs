//! Finds the input cells of a form in a workbook that came back.
//!
//! A cell has two witnesses: its defined name, which follows inserted rows and renamed sheets, and what its
//! row prints, number and wording, under the caption of its column. Name and address at issue go together
//! when a sheet is pasted over; they are one. Where the two do not agree, or one is silent, nothing is
//! guessed.

use std::collections::BTreeMap;

use super::look::FormLook;
use super::model::answer::Doubt;
use super::row_print::Verdict;
use super::scope;
use super::table::Table;
use crate::campaign::identity::{ADDRESS_COLUMNS, HIDDEN_SHEET};
use crate::campaign::layout::{FormPlan, PlannedRow};
use crate::reader::workbook::{CellReference, NameTarget, Sheet, Workbook};
use crate::values::key::{CellName, Position};
use crate::values::quantity::raw::{RawCell, RawValue};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Located {
    At(CellReference),
    /// Found by what is printed, its name being lost or leading elsewhere.
    Recovered {
        at: CellReference,
        named: Option<CellReference>,
    },
    /// More than one cell may be it, and they do not hold the same.
    Ambiguous(Vec<CellReference>),
    /// Its name leads to a cell that what is printed does not confirm; the first place is that one.
    Doubtful {
        /// Every cell that may be it.
        places: Vec<CellReference>,
        doubt: Doubt,
        /// The row of the form that is printed there, where it is one.
        of: Option<usize>,
    },
    /// Neither a name nor what is printed leads to it.
    Missing,
}

/// The input cells of a workbook by name.
#[derive(Debug)]
pub struct CellIndex<'a> {
    workbook: &'a Workbook,
    by_name: BTreeMap<CellName, Vec<CellReference>>,
}

#[derive(Debug)]
pub(super) struct Sheets<'s, 'a, 'c> {
    pub(super) look: &'s FormLook<'a, 'c>,
    pub(super) tables: &'s [Table],
}

/// What is printed round a cell to which a name leads.
enum Confirmed {
    Yes,
    Silent,
    No(Doubt, Option<usize>),
}

impl<'a> CellIndex<'a> {
    /// Indexes the defined names of a workbook.
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

    /// The sheets to which the name of a cell leads.
    pub(super) fn sheets_of(&self, name: &CellName) -> impl Iterator<Item = usize> + '_ {
        self.by_name.get(&name.as_printed()).into_iter().flatten().map(|at| at.sheet)
    }

    /// Whether a name of a cell in a planned row leads to where the row prints that it is the one.
    pub(super) fn confirmed_on(
        &self,
        name: &CellName,
        row: usize,
        look: &FormLook<'_, '_>,
    ) -> Option<usize> {
        let mut named = self.by_name.get(&name.as_printed())?.iter();
        named
            .find(|at| matches!(printed_at(look, name, row, at), Confirmed::Yes))
            .map(|at| at.sheet)
    }

    /// Where an input cell in a planned row is.
    pub(super) fn locate(
        &self,
        name: &CellName,
        row: usize,
        sheets: &Sheets<'_, '_, '_>,
    ) -> Located {
        let named = self.by_name.get(&name.as_printed()).map(Vec::as_slice).unwrap_or_default();
        let tables = sheets.tables.iter();
        let printed: Vec<CellReference> = tables
            .filter_map(|table| table.cell(sheets.look.plan, row, name.as_printed().field))
            .collect();
        if named.is_empty() && self.is_of_another_scope(name, &printed, sheets) {
            return Located::Ambiguous(printed);
        }
        match (named, printed.as_slice()) {
            ([], []) => Located::Missing,
            ([], [first, ..]) if self.same(&printed) => {
                Located::Recovered { at: first.clone(), named: None }
            }
            ([], _) => Located::Ambiguous(printed),
            // Of nearly every cell both say this.
            ([only], [at]) if only == at => Located::At(only.clone()),
            _ => self.weigh(name, row, &printed, sheets),
        }
    }

    /// Holds what is printed where a name leads against the name.
    fn weigh(
        &self,
        name: &CellName,
        row: usize,
        printed: &[CellReference],
        sheets: &Sheets<'_, '_, '_>,
    ) -> Located {
        let named = self.by_name.get(&name.as_printed()).map(Vec::as_slice).unwrap_or_default();
        let confirmed: Vec<Confirmed> =
            named.iter().map(|at| printed_at(sheets.look, name, row, at)).collect();
        let mut sure: Vec<CellReference> = Vec::new();
        for (at, confirmed) in named.iter().zip(&confirmed) {
            if matches!(confirmed, Confirmed::Yes) {
                sure.push(at.clone());
            }
        }
        let mut all = sure.clone();
        for at in named.iter().chain(printed) {
            if !all.contains(at) {
                all.push(at.clone());
            }
        }
        let doubt = confirmed.into_iter().find_map(|confirmed| match confirmed {
            Confirmed::Yes => None,
            Confirmed::Silent => Some((Doubt::Silent, None)),
            Confirmed::No(doubt, of) => Some((doubt, of)),
        });
        match (sure.first(), named, printed, doubt) {
            (Some(first), ..) if self.same(&all) => Located::At(first.clone()),
            (Some(_), [only], [at], _) | (None, [only], [at], Some((Doubt::Silent, _))) => {
                self.settle(name, only, at, sheets)
            }
            (Some(_), ..) | (None, _, [_, ..], Some((Doubt::Silent, _))) | (None, _, _, None) => {
                Located::Ambiguous(all)
            }
            // Nothing stands there that could be another's.
            (None, [first, ..], [], Some((Doubt::Silent, _)))
                if named.iter().all(|at| is_blank(self.workbook.cell(at))) =>
            {
                Located::At(first.clone())
            }
            (None, .., Some((doubt, of))) => Located::Doubtful { places: all, doubt, of },
        }
    }

    /// Whether one of the cells that print what a cell without its name prints is known as that of the
    /// other scope, by its name or by the line over it.
    fn is_of_another_scope(
        &self,
        name: &CellName,
        printed: &[CellReference],
        sheets: &Sheets<'_, '_, '_>,
    ) -> bool {
        if printed.is_empty() {
            return false;
        }
        let others = self.by_name.get(&scope::other(name).as_printed());
        printed.iter().any(|at| {
            let is_others = others.is_some_and(|others| others.contains(at));
            let tables = sheets.tables.iter().filter(|table| table.sheet == at.sheet);
            let mut tables = tables.filter(|table| table.header < at.position.row);
            let (scope, plan) = (name.answer.scope, sheets.look.plan);
            is_others
                || tables.any(|table| scope::is_of_another(self.workbook, table, at, scope, plan))
        })
    }

    /// A name that leads elsewhere than what is printed: the address at issue decides, unless the cell
    /// that the name leads to is printed as another one's.
    fn settle(
        &self,
        name: &CellName,
        named: &CellReference,
        printed: &CellReference,
        sheets: &Sheets<'_, '_, '_>,
    ) -> Located {
        let is_anothers = sheets.tables.iter().any(|table| table.holds(named));
        if !is_anothers && self.issued_at(name, sheets.look.plan).as_ref() == Some(printed) {
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
            let mut cells = sheet.cells.iter();
            let (at, _) = cells.find(|(at, cell)| {
                at.column == name_column
                    && cell.value.text().is_some_and(|text| text.eq_ignore_ascii_case(&wanted))
            })?;
            let tab = text_at(sheet, at.row, sheet_column)?.to_owned();
            Some((tab, Position::parse(text_at(sheet, at.row, address_column)?)?))
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
        let mut cells = places.iter().map(|at| {
            let cell = self.workbook.cell(at);
            cell.map(|cell| (&cell.value, cell.formula))
        });
        let first = cells.next();
        cells.all(|cell| Some(cell) == first)
    }
}

fn text_at(sheet: &Sheet, row: u32, column: u32) -> Option<&str> {
    sheet.cells.get(&Position::new(row, column))?.value.text()
}

/// Whether nothing is written in a cell.
fn is_blank(cell: Option<&RawCell>) -> bool {
    cell.is_none_or(|cell| cell.value.is_blank() && !matches!(cell.value, RawValue::Error(_)))
}

/// What is printed round a cell to which the name of a cell in a planned row leads.
fn printed_at(
    look: &FormLook<'_, '_>,
    name: &CellName,
    row: usize,
    at: &CellReference,
) -> Confirmed {
    let words = look.words();
    let Some(PlannedRow::Answer { indicator, .. }) = look.plan.rows.get(row) else {
        return Confirmed::Silent;
    };
    let sheet = look.workbook.sheets.get(at.sheet);
    let (Some(prints), Some(sheet), Some(thing)) =
        (look.prints(at.sheet), sheet, words.thing(indicator))
    else {
        return Confirmed::Silent;
    };
    match prints.verdict(words, at.position.row, thing, name.answer.scope) {
        Verdict::Silent => Confirmed::Silent,
        Verdict::Differs { found, of } => Confirmed::No(Doubt::Row { found }, of),
        Verdict::Agrees => {
            let column = look.plan.field_column(name.as_printed().field).map(usize::from);
            let caption = column
                .filter(|_| !words.is_of_other_words)
                .and_then(|column| prints.other_caption(words, sheet, at.position, column));
            match caption {
                Some(found) => Confirmed::No(Doubt::Column { found }, None),
                None => Confirmed::Yes,
            }
        }
    }
}
