//! Runs the rules: file, then forms, then answers and their cells, then everything together.
//!
//! A finding never stands where another one explains it: a rejected file silences what is inside,
//! a missing form its answers, a missing row its cells, an unreadable cell whatever reads it.

mod single;
mod submission;
mod together;

pub use single::{blank_return, disputed, internal_failure, unit_by_name, unit_restored};
pub use submission::{Checked, check_submission};
pub use together::{check_across, check_previous, check_received, place};

use super::RULES;
use super::decisions::{Decisions, Weight};
use super::finding::{Finding, Location};
use super::locate::{answer_key, at_cell, finding};
pub use super::locate::{order, order_as_stored};
use super::rule::{ChangeContext, Check, FileContext, LevelContext, Message, Rule, TwinContext};
use crate::i18n::Words;
use crate::submission::Submission;
use crate::submission::answer::Answer;
use crate::values::key::{AnswerKey, Field, Scope};

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

/// The findings about the consolidation of an area.
pub fn check_level(
    context: &LevelContext<'_>,
    decisions: &Decisions,
    words: &Words,
) -> Vec<Finding> {
    let row = context.row();
    let at = Location {
        form: row.map(|row| row.form.clone()),
        indicator: row.map(|row| row.indicator.clone()),
        scope: row.map(|_| Scope::Own),
        ..Location::default()
    };
    RULES
        .iter()
        .filter_map(|rule: &'static Rule| match rule.check {
            Check::Level(check) => {
                let severity = context.severity().unwrap_or(rule.severity);
                Some((rule, decisions.weigh(rule, severity)?, check(context, words)?))
            }
            _ => None,
        })
        .map(|(rule, weight, message)| finding(rule, weight, at.clone(), None, message))
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

fn find_answer<'a>(submission: &'a Submission<'a>, key: &AnswerKey) -> Option<&'a Answer<'a>> {
    let form = submission.forms.iter().find(|form| form.form.id == key.form)?;
    form.answers.iter().find(|answer| answer.key == *key)
}
