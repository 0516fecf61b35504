//! Tells rows that were sorted or exchanged from rows that were overwritten.

use std::collections::BTreeMap;

use super::model::answer::{Answer, Doubt};
use crate::campaign::layout::{FormPlan, PlannedRow};
use crate::reader::workbook::CellReference;
use crate::values::key::Scope;

/// The answers whose names lead to rows that print other rows of the form: by sheet, which answer finds
/// which row there.
#[derive(Debug, Default)]
pub(super) struct MovedRows(BTreeMap<usize, BTreeMap<usize, usize>>);

impl MovedRows {
    /// Notes that the name of an answer leads to the first of some places, and that another row of the
    /// form, `of`, is printed there.
    pub(super) fn add(&mut self, answer: usize, of: usize, places: &[CellReference]) {
        if let Some(at) = places.first() {
            self.0.entry(at.sheet).or_default().entry(answer).or_insert(of);
        }
    }

    /// Marks the answers of the sheets on which the rows stand in another order than they were issued in.
    /// Rows that were only pushed down or up keep their order.
    pub(super) fn mark(self, answers: &mut [Answer<'_>], plan: &FormPlan<'_>) {
        for (_, found) in self.0 {
            let rows: Vec<(usize, Scope)> = found
                .iter()
                .filter_map(|(answer, of)| Some((*of, answers.get(*answer)?.key.scope)))
                .collect();
            if is_in_order(&rows, plan) {
                continue;
            }
            for answer in found.into_keys() {
                let Some(answer) = answers.get_mut(answer) else { continue };
                if let Some(Doubt::Row { found }) = &mut answer.doubt {
                    let found = std::mem::take(found);
                    answer.doubt = Some(Doubt::Sorted { found });
                }
            }
        }
    }
}

/// Whether rows of a form, by their places in its definition, follow one another as on the form.
fn is_in_order(rows: &[(usize, Scope)], plan: &FormPlan<'_>) -> bool {
    let places: Vec<usize> =
        rows.iter().filter_map(|(row, scope)| place(*row, *scope, plan)).collect();
    places.is_sorted()
}

/// Where on the form an indicator, by its place in the definition, stands with a scope.
fn place(row: usize, scope: Scope, plan: &FormPlan<'_>) -> Option<usize> {
    let row = plan.form.indicators.get(row)?;
    plan.rows.iter().position(|planned| match planned {
        PlannedRow::Answer { key, indicator, .. } => key.scope == scope && row.id == indicator.id,
        PlannedRow::Section(_) | PlannedRow::Heading { .. } => false,
    })
}
