//! What stands beside a figure where an earlier consolidation is given: the figure of then, exact, and
//! how far it has moved.

use rust_decimal::prelude::ToPrimitive as _;
use serde::Serialize;

use super::figure::{Number, Parts, RollupFigures, parts, rollup, value};
use crate::consolidate::merge::{
    BothTimes, ConsolidatedRow, Consolidation, OfficialSource, UnitTrend,
};
use crate::ledger::prior::{Change, PriorFigure, Together};
use crate::ledger::readback::SnapshotFigure;
use crate::submission::answer::Figure;
use crate::values::key::UnitCode;
use crate::values::quantity::target::Target;

/// The earlier consolidation.
#[derive(Serialize)]
pub(super) struct File<'a> {
    path: &'a str,
    sha256: &'a str,
    period: &'a str,
}

/// What a row came to then.
#[derive(Serialize)]
pub(super) struct RowThen<'a> {
    #[serde(flatten)]
    figure: Then,
    source: &'static str,
    official: OfficialThen,
    answered: usize,
    expected: usize,
    rollup: RollupThen,
    both: Option<Both>,
    fallen: usize,
    unchanged: usize,
    sheet: Option<&'a str>,
    cell: Option<&'a str>,
}

/// What was printed then.
#[derive(Serialize)]
struct OfficialThen {
    #[serde(flatten)]
    figure: Sum,
    source: &'static str,
}

/// What the units came to then.
#[derive(Serialize)]
struct RollupThen {
    #[serde(flatten)]
    figures: RollupFigures,
    change: Option<Number>,
}

/// What the units that answered both times came to then, and come to now.
#[derive(Serialize)]
struct Both {
    units: usize,
    only_then: usize,
    only_now: usize,
    then: RollupFigures,
    now: RollupFigures,
    change: Option<Number>,
}

/// What a unit reported then.
#[derive(Serialize)]
pub(super) struct UnitThen<'a> {
    state: &'static str,
    #[serde(flatten)]
    figure: Then,
    from: Vec<From<'a>>,
    together: Option<TogetherFigures<'a>>,
}

/// What the units of a split, or of an exchange of parts, report together.
#[derive(Serialize)]
struct TogetherFigures<'a> {
    units: Vec<&'a UnitCode>,
    from: Vec<From<'a>>,
    then: Sum,
    now: Sum,
    change: Option<Number>,
}

#[derive(Default, Serialize)]
struct Sum {
    value: Option<Number>,
    #[serde(flatten)]
    parts: Parts,
}

#[derive(Serialize)]
struct Then {
    value: Option<Number>,
    #[serde(flatten)]
    parts: Parts,
    change: Option<Number>,
}

/// Where a figure of then stands.
#[derive(Serialize)]
struct From<'a> {
    unit: &'a UnitCode,
    file: &'a str,
    sheet: Option<&'a str>,
    cell: Option<&'a str>,
}

pub(super) fn file<'a>(consolidation: &Consolidation<'a>) -> Option<File<'a>> {
    let previous = consolidation.previous?;
    let period = previous.period.id.as_str();
    Some(File { path: previous.path, sha256: previous.sha256, period })
}

pub(super) fn row<'a>(
    consolidation: &Consolidation<'a>,
    row: &ConsolidatedRow<'a>,
) -> serde_json::Result<Option<RowThen<'a>>> {
    let Some(since) = consolidation.trend(row) else { return Ok(None) };
    let (then, target) = (since.then, target(consolidation, row));
    // Of two kinds, what units come to is held against what units came to.
    let units = then.rollup.total.as_figure();
    let (held, change, source) = if since.unlike {
        (units.as_ref(), since.rollup, OfficialSource::Rollup)
    } else {
        (then.official.as_ref(), since.change, then.source)
    };
    Ok(Some(RowThen {
        figure: figure(target, held, change)?,
        source: source.as_str(),
        official: OfficialThen {
            figure: then.official.as_ref().map(|f| sum(target, f)).transpose()?.unwrap_or_default(),
            source: then.source.as_str(),
        },
        answered: then.rollup.answered,
        expected: then.rollup.expected,
        rollup: RollupThen {
            figures: rollup(target, &then.rollup),
            change: since.rollup.map(moved),
        },
        both: since.both.as_ref().map(|both| self::both(consolidation, row, both)),
        fallen: since.fallen,
        unchanged: since.unchanged,
        sheet: then.place.as_ref().map(|place| place.sheet.as_str()),
        cell: then.place.as_ref().map(|place| place.cell.as_str()),
    }))
}

