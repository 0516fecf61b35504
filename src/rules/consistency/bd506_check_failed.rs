//! BD506 check-failed: a check of the definition does not hold.

use crate::campaign::list_figure::LINE;
use crate::campaign::{self, CheckResult, CheckSeverity, Operand};
use crate::i18n::{Language, Words};
use crate::rules::finding::Severity;
use crate::rules::rule::{Check, FormContext, FormHit, Message, Rule, rule};
use crate::submission::answer::Answer;
use crate::t;
use crate::values::key::{CellName, FormId};

pub(in crate::rules) const RULE: Rule =
    rule!("BD506", "check-failed", Error, Check::Form(check), explainable: true);

fn check(context: &FormContext<'_>, words: &Words) -> Vec<FormHit> {
    let checks = context.form.form.checks.iter();
    checks
        .flat_map(|check| match check.list() {
            None => broken(context, check, None, words).into_iter().collect(),
            Some(list) => lines(context, list)
                .filter_map(|line| broken(context, check, Some(line), words))
                .collect::<Vec<_>>(),
        })
        .collect()
}

/// The lines of a list in which something is written.
fn lines<'a>(context: &FormContext<'a>, list: &'a FormId) -> impl Iterator<Item = &'a Answer<'a>> {
    let lines = context.submission.answers().filter(move |answer| answer.key.form == *list);
    lines.filter(|answer| !answer.is_unused_line() && !answer.is_deleted_line())
}

/// What is found of a check, of a line of the list that it is about.
fn broken(
    context: &FormContext<'_>,
    check: &campaign::Check,
    line: Option<&Answer<'_>>,
    words: &Words,
) -> Option<FormHit> {
    let of_line = |cell: &CellName| cell.answer.indicator.as_str() == LINE;
    if check.run(|operand: &Operand| match operand {
        Operand::Population => context.submission.unit.population,
        Operand::Cell(cell) if line.is_some() && of_line(cell) => {
            line.and_then(|line| line.integer(cell.field))
        }
        Operand::Cell(cell) => context
            .submission
            .answers()
            .find(|answer| answer.key == cell.answer)
            .and_then(|answer| answer.integer(cell.field)),
    }) != CheckResult::Broken
    {
        return None;
    }
    // A definition says it in these two languages; to others it is said in Vietnamese.
    let message =
        if words.language() == Language::EN { check.en.clone() } else { check.vi.clone() };
    let severity = match check.severity {
        CheckSeverity::Error => Severity::Error,
        CheckSeverity::Warning => Severity::Warning,
    };
    let hint = match severity {
        Severity::Error => t!(words, "bd506-hint-error"),
        _ => t!(words, "bd506-hint-warning"),
    };
    let blamed = match line {
        Some(line) if of_line(&check.blames) => line.key.clone(),
        _ => check.blames.answer.clone(),
    };
    Some(FormHit {
        seen: None,
        cell: Some((blamed, check.blames.field)),
        severity: Some(severity),
        message: Message { text: message, hint },
    })
}
