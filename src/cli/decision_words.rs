//! What is wrong with a decision about findings, in words.

use super::shape_words;
use crate::i18n::Words;
use crate::settings::Problem;
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
        Problem::UnknownColumn { asked, near: None } => {
            t!(words, "decision-unknown-column", asked = asked.as_str())
        }
        Problem::UnknownColumn { asked, near: Some(near) } => {
            t!(words, "decision-unknown-column-near", asked = asked.as_str(), near = near.as_str())
        }
        Problem::NoTolerance { asked } => {
            t!(words, "decision-no-tolerance", asked = asked.as_str())
        }
        Problem::ShareOfRate { asked } => {
            t!(words, "decision-share-of-rate", asked = asked.as_str())
        }
        Problem::NotLed { asked } => t!(words, "decision-not-led", asked = asked.as_str()),
        Problem::NotUtf8 => t!(words, "problem-not-utf8"),
        Problem::NotTable { detail } => shape_words::shape(detail, words),
    }
}