pub(super) fn unit<'a>(
    consolidation: &Consolidation<'a>,
    row: &ConsolidatedRow<'a>,
    since: &UnitTrend<'a, '_>,
) -> serde_json::Result<UnitThen<'a>> {
    let then = target(consolidation, row);
    let together = since.together.as_ref().map(|both| together(row, then, both)).transpose()?;
    Ok(UnitThen {
        state: match &since.then {
            PriorFigure::Same(figure) if figure.unit == since.unit.code => "same",
            PriorFigure::Same(_) => "renamed",
            PriorFigure::Summed { .. } => "summed",
            PriorFigure::NoSum { .. } => "no-sum",
            PriorFigure::Split => "split",
            PriorFigure::New => "new",
            PriorFigure::Silent => "silent",
        },
        figure: figure(then, since.then.figure(), since.change)?,
        from: since.then.sources().iter().copied().map(from).collect(),
        together,
    })
}

fn from(figure: &SnapshotFigure) -> From<'_> {
    From {
        unit: &figure.unit,
        file: &figure.file,
        sheet: figure.sheet.as_deref(),
        cell: figure.cell.as_deref(),
    }
}

fn both(consolidation: &Consolidation<'_>, row: &ConsolidatedRow<'_>, both: &BothTimes) -> Both {
    let BothTimes { units, only_then, only_now, .. } = *both;
    Both {
        units,
        only_then,
        only_now,
        then: rollup(target(consolidation, row), &both.then),
        now: rollup(row.row.target, &both.now),
        change: both.change.map(moved),
    }
}

fn together<'a>(
    row: &ConsolidatedRow<'_>,
    then: Option<&Target>,
    both: &Together<'a>,
) -> serde_json::Result<TogetherFigures<'a>> {
    Ok(TogetherFigures {
        units: both.units.iter().map(|unit| &unit.code).collect(),
        from: both.from.iter().copied().map(from).collect(),
        then: sum(then, &both.then)?,
        now: sum(row.row.target, &both.now)?,
        change: both.change.map(moved),
    })
}

fn sum(target: Option<&Target>, figure: &Figure) -> serde_json::Result<Sum> {
    Ok(Sum { value: value(target, figure), parts: parts(figure)? })
}

/// How far a figure has moved.
fn moved(change: Change) -> Number {
    match change {
        Change::Count(count) => Number::Whole(count),
        Change::Number { .. } => Number::exact(change.shown()),
        Change::Points(_) => {
            let shown = change.shown();
            shown.to_f64().map_or_else(|| Number::Words(shown.to_string()), Number::Percent)
        }
    }
}

/// The target of the year of then, across which a figure of then was never rounded.
fn target<'a>(consolidation: &Consolidation<'a>, row: &ConsolidatedRow<'a>) -> Option<&'a Target> {
    row.row.indicator.targets.get(&consolidation.previous?.period.target_year)
}

fn figure(
    target: Option<&Target>,
    figure: Option<&Figure>,
    change: Option<Change>,
) -> serde_json::Result<Then> {
    Ok(Then {
        value: figure.and_then(|figure| value(target, figure)),
        parts: figure.map(parts).transpose()?.unwrap_or_default(),
        change: change.map(moved),
    })
}
