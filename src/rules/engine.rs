//! Runs the rules: file, then forms, then answers and their cells, then everything together.
//!
//! A finding never stands where another one explains it: a rejected file silences what is inside,
//! a missing form its answers, a missing row its cells, an unreadable cell whatever reads it.

use std::collections::BTreeSet;

use super::RULES;
use super::answer_hits::answer_hits;
use super::decisions::{Decisions, Weight};
use super::explanation;
use super::finding::{Finding, Location, Severity};
use super::locate::{answer_key, at_answer, at_cell, at_form, finding};
pub use super::locate::{order, order_as_stored};
use super::rule::{
    AcrossContext, AcrossHit, AnswerContext, ChangeContext, Check, FileContext, FormContext,
    Judged, LevelContext, Message, PreviousContext, ReceivedContext, Rule, TwinContext,
};
use crate::campaign::Period;
use crate::i18n::Words;
use crate::ledger::StoredReturn;
use crate::reader::failure::OpenFailure;
use crate::submission::Submission;
use crate::submission::answer::{Answer, AnswerValue};
use crate::submission::correction::{Fate, Treated};
use crate::submission::identity_claims::RestoredCode;
use crate::submission::unit_name::PrintedUnit;
use crate::values::key::{AnswerKey, Field, UnitCode};
use crate::wording::names::blank_or;

/// What the rules found in one return, and what must stay out of the totals for it.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// The findings, in the order of the workbook.
    pub findings: Vec<Finding>,
    /// The answers with an error.
    pub excluded: BTreeSet<AnswerKey>,
}

/// The findings about a file as a whole. The file is rejected when one of them is an error.
pub fn check_file(context: &FileContext<'_>, decisions: &Decisions, words: &Words) -> Vec<Finding> {
    let hits: Vec<(&Rule, Weight, Message)> = RULES
        .iter()
        .filter_map(|rule| match rule.check {
            Check::File(check) => {
                let weight = decisions.weigh(rule, rule.severity)?;
                check(context, words).map(|message| (rule, weight, message))
            }
            _ => None,
        })
        .collect();
    let found: Vec<&str> =
        hits.iter().filter(|(_, weight, _)| !weight.trial).map(|(rule, ..)| rule.code).collect();
    hits.iter()
        .filter(|(rule, ..)| !rule.silenced_by.iter().any(|code| found.contains(code)))
        .map(|(rule, weight, message)| {
            finding(rule, *weight, Location::default(), None, message.clone())
        })
        .collect()
}

/// The finding about a file beside another of its unit.
pub fn check_twins(
    context: &TwinContext<'_>,
    decisions: &Decisions,
    words: &Words,
) -> Vec<Finding> {
    RULES
        .iter()
        .filter_map(|rule| match rule.check {
            Check::Twin(check) => {
                let weight = decisions.weigh(rule, rule.severity)?;
                Some((rule, weight, check(context, words)?))
            }
            _ => None,
        })
        .map(|(rule, weight, message)| finding(rule, weight, Location::default(), None, message))
        .collect()
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
            for answer in &form.answers {
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
    order(&mut checked.findings, own);
    checked
}

/// The answer that a finding keeps out of the totals. An error in the words beside a figure does not
/// touch the figure.
pub fn excludes(finding: &Finding) -> Option<AnswerKey> {
    let is_of_words = finding.location.field.is_some_and(Field::is_text);
    (finding.is_open_error() && !is_of_words).then(|| answer_key(&finding.location)).flatten()
}

/// Whether a finding about a file comes from holding it against others, and not from the file itself.
pub fn is_beside_others(finding: &Finding) -> bool {
    super::find(finding.code).is_some_and(|rule| match rule.check {
        Check::File(_)
        | Check::Return(_)
        | Check::Form(_)
        | Check::Answer(_)
        | Check::Cell(_)
        | Check::CellByField(_)
        | Check::Level(_) => false,
        Check::Twin(_)
        | Check::Change(_)
        | Check::Across(_)
        | Check::Previous(_)
        | Check::Received(_) => true,
    })
}

/// What is found in a value that the officer typed is in no cell of the unit's: it names the line of the list.
fn lead_to_correction(found: &mut Finding, answer: &Answer<'_>, words: &Words) {
    let cell = found.location.field.and_then(|field| answer.cells.get(&field));
    let Some(corrected) = cell.and_then(|cell| cell.corrected.as_ref()) else { return };
    let (message, place) = (found.message.as_str(), corrected.by.line.to_string());
    found.message = crate::t!(words, "correction-finding", message = message, place = place);
    (found.location.sheet, found.location.cell) = (None, None);
}

/// The findings about the consolidation of an area.
pub fn check_level(
    context: &LevelContext<'_>,
    decisions: &Decisions,
    words: &Words,
) -> Vec<Finding> {
    RULES
        .iter()
        .filter_map(|rule: &'static Rule| match rule.check {
            Check::Level(check) => {
                Some((rule, decisions.weigh(rule, rule.severity)?, check(context, words)?))
            }
            _ => None,
        })
        .map(|(rule, weight, message)| finding(rule, weight, Location::default(), None, message))
        .collect()
}

