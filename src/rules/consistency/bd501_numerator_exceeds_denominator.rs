//! BD501 numerator-exceeds-denominator: the part is larger than the total.

use crate::i18n::Words;
use crate::rules::rule::{AnswerContext, Check, Hit, Message, Rule, rule};
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::format::format_quantity_vi;
use crate::values::quantity::measure::Measure;

pub(in crate::rules) const RULE: Rule = rule!("BD501", "numerator-exceeds-denominator", Error, Check::Answer(check), silenced_by: &["BD507"], reads: &[Field::Numerator, Field::Denominator]);

fn check(context: &AnswerContext<'_>, words: &Words) -> Option<Hit> {
    if context.answer.indicator.measure != Measure::Percent {
        return None;
    }
    let numerator = context.answer.number(Field::Numerator)?;
    let denominator = context.answer.number(Field::Denominator)?;
    (numerator > denominator).then(|| Hit {
        field: Field::Numerator,
        severity: None,
        message: Message {
            text: t!(
                words,
                "bd501-message",
                numerator = format_quantity_vi(numerator),
                denominator = format_quantity_vi(denominator)
            ),
            hint: t!(words, "bd501-hint"),
        },
    })
}
