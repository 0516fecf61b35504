//! BD601 target-missed: the figure does not reach the target of the year.

use super::{is_common, judge, judged, target};
use crate::i18n::Words;
use crate::ledger;
use crate::rules::rule::{AnswerContext, Check, Hit, Message, Rule, rule};
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::target::{Judgement, More};

pub(in crate::rules) const RULE: Rule = rule!("BD601", "target-missed", Warning, Check::Answer(check), silenced_by: &["BD501", "BD507", "BD508"], reads: &[Field::Value, Field::Numerator, Field::Denominator], explainable: true);

fn check(context: &AnswerContext<'_>, words: &Words) -> Option<Hit> {
    let target = target(context)?;
    let figure = judged(context)?;
    if judge(context, target, &figure)? != Judgement::Missed {
        return None;
    }
    let (said, notation) = (ledger::display(&figure, Some(target)), target.notation());
    let text = if !is_common(context) {
        t!(words, "bd601-message", figure = said, target = notation)
    } else if target.more() == More::Helps || target.is_of_ranks() {
        t!(words, "bd601-message-below", figure = said, target = notation)
    } else {
        t!(words, "bd601-message-above", figure = said, target = notation)
    };
    Some(Hit {
        field: Field::Value,
        severity: None,
        message: Message { text, hint: t!(words, "bd601-hint") },
    })
}
