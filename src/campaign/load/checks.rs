//! The cross checks of a form, compiled and held against the figures that exist.

use super::refuse_duplicates;
use crate::campaign::Form;
use crate::campaign::check::{Check, CheckSeverity};
use crate::campaign::document::{CheckDocument, SeverityText};
use crate::campaign::problem::{ProblemKind, Problems, Thing};
use crate::key::{CellName, Field};
use crate::quantity::measure::Measure;

/// The checks of a form; they may read figures of every form.
pub(super) fn read(
    documents: &[CheckDocument],
    forms: &[Form],
    problems: &mut Problems<'_>,
) -> Vec<Check> {
    refuse_duplicates(documents.iter().map(|check| &check.id), Thing::Check, problems);
    // A selector that is wrong empties the rows that use it; their checks are not to blame.
    let settled = problems.found.is_empty();
    let is_figure = |cell: &CellName| {
        forms
            .iter()
            .find(|form| form.id == cell.answer.form)
            .and_then(|form| form.indicator(&cell.answer.indicator))
            .is_some_and(|indicator| {
                let asked = !indicator.reporters(cell.answer.scope).is_empty();
                (asked || !settled)
                    && indicator.fields().contains(&cell.field)
                    && is_whole_number(indicator.measure, cell.field)
            })
    };
    let mut checks = Vec::new();
    for document in documents {
        let severity = match document.severity {
            SeverityText::Error => CheckSeverity::Error,
            SeverityText::Warning => CheckSeverity::Warning,
        };
        let messages = (document.vi.clone(), document.en.clone());
        let expression = document.expression.get_ref();
        match Check::compile(document.id.get_ref(), expression, severity, messages, is_figure) {
            Ok(check) => checks.push(check),
            Err(reason) => {
                problems.at(document.expression.span().start, ProblemKind::Check(reason));
            }
        }
    }
    checks
}

/// Whether a cell holds a whole number, which is all that a check may read.
fn is_whole_number(measure: Measure, field: Field) -> bool {
    match field {
        Field::Numerator | Field::Denominator | Field::People => true,
        Field::Value => matches!(
            measure,
            Measure::Count | Measure::CountWithPeople | Measure::Documents | Measure::Rank
        ),
        Field::Baseline | Field::Evidence | Field::Explanation => false,
    }
}
