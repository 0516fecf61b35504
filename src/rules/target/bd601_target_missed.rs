//! BD601 target-missed: the figure does not reach the target of the year.

use super::{judge, judged};
use crate::i18n::Words;
use crate::ledger;
use crate::rules::rule::{AnswerContext, Check, Hit, Message, Rule, rule};
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::target::Judgement;

pub(in crate::rules) const RULE: Rule = rule!("BD601", "target-missed", Warning, Check::Answer(check), silenced_by: &["BD501", "BD507", "BD508"], reads: &[Field::Value, Field::Numerator, Field::Denominator], explainable: true);

fn check(context: &AnswerContext<'_>, words: &Words) -> Option<Hit> {
    let target = context.answer.indicator.targets.get(&context.period.target_year)?;
    let figure = judged(context)?;
    if judge(target, &figure)? != Judgement::Missed {
        return None;
    }
    Some(Hit {
        field: Field::Value,
        severity: None,
        message: Message {
            text: t!(
                words,
                "bd601-message",
                figure = ledger::display(&figure, Some(target)),
                target = target.notation()
            ),
            hint: t!(words, "bd601-hint"),
        },
    })
}
