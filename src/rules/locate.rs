//! Puts what a rule has to say at its place.

use super::decisions::Weight;
use super::finding::{Finding, Location};
use super::rule::{Message, Rule};
use crate::campaign::Form;
use crate::ledger::StoredReturn;
use crate::submission::Submission;
use crate::submission::answer::Answer;
use crate::values::key::{AnswerKey, Field, FormId};

pub(super) fn at_form(form: &Form) -> Location {
    Location { form: Some(form.id.clone()), ..Location::default() }
}

pub(super) fn at_answer(key: &AnswerKey) -> Location {
    Location {
        form: Some(key.form.clone()),
        indicator: Some(key.indicator.clone()),
        scope: Some(key.scope),
        ..Location::default()
    }
}

pub(super) fn answer_key(location: &Location) -> Option<AnswerKey> {
    Some(AnswerKey {
        form: location.form.clone()?,
        indicator: location.indicator.clone()?,
        scope: location.scope?,
    })
}

pub(super) fn at_cell(
    answer: &Answer<'_>,
    rule: &Rule,
    weight: Weight,
    field: Field,
    message: Message,
) -> Finding {
    let location = Location { field: Some(field), ..at_answer(&answer.key) };
    let mut found = finding(rule, weight, location, None, message);
    at_cell_of(answer, field, &mut found);
    found
}

/// Puts a finding at a cell of an answer, if it is there.
pub(super) fn at_cell_of(answer: &Answer<'_>, field: Field, found: &mut Finding) {
    if let Some(cell) = answer.cells.get(&field) {
        found.location.sheet = Some(cell.place.sheet.to_string());
        found.location.cell = Some(cell.place.position.to_string());
        found.raw = Some(cell.raw.value.as_written()).filter(|text| !text.is_empty());
    }
}

pub(super) fn finding(
    rule: &Rule,
    weight: Weight,
    location: Location,
    raw: Option<String>,
    message: Message,
) -> Finding {
    Finding {
        code: rule.code,
        name: rule.name,
        severity: weight.severity,
        location,
        raw,
        message: message.text,
        hint: message.hint,
        settled: None,
        trial: weight.trial,
    }
}

/// In the order of the workbook: form, answer, field, code.
pub fn order(findings: &mut [Finding], submission: &Submission<'_>) {
    sort(
        findings,
        |form: &FormId| submission.forms.iter().position(|found| found.form.id == *form),
        |key: &AnswerKey| submission.answers().position(|answer| answer.key == *key),
    );
}

/// The same, from what is kept of the workbook.
pub fn order_as_stored(findings: &mut [Finding], kept: &StoredReturn<'_>) {
    sort(
        findings,
        |form: &FormId| kept.answers().position(|answer| answer.form.id == *form),
        |key: &AnswerKey| kept.answers().position(|answer| answer.is(key)),
    );
}

fn sort(
    findings: &mut [Finding],
    form_at: impl Fn(&FormId) -> Option<usize>,
    answer_at: impl Fn(&AnswerKey) -> Option<usize>,
) {
    findings.sort_by_cached_key(|finding| {
        let at = &finding.location;
        let form = at.form.as_ref().and_then(&form_at);
        let answer = answer_key(at).and_then(|key| answer_at(&key));
        (form, answer, at.field, finding.code)
    });
}
