//! BD503 missing-evidence: the form demands evidence for a figure above zero and there is none.

use rust_decimal::Decimal;

use crate::i18n::Words;
use crate::key::Field;
use crate::rules::rule::{AnswerCase, Blame, Check, Rule, Said, rule};
use crate::submission::answer::{Answer, Figure, Outcome};
use crate::t;

/// The rule.
pub(in crate::rules) const RULE: Rule = rule!("BD503", "missing-evidence", Warning, Check::Answer(check), reads: [Field::Value, Field::Numerator, Field::Denominator, Field::People]);

fn check(case: &AnswerCase<'_>, words: &Words) -> Option<Blame> {
    let answer = case.answer;
    let demand = answer.indicator.evidence.as_ref()?;
    if demand.field != Field::Evidence || !answer.is_blank(Field::Evidence) || !is_positive(answer)
    {
        return None;
    }
    Some(Blame {
        field: Field::Evidence,
        said: Said {
            message: t!(
                words,
                "bd503-message",
                number = answer.indicator.number.as_str(),
                demand = demand.text.replace('\n', " ")
            ),
            hint: t!(words, "bd503-hint"),
        },
    })
}

fn is_positive(answer: &Answer<'_>) -> bool {
    let Outcome::Figure(figure) = answer.outcome() else { return false };
    match figure {
        Figure::Rate(rate) => rate.numerator() > 0,
        Figure::Percent(percent) => percent > Decimal::ZERO,
        Figure::Count(count) | Figure::CountWithPeople { count, .. } | Figure::Rank(count) => {
            count > 0
        }
        Figure::YesNo(yes) | Figure::Arranged { yes, .. } => yes,
        Figure::Text(_) => true,
        Figure::Status(_) | Figure::Entry => false,
    }
}
