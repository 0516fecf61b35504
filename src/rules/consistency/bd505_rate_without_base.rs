//! BD505 rate-without-base: a rate without the two figures behind it: shown, never averaged in.

use crate::i18n::Words;
use crate::rules::rule::{AnswerContext, Check, Hit, Message, Rule, rule};
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::format::format_percent_vi;

pub(in crate::rules) const RULE: Rule = rule!("BD505", "rate-without-base", Warning, Check::Answer(check), reads: &[Field::Value, Field::Numerator, Field::Denominator], explainable: true);

fn check(context: &AnswerContext<'_>, words: &Words) -> Option<Hit> {
    let answer = context.answer;
    let written = answer.percent(Field::Value)?;
    if !answer.indicator.measure.is_rate()
        || !answer.is_blank(Field::Numerator)
        || !answer.is_blank(Field::Denominator)
    {
        return None;
    }
    let sign = answer.indicator.rate_form().per.sign();
    Some(Hit {
        field: Field::Value,
        severity: None,
        message: Message {
            text: t!(
                words,
                "bd505-message",
                written = format!("{}{sign}", format_percent_vi(written))
            ),
            hint: t!(words, "bd505-hint"),
        },
    })
}