/// The findings about what a corrected copy changes beyond what was asked, each at its cell in the copy.
pub fn check_changes(
    cases: &[ChangeContext<'_>],
    copy: &Submission<'_>,
    decisions: &Decisions,
    words: &Words,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        let Check::Change(check) = rule.check else { continue };
        let Some(weight) = decisions.weigh(rule, rule.severity) else { continue };
        for context in cases {
            let cell = context.change.cell_name();
            let Some(answer) = find_answer(copy, &cell.answer) else { continue };
            let mut found = at_cell(answer, rule, weight, cell.field, check(context, words));
            decisions.waive(&copy.unit.code, &mut found);
            findings.push(found);
        }
    }
    findings
}

/// The answer that a finding is about.
pub fn answer_of(finding: &Finding) -> Option<AnswerKey> {
    answer_key(&finding.location)
}

/// The finding that an issued form came back without any answer: one, for the whole file.
pub fn blank_return(words: &Words) -> Finding {
    let rule = &super::value::bd401_missing_value::RULE;
    let message = Message {
        text: crate::t!(words, "blank-return-message"),
        hint: crate::t!(words, "blank-return-hint"),
    };
    finding(rule, Weight::plain(Severity::Error), Location::default(), None, message)
}

/// The finding that the unit's new file says neither what a correction of the officer's replaces nor what
/// it puts there, so that there is no figure; none where it does not.
pub fn disputed(treated: &Treated, words: &Words) -> Option<Finding> {
    let (says, place) = treated.sent.as_ref().filter(|_| treated.fate == Fate::Disputed)?;
    let by = &treated.by;
    let rule = &super::value::bd401_missing_value::RULE;
    let message = Message {
        text: crate::t!(
            words,
            "correction-disputed-message",
            says = blank_or(says, words),
            was = blank_or(&by.was, words),
            value = by.value.as_str(),
            place = by.line.to_string()
        ),
        hint: crate::t!(words, "correction-disputed-hint"),
    };
    let location = Location {
        field: Some(by.field),
        sheet: Some(place.sheet.to_string()),
        cell: Some(place.position.to_string()),
        ..at_answer(&by.key)
    };
    let raw = Some(says.clone()).filter(|text| !text.is_empty());
    Some(finding(rule, Weight::plain(Severity::Error), location, raw, message))
}

/// The finding that the program itself failed at a file: its own, and of no other file.
pub fn internal_failure(detail: &str, words: &Words) -> Option<Finding> {
    let rule = &super::file::bd110_internal_failure::RULE;
    let failure = OpenFailure::Internal { detail: detail.to_owned() };
    let message = super::file::bd110_internal_failure::about(&failure, words)?;
    Some(finding(rule, Weight::plain(rule.severity), Location::default(), None, message))
}

