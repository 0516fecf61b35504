//! One figure, and what several come to, as JSON prints them.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::ledger::{Rollup, Total, display};
use crate::submission::answer::Figure;
use crate::values::quantity::format::percent_display;
use crate::values::quantity::target::Target;

/// A figure as JSON prints it: whole numbers whole, percentages as decimals, choices and words.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Number {
    Whole(i128),
    Percent(f64),
    /// A number with decimals, in its own digits.
    Decimal(Box<RawValue>),
    Choice(bool),
    Words(String),
}

/// What makes a figure exact beside its value as printed.
#[derive(Default, Serialize)]
pub(super) struct Parts {
    numerator: Option<Box<RawValue>>,
    denominator: Option<Box<RawValue>>,
    people: Option<i64>,
    /// A rate without its base, in its own digits.
    percent: Option<Box<RawValue>>,
}

pub(super) fn parts(figure: &Figure) -> serde_json::Result<Parts> {
    Ok(match figure {
        Figure::Rate(rate) => Parts {
            numerator: Some(digits(rate.numerator())?),
            denominator: Some(digits(rate.denominator())?),
            ..Parts::default()
        },
        Figure::Bare(bare) => Parts { percent: Some(digits(bare.value)?), ..Parts::default() },
        Figure::CountWithPeople { people, .. } | Figure::Arranged { staff: people, .. } => {
            Parts { people: *people, ..Parts::default() }
        }
        Figure::Beneath(area) => match &area.total {
            Total::Rate(rate) => parts(&Figure::Rate(*rate))?,
            Total::None
            | Total::Count { .. }
            | Total::CountWithPeople { .. }
            | Total::YesNo { .. }
            | Total::Arranged { .. }
            | Total::Range { .. }
            | Total::Quantity(_)
            | Total::Choices(_) => Parts {
                people: area.total.people().and_then(|people| i64::try_from(people).ok()),
                ..Parts::default()
            },
        },
        Figure::Count(_)
        | Figure::Quantity(_)
        | Figure::Choice(_)
        | Figure::YesNo(_)
        | Figure::Rank(_)
        | Figure::Text(_)
        | Figure::Status(_)
        | Figure::Entry => Parts::default(),
    })
}

/// A number in its own digits, without trailing zeros.
fn digits(number: Decimal) -> serde_json::Result<Box<RawValue>> {
    RawValue::from_string(number.normalize().to_string())
}

/// What is printed of a figure; an area of which no unit gave a figure has none.
pub(super) fn value(target: Option<&Target>, figure: &Figure) -> Option<Number> {
    (!figure.is_none()).then(|| number(target, figure))
}

/// A figure as it is printed beside a target.
pub(super) fn number(target: Option<&Target>, figure: &Figure) -> Number {
    match figure {
        Figure::Rate(rate) => Number::percent(percent_display(*rate, target)),
        Figure::Bare(percent) => Number::percent(percent_display(*percent, target)),
        Figure::Count(count) | Figure::Rank(count) | Figure::CountWithPeople { count, .. } => {
            Number::Whole(i128::from(*count))
        }
        Figure::Quantity(number) => Number::exact(*number),
        Figure::Choice(chosen) => Number::Words(chosen.as_str().to_owned()),
        Figure::YesNo(yes) | Figure::Arranged { yes, .. } => Number::Choice(*yes),
        Figure::Text(text) => Number::Words(text.to_string()),
        Figure::Beneath(area) => {
            rollup(target, area).value.unwrap_or_else(|| Number::Words(display(figure, target)))
        }
        Figure::Status(_) | Figure::Entry => Number::Words(display(figure, target)),
    }
}

impl Number {
    pub(super) fn exact(number: Decimal) -> Self {
        let words = |_| Self::Words(number.to_string());
        digits(number).map_or_else(words, Self::Decimal)
    }

    /// The last step before text: two decimals fit a float and print as they are.
    fn percent(shown: Decimal) -> Self {
        shown.to_f64().map_or_else(|| Self::Words(shown.to_string()), Self::Percent)
    }
}

/// What figures come to.
#[derive(Serialize)]
pub(super) struct RollupFigures {
    value: Option<Number>,
    numerator: Option<Number>,
    denominator: Option<Number>,
    people: Option<i128>,
    yes: Option<usize>,
    min: Option<Number>,
    max: Option<Number>,
    answered: usize,
    not_applicable: usize,
    expected: usize,
    without_base: usize,
    /// Only where a level is set for each unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    met: Option<usize>,
    /// Only of choices: how many answered with each.
    #[serde(skip_serializing_if = "Option::is_none")]
    choices: Option<Box<RawValue>>,
}

/// What figures come to, beside a target.
pub(super) fn rollup(target: Option<&Target>, rollup: &Rollup) -> RollupFigures {
    let mut figures = RollupFigures {
        value: None,
        numerator: None,
        denominator: None,
        people: None,
        yes: None,
        min: None,
        max: None,
        answered: rollup.answered,
        not_applicable: rollup.not_applicable,
        expected: rollup.expected,
        without_base: rollup.without_base,
        met: rollup.met,
        choices: None,
    };
    match &rollup.total {
        Total::None => {}
        Total::Rate(rate) => {
            figures.value = Some(Number::percent(percent_display(*rate, target)));
            figures.numerator = Some(Number::exact(rate.numerator()));
            figures.denominator = Some(Number::exact(rate.denominator()));
        }
        Total::Quantity(sum) => figures.value = Some(Number::exact(*sum)),
        Total::Choices(counts) => {
            if let Some(share) = counts.share() {
                figures.value = Some(Number::percent(percent_display(share, None)));
                figures.numerator = Some(Number::exact(share.numerator()));
                figures.denominator = Some(Number::exact(share.denominator()));
            }
            figures.choices = RawValue::from_string(counts.to_json()).ok();
        }
        Total::Count { sum, at_least_one } => {
            figures.value = Some(Number::Whole(*sum));
            figures.yes = *at_least_one;
        }
        Total::CountWithPeople { sum, people } => {
            figures.value = Some(Number::Whole(*sum));
            figures.people = Some(*people);
        }
        Total::YesNo { yes } => figures.yes = Some(*yes),
        Total::Arranged { yes, staff } => {
            figures.yes = Some(*yes);
            figures.people = Some(*staff);
        }
        Total::Range { min, max } => {
            figures.min = Some(Number::exact(*min));
            figures.max = Some(Number::exact(*max));
        }
    }
    figures
}
