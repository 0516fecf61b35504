//! What is found inside one return.

use std::collections::BTreeSet;

use super::{excludes, find_answer};
use crate::campaign::Period;
use crate::i18n::Words;
use crate::rules::RULES;
use crate::rules::answer_hits::answer_hits;
use crate::rules::decisions::Decisions;
use crate::rules::explanation;
use crate::rules::finding::{Finding, Location};
use crate::rules::locate::order;
use crate::rules::locate::{answer_key, at_answer, at_cell, at_form, finding};
use crate::rules::rule::{AnswerContext, Check, FormContext, Judged};
use crate::submission::Submission;
use crate::submission::answer::{Answer, AnswerValue};
use crate::values::key::{AnswerKey, Field};

/// What the rules found in one return, and what must stay out of the totals for it.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// The findings, in the order of the workbook.
    pub findings: Vec<Finding>,
    pub excluded: BTreeSet<AnswerKey>,
}

/// The findings inside a return, or inside one of the files that it is in. What relates several
/// answers is looked for over all of them, and stands with the file of the cell that is wrong.
pub fn check_submission(
    judged: &Judged<'_>,
    period: &Period,
    decisions: &Decisions,
    words: &Words,
) -> Checked {
    let (own, submission) = (judged.own, judged.whole());
    let findings = return_hits(own, decisions, words);
    let mut checked = Checked { findings, ..Checked::default() };
    // A form that is taken from another file still says what stands around its cells here.
    for form in own.forms.iter().filter(|form| !judged.brings(&form.form.id)) {
        let found = form_hits(&FormContext { submission: own, form }, decisions, words);
        checked.findings.extend(found.into_iter().filter(|found: &Finding| {
            found.location.sheet.is_some() && found.location.indicator.is_none()
        }));
    }
    for form in &submission.forms {
        let context = FormContext { submission, form };
        let is_brought = judged.brings(&form.form.id);
        if is_brought && !form.is_missing() {
            // What is worked out of other rows is nobody's to mend.
            for answer in form.answers.iter().filter(|answer| !answer.indicator.is_computed()) {
                let context =
                    AnswerContext { answer, form: form.form, unit: submission.unit, period };
                checked.findings.extend(answer_hits(&context, decisions, words));
                // What cannot be read stays out, however mild the officer takes what is said of it.
                if answer.value() == AnswerValue::Faulty {
                    checked.excluded.insert(answer.key.clone());
                }
            }
        }
        let found = form_hits(&context, decisions, words);
        checked.findings.extend(found.into_iter().filter(|found: &Finding| {
            match (&found.location.form, &found.location.indicator) {
                (Some(form), Some(_)) => judged.brings(form),
                _ => is_brought,
            }
        }));
    }
    for finding in &mut checked.findings {
        decisions.waive(&submission.unit.code, finding);
        let answer = answer_key(&finding.location).and_then(|key| find_answer(submission, &key));
        if let Some(answer) = answer {
            explanation::settle(finding, answer.text(Field::Explanation));
            lead_to_correction(finding, answer, words);
        }
    }
    checked.excluded.extend(checked.findings.iter().filter_map(excludes));
    exclude_worked_out(submission, &mut checked.excluded);
    order(&mut checked.findings, own);
    checked
}

/// Keeps out what is worked out of an answer that an error keeps out: its total would hold the figure again.
fn exclude_worked_out(submission: &Submission<'_>, excluded: &mut BTreeSet<AnswerKey>) {
    let reads = |answer: &&Answer<'_>, excluded: &BTreeSet<AnswerKey>| {
        let formula = answer.indicator.formula.as_ref();
        let mut figures = formula.into_iter().flat_map(|formula| formula.figures());
        figures.any(|of| excluded.contains(&of.key(answer.key.scope)))
    };
    loop {
        let figures = submission.answers().filter(|answer| {
            !excluded.contains(&answer.key) && matches!(answer.value(), AnswerValue::Figure(_))
        });
        let more: Vec<AnswerKey> = figures
            .filter(|answer| reads(answer, excluded))
            .map(|answer| answer.key.clone())
            .collect();
        if more.is_empty() {
            return;
        }
        excluded.extend(more);
    }
}

/// What is found in a value that the officer typed is in no cell of the unit's: it names the line of the list.
fn lead_to_correction(found: &mut Finding, answer: &Answer<'_>, words: &Words) {
    let cell = found.location.field.and_then(|field| answer.cells.get(&field));
    let Some(corrected) = cell.and_then(|cell| cell.corrected.as_ref()) else { return };
    let (message, place) = (found.message.as_str(), corrected.by.line.to_string());
    found.message = crate::t!(words, "correction-finding", message = message, place = place);
    (found.location.sheet, found.location.cell) = (None, None);
}

/// The findings about a return as a whole.
fn return_hits(submission: &Submission<'_>, decisions: &Decisions, words: &Words) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        let Check::Return(check) = rule.check else { continue };
        let Some(weight) = decisions.weigh(rule, rule.severity) else { continue };
        for hit in check(submission, words) {
            let location = Location {
                form: hit.form,
                sheet: Some(hit.place.sheet.to_string()),
                cell: Some(hit.place.position.to_string()),
                ..Location::default()
            };
            findings.push(finding(rule, weight, location, None, hit.message));
        }
    }
    findings
}

fn form_hits(context: &FormContext<'_>, decisions: &Decisions, words: &Words) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        let Check::Form(check) = rule.check else { continue };
        for hit in check(context, words) {
            let severity = hit.severity.unwrap_or(rule.severity);
            let Some(weight) = decisions.weigh(rule, severity) else { continue };
            let mut found = match &hit.cell {
                None => finding(rule, weight, at_form(context.form.form), None, hit.message),
                Some((key, field)) => match find_answer(context.submission, key) {
                    Some(answer) => at_cell(answer, rule, weight, *field, hit.message),
                    None => finding(rule, weight, at_answer(key), None, hit.message),
                },
            };
            if let Some((place, raw)) = hit.seen {
                found.location.sheet = Some(place.sheet.to_string());
                found.location.cell = Some(place.position.to_string());
                found.raw = Some(raw).filter(|raw| !raw.is_empty());
            }
            findings.push(found);
        }
    }
    findings
}
