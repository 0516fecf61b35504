//! The cross checks of a form, compiled and held against the figures that exist.

use super::refuse_duplicates;
use crate::campaign::check::{Check, CheckSeverity, CheckSource};
use crate::campaign::definition::{Definition, schema};
use crate::campaign::list_figure::LINE;
use crate::campaign::problem::{EntityKind, ProblemKind, Problems};
use crate::campaign::{Form, FormKind};
use crate::values::key::{CellName, Field, Scope};
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
    let figures = Figures { definition, forms, settled };
    let mut checks = Vec::new();
    for record in definition.of_form(&schema::CHECK, form) {
        let (Some(id), Some(expression)) = (record.text("id"), record.text("expression")) else {
            continue;
        };
        let severity = match record.text("severity") {
            Some("warning") => CheckSeverity::Warning,
            _ => CheckSeverity::Error,
        };
        let source = CheckSource {
            id: id.to_owned(),
            expression: expression.to_owned(),
            severity,
            vi: record.required("vi"),
            en: record.required("en"),
        };
        match Check::compile(source, |cell| figures.find(cell)) {
            Ok(check) => checks.push(check),
            Err(reason) => {
                problems.at(record.place_of("expression"), ProblemKind::Check(reason));
            }
        }
    }
    checks
}

/// The figures that a check may read.
struct Figures<'a> {
    definition: &'a Definition,
    forms: &'a [Form],
    settled: bool,
}

impl Figures<'_> {
    /// The cell by the answer that it is of, where a check may read it.
    fn find(&self, cell: &CellName) -> Option<CellName> {
        let form = self.forms.iter().find(|form| form.id == cell.answer.form);
        if let Some(form) = form.filter(|form| is_line(form, cell)) {
            return is_line_number(form, cell.field).then(|| cell.clone());
        }
        let cell = form.map_or_else(|| cell.clone(), |form| form.cell(cell));
        let Some(indicator) = form.and_then(|form| form.indicator(&cell.answer.indicator)) else {
            return (!self.settled && self.is_written(&cell)).then_some(cell);
        };
        let asked = !indicator.reporters(cell.answer.scope).is_empty();
        let is_read = (asked || !self.settled)
            && indicator.fields().contains(&cell.field)
            && is_whole_number(indicator.measure, cell.field);
        is_read.then_some(cell)
    }

    /// Whether a row is in the definition: one that could not be read is to blame for itself.
    fn is_written(&self, cell: &CellName) -> bool {
        let id = cell.answer.indicator.row();
        let mut rows = self.definition.of_form(&schema::INDICATOR, cell.answer.form.as_str());
        rows.any(|row| row.text("id") == Some(id))
    }
}

/// Whether a name means a column of every line of a list.
fn is_line(form: &Form, cell: &CellName) -> bool {
    form.kind == FormKind::List
        && cell.answer.indicator.as_str() == LINE
        && cell.answer.scope == Scope::Own
}

fn is_line_number(form: &Form, field: Field) -> bool {
    let line = form.indicators.first();
    line.is_some_and(|line| {
        line.fields().contains(&field) && line.read_as(field).row.measure.is_whole_number()
    })
}

/// Whether a cell holds a whole number, which is all that a check may read.
fn is_whole_number(measure: Measure, field: Field) -> bool {
    match field {
        Field::Numerator | Field::Denominator | Field::People => true,
        Field::Value => measure.is_whole_number(),
        _ => false,
    }
}
