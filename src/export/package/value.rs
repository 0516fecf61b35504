//! A figure spread over columns of one type each, and how it is spelled.

use rust_decimal::Decimal;

use super::table::{Cell, NONE, decimal, flag, shown};
use crate::ledger::Row;
use crate::submission::answer::Figure;
use crate::values::quantity::format::percent_display;
use crate::values::quantity::rate::Rate;
use crate::values::quantity::rollup::Total;

/// The measures of rows that ask for a figure.
pub(super) const MEASURES: &[&str] = &[
    "percent",
    "count",
    "count-with-people",
    "yes-no",
    "rank",
    "documents",
    "arranged",
    "text",
    "quantity",
    "ratio",
    "choice",
];

#[derive(Debug)]
pub(super) struct Spread<'a> {
    /// The number: percent points as displayed, a count, a rank.
    pub(super) value: Cell<'a>,
    pub(super) yes: Cell<'a>,
    pub(super) text: Cell<'a>,
    /// The first figure of a rate.
    pub(super) numerator: Cell<'a>,
    /// Its second figure.
    pub(super) denominator: Cell<'a>,
    /// The second figure of a count, or the staff.
    pub(super) people: Cell<'a>,
}

impl Spread<'_> {
    /// Nothing in any column.
    pub(super) const NOTHING: Self = Self {
        value: NONE,
        yes: NONE,
        text: NONE,
        numerator: NONE,
        denominator: NONE,
        people: NONE,
    };
}

/// Spreads a figure of a row.
pub(super) fn spread<'f>(row: &Row<'_>, figure: &'f Figure) -> Spread<'f> {
    let nothing = Spread::NOTHING;
    match figure {
        Figure::Rate(rate) => {
            let [numerator, denominator] = pair(*rate);
            Spread { value: points(row, *rate), numerator, denominator, ..nothing }
        }
        Figure::Bare(percent) => Spread { value: points(row, *percent), ..nothing },
        Figure::Count(count) | Figure::Rank(count) => {
            Spread { value: shown(Some(count)), ..nothing }
        }
        Figure::CountWithPeople { count, people } => {
            Spread { value: shown(Some(count)), people: shown(*people), ..nothing }
        }
        Figure::Quantity(number) => Spread { value: decimal(Some(*number)), ..nothing },
        Figure::Choice(chosen) => Spread { text: chosen.as_str().into(), ..nothing },
        Figure::YesNo(yes) => Spread { yes: flag(*yes), ..nothing },
        Figure::Arranged { yes, staff } => {
            Spread { yes: flag(*yes), people: shown(*staff), ..nothing }
        }
        Figure::Text(text) => Spread { text: text.as_ref().into(), ..nothing },
        Figure::Status(status) => Spread { text: status.as_str().into(), ..nothing },
        Figure::Entry => nothing,
        Figure::Beneath(area) => match &area.total {
            Total::Rate(rate) => {
                let [numerator, denominator] = pair(*rate);
                Spread { value: points(row, *rate), numerator, denominator, ..nothing }
            }
            Total::Count { sum, .. } => Spread { value: shown(Some(sum)), ..nothing },
            Total::CountWithPeople { sum, people } => {
                Spread { value: shown(Some(sum)), people: shown(Some(people)), ..nothing }
            }
            Total::Quantity(sum) => Spread { value: decimal(Some(*sum)), ..nothing },
            Total::None => nothing,
            Total::YesNo { .. }
            | Total::Arranged { .. }
            | Total::Range { .. }
            | Total::Choices(_) => {
                let people = shown(area.total.people());
                Spread { text: row.display(figure).into(), people, ..nothing }
            }
        },
    }
}

/// The two figures of a rate.
pub(super) fn pair(rate: Rate) -> [Cell<'static>; 2] {
    [rate.numerator(), rate.denominator()].map(|figure| decimal(Some(figure)))
}

/// A percentage as it is displayed everywhere: never rounded across the target.
pub(super) fn points(
    row: &Row<'_>,
    exact: impl Into<crate::values::quantity::format::Shown>,
) -> Cell<'static> {
    let points: Decimal = percent_display(exact, row.target);
    decimal(Some(points))
}
