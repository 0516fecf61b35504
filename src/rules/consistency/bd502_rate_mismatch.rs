//! BD502 rate-mismatch: the written rate is not that of its two figures.

use rust_decimal::Decimal;

use crate::i18n::Words;
use crate::rules::rule::{AnswerContext, Check, Hit, Message, Rule, rule};
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::format::{format_percent_vi, percent_display};
use crate::values::quantity::rate::Rate;

pub(in crate::rules) const RULE: Rule = rule!("BD502", "rate-mismatch", Warning, Check::Answer(check), silenced_by: &["BD501", "BD507"], reads: &[Field::Value, Field::Numerator, Field::Denominator], explainable: true);

fn check(context: &AnswerContext<'_>, words: &Words) -> Option<Hit> {
    let rate = context.answer.rate()?;
    let written = context.answer.percent(Field::Value)?;
    if rate.agrees_with(written) {
        return None;
    }
    Some(Hit {
        field: Field::Value,
        severity: None,
        message: Message {
            text: t!(
                words,
                "bd502-message",
                written = with_sign(rate, written),
                exact = with_sign(rate, percent_display(rate, None))
            ),
            hint: t!(words, "bd502-hint"),
        },
    })
}

/// A number that a rate comes to, with its sign.
fn with_sign(rate: Rate, number: Decimal) -> String {
    format!("{}{}", format_percent_vi(number), rate.form().per.sign())
}
