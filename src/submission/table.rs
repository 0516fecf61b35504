//! The tables of forms that a workbook prints: where captions and rows stand now.

use std::collections::BTreeMap;

use super::align::{Printed, align};
use super::own_pages::is_list;
use crate::campaign::{ColumnContent, Shown};
use crate::identity::{HIDDEN_SHEET, form_from_printed};
use crate::key::{Field, FormId, Position};
use crate::layout::{FormPlan, HEADER_ROW, PlannedRow};
use crate::quantity::text::fold;
use crate::reader::workbook::{CellReference, Sheet, Workbook};

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

/// Every table of a form.
pub(super) fn tables(
    workbook: &Workbook,
    printed: &PrintedForms,
    plan: &FormPlan<'_>,
    year: u16,
) -> Vec<Table> {
    let mut tables = Vec::new();
    for ((index, sheet), codes) in workbook.sheets.iter().enumerate().zip(&printed.0) {
        let is_named = codes.contains(&plan.form.id);
        let is_other = !is_named && !codes.is_empty();
        if sheet.name == HIDDEN_SHEET || is_other || is_list(sheet) {
            continue;
        }
        if let Some(table) = as_issued(index, sheet, plan, year) {
            tables.push(table);
            continue;
        }
        let is_named = is_named || fold(&sheet.name) == fold(&plan.form.sheet);
        tables.extend(moved(index, sheet, plan, (year, is_named)));
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

/// The cells of a row, folded for comparing.
type Line = Vec<(u32, String)>;

/// The tables of a sheet on which something was moved, found by their captions.
fn moved(
    index: usize,
    sheet: &Sheet,
    plan: &FormPlan<'_>,
    (year, is_named): (u16, bool),
) -> Vec<Table> {
    // Most sheets that are no form have no row of so many cells: nothing of them is folded.
    let mut widths: BTreeMap<u32, usize> = BTreeMap::new();
    for at in sheet.cells.keys() {
        *widths.entry(at.row).or_default() += 1;
    }
    if widths.values().all(|width| width * 2 <= plan.columns.len()) {
        return Vec::new();
    }
    let captions: Vec<Printed> = plan
        .columns
        .iter()
        .map(|column| Printed { number: String::new(), label: fold(&column.caption(year)) })
        .collect();
    let mut lines: BTreeMap<u32, Line> = BTreeMap::new();
    for (at, cell) in &sheet.cells {
        lines.entry(at.row).or_default().push((at.column, fold(&cell.value.as_written())));
    }
    let headers: Vec<u32> = lines
        .iter()
        .filter(|(_, line)| {
            let there = |caption: &&Printed| line.iter().any(|(_, text)| *text == caption.label);
            captions.iter().filter(there).count() * 2 > captions.len()
        })
        .map(|(row, _)| *row)
        .collect();
    let table = |header: u32, end: u32| {
        let columns = columns(&captions, lines.get(&header)?);
        let rows = rows(plan, &columns, &lines, (header, end), year);
        let answers = plan.rows.iter().zip(&rows);
        let answers = answers.filter(|(row, _)| matches!(row, PlannedRow::Answer { .. }));
        let (all, found) = answers
            .fold((0, 0), |(all, found), (_, at)| (all + 1, found + usize::from(at.is_some())));
        let is_the_form = found > 0 && (is_named || found * 2 >= all);
        is_the_form.then_some(Table { sheet: index, header, columns, rows })
    };
    let ends = headers.iter().skip(1).copied().chain([u32::MAX]);
    let apart: Vec<Table> =
        headers.iter().zip(ends).filter_map(|(header, end)| table(*header, end)).collect();
    match apart.as_slice() {
        // A caption row repeated inside one table cuts it in parts.
        [] | [_] if headers.len() > 1 => {
            let whole = headers.first().and_then(|header| table(*header, u32::MAX));
            whole.map_or(apart, |table| vec![table])
        }
        _ => apart,
    }
}

/// Where the captions stand; one that was changed is known by its neighbours.
fn columns(captions: &[Printed], line: &Line) -> Vec<Option<u32>> {
    let found: Vec<Printed> = line
        .iter()
        .map(|(_, text)| Printed { number: String::new(), label: text.clone() })
        .collect();
    let mut columns: Vec<Option<u32>> = align(captions, &found)
        .into_iter()
        .map(|pair| pair.and_then(|at| line.get(at)).map(|(column, _)| *column))
        .collect();
    let certain = columns.clone();
    for at in 0..columns.len() {
        if certain[at].is_some() {
            continue;
        }
        let before = certain[..at].iter().rposition(Option::is_some);
        let after = certain[at + 1..].iter().position(Option::is_some).map(|gap| at + 1 + gap);
        let from = |known: Option<usize>| {
            let known = known?;
            let column =
                i64::from(certain[known]?) + i64::try_from(at).ok()? - i64::try_from(known).ok()?;
            u32::try_from(column).ok()
        };
        let place = match (before, after) {
            (Some(_), Some(_)) => from(before).filter(|column| Some(*column) == from(after)),
            _ => from(before).or(from(after)),
        };
        // What has no caption at all is not known by anything.
        columns[at] = place.filter(|place| {
            !certain.contains(&Some(*place))
                && line.iter().any(|(column, text)| column == place && !text.is_empty())
        });
    }
    columns
}

fn rows(
    plan: &FormPlan<'_>,
    columns: &[Option<u32>],
    lines: &BTreeMap<u32, Line>,
    (header, end): (u32, u32),
    year: u16,
) -> Vec<Option<u32>> {
    let shows = |shown| {
        let index = plan.columns.iter().position(|c| c.content == ColumnContent::Shows(shown));
        index.and_then(|index| columns[index])
    };
    let (number, label) = (shows(Shown::Number), shows(Shown::Label));
    let text = |line: &Line, column: Option<u32>| {
        let cell = line.iter().find(|(at, _)| Some(*at) == column);
        cell.map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let below = || lines.range(header.saturating_add(1)..end);
    let places: Vec<u32> = below().map(|(row, _)| *row).collect();
    let found: Vec<Printed> = below()
        .map(|(_, line)| Printed { number: text(line, number), label: text(line, label) })
        .collect();
    let expected: Vec<Printed> = plan
        .rows
        .iter()
        .map(|row| match row {
            PlannedRow::Answer { indicator, .. } => Printed {
                number: number
                    .map(|_| fold(indicator.printed(Shown::Number, year)))
                    .unwrap_or_default(),
                label: label
                    .map(|_| fold(indicator.printed(Shown::Label, year)))
                    .unwrap_or_default(),
            },
            _ => Printed::default(),
        })
        .collect();
    let mut rows: Vec<Option<u32>> = align(&expected, &found)
        .into_iter()
        .map(|pair| pair.and_then(|at| places.get(at).copied()))
        .collect();
    // Lines over rows stand right above them and hold nothing but themselves.
    for at in (0..rows.len()).rev() {
        let under = rows.get(at + 1).copied().flatten();
        let line = under.and_then(|row| row.checked_sub(1));
        if let (None, Some(row)) = (rows[at], line)
            && !matches!(plan.rows[at], PlannedRow::Answer { .. })
            && !rows.contains(&Some(row))
            && lines.get(&row).is_some_and(|line| row > header && line.len() <= 2)
        {
            rows[at] = Some(row);
        }
    }
    rows
}
