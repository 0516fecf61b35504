//! Rules about targets (6xx).

pub(super) mod bd601_target_missed;
pub(super) mod bd602_target_on_boundary;

use super::rule::AnswerContext;
use crate::campaign::Judged;
use crate::submission::answer::{AnswerValue, Figure};
use crate::values::key::Scope;
use crate::values::quantity::target::{self, Judgement, Target};

/// What is demanded: of a unit's own figure by its own level, before what is demanded of all.
fn target<'a>(context: &AnswerContext<'a>) -> Option<&'a Target> {
    let (row, year) = (context.answer.indicator, context.period.target_year);
    match context.answer.key.scope {
        Scope::Own => row.target_of(&context.unit.code, year),
        Scope::City => row.targets.get(&year),
    }
}

/// The figure of an answer that a target can be held against. A target of the whole area says nothing
/// about one unit's part of it, and one of each unit nothing about the whole.
fn judged(context: &AnswerContext<'_>) -> Option<Figure> {
    match (context.answer.indicator.judged, context.answer.key.scope) {
        (Judged::Total, Scope::Own) | (Judged::Each, Scope::City) => return None,
        (Judged::Common | Judged::Each, Scope::Own)
        | (Judged::Common | Judged::Total, Scope::City) => {}
    }
    match context.answer.value() {
        AnswerValue::Figure(figure) => Some(figure),
        _ => None,
    }
}

/// Whether a unit's own figure is held against a target that all have in common.
fn is_common(context: &AnswerContext<'_>) -> bool {
    context.answer.indicator.judged == Judged::Common && context.answer.key.scope == Scope::Own
}

/// The figure as it is held against a target. A count is judged on the total of the whole area,
/// and on what one unit reports only where the level is set for each.
fn held(context: &AnswerContext<'_>, figure: &Figure) -> Option<target::Figure> {
    let each = context.answer.indicator.judged == Judged::Each;
    figure.held().filter(|held| each || !matches!(held, target::Figure::Count(_)))
}

fn judge(context: &AnswerContext<'_>, target: &Target, figure: &Figure) -> Option<Judgement> {
    target.judge(held(context, figure)?)
}
