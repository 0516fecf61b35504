//! Official text of a form sheet that was changed: captions, what rows print, the title.

use std::sync::Arc;

use super::model::Altered;
use super::model::answer::Place;
use super::table::{Table, says};
use crate::campaign::layout::{FormPlan, HEADER_ROW, HEADING_ROW, PlannedRow, TITLE_ROW};
use crate::campaign::{ColumnContent, Shown};
use crate::reader::workbook::Sheet;
use crate::values::key::{Position, UnitCode};

/// A sheet whose printed texts are held against those of a form.
pub(super) struct PrintedTexts<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) name: &'a Arc<str>,
    pub(super) year: u16,
    pub(super) unit: &'a UnitCode,
}

impl PrintedTexts<'_> {
    /// The official texts of a table that differ. An official text that is not there at all is no
    /// difference, unless it is the row's wording: a table may be pasted without some of its columns.
    pub(super) fn altered(&self, table: &Table, plan: &FormPlan<'_>) -> Vec<Altered> {
        let mut altered = Vec::new();
        for (column, at) in plan.columns.iter().zip(&table.columns) {
            let Some(at) = at else { continue };
            altered
                .extend(self.differs(Position::new(table.header, *at), &column.caption(self.year)));
        }
        for (row, at) in plan.rows.iter().zip(&table.rows) {
            let (PlannedRow::Answer { key, indicator, .. }, Some(at)) = (row, at) else { continue };
            let fields = indicator.fields();
            let Some(field) = fields.first() else { continue };
            for (column, place) in plan.columns.iter().zip(&table.columns) {
                let (ColumnContent::Shows(shown), Some(place)) = (column.content, place) else {
                    continue;
                };
                let official = indicator.printed_for(self.unit, shown, self.year);
                // A form that was issued to nobody prints what the row demands of all.
                let of_all = indicator.printed(shown, self.year);
                if says(self.sheet, Position::new(*at, *place), of_all) {
                    continue;
                }
                let differs = self
                    .differs(Position::new(*at, *place), official)
                    .filter(|found| shown == Shown::Label || !found.found.trim().is_empty());
                let answer = Some((key.clone(), *field));
                altered.extend(differs.map(|found| Altered { answer, ..found }));
            }
        }
        altered.extend(self.title(table, plan));
        altered
    }

    /// The lines of the title that stand nowhere over the captions, while other words stand in their
    /// place: a title says which figures they are, and of when ("số liệu tạm tính").
    fn title(&self, table: &Table, plan: &FormPlan<'_>) -> impl Iterator<Item = Altered> {
        let column = table.columns.first().copied().flatten().unwrap_or(0);
        let lines = [(HEADING_ROW, &plan.form.heading), (TITLE_ROW, &plan.form.title)];
        let lines = lines.map(|(line, official)| {
            let row = (table.header + line).checked_sub(HEADER_ROW);
            (row.map(|row| Position::new(row, column)), official)
        });
        // A table typed anew elsewhere has no head of ours over it: other words there alter nothing.
        let has_head = table.header == HEADER_ROW
            || lines.iter().any(|(at, official)| {
                !official.is_empty() && at.is_some_and(|at| says(self.sheet, at, official))
            });
        lines.into_iter().filter(move |_| has_head).filter_map(move |(at, official)| {
            let at = at?;
            let found = self.sheet.cells.get(&at)?.value.as_written();
            let mut over = (0..table.header).map(|row| Position::new(row, column));
            let is_altered =
                !found.trim().is_empty() && !over.any(|at| says(self.sheet, at, official));
            is_altered.then(|| Altered {
                answer: None,
                is_title: true,
                place: Place { sheet: Arc::clone(self.name), position: at },
                official: official.clone(),
                found,
            })
        })
    }

    /// What stands in the place of an official text, where it is another.
    fn differs(&self, at: Position, official: &str) -> Option<Altered> {
        if official.is_empty() || says(self.sheet, at, official) {
            return None;
        }
        let found = self.sheet.cells.get(&at).map(|cell| cell.value.as_written());
        Some(Altered {
            answer: None,
            is_title: false,
            place: Place { sheet: Arc::clone(self.name), position: at },
            official: official.to_owned(),
            found: found.unwrap_or_default(),
        })
    }
}
