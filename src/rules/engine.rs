//! Runs the rules: file, then forms, then answers and their cells, then everything together.
//!
//! A finding never stands where another one explains it: a rejected file silences what is inside,
//! a missing form its answers, a missing row its cells, an unreadable cell whatever reads it.

use std::collections::BTreeSet;

use super::RULES;
use super::finding::{Finding, Location, Severity};
use super::rule::{
    AcrossCase, AnswerCase, CellCase, Check, FileCase, FormCase, Rule, Said, TwinCase,
};
use crate::campaign::{Form, Period};
use crate::i18n::Words;
use crate::key::{AnswerKey, Field, UnitCode};
use crate::submission::answer::Answer;
use crate::submission::extract::{FormReturn, Submission};
use crate::submission::unit_name::PrintedUnit;

/// What the rules found in one return, and what must stay out of the totals for it.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// The findings, in the order of the workbook.
    pub findings: Vec<Finding>,
    /// The answers with an error.
    pub excluded: BTreeSet<AnswerKey>,
}

/// The findings about a file as a whole. The file is rejected when one of them is an error.
#[must_use]
pub fn check_file(case: &FileCase<'_>, words: &Words) -> Vec<Finding> {
    let hits: Vec<(&Rule, Said)> = RULES
        .iter()
        .filter_map(|rule| match rule.check {
            Check::File(check) => check(case, words).map(|said| (rule, said)),
            _ => None,
        })
        .collect();
    let found: Vec<&str> = hits.iter().map(|(rule, _)| rule.code).collect();
    hits.iter()
        .filter(|(rule, _)| !rule.silenced_by.iter().any(|code| found.contains(code)))
        .map(|(rule, said)| finding(rule, rule.severity, Location::default(), None, said.clone()))
        .collect()
}

/// The finding about a file beside another of its unit.
#[must_use]
pub fn check_twins(case: &TwinCase<'_>, words: &Words) -> Vec<Finding> {
    RULES
        .iter()
        .filter_map(|rule| match rule.check {
            Check::Twin(check) => Some((rule, check(case, words)?)),
            _ => None,
        })
        .map(|(rule, said)| finding(rule, rule.severity, Location::default(), None, said))
        .collect()
}

/// The findings inside a return.
#[must_use]
pub fn check_submission(submission: &Submission<'_>, period: &Period, words: &Words) -> Checked {
    let mut checked = Checked { findings: return_hits(submission, words), ..Checked::default() };
    for form in &submission.forms {
        let case = FormCase { submission, form };
        if !form.is_missing() {
            for answer in &form.answers {
                let case = AnswerCase { answer, form: form.form, unit: submission.unit, period };
                let hits = answer_hits(&case, words);
                checked.findings.extend(hits);
            }
        }
        checked.findings.extend(form_hits(&case, words));
    }
    for finding in checked.findings.iter().filter(|f| f.is_open_error()) {
        // An error in the words beside a figure does not touch the figure.
        if !finding.location.field.is_some_and(Field::is_text) {
            checked.excluded.extend(answer_key(&finding.location));
        }
    }
    order(&mut checked.findings, submission);
    checked
}

/// The finding that an issued form came back without any answer: one, for the whole file.
#[must_use]
pub fn blank_return(words: &Words) -> Finding {
    let rule = &super::value::bd401_missing_value::RULE;
    let said = Said {
        message: crate::t!(words, "blank-return-message"),
        hint: crate::t!(words, "blank-return-hint"),
    };
    finding(rule, Severity::Error, Location::default(), None, said)
}

/// The finding that the unit of a file was told by its printed name, which the officer must know:
/// of the same rule as when it cannot be told, and not an error.
#[must_use]
pub fn unit_by_name(printed: &PrintedUnit<'_>, words: &Words) -> Option<Finding> {
    let said = super::identity::bd201_unknown_unit::by_name(printed, words)?;
    let rule = &super::identity::bd201_unknown_unit::RULE;
    Some(finding(rule, Severity::Info, Location::default(), None, said))
}

/// The findings over all returns together, each with the unit that it concerns.
#[must_use]
pub fn check_across(case: &AcrossCase<'_>, words: &Words) -> Vec<(Option<UnitCode>, Finding)> {
    let mut findings = Vec::new();
    for rule in RULES {
        let Check::Across(check) = rule.check else { continue };
        for blame in check(case, words) {
            let location = blame.answer.as_ref().map(at_answer).unwrap_or_default();
            findings.push((blame.unit, finding(rule, rule.severity, location, None, blame.said)));
        }
    }
    findings
}

/// The findings about a return as a whole.
fn return_hits(submission: &Submission<'_>, words: &Words) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        let Check::Return(check) = rule.check else { continue };
        for blame in check(submission, words) {
            let location = Location {
                form: blame.form,
                sheet: Some(blame.place.sheet.to_string()),
                cell: Some(blame.place.position.to_string()),
                ..Location::default()
            };
            findings.push(finding(rule, rule.severity, location, None, blame.said));
        }
    }
    findings
}

struct Hit {
    rule: &'static Rule,
    severity: Severity,
    field: Field,
    said: Said,
}

