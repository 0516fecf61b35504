//! BD601 target-missed: the figure does not reach the target of the year.

use super::{judge, judged};
use crate::i18n::Words;
use crate::ledger;
use crate::rules::rule::{AnswerCase, Blame, Check, Rule, Said, rule};
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::target::Judgement;

pub(in crate::rules) const RULE: Rule = rule!("BD601", "target-missed", Warning, Check::Answer(check), silenced_by: &["BD501", "BD507", "BD508"], reads: &[Field::Value, Field::Numerator, Field::Denominator], explainable: true);

fn check(case: &AnswerCase<'_>, words: &Words) -> Option<Blame> {
    let target = case.answer.indicator.targets.get(&case.period.target_year)?;
    let figure = judged(case)?;
    if judge(target, &figure)? != Judgement::Missed {
        return None;
    }
    Some(Blame {
        field: Field::Value,
        severity: None,
        said: Said {
            message: t!(
                words,
                "bd601-message",
                figure = ledger::display(&figure, Some(target)),
                target = target.notation()
            ),
            hint: t!(words, "bd601-hint"),
        },
    })
}
