//! BD501 numerator-exceeds-denominator: the part is larger than the total.

use crate::i18n::Words;
use crate::rules::rule::{AnswerContext, Check, Hit, Message, Rule, rule};
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::format::format_count_vi;

pub(in crate::rules) const RULE: Rule = rule!("BD501", "numerator-exceeds-denominator", Error, Check::Answer(check), silenced_by: &["BD507"], reads: &[Field::Numerator, Field::Denominator]);

fn check(context: &AnswerContext<'_>, words: &Words) -> Option<Hit> {
    let numerator = context.answer.integer(Field::Numerator)?;
    let denominator = context.answer.integer(Field::Denominator)?;
    (numerator > denominator).then(|| Hit {
        field: Field::Numerator,
        severity: None,
        message: Message {
            text: t!(
                words,
                "bd501-message",
                numerator = format_count_vi(i128::from(numerator)),
                denominator = format_count_vi(i128::from(denominator))
            ),
            hint: t!(words, "bd501-hint"),
        },
    })
}
