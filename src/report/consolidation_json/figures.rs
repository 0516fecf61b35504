//! The rows of figures: what each unit reports, what that comes to, what is official.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde::Serialize;
use serde_json::value::RawValue;

use super::since::{self, RowThen, UnitThen};
use crate::consolidated::ResultPlace;
use crate::key::{FormId, IndicatorId, Scope, UnitCode};
use crate::ledger::{Contribution, Rollup, Row, Total, display};
use crate::merge::{ConsolidatedRow, Consolidation};
use crate::quantity::format::percent_display;
use crate::quantity::measure::Measure;
use crate::quantity::target::Target;
use crate::submission::answer::Figure;

#[derive(Serialize)]
pub(super) struct IndicatorFigures<'a> {
    form: &'a FormId,
    indicator: &'a IndicatorId,
    measure: Measure,
    aggregation: &'static str,
    rollup: RollupFigures,
    reported: Vec<Figures<'a>>,
    official: OfficialFigure,
    target: Option<&'a str>,
    verdict: &'static str,
    provisional: bool,
    contributions: Vec<OwnFigures<'a>>,
    excluded: Vec<Left<'a>>,
    result: Option<Place<'a>>,
    previous: Option<RowThen<'a>>,
}

/// Where the result stands in the workbook.
#[derive(Serialize)]
struct Place<'a> {
    sheet: &'a str,
    cell: String,
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
    /// Where it is what the units of an area come to: of how many of them.
    beneath: Option<RollupFigures>,
}

#[derive(Serialize)]
struct Figures<'a> {
    unit: &'a UnitCode,
    value: Option<Number>,
    numerator: Option<i64>,
    denominator: Option<i64>,
    people: Option<i64>,
    percent: Option<Box<RawValue>>,
    file: &'a str,
    sheet: Option<String>,
    cell: Option<String>,
    previous: Option<UnitThen<'a>>,
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
    numerator: Option<i64>,
    denominator: Option<i64>,
    people: Option<i64>,
    percent: Option<Box<RawValue>>,
    source: &'static str,
}

/// A figure as JSON prints it: whole numbers whole, percentages as decimals, choices and words.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Number {
    Whole(i128),
    Percent(f64),
    Choice(bool),
    Words(String),
}

pub(super) fn indicator<'a>(
    consolidation: &'a Consolidation<'a>,
    consolidated: &'a ConsolidatedRow<'a>,
    results: &'a [ResultPlace],
) -> serde_json::Result<IndicatorFigures<'a>> {
    let row = &consolidated.row;
    let then = |scope, given: &Contribution<'a>| {
        let since = consolidation.figure_since(consolidated, scope, given);
        since.map(|since| since::unit(consolidation, consolidated, &since)).transpose()
    };
    let own = |given: &'a Contribution<'a>| {
        let beneath = given.figure.beneath().map(|area| rollup(row.target, area));
        let figures = figures(row, given, then(Scope::Own, given)?)?;
        Ok(OwnFigures { figures, counted: given.counted, beneath })
    };
    let is_of =
        |place: &&ResultPlace| place.form == row.form.id && place.indicator == row.indicator.id;
    Ok(IndicatorFigures {
        form: &row.form.id,
        indicator: &row.indicator.id,
        measure: row.indicator.measure,
        aggregation: row.indicator.rollup.as_str(),
        rollup: rollup(row.target, &row.rollup),
        reported: row
            .reported
            .iter()
            .map(|given| figures(row, given, then(Scope::City, given)?))
            .collect::<serde_json::Result<_>>()?,
        official: official(consolidated)?,
        target: row.target.map(crate::quantity::target::Target::notation),
        verdict: consolidated.verdict.as_str(),
        provisional: consolidated.provisional,
        contributions: row.contributions.iter().map(own).collect::<serde_json::Result<_>>()?,
        excluded: row
            .excluded
            .iter()
            .map(|left| Left { unit: &left.unit.code, scope: left.answer.scope, file: left.path })
            .collect(),
        result: results
            .iter()
            .find(is_of)
            .map(|place| Place { sheet: &place.sheet, cell: place.cell() }),
        previous: since::row(consolidation, consolidated)?,
    })
}

fn official(consolidated: &ConsolidatedRow<'_>) -> serde_json::Result<OfficialFigure> {
    let official = &consolidated.official;
    let figure = official.figure.as_ref();
    let parts = figure.map(parts).transpose()?.unwrap_or_default();
    Ok(OfficialFigure {
        value: figure.map(|figure| number(consolidated.row.target, figure)),
        numerator: parts.numerator,
        denominator: parts.denominator,
        people: parts.people,
        percent: parts.percent,
        source: official.source.as_str(),
    })
}

fn rollup(target: Option<&Target>, rollup: &Rollup) -> RollupFigures {
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

fn figures<'a>(
    row: &Row<'_>,
    contribution: &'a Contribution<'_>,
    previous: Option<UnitThen<'a>>,
) -> serde_json::Result<Figures<'a>> {
    let parts = parts(&contribution.figure)?;
    let place = contribution.place();
    Ok(Figures {
        unit: &contribution.unit.code,
        value: value(row.target, &contribution.figure),
        numerator: parts.numerator,
        denominator: parts.denominator,
        people: parts.people,
        percent: parts.percent,
        file: contribution.path,
        cell: place.as_ref().map(|place| place.position.to_string()),
        sheet: place.map(|place| place.sheet.to_string()),
        previous,
    })
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
            total => Parts {
                people: total.people().and_then(|people| i64::try_from(people).ok()),
                ..Parts::default()
            },
        },
        _ => Parts::default(),
    })
}

/// What is printed of a figure; an area of which no unit gave a figure has none.
pub(super) fn value(target: Option<&Target>, figure: &Figure) -> Option<Number> {
    (!figure.is_none()).then(|| number(target, figure))
}

/// A figure as it is printed beside a target.
fn number(target: Option<&Target>, figure: &Figure) -> Number {
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
