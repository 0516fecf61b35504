//! What is found over all returns together, and where it stands.

use crate::i18n::Words;
use crate::ledger::StoredReturn;
use crate::rules::RULES;
use crate::rules::decisions::Decisions;
use crate::rules::explanation;
use crate::rules::finding::{Finding, Location};
use crate::rules::locate::{answer_key, at_answer, finding};
use crate::rules::rule::{AcrossContext, AcrossHit, Check, PreviousContext, ReceivedContext};
use crate::values::key::{Field, UnitCode};

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
