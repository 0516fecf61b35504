//! Rules about targets (6xx).

pub(super) mod bd601_target_missed;
pub(super) mod bd602_target_on_boundary;

use super::rule::AnswerContext;
use crate::campaign::Judged;
use crate::submission::answer::{AnswerValue, Figure};
use crate::values::key::Scope;
use crate::values::quantity::target::{self, Judgement, Target};

/// The figure of an answer that a target can be held against. A target of the whole area says nothing
/// about one unit's part of it.
fn judged(context: &AnswerContext<'_>) -> Option<Figure> {
    if context.answer.indicator.judged == Judged::Total && context.answer.key.scope == Scope::Own {
        return None;
    }
    match context.answer.value() {
        AnswerValue::Figure(figure) => Some(figure),
        _ => None,
    }
}

/// The figure as it is held against a target. A count is judged on the total of the whole area
/// only, never on what one unit reports.
fn held(figure: &Figure) -> Option<target::Figure> {
    figure.held().filter(|held| !matches!(held, target::Figure::Count(_)))
}

fn judge(target: &Target, figure: &Figure) -> Option<Judgement> {
    target.judge(held(figure)?)
}
