//! The cross checks of a form, compiled and held against the figures that exist.

use super::refuse_duplicates;
use crate::campaign::Form;
use crate::campaign::check::{Check, CheckSeverity};
use crate::campaign::definition::{Definition, schema};
use crate::campaign::problem::{EntityKind, ProblemKind, Problems};
use crate::values::key::{CellName, Field};
use crate::values::quantity::measure::Measure;

/// The checks of a form; they may read figures of every form. `settled` says that nothing else is
/// wrong: a selector that is wrong empties the rows that use it, and checks are not to blame.
pub(super) fn read(
    definition: &Definition,
    form: &str,
    forms: &[Form],
    settled: bool,
    problems: &mut Problems<'_>,
) -> Vec<Check> {
    refuse_duplicates(definition.of_form(&schema::CHECK, form), "id", EntityKind::Check, problems);
    // A row that is written and could not be read is to blame for itself.
    let is_unread = |cell: &CellName| {
        let id = cell.answer.indicator.as_str();
        !settled
            && definition
                .of_form(&schema::INDICATOR, cell.answer.form.as_str())
                .any(|row| row.text("id") == Some(id))
    };
    let is_figure = |cell: &CellName| {
        let form = forms.iter().find(|form| form.id == cell.answer.form);
        if form.is_none_or(|form| form.indicator(&cell.answer.indicator).is_none()) {
            return is_unread(cell);
        }
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
    for record in definition.of_form(&schema::CHECK, form) {
        let (Some(id), Some(expression)) = (record.text("id"), record.text("expression")) else {
            continue;
        };
        let severity = match record.text("severity") {
            Some("warning") => CheckSeverity::Warning,
            _ => CheckSeverity::Error,
        };
        let messages = (record.required("vi"), record.required("en"));
        match Check::compile(id, expression, severity, messages, is_figure) {
            Ok(check) => checks.push(check),
            Err(reason) => {
                problems.at(record.place_of("expression"), ProblemKind::Check(reason));
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
        _ => false,
    }
}
