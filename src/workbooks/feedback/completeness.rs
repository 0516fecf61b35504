//! How many of the rows asked are answered: n/m, as completeness is counted everywhere here.

use std::collections::BTreeSet;

use crate::submission::answer::AnswerValue;
use crate::submission::{FormReturn, Submission};
use crate::values::key::AnswerKey;
use crate::values::quantity::measure::Measure;

/// Rows that have an answer which can be used, of the rows asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Answered {
    /// Rows with an answer that can be used.
    pub answered: usize,
    /// Rows asked, without those that do not concern the unit.
    pub asked: usize,
}

/// Counts the rows of a return. A list counts as one row: lines that are not used are not asked for.
pub(super) fn answered(submission: &Submission<'_>, excluded: &BTreeSet<AnswerKey>) -> Answered {
    let mut count = Answered::default();
    for form in &submission.forms {
        let of_form = of_form(form, excluded);
        count.answered += of_form.answered;
        count.asked += of_form.asked;
    }
    count
}

fn of_form(form: &FormReturn<'_>, excluded: &BTreeSet<AnswerKey>) -> Answered {
    let mut count = Answered::default();
    let mut lines: Vec<AnswerValue> = Vec::new();
    for answer in &form.answers {
        let outcome = answer.value();
        if answer.indicator.measure == Measure::Entry {
            lines.push(outcome);
            continue;
        }
        let usable = matches!(outcome, AnswerValue::Figure(_)) && !excluded.contains(&answer.key);
        count.asked += usize::from(outcome != AnswerValue::NotApplicable);
        count.answered += usize::from(usable);
    }
    if !lines.is_empty() {
        // A list of nothing says so, in one word, and that is an answer too.
        let is_answered = lines
            .iter()
            .any(|outcome| matches!(outcome, AnswerValue::Figure(_) | AnswerValue::NotApplicable));
        count.asked += 1;
        count.answered += usize::from(is_answered);
    }
    count
}