/// The finding that the unit of a file was told by its printed name, which the officer must know:
/// of the same rule as when it cannot be told, and not an error.
pub fn unit_by_name(printed: &PrintedUnit<'_>, words: &Words) -> Option<Finding> {
    let message = super::identity::bd201_unknown_unit::by_name(printed, words)?;
    let rule = &super::identity::bd201_unknown_unit::RULE;
    Some(finding(rule, Weight::plain(Severity::Info), Location::default(), None, message))
}

/// The finding that the code of a unit had lost its zeros and was completed, of the same rule as when
/// it cannot be told whose it is.
pub fn unit_restored(code: &RestoredCode<'_>, words: &Words) -> Finding {
    let rule = &super::identity::bd201_unknown_unit::RULE;
    let message = super::identity::bd201_unknown_unit::restored(code, words);
    finding(rule, Weight::plain(Severity::Info), Location::default(), None, message)
}

/// The findings over the returns given, together; each with the unit that it concerns. Those about a
/// cell name its answer and field, and are put at their place by [`place`].
pub fn check_across(
    context: &AcrossContext<'_>,
    decisions: &Decisions,
    words: &Words,
) -> Vec<(Option<UnitCode>, Finding)> {
    together(decisions, |check| match check {
        Check::Across(check) => Some(check(context, words)),
        _ => None,
    })
}

/// The findings over the returns given beside an earlier consolidation, as those of [`check_across`].
pub fn check_previous(
    context: &PreviousContext<'_>,
    decisions: &Decisions,
    words: &Words,
) -> Vec<(Option<UnitCode>, Finding)> {
    together(decisions, |check| match check {
        Check::Previous(check) => Some(check(context, words)),
        _ => None,
    })
}

/// The findings over everything that was received: what is missing or late.
pub fn check_received(
    context: &ReceivedContext<'_>,
    decisions: &Decisions,
    words: &Words,
) -> Vec<(Option<UnitCode>, Finding)> {
    together(decisions, |check| match check {
        Check::Received(check) => Some(check(context, words)),
        _ => None,
    })
}

fn together(
    decisions: &Decisions,
    hits: impl Fn(Check) -> Option<Vec<AcrossHit>>,
) -> Vec<(Option<UnitCode>, Finding)> {
    let mut findings = Vec::new();
    for rule in RULES {
        let Some(weight) = decisions.weigh(rule, rule.severity) else { continue };
        for hit in hits(rule.check).unwrap_or_default() {
            let location = hit.answer.as_ref().map(at_answer).unwrap_or_default();
            let location = Location { field: hit.field, ..location };
            let mut found = finding(rule, weight, location, None, hit.message);
            if let Some(unit) = &hit.unit {
                decisions.waive(unit, &mut found);
            }
            findings.push((hit.unit, found));
        }
    }
    findings
}

/// Puts a finding about a cell of an answer at its place in the return, where the explanation stands
/// that may settle it.
pub fn place(found: &mut Finding, kept: &StoredReturn<'_>) {
    let Location { field: Some(field), .. } = found.location else { return };
    let answer = answer_key(&found.location).and_then(|key| kept.find(&key));
    if let Some(answer) = answer {
        if let Some(place) = answer.place(field) {
            if answer.correction(field).is_none() {
                found.location.sheet = Some(place.sheet.to_string());
                found.location.cell = Some(place.position.to_string());
            }
            found.raw = answer.as_written(field).map(std::borrow::Cow::into_owned);
        }
        explanation::settle(found, answer.text(Field::Explanation));
    }
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

fn find_answer<'a>(submission: &'a Submission<'a>, key: &AnswerKey) -> Option<&'a Answer<'a>> {
    let form = submission.forms.iter().find(|form| form.form.id == key.form)?;
    form.answers.iter().find(|answer| answer.key == *key)
}
