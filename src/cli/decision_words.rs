//! What is wrong with a decision about findings, in words.

use super::shape_words;
use crate::i18n::Words;
use crate::rules::settings::{CorrectionProblem, Problem};
use crate::t;

/// What is wrong with a decision.
pub(super) fn problem(problem: &Problem, words: &Words) -> String {
    match problem {
        Problem::UnknownRule { asked, near: None } => {
            t!(words, "decision-unknown-rule", asked = asked.as_str())
        }
        Problem::UnknownRule { asked, near: Some(near) } => {
            t!(words, "decision-unknown-rule-near", asked = asked.as_str(), near = near.as_str())
        }
        Problem::UnknownSeverity { asked } => {
            t!(words, "decision-unknown-severity", asked = asked.as_str())
        }
        Problem::Twice { code } => t!(words, "decision-twice", code = (*code).to_owned()),
        Problem::Firm { code } => t!(words, "decision-firm", code = (*code).to_owned()),
        Problem::NeverError { code } => {
            t!(words, "decision-never-error", code = (*code).to_owned())
        }
        Problem::UnknownUnit { asked, near: None } => {
            t!(words, "failure-unknown-unit", asked = asked.as_str())
        }
        Problem::UnknownUnit { asked, near: Some(near) } => {
            t!(words, "failure-unknown-unit-near", asked = asked.as_str(), hint = near.as_str())
        }
        Problem::UnknownRow { asked, near: None } => {
            t!(words, "decision-unknown-row", asked = asked.as_str())
        }
        Problem::UnknownRow { asked, near: Some(near) } => {
            t!(words, "decision-unknown-row-near", asked = asked.as_str(), near = near.as_str())
        }
        Problem::Missing { key } => t!(words, "decision-missing", key = (*key).to_owned()),
        Problem::Date { asked } => t!(words, "failure-date", asked = asked.as_str()),
        Problem::UnknownColumn { asked, near: None, known } => {
            t!(words, "decision-unknown-column", asked = asked.as_str(), known = known.as_str())
        }
        Problem::UnknownColumn { asked, near: Some(near), .. } => {
            t!(words, "decision-unknown-column-near", asked = asked.as_str(), near = near.as_str())
        }
        Problem::NoTolerance { asked } => {
            t!(words, "decision-no-tolerance", asked = asked.as_str())
        }
        Problem::ShareOfRate { asked } => {
            t!(words, "decision-share-of-rate", asked = asked.as_str())
        }
        Problem::NotLed { asked } => t!(words, "decision-not-led", asked = asked.as_str()),
        Problem::Correction(problem) => correction(problem, words),
        Problem::NotUtf8 => t!(words, "problem-not-utf8"),
        Problem::NotTable { detail } => shape_words::shape(detail, words),
    }
}

/// What is wrong with a correction.
fn correction(problem: &CorrectionProblem, words: &Words) -> String {
    match problem {
        CorrectionProblem::Lacks { key } => {
            t!(words, "correction-lacks", key = (*key).to_owned())
        }
        CorrectionProblem::NoBasis => t!(words, "correction-no-basis"),
        CorrectionProblem::NotADocument { asked } => {
            t!(words, "correction-not-a-document", asked = asked.as_str())
        }
        CorrectionProblem::NotACall { asked } => {
            t!(words, "correction-not-a-call", asked = asked.as_str())
        }
        CorrectionProblem::UnknownScope { asked } => {
            t!(words, "correction-unknown-scope", asked = asked.as_str())
        }
        CorrectionProblem::NoField { asked, known } => {
            t!(words, "correction-no-field", asked = asked.as_str(), known = known.as_str())
        }
        CorrectionProblem::NotAsked { unit, row } => {
            t!(words, "correction-not-asked", unit = unit.as_str(), row = row.as_str())
        }
        CorrectionProblem::NotPlain { key, asked } => {
            t!(words, "correction-not-plain", key = (*key).to_owned(), asked = asked.as_str())
        }
        CorrectionProblem::Twice { other } => {
            t!(words, "correction-twice", other = other.as_str())
        }
    }
}
