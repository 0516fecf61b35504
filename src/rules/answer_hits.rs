//! The rules about one answer and its cells, and which of their findings stand: one thing that is wrong
//! has one finding, that which says it best.

use std::collections::BTreeSet;

use super::RULES;
use super::decisions::{Decisions, Weight};
use super::finding::{Finding, Severity};
use super::locate::at_cell;
use super::rule::{AnswerContext, CellContext, Check, Message, Rule};
use crate::i18n::Words;
use crate::submission::answer::Answer;
use crate::values::key::Field;

struct Hit {
    rule: &'static Rule,
    weight: Weight,
    field: Field,
    message: Message,
}

impl Hit {
    /// Whether it says better why the cell is as it is, and stands in the place of the other.
    fn explains(&self, other: &Self) -> bool {
        let is_named = other.rule.explained_by.contains(&self.rule.code);
        self.field == other.field && is_named && !self.weight.trial
    }
}

/// The findings about one answer and its cells, without those that another one explains.
pub(super) fn answer_hits(
    context: &AnswerContext<'_>,
    decisions: &Decisions,
    words: &Words,
) -> Vec<Finding> {
    let mut hits = Vec::new();
    for rule in RULES {
        match rule.check {
            Check::Answer(check) => hits.extend(check(context, words).and_then(|hit| {
                let weight = decisions.weigh(rule, hit.severity.unwrap_or(rule.severity))?;
                Some(Hit { rule, weight, field: hit.field, message: hit.message })
            })),
            Check::Cell(check) => {
                let Some(weight) = decisions.weigh(rule, rule.severity) else { continue };
                for (field, cell) in context.answer.cells.iter() {
                    let cell = CellContext { answer: context.answer, field: *field, cell };
                    let message = check(&cell, words);
                    hits.extend(message.map(|message| Hit {
                        rule,
                        weight,
                        field: *field,
                        message,
                    }));
                }
            }
            Check::CellByField(check) => {
                for (field, cell) in context.answer.cells.iter() {
                    let cell = CellContext { answer: context.answer, field: *field, cell };
                    let Some(hit) = check(&cell, words) else { continue };
                    let severity = hit.severity.unwrap_or(rule.severity);
                    let Some(weight) = decisions.weigh(rule, severity) else { continue };
                    hits.push(Hit { rule, weight, field: hit.field, message: hit.message });
                }
            }
            _ => {}
        }
    }
    for hit in hits.iter_mut().filter(|hit| is_value_rule(hit.rule)) {
        hit.message.text.push_str(&as_shown(context.answer, hit.field, words));
    }
    // What is only tried has no effect, on other rules either.
    let found: BTreeSet<&str> =
        hits.iter().filter(|hit| !hit.weight.trial).map(|hit| hit.rule.code).collect();
    let unreadable: BTreeSet<Field> = hits
        .iter()
        .filter(|hit| hit.weight.severity == Severity::Error && is_value_rule(hit.rule))
        .map(|hit| hit.field)
        // A cell that was deleted cannot be read either.
        .chain(context.answer.lost.iter().copied())
        .collect();
    hits.iter()
        .filter(|hit| !hits.iter().any(|other| other.explains(hit)))
        .filter(|hit| !hit.rule.silenced_by.iter().any(|code| found.contains(code)))
        .filter(|hit| {
            is_value_rule(hit.rule) || !hit.rule.reads.iter().any(|f| unreadable.contains(f))
        })
        .map(|hit| {
            let explained = hits.iter().filter(|other| hit.explains(other));
            let severity = explained.map(|other| other.weight.severity);
            let severity = severity.fold(hit.weight.severity, Ord::min);
            let weight = Weight { severity, ..hit.weight };
            at_cell(context.answer, hit.rule, weight, hit.field, hit.message.clone())
        })
        .collect()
}

/// What a cell shows where it is something else than it stores, as a sentence behind another.
fn as_shown(answer: &Answer<'_>, field: Field, words: &Words) -> String {
    let Some(cell) = answer.cells.get(&field) else { return String::new() };
    let Some(shown) = cell.shown() else { return String::new() };
    let stored = cell.raw.value.as_written();
    let sentence = if shown.is_empty() {
        crate::t!(words, "cell-shows-nothing", stored = stored)
    } else {
        crate::t!(words, "cell-shows", stored = stored, shown = shown)
    };
    format!(" {sentence}")
}

fn is_value_rule(rule: &Rule) -> bool {
    rule.code.starts_with("BD4")
}
