//! BD602 target-on-boundary: the figure is exactly the bound of the target.

use rust_decimal::Decimal;

use super::{held, is_common, judge, judged, target};
use crate::i18n::Words;
use crate::rules::rule::{AnswerContext, Check, Hit, Message, Rule, rule};
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::target::{Bound, Comparison, Judgement, Level, More};

pub(in crate::rules) const RULE: Rule = rule!("BD602", "target-on-boundary", Info, Check::Answer(check), silenced_by: &["BD501", "BD507", "BD508"], reads: &[Field::Value, Field::Numerator, Field::Denominator]);

fn check(context: &AnswerContext<'_>, words: &Words) -> Option<Hit> {
    let target = target(context)?;
    let figure = judged(context)?;
    // A target of 100 %, or of nothing at all, is met in no other way than exactly: nothing to remark.
    let Bound { comparison, level } = target.bound();
    let only_way = match (comparison, level) {
        (Comparison::AtLeast, Level::Percent(points)) => points == Decimal::ONE_HUNDRED,
        (Comparison::AtMost, Level::Percent(level) | Level::Quantity(level)) => level.is_zero(),
        // A choice is the one that is set, or it is not.
        (_, Level::Choice(_)) => true,
        (Comparison::AtLeast, Level::Quantity(_) | Level::Rank(_) | Level::Growth(_))
        | (Comparison::AtMost, Level::Rank(_) | Level::Growth(_))
        | (Comparison::Above | Comparison::Below, _) => false,
    };
    if only_way || !target.is_on_boundary(held(context, &figure)?) {
        return None;
    }
    let target_text = target.notation();
    let message = match (judge(context, target, &figure)?, target.more(), is_common(context)) {
        (Judgement::Met, _, _) => t!(words, "bd602-message-met", target = target_text),
        (Judgement::Missed, More::Helps, true) => {
            t!(words, "bd602-message-short", target = target_text)
        }
        (Judgement::Missed, More::Helps, false) => {
            t!(words, "bd602-message-missed", target = target_text)
        }
        (Judgement::Missed, More::Harms, true) => {
            t!(words, "bd602-message-over", target = target_text)
        }
        (Judgement::Missed, More::Harms, false) => {
            t!(words, "bd602-message-exceeded", target = target_text)
        }
    };
    let message = Message { text: message, hint: t!(words, "bd602-hint") };
    Some(Hit { field: Field::Value, severity: None, message })
}
