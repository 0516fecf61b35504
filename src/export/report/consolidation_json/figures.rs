//! The rows of figures: what each unit reports, what that comes to, what is official.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::bound::TargetBound;
use super::figure::{Number, Parts, RollupFigures, number, parts, rollup, value};
use super::trend::{self, RowThen, UnitThen};
use crate::campaign::Indicator;
use crate::consolidate::merge::{ConsolidatedRow, Consolidation, Verdict};
use crate::consolidate::result_cell::ResultCell;
use crate::export::report::correction_json::{Replaced, replaced};
use crate::ledger::readback::RowMeaning;
use crate::ledger::{AbovePopulation, Contribution, Reached, Row};
use crate::values::key::{Field, FormId, Scope, UnitCode};
use crate::values::quantity::figure_status::{FigureStatus, StatusRule, UNSTATED};
use crate::values::quantity::measure::Measure;
use crate::values::quantity::target::Better;

#[derive(Serialize)]
pub(super) struct IndicatorFigures<'a> {
    form: &'a FormId,
    indicator: &'a str,
    /// Which of several figures in the row it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<String>,
    measure: Measure,
    #[serde(flatten)]
    measure_form: MeasureKeys<'a>,
    aggregation: &'static str,
    #[serde(flatten)]
    meaning: Meaning,
    rollup: RollupFigures,
    reported: Vec<Figures<'a>>,
    official: OfficialFigure,
    target: Option<&'a str>,
    /// Only where there is a target.
    #[serde(skip_serializing_if = "Option::is_none")]
    target_bound: Option<TargetBound>,
    /// Only where the definition says which way the figure gets better.
    #[serde(skip_serializing_if = "Option::is_none")]
    better: Option<&'static str>,
    /// How many ones one of the figure is; only of a row in thousands or more.
    #[serde(skip_serializing_if = "Option::is_none")]
    multiple: Option<i64>,
    verdict: &'static str,
    /// Only where the level is set for each unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    reached: Option<ReachedUnits>,
    provisional: bool,
    /// Only in a row whose figures have a status, or could.
    #[serde(skip_serializing_if = "Option::is_none")]
    figure_status: Option<Statuses>,
    contributions: Vec<OwnFigures<'a>>,
    excluded: Vec<Left<'a>>,
    /// Only where a figure for the whole area counts more people than live there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    to_check: Vec<ToCheck<'a>>,
    result: Option<Place<'a>>,
    previous: Option<RowThen<'a>>,
}

/// A figure for the whole area that cannot well be right.
#[derive(Serialize)]
struct ToCheck<'a> {
    why: &'static str,
    /// The lead agency whose figure it is; none of what the units come to.
    unit: Option<&'a UnitCode>,
    field: Field,
    people: i128,
    population: i128,
}

/// What the measure needs to know of the row, where it does.
#[derive(Default, Serialize)]
struct MeasureKeys<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    decimals: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    per: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    numerator_decimals: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    denominator_decimals: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    choices: Option<&'a [String]>,
}

impl<'a> MeasureKeys<'a> {
    fn of(indicator: &'a Indicator) -> Self {
        let (measure, form) = (indicator.measure, &indicator.measure_form);
        let is_ratio = measure == Measure::Ratio;
        let some = |decimals: u32| (measure.is_rate() && decimals > 0).then_some(decimals);
        Self {
            decimals: (is_ratio || measure == Measure::Quantity).then_some(form.decimals),
            per: is_ratio.then_some(form.per.factor()),
            numerator_decimals: some(form.numerator_decimals),
            denominator_decimals: some(form.denominator_decimals),
            choices: (measure == Measure::Choice).then_some(form.choices.as_slice()),
        }
    }
}

/// What the row is about, each part under its key.
struct Meaning(RowMeaning);

impl Serialize for Meaning {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let texts = self.0.texts();
        to.collect_map(texts.map(|(part, text)| (part.key(), Some(text).filter(|t| !t.is_empty()))))
    }
}

/// Where the result stands in the workbook.
#[derive(Serialize)]
struct Place<'a> {
    sheet: &'a str,
    cell: String,
}

/// How settled the official figure is, and how many of the figures behind it have each status.
#[derive(Serialize)]
struct Statuses {
    status: &'static str,
    counts: BTreeMap<&'static str, usize>,
}

/// How many units reach the level that is set for each, of all that are asked.
#[derive(Serialize)]
struct ReachedUnits {
    met: usize,
    of: usize,
}

/// A figure of a unit's own, and whether it is added to what the units come to.
#[derive(Serialize)]
struct OwnFigures<'a> {
    #[serde(flatten)]
    figures: Figures<'a>,
    counted: bool,
    /// Only where the level is set for each unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
    /// Only where units have levels of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'a str>,
    /// Where it is what the units of an area come to: of how many of them.
    beneath: Option<RollupFigures>,
}

#[derive(Serialize)]
struct Figures<'a> {
    unit: &'a UnitCode,
    value: Option<Number>,
    #[serde(flatten)]
    parts: Parts,
    file: &'a str,
    sheet: Option<String>,
    cell: Option<String>,
    /// Only in a row whose figures have a status, or could.
    #[serde(skip_serializing_if = "Option::is_none")]
    figure_status: Option<&'static str>,
    /// Only where the officer has corrected anything.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    corrected: Vec<Replaced<'a>>,
    previous: Option<UnitThen<'a>>,
}

