//! The rows of figures: what each unit reports, what that comes to, what is official.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde::Serialize;

use crate::key::{FormId, IndicatorId, UnitCode};
use crate::ledger::{Contribution, Rollup, Row, Total};
use crate::merge::{ConsolidatedRow, OfficialSource, Verdict};
use crate::quantity::format::percent_display;
use crate::quantity::measure::Measure;
use crate::submission::answer::Figure;

#[derive(Serialize)]
pub(super) struct IndicatorFigures<'a> {
    form: &'a FormId,
    indicator: &'a IndicatorId,
    measure: Measure,
    rollup: RollupFigures,
    reported: Vec<Figures<'a>>,
    official: OfficialFigure,
    target: Option<&'a str>,
    verdict: &'static str,
    provisional: bool,
    contributions: Vec<OwnFigures<'a>>,
    excluded: Vec<Left<'a>>,
}

#[derive(Serialize)]
struct RollupFigures {
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
}

/// A figure of a unit's own, and whether it is added to what the units come to.
#[derive(Serialize)]
struct OwnFigures<'a> {
    #[serde(flatten)]
    figures: Figures<'a>,
    counted: bool,
}

#[derive(Serialize)]
struct Figures<'a> {
    unit: &'a UnitCode,
    value: Option<Number>,
    numerator: Option<i64>,
    denominator: Option<i64>,
    people: Option<i64>,
    file: &'a str,
    sheet: Option<&'a str>,
    cell: Option<String>,
}

/// An answer that an error keeps out of the totals.
#[derive(Serialize)]
struct Left<'a> {
    unit: &'a UnitCode,
    scope: crate::key::Scope,
    file: &'a str,
}

#[derive(Serialize)]
struct OfficialFigure {
    value: Option<Number>,
    source: &'static str,
}

/// A figure as JSON prints it: whole numbers whole, percentages as decimals, choices and words.
#[derive(Serialize)]
#[serde(untagged)]
enum Number {
    Whole(i128),
    Percent(f64),
    Choice(bool),
    Words(String),
}

pub(super) fn indicator<'a>(consolidated: &'a ConsolidatedRow<'_>) -> IndicatorFigures<'a> {
    let row = &consolidated.row;
    let own = |given: &'a Contribution<'_>| OwnFigures {
        figures: figures(row, given),
        counted: given.counted,
    };
    IndicatorFigures {
        form: &row.form.id,
        indicator: &row.indicator.id,
        measure: row.indicator.measure,
        rollup: rollup(row, &row.rollup),
        reported: row.reported.iter().map(|given| figures(row, given)).collect(),
        official: OfficialFigure {
            value: consolidated.official.figure.as_ref().map(|figure| number(row, figure)),
            source: match consolidated.official.source {
                OfficialSource::Reported => "reported",
                OfficialSource::Rollup => "rollup",
                OfficialSource::Undecided => "undecided",
            },
        },
        target: row.target.map(crate::quantity::target::Target::notation),
        verdict: match consolidated.verdict {
            Verdict::Met => "met",
            Verdict::Missed => "missed",
            Verdict::Insufficient => "insufficient",
            Verdict::None => "none",
        },
        provisional: consolidated.provisional,
        contributions: row.contributions.iter().map(own).collect(),
        excluded: row
            .excluded
            .iter()
            .map(|left| Left {
                unit: &left.unit.code,
                scope: left.answer.key.scope,
                file: left.path,
            })
            .collect(),
    }
}

fn rollup(row: &Row<'_>, rollup: &Rollup) -> RollupFigures {
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
    };
    match &rollup.total {
        Total::None => {}
        Total::Rate(rate) => {
            figures.value = Some(Number::percent(percent_display(*rate, row.target)));
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

fn figures<'a>(row: &Row<'_>, contribution: &'a Contribution<'_>) -> Figures<'a> {
    let (mut numerator, mut denominator, mut people) = (None, None, None);
    match &contribution.figure {
        Figure::Rate(rate) => {
            numerator = Some(rate.numerator());
            denominator = Some(rate.denominator());
        }
        Figure::CountWithPeople { people: given, .. } | Figure::Arranged { staff: given, .. } => {
            people = *given;
        }
        _ => {}
    }
    let place = contribution.place();
    Figures {
        unit: &contribution.unit.code,
        value: Some(number(row, &contribution.figure)),
        numerator,
        denominator,
        people,
        file: contribution.path,
        sheet: place.map(|place| place.sheet.as_ref()),
        cell: place.map(|place| place.position.to_string()),
    }
}

fn number(row: &Row<'_>, figure: &Figure) -> Number {
    match figure {
        Figure::Rate(rate) => Number::percent(percent_display(*rate, row.target)),
        Figure::Percent(percent) => Number::percent(percent_display(*percent, row.target)),
        Figure::Count(count) | Figure::Rank(count) | Figure::CountWithPeople { count, .. } => {
            Number::Whole(i128::from(*count))
        }
        Figure::YesNo(yes) | Figure::Arranged { yes, .. } => Number::Choice(*yes),
        Figure::Text(text) => Number::Words(text.clone()),
        Figure::Status(_) | Figure::Entry => Number::Words(row.display(figure)),
    }
}

impl Number {
    /// The last step before text: two decimals fit a float and print as they are.
    fn percent(shown: Decimal) -> Self {
        shown.to_f64().map_or_else(|| Self::Words(shown.to_string()), Self::Percent)
    }
}
