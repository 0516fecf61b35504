//! Rows that are asked only where another row says so, read when all forms are known.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::formulas::FormNames;
use crate::campaign::asked_when::{AskedWhen, Wanted};
use crate::campaign::definition::{Definition, schema};
use crate::campaign::formula::{FigureRef, FormulaProblem};
use crate::campaign::problem::{ProblemKind, Problems};
use crate::campaign::{Form, Indicator};

/// Reads the conditions of every form into its rows.
pub(super) fn read(definition: &Definition, forms: &mut [Form], problems: &mut Problems<'_>) {
    let mut found: Vec<(usize, usize, AskedWhen)> = Vec::new();
    for record in definition.of(&schema::INDICATOR) {
        let Some(written) = record.text("asked-when").filter(|text| !text.is_empty()) else {
            continue;
        };
        let place = record.place_of("asked-when");
        for (form_at, form) in forms.iter().enumerate() {
            if form.id.as_str() != record.form {
                continue;
            }
            let rows = form.indicators.iter().enumerate();
            let rows = rows.filter(|(_, row)| record.text("id") == Some(row.id.row()));
            for (row_at, row) in rows {
                let names = FormNames { forms, form, row };
                let read = AskedWhen::parse(written, &names)
                    .and_then(|condition| fitting(condition, form, row, forms));
                match read {
                    Ok(condition) => found.push((form_at, row_at, condition)),
                    Err(reason) => {
                        problems.at(place, ProblemKind::AskedWhen(reason));
                        break;
                    }
                }
            }
        }
    }
    refuse_circles(definition, forms, &found, problems);
    for (form, row, condition) in found {
        let row = forms.get_mut(form).and_then(|form| form.indicators.get_mut(row));
        if let Some(row) = row {
            row.asked_when = Some(Arc::new(condition));
        }
    }
}

/// Notes the rows whose conditions lead back to themselves.
fn refuse_circles(
    definition: &Definition,
    forms: &[Form],
    found: &[(usize, usize, AskedWhen)],
    problems: &mut Problems<'_>,
) {
    let mut leads: BTreeMap<FigureRef, FigureRef> = BTreeMap::new();
    for (form, row, condition) in found {
        let Some(form) = forms.get(*form) else { continue };
        let Some(row) = form.indicators.get(*row) else { continue };
        let (form, indicator) = (form.id.clone(), row.id.clone());
        leads.insert(FigureRef { form, indicator }, condition.of.clone());
    }
    for start in leads.keys() {
        let mut next = leads.get(start);
        let mut steps = 0;
        while let Some(of) = next.filter(|of| *of != start && steps < leads.len()) {
            next = leads.get(of);
            steps += 1;
        }
        if next != Some(start) {
            continue;
        }
        let mut records = definition.of_form(&schema::INDICATOR, start.form.as_str());
        let record = records.find(|record| record.text("id") == Some(start.indicator.row()));
        if let Some(record) = record {
            let kind = ProblemKind::AskedWhen(FormulaProblem::Circle);
            problems.at(record.place_of("asked-when"), kind);
        }
    }
}

/// The condition, where the row that it looks at can say what it wants.
fn fitting(
    condition: AskedWhen,
    form: &Form,
    row: &Indicator,
    forms: &[Form],
) -> Result<AskedWhen, FormulaProblem> {
    let of = &condition.of;
    if of.form == form.id && of.indicator.row() == row.id.row() {
        return Err(FormulaProblem::Circle);
    }
    let name = of.form.row_name(&of.indicator);
    let form = forms.iter().find(|form| form.id == of.form);
    let Some(read) = form.and_then(|form| form.indicator(&of.indicator)) else {
        return Err(FormulaProblem::Unknown { name });
    };
    match &condition.wanted {
        Wanted::Choice(choice) | Wanted::Other(choice) if !read.takes_choice(choice) => {
            Err(FormulaProblem::NoChoice { name, choice: choice.clone() })
        }
        Wanted::Above(_) if !read.measure.adds_up() => Err(FormulaProblem::NoNumber { name }),
        Wanted::Choice(_) | Wanted::Other(_) | Wanted::Above(_) => Ok(condition),
    }
}
