//! What has become of the figures since the earlier period: a sheet for the whole area, row by row, and
//! one for the units, each figure with both places.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::list::{Column, List, ListRow, Print};
use super::reconciliation::place as place_now;
use super::style::Tone;
use super::value::Value;
use super::{Context, cells};
use crate::consolidate::merge::{ConsolidatedRow, OfficialSource, RowSince, UnitSince};
use crate::ledger::prior::{Change, Earlier, Moved, Previous};
use crate::ledger::readback::CarriedFigure;
use crate::submission::answer::Figure;
use crate::t;
use crate::values::key::{Field, Scope};
use crate::values::quantity::format::percent_display;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::rollup::Total;
use crate::values::quantity::target::Target;
use crate::wording::names::shortened;

/// Writes both sheets, where there is an earlier consolidation.
pub(super) fn write(cx: &Context<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let Some(previous) = cx.consolidation.previous else { return Ok(()) };
    let area = List {
        name: t!(cx.words, "book-sheet-previous"),
        head: head(cx, previous, t!(cx.words, "book-previous-title")),
        columns: area_columns(cx),
        table: None,
        print: Print::OnePageWide,
        none: t!(cx.words, "book-previous-none"),
    };
    let rows = cx.consolidation.rows.iter();
    area.write(cx, rows.filter_map(|row| area_row(cx, previous, row)), workbook)?;
    let units = List {
        name: t!(cx.words, "book-sheet-previous-units"),
        head: head(cx, previous, t!(cx.words, "book-previous-units-title")),
        columns: unit_columns(cx),
        table: None,
        print: Print::OnePageWide,
        none: t!(cx.words, "book-previous-none"),
    };
    let figures = cx.consolidation.rows.iter().flat_map(|row| {
        cx.consolidation.units_since(row).filter_map(|since| unit_row(cx, previous, (row, since)))
    });
    units.write(cx, figures, workbook)
}

fn head(cx: &Context<'_>, previous: &Previous<'_>, title: String) -> Vec<String> {
    let (now, then) = (cx.consolidation.period.title.as_str(), previous.period.title.as_str());
    let file = t!(cx.words, "book-previous-file", file = previous.path);
    vec![title, t!(cx.words, "book-previous-periods", now = now, then = then), file]
}

fn area_columns(cx: &Context<'_>) -> Vec<Column> {
    let words = cx.words;
    vec![
        Column::short(t!(words, "book-column-form"), 9),
        Column::short(t!(words, "book-column-number"), 8),
        Column::text(t!(words, "book-column-indicator"), 40),
        Column::short(t!(words, "book-column-then"), 18),
        Column::short(t!(words, "book-column-then-units"), 11),
        Column::short(t!(words, "book-column-now"), 18),
        Column::short(t!(words, "book-column-now-units"), 11),
        Column::short(t!(words, "book-column-change"), 13),
        Column::short(t!(words, "book-column-fallen"), 11),
        Column::short(t!(words, "book-column-unchanged"), 11),
        Column::short(t!(words, "book-column-then-cell"), 16),
        Column::text(t!(words, "book-form-notes"), 26),
    ]
}

fn area_row(
    cx: &Context<'_>,
    previous: &Previous<'_>,
    row: &ConsolidatedRow<'_>,
) -> Option<ListRow> {
    let RowSince { then, change, fallen, unchanged } = cx.consolidation.since(row)?;
    let indicator = row.row.indicator;
    let printed = match (&then.official, then.source) {
        (Some(figure), _) => figure_of(figure, indicator.targets.get(&year(previous))),
        (None, OfficialSource::Rollup) => cells::sum(cx.words, &row.row, &then.rollup),
        (None, _) => cells::DASH.into(),
    };
    let units = then.rollup.coverage();
    let note = match indicator.measure {
        Measure::Rank => t!(cx.words, "book-previous-rank").into(),
        _ if previous.starts_anew(indicator) => t!(cx.words, "book-previous-anew").into(),
        _ => Value::Blank,
    };
    let fell = previous.is_held(indicator) && change.map(Change::moved) == Some(Moved::Down);
    let place = then.place.as_ref().map(|place| format!("{}!{}", place.sheet, place.cell));
    let values = vec![
        row.row.form.sheet.as_str().into(),
        indicator.number.as_str().into(),
        shortened(&indicator.label, 90).into(),
        printed,
        if row.row.asked.is_empty() { cells::DASH.into() } else { units.into() },
        cells::result(cx, row),
        cells::coverage(cx, &row.row),
        change.map_or_else(|| cells::DASH.into(), distance),
        Value::tally(fallen),
        Value::tally(unchanged),
        Value::text(place),
        note,
    ];
    Some((if fell { Tone::Doubtful } else { Tone::Plain }, values))
}

fn unit_columns(cx: &Context<'_>) -> Vec<Column> {
    let words = cx.words;
    vec![
        Column::short(t!(words, "book-column-code"), 11),
        Column::text(t!(words, "book-column-unit"), 22),
        Column::short(t!(words, "book-column-form"), 8),
        Column::short(t!(words, "book-column-number"), 7),
        Column::text(t!(words, "book-column-indicator"), 28),
        Column::text(t!(words, "book-column-scope"), 11),
        Column::short(t!(words, "book-column-then"), 12),
        Column::short(t!(words, "book-column-now"), 12),
        Column::short(t!(words, "book-column-change"), 11),
        Column::text(t!(words, "book-column-previous-remark"), 30),
        Column::text(t!(words, "book-column-then-place"), 30),
        Column::text(t!(words, "book-column-now-place"), 30),
    ]
}

