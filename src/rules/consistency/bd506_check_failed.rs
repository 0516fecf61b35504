//! BD506 check-failed: a check of the definition does not hold.

use crate::campaign::{self, CheckResult, CheckSeverity, Operand};
use crate::i18n::{Language, Words};
use crate::rules::finding::Severity;
use crate::rules::rule::{Check, FormContext, FormHit, Message, Rule, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule =
    rule!("BD506", "check-failed", Error, Check::Form(check), explainable: true);

fn check(context: &FormContext<'_>, words: &Words) -> Vec<FormHit> {
    context.form.form.checks.iter().filter_map(|check| broken(context, check, words)).collect()
}

fn broken(context: &FormContext<'_>, check: &campaign::Check, words: &Words) -> Option<FormHit> {
    if check.run(|operand: &Operand| match operand {
        Operand::Population => context.submission.unit.population,
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
    Some(FormHit {
        seen: None,
        cell: Some((check.blames.answer.clone(), check.blames.field)),
        severity: Some(severity),
        message: Message { text: message, hint },
    })
}
