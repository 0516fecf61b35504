//! BD503 missing-evidence: the form demands evidence for such a figure and there is none.

use rust_decimal::Decimal;

use crate::campaign::EvidenceWhen;
use crate::i18n::Words;
use crate::rules::rule::{AnswerContext, Check, Hit, Message, Rule, rule};
use crate::submission::answer::{AnswerValue, Figure};
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::rate_form::Bare;
use crate::wording::names::row_name;

pub(in crate::rules) const RULE: Rule = rule!("BD503", "missing-evidence", Warning, Check::Answer(check), explained_by: &["BD307"], reads: &[Field::Value, Field::Numerator, Field::Denominator, Field::People]);

fn check(context: &AnswerContext<'_>, words: &Words) -> Option<Hit> {
    let answer = context.answer;
    let demand = answer.indicator.evidence.as_ref()?;
    if demand.field != Field::Evidence || !answer.is_blank(Field::Evidence) {
        return None;
    }
    let AnswerValue::Figure(figure) = answer.value() else { return None };
    let row = row_name(answer.indicator, words);
    let text = demand.in_line();
    let message = match (demand.when, is_below_full(&figure)) {
        (EvidenceWhen::BelowFull, Some(true)) => {
            t!(words, "bd503-message-below", row = row, demand = text)
        }
        (EvidenceWhen::BelowFull, Some(false)) => return None,
        // Only a rate can be full.
        _ if is_positive(&figure) => t!(words, "bd503-message", row = row, demand = text),
        _ => return None,
    };
    let message = Message { text: message, hint: t!(words, "bd503-hint") };
    Some(Hit { field: Field::Evidence, severity: None, message })
}

fn is_below_full(figure: &Figure) -> Option<bool> {
    match figure {
        Figure::Rate(rate) => Some(rate.numerator() < rate.denominator()),
        Figure::Bare(bare) => Some(bare.value < Decimal::from(bare.form.per.factor())),
        Figure::Quantity(_)
        | Figure::Choice(_)
        | Figure::Count(_)
        | Figure::CountWithPeople { .. }
        | Figure::YesNo(_)
        | Figure::Arranged { .. }
        | Figure::Rank(_)
        | Figure::Text(_)
        | Figure::Status(_)
        | Figure::Entry
        | Figure::Beneath(_) => None,
    }
}

fn is_positive(figure: &Figure) -> bool {
    match figure {
        Figure::Rate(rate) => rate.numerator() > Decimal::ZERO,
        Figure::Bare(Bare { value, .. }) | Figure::Quantity(value) => *value > Decimal::ZERO,
        Figure::Choice(chosen) => chosen.at() == 0,
        Figure::Count(count) | Figure::CountWithPeople { count, .. } | Figure::Rank(count) => {
            *count > 0
        }
        Figure::YesNo(yes) | Figure::Arranged { yes, .. } => *yes,
        Figure::Text(_) => true,
        Figure::Status(_) | Figure::Entry | Figure::Beneath(_) => false,
    }
}
