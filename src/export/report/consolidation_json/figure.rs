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
    Choice(bool),
    Words(String),
}

/// What makes a figure exact beside its value as printed.
#[derive(Default, Serialize)]
pub(super) struct Parts {
    numerator: Option<i64>,
    denominator: Option<i64>,
    people: Option<i64>,
    /// A rate without its base, in its own digits.
    percent: Option<Box<RawValue>>,
}

pub(super) fn parts(figure: &Figure) -> serde_json::Result<Parts> {
    Ok(match figure {
        Figure::Rate(rate) => Parts {
            numerator: Some(rate.numerator()),
            denominator: Some(rate.denominator()),
            ..Parts::default()
        },
        Figure::Percent(points) => Parts {
            percent: Some(RawValue::from_string(points.normalize().to_string())?),
            ..Parts::default()
        },
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
            | Total::Range { .. } => Parts {
                people: area.total.people().and_then(|people| i64::try_from(people).ok()),
                ..Parts::default()
            },
        },
        Figure::Count(_)
        | Figure::YesNo(_)
        | Figure::Rank(_)
        | Figure::Text(_)
        | Figure::Status(_)
        | Figure::Entry => Parts::default(),
    })
}

/// What is printed of a figure; an area of which no unit gave a figure has none.
pub(super) fn value(target: Option<&Target>, figure: &Figure) -> Option<Number> {
    (!figure.is_none()).then(|| number(target, figure))
}

/// A figure as it is printed beside a target.
pub(super) fn number(target: Option<&Target>, figure: &Figure) -> Number {
    match figure {
        Figure::Rate(rate) => Number::percent(percent_display(*rate, target)),
        Figure::Percent(percent) => Number::percent(percent_display(*percent, target)),
        Figure::Count(count) | Figure::Rank(count) | Figure::CountWithPeople { count, .. } => {
            Number::Whole(i128::from(*count))
        }
        Figure::YesNo(yes) | Figure::Arranged { yes, .. } => Number::Choice(*yes),
        Figure::Text(text) => Number::Words(text.to_string()),
        Figure::Beneath(area) => {
            rollup(target, area).value.unwrap_or_else(|| Number::Words(display(figure, target)))
        }
        Figure::Status(_) | Figure::Entry => Number::Words(display(figure, target)),
    }
}

impl Number {
    /// The last step before text: two decimals fit a float and print as they are.
    fn percent(shown: Decimal) -> Self {
        shown.to_f64().map_or_else(|| Self::Words(shown.to_string()), Self::Percent)
    }
}

/// What figures come to.
#[derive(Serialize)]
pub(super) struct RollupFigures {
    value: Option<Number>,
    numerator: Option<i64>,
    denominator: Option<i64>,
    people: Option<i128>,
    yes: Option<usize>,
    min: Option<i64>,
    max: Option<i64>,
    answered: usize,
    not_applicable: usize,
    expected: usize,
    without_base: usize,
    /// Only where a level is set for each unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    met: Option<usize>,
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
    };
    match &rollup.total {
        Total::None => {}
        Total::Rate(rate) => {
            figures.value = Some(Number::percent(percent_display(*rate, target)));
            figures.numerator = Some(rate.numerator());
            figures.denominator = Some(rate.denominator());
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
            figures.min = Some(*min);
            figures.max = Some(*max);
        }
    }
    figures
}