/// An answer that an error keeps out of the totals.
#[derive(Serialize)]
struct Left<'a> {
    unit: &'a UnitCode,
    scope: crate::values::key::Scope,
    file: &'a str,
}

#[derive(Serialize)]
struct OfficialFigure {
    value: Option<Number>,
    #[serde(flatten)]
    parts: Parts,
    source: &'static str,
}

pub(super) fn indicator<'a>(
    consolidation: &'a Consolidation<'a>,
    consolidated: &'a ConsolidatedRow<'a>,
    results: &'a [ResultCell],
) -> serde_json::Result<IndicatorFigures<'a>> {
    let row = &consolidated.row;
    let then = |scope, given: &Contribution<'a>| {
        let since = consolidation.figure_trend(consolidated, scope, given);
        since.map(|since| trend::unit(consolidation, consolidated, &since)).transpose()
    };
    Ok(IndicatorFigures {
        form: &row.form.id,
        indicator: row.indicator.id.row(),
        figure: row.indicator.id.figure().map(|figure| figure.as_str().to_owned()),
        measure: row.indicator.measure,
        measure_form: MeasureKeys::of(row.indicator),
        aggregation: row.indicator.aggregation.as_str(),
        meaning: Meaning(RowMeaning::of(row.indicator, consolidation.period)),
        rollup: rollup(row.target, &row.rollup),
        reported: row
            .reported
            .iter()
            .map(|given| figures(row, given, then(Scope::City, given)?))
            .collect::<serde_json::Result<_>>()?,
        official: official(consolidated)?,
        target: row.target.map(crate::values::quantity::target::Target::notation),
        target_bound: row
            .target
            .map(|target| TargetBound::of(target, row.indicator))
            .transpose()?,
        better: row.indicator.better.map(Better::as_str),
        multiple: Some(row.indicator.scale.factor()).filter(|factor| *factor > 1),
        verdict: consolidated.verdict.as_str(),
        reached: row.rollup.reached().map(|Reached { met, of, .. }| ReachedUnits { met, of }),
        provisional: consolidated.provisional,
        figure_status: (row.indicator.figure_status != StatusRule::Unsaid).then(|| Statuses {
            status: status_words(consolidated.statuses.total()),
            counts: consolidated.statuses.named().collect(),
        }),
        contributions: row
            .contributions
            .iter()
            .map(|given: &'a Contribution<'a>| {
                let beneath = given.figure.beneath().map(|area| rollup(row.target, area));
                let figures = figures(row, given, then(Scope::Own, given)?)?;
                let verdict = consolidated.verdict_of(given).map(Verdict::as_str);
                let level = row.level_of_each(&given.unit.code).filter(|_| row.has_own_levels());
                let target = level.map(crate::values::quantity::target::Target::notation);
                Ok(OwnFigures { figures, counted: given.counted, verdict, target, beneath })
            })
            .collect::<serde_json::Result<_>>()?,
        excluded: row
            .excluded
            .iter()
            .map(|left| Left { unit: &left.unit.code, scope: left.answer.scope, file: left.path })
            .collect(),
        to_check: to_check(consolidation, row),
        result: results
            .iter()
            .find(|place: &&ResultCell| {
                place.form == row.form.id && place.indicator == row.indicator.id
            })
            .map(|place| Place { sheet: &place.sheet, cell: place.cell.clone() }),
        previous: trend::row(consolidation, consolidated)?,
    })
}

fn to_check<'a>(consolidation: &Consolidation<'_>, row: &'a Row<'_>) -> Vec<ToCheck<'a>> {
    let population = consolidation.campaign.population(consolidation.period);
    let above = population.map(|population| row.above_population(population)).unwrap_or_default();
    let one = |found: AbovePopulation<'a, '_, _>| ToCheck {
        why: "above-population",
        unit: found.lead.map(|lead| &lead.unit.code),
        field: found.field,
        people: found.people,
        population: found.population,
    };
    above.into_iter().map(one).collect()
}

fn status_words(status: Option<FigureStatus>) -> &'static str {
    status.map_or(UNSTATED, FigureStatus::as_str)
}

fn official(consolidated: &ConsolidatedRow<'_>) -> serde_json::Result<OfficialFigure> {
    let official = &consolidated.official;
    let figure = official.figure.as_ref();
    let parts = figure.map(parts).transpose()?.unwrap_or_default();
    Ok(OfficialFigure {
        value: figure.map(|figure| number(consolidated.row.target, figure)),
        parts,
        source: official.source.as_str(),
    })
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
        parts,
        file: contribution.path,
        cell: place.as_ref().map(|place| place.position.to_string()),
        sheet: place.map(|place| place.sheet.to_string()),
        figure_status: (row.indicator.figure_status != StatusRule::Unsaid)
            .then(|| status_words(contribution.answer.figure_status)),
        corrected: replaced(contribution.answer, contribution.sent),
        previous,
    })
}