/// The findings about one answer and its cells, without those that another one explains.
fn answer_hits(case: &AnswerCase<'_>, words: &Words) -> Vec<Finding> {
    let mut hits = Vec::new();
    for rule in RULES {
        match rule.check {
            Check::Answer(check) => hits.extend(check(case, words).map(|blame| Hit {
                rule,
                severity: blame.severity.unwrap_or(rule.severity),
                field: blame.field,
                said: blame.said,
            })),
            Check::Cell(check) => {
                for (field, cell) in case.answer.cells.iter() {
                    let cell = CellCase { answer: case.answer, field: *field, cell };
                    let severity = rule.severity;
                    let said = check(&cell, words);
                    hits.extend(said.map(|said| Hit { rule, severity, field: *field, said }));
                }
            }
            _ => {}
        }
    }
    let found: BTreeSet<&str> = hits.iter().map(|hit| hit.rule.code).collect();
    let unreadable: BTreeSet<Field> = hits
        .iter()
        .filter(|hit| hit.severity == Severity::Error && is_value_rule(hit.rule))
        .map(|hit| hit.field)
        // A cell that was deleted cannot be read either.
        .chain(case.answer.lost.iter().copied())
        .collect();
    let explains = |hit: &Hit, other: &Hit| {
        hit.field == other.field && other.rule.explained_by.contains(&hit.rule.code)
    };
    hits.iter()
        .filter(|hit| !hits.iter().any(|other| explains(other, hit)))
        .filter(|hit| !hit.rule.silenced_by.iter().any(|code| found.contains(code)))
        .filter(|hit| {
            is_value_rule(hit.rule) || !hit.rule.reads.iter().any(|f| unreadable.contains(f))
        })
        .map(|hit| {
            let explained = hits.iter().filter(|other| explains(hit, other));
            let severity = explained.map(|other| other.severity).fold(hit.severity, Ord::min);
            at_cell(case.answer, hit.rule, severity, hit.field, hit.said.clone())
        })
        .collect()
}

fn is_value_rule(rule: &Rule) -> bool {
    rule.code.starts_with("BD4")
}

fn form_hits(case: &FormCase<'_>, words: &Words) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        let Check::Form(check) = rule.check else { continue };
        for blame in check(case, words) {
            let severity = blame.severity.unwrap_or(rule.severity);
            let mut found = match &blame.cell {
                None => {
                    let location = at_form(case.form.form);
                    finding(rule, severity, location, None, blame.said)
                }
                Some((key, field)) => match find_answer(case, key) {
                    Some(answer) => at_cell(answer, rule, severity, *field, blame.said),
                    None => finding(rule, severity, at_answer(key), None, blame.said),
                },
            };
            if let Some((place, raw)) = blame.seen {
                found.location.sheet = Some(place.sheet.to_string());
                found.location.cell = Some(place.position.to_string());
                found.raw = Some(raw).filter(|raw| !raw.is_empty());
            }
            findings.push(found);
        }
    }
    findings
}

fn find_answer<'a>(case: &FormCase<'a>, key: &AnswerKey) -> Option<&'a Answer<'a>> {
    case.submission.forms.iter().flat_map(|form| &form.answers).find(|answer| answer.key == *key)
}

fn at_form(form: &Form) -> Location {
    Location { form: Some(form.id.clone()), ..Location::default() }
}

fn at_answer(key: &AnswerKey) -> Location {
    Location {
        form: Some(key.form.clone()),
        indicator: Some(key.indicator.clone()),
        scope: Some(key.scope),
        ..Location::default()
    }
}

fn answer_key(location: &Location) -> Option<AnswerKey> {
    Some(AnswerKey {
        form: location.form.clone()?,
        indicator: location.indicator.clone()?,
        scope: location.scope?,
    })
}

fn at_cell(
    answer: &Answer<'_>,
    rule: &'static Rule,
    severity: Severity,
    field: Field,
    said: Said,
) -> Finding {
    let mut location = Location { field: Some(field), ..at_answer(&answer.key) };
    let mut raw = None;
    if let Some(cell) = answer.cells.get(&field) {
        location.sheet = Some(cell.place.sheet.to_string());
        location.cell = Some(cell.place.position.to_string());
        raw = Some(cell.raw.value.as_written()).filter(|text| !text.is_empty());
    }
    finding(rule, severity, location, raw, said)
}

fn finding(
    rule: &Rule,
    severity: Severity,
    location: Location,
    raw: Option<String>,
    said: Said,
) -> Finding {
    Finding {
        code: rule.code,
        name: rule.name,
        severity,
        location,
        raw,
        message: said.message,
        hint: said.hint,
        settled: None,
        trial: false,
    }
}

/// In the order of the workbook: form, answer, field, code.
fn order(findings: &mut [Finding], submission: &Submission<'_>) {
    let place = |location: &Location| {
        let form_at = |form: &FormReturn<'_>| Some(&form.form.id) == location.form.as_ref();
        let form = submission.forms.iter().position(form_at);
        let answer = form.and_then(|index| submission.forms.get(index)).and_then(|form| {
            let key = answer_key(location)?;
            form.answers.iter().position(|answer| answer.key == key)
        });
        (form, answer, location.field)
    };
    findings.sort_by_cached_key(|finding| (place(&finding.location), finding.code));
}