/// A figure that has moved, has not although it might, has gone, or cannot be compared.
fn unit_row(
    cx: &Context<'_>,
    previous: &Previous<'_>,
    (row, since): (&ConsolidatedRow<'_>, UnitSince<'_, '_>),
) -> Option<ListRow> {
    let indicator = row.row.indicator;
    let (remark, tone) = remark(cx, previous, row, &since)?;
    let scope = match since.scope {
        Scope::Own => t!(cx.words, "book-scope-own"),
        Scope::City => {
            t!(cx.words, "book-scope-city", area = cx.consolidation.campaign.area_short.as_str())
        }
    };
    let target = indicator.targets.get(&year(previous));
    let then = since.then.figure().map(|figure| figure_of(figure, target));
    let now = since.now.map(|given| match &given.figure {
        figure @ Figure::Text(_) => row.row.display(figure).into(),
        figure => cells::figure(&row.row, figure),
    });
    let places: Vec<String> = since.then.sources().iter().map(|figure| place(cx, figure)).collect();
    let here = since.now.and_then(|given| {
        given.answer.place(Field::Value)?;
        Some(place_now(cx, given, Field::Value))
    });
    let values = vec![
        since.unit.code.as_str().into(),
        since.unit.name.as_str().into(),
        row.row.form.sheet.as_str().into(),
        indicator.number.as_str().into(),
        shortened(&indicator.label, 60).into(),
        scope.into(),
        then.unwrap_or_else(|| cells::DASH.into()),
        now.unwrap_or_else(|| cells::DASH.into()),
        since.change.map_or_else(|| cells::DASH.into(), distance),
        remark.into(),
        places.join("\n").into(),
        Value::text(here),
    ];
    Some((tone, values))
}

/// What there is to say of a figure beside that of then; `None` where there is nothing.
fn remark(
    cx: &Context<'_>,
    previous: &Previous<'_>,
    row: &ConsolidatedRow<'_>,
    since: &UnitSince<'_, '_>,
) -> Option<(String, Tone)> {
    let words = cx.words;
    let held = previous.is_held(row.row.indicator);
    let names = |from: &[&CarriedFigure]| {
        let names: Vec<String> = from.iter().map(|figure| previous.name(&figure.unit)).collect();
        names.join(", ")
    };
    let (mut said, mut tone) = (Vec::new(), Tone::Plain);
    match &since.then {
        Earlier::New | Earlier::Silent => return None,
        Earlier::Split => {
            since.now?;
            return Some((t!(words, "book-previous-split"), Tone::Doubtful));
        }
        Earlier::NoSum { from } => {
            let units = names(from);
            return Some((t!(words, "book-previous-no-sum", units = units), Tone::Doubtful));
        }
        Earlier::Summed { from, .. } => {
            said.push(t!(words, "book-previous-summed", units = names(from)));
        }
        Earlier::Same(figure) if figure.unit != since.unit.code => {
            said.push(t!(words, "book-previous-renamed", unit = previous.name(&figure.unit)));
        }
        Earlier::Same(_) => {}
    }
    match (since.now, since.moved()) {
        (None, _) => {
            said.push(t!(words, "book-previous-gone"));
            tone = Tone::Doubtful;
        }
        (_, Some(Moved::Down)) if held => {
            said.push(t!(words, "book-previous-fallen"));
            tone = Tone::Doubtful;
        }
        (_, Some(Moved::Not)) if held && since.is_unchanged() => {
            said.push(t!(words, "book-previous-unchanged"));
        }
        (_, Some(Moved::Up | Moved::Down)) => {}
        (Some(now), None) if since.then.figure() != Some(&now.figure) => {}
        _ => return None,
    }
    if previous.starts_anew(row.row.indicator) {
        said.push(t!(words, "book-previous-anew"));
    }
    Some((said.join("; "), tone))
}

/// The year whose targets applied then.
fn year(previous: &Previous<'_>) -> u16 {
    previous.period.target_year
}

/// A figure of then as a number where it is one.
fn figure_of(figure: &Figure, target: Option<&Target>) -> Value {
    match figure {
        Figure::Rate(rate) => Value::Percent(percent_display(*rate, target)),
        Figure::Percent(points) => Value::Percent(percent_display(*points, target)),
        Figure::Count(count) | Figure::Rank(count) => Value::Whole(i128::from(*count)),
        Figure::Beneath(area) => match area.total {
            Total::Rate(rate) => Value::Percent(percent_display(rate, target)),
            Total::Count { sum, .. } => Value::Whole(sum),
            _ => crate::ledger::display(figure, target).into(),
        },
        other => crate::ledger::display(other, target).into(),
    }
}

/// How far a figure has moved, as a number.
fn distance(change: Change) -> Value {
    match change {
        Change::Count(count) => Value::Whole(count),
        Change::Points(_) => Value::Percent(change.shown()),
    }
}

/// Where a figure of then stands in what the unit sent then.
fn place(cx: &Context<'_>, figure: &CarriedFigure) -> String {
    let [sheet, cell] =
        [&figure.sheet, &figure.cell].map(|text| text.as_deref().unwrap_or_default());
    t!(cx.words, "book-pointer", file = figure.file.as_str(), sheet = sheet, cell = cell)
}
