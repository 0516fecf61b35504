//! Rows that are asked only where another row says so, in the answers of one unit.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::model::Submission;
use super::model::answer::{Answer, AnswerValue};
use crate::campaign::asked_when::{AskedWhen, Wanted};
use crate::values::key::AnswerKey;
use crate::values::quantity::text::fold;

/// Marks the rows that another one says are not asked, by the answers that are there now. What a row that is
/// not asked says can decide of a further one.
pub(super) fn mark(submission: &mut Submission<'_>) {
    let conditional =
        submission.answers().filter(|answer| answer.indicator.asked_when.is_some()).count();
    let mut marked: BTreeSet<AnswerKey> = BTreeSet::new();
    // No condition leads back to its own row, which the definition was held against.
    for _ in 0..conditional {
        let not_asked: BTreeSet<AnswerKey> = submission
            .answers()
            .filter(|answer| is_not_asked(answer, submission))
            .map(|answer| answer.key.clone())
            .collect();
        for answer in submission.forms.iter_mut().flat_map(|form| &mut form.answers) {
            answer.is_not_asked = not_asked.contains(&answer.key);
        }
        if marked == not_asked {
            break;
        }
        marked = not_asked;
    }
}

fn is_not_asked(answer: &Answer<'_>, submission: &Submission<'_>) -> bool {
    let Some(condition) = answer.indicator.asked_when.as_deref() else { return false };
    let key = condition.of.key(answer.key.scope);
    let other = submission.answers().find(|other| other.key == key);
    other.is_some_and(|other| says_otherwise(condition, &other.value()))
}

/// Whether an answer is there and is not the one that is wanted.
fn says_otherwise(condition: &AskedWhen, value: &AnswerValue) -> bool {
    let figure = match value {
        AnswerValue::Figure(figure) => figure,
        // What does not concern the unit is no yes, and nothing above zero.
        AnswerValue::NotApplicable => return true,
        AnswerValue::NoData | AnswerValue::Blank | AnswerValue::Faulty => return false,
    };
    let says = |choice: &str| figure.choice().map(|said| fold(said) == fold(choice));
    match &condition.wanted {
        Wanted::Choice(choice) => says(choice) == Some(false),
        Wanted::Other(choice) => says(choice) == Some(true),
        Wanted::Above(least) => {
            figure.number().is_some_and(|number| number <= Decimal::from(*least))
        }
    }
}
