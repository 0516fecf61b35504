//! BD602 target-on-boundary: the figure is exactly the bound of the target.

use rust_decimal::Decimal;

use super::{held, judge, judged};
use crate::i18n::Words;
use crate::rules::rule::{AnswerCase, Blame, Check, Rule, Said, rule};
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::target::Judgement;

pub(in crate::rules) const RULE: Rule = rule!("BD602", "target-on-boundary", Info, Check::Answer(check), silenced_by: &["BD501", "BD507", "BD508"], reads: &[Field::Value, Field::Numerator, Field::Denominator]);

fn check(case: &AnswerCase<'_>, words: &Words) -> Option<Blame> {
    let target = case.answer.indicator.targets.get(&case.period.target_year)?;
    let figure = judged(case)?;
    // A target of 100 % is met in no other way than exactly: nothing to remark.
    let only_way = target.percent_bound() == Some((Decimal::ONE_HUNDRED, false));
    if only_way || !target.is_on_boundary(held(&figure)?) {
        return None;
    }
    let target_text = target.notation();
    let message = match judge(target, &figure)? {
        Judgement::Met => t!(words, "bd602-message-met", target = target_text),
        Judgement::Missed => t!(words, "bd602-message-missed", target = target_text),
    };
    let said = Said { message, hint: t!(words, "bd602-hint") };
    Some(Blame { field: Field::Value, severity: None, said })
}
