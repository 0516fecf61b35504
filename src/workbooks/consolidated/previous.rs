//! What has become of the figures since the earlier period: a sheet for the whole area, row by row, and
//! one for the units, each figure with both places.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::detail::scope;
use super::list::{Columns, List, ListRow, Print};
use super::reconciliation::place as place_now;
use super::style::Tone;
use super::value::Value;
use super::{BookContext, cells};
use crate::campaign::Indicator;
use crate::consolidate::merge::{ConsolidatedRow, OfficialSource, RowTrend, UnitTrend};
use crate::ledger::prior::{Change, Direction, Previous, PriorFigure};
use crate::ledger::readback::SnapshotFigure;
use crate::submission::answer::Figure;
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::format::percent_display;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::rollup::Total;
use crate::values::quantity::target::Target;
use crate::wording::names::shortened;

/// Writes both sheets, where there is an earlier consolidation.
pub(super) fn write(cx: &BookContext<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let Some(previous) = cx.consolidation.previous else { return Ok(()) };
    let area = List {
        name: t!(cx.words, "book-sheet-previous"),
        head: head(cx, previous, t!(cx.words, "book-previous-title")),
        columns: area_columns(cx),
        table: None,
        print: Print::OnePageWide,
        none: t!(cx.words, "book-previous-none"),
    };
    let rows = cx.consolidation.rows.iter().filter_map(|row| {
        let line = AreaLine { previous, row, since: cx.consolidation.trend(row)? };
        Some(ListRow { tone: line.tone(), line })
    });
    area.write(cx, rows, workbook)?;
    let units = List {
        name: t!(cx.words, "book-sheet-previous-units"),
        head: head(cx, previous, t!(cx.words, "book-previous-units-title")),
        columns: unit_columns(cx),
        table: None,
        print: Print::OnePageWide,
        none: t!(cx.words, "book-previous-none"),
    };
    let figures = cx.consolidation.rows.iter().flat_map(|row| {
        cx.consolidation.unit_trends(row).filter_map(|since| unit_row(cx, previous, row, since))
    });
    units.write(cx, figures, workbook)
}

fn head(cx: &BookContext<'_>, previous: &Previous<'_>, title: String) -> Vec<String> {
    let (now, then) = (cx.consolidation.period.title.as_str(), previous.period.title.as_str());
    let file = t!(cx.words, "book-previous-file", file = previous.path);
    vec![title, t!(cx.words, "book-previous-periods", now = now, then = then), file]
}

/// A row of a form with what has become of it.
struct AreaLine<'a> {
    previous: &'a Previous<'a>,
    row: &'a ConsolidatedRow<'a>,
    since: RowTrend<'a>,
}

impl AreaLine<'_> {
    fn indicator(&self) -> &Indicator {
        self.row.row.indicator
    }

    fn tone(&self) -> Tone {
        let moved = self.since.change.map(Change::moved);
        let fell = self.previous.is_held(self.indicator()) && moved == Some(Direction::Down);
        if fell { Tone::Doubtful } else { Tone::Plain }
    }

    /// The figure that was printed then.
    fn then(&self, cx: &BookContext<'_>) -> Value {
        let then = self.since.then;
        let target = self.indicator().targets.get(&year(self.previous));
        match (&then.official, then.source) {
            (Some(figure), _) => figure_of(figure, target),
            (None, OfficialSource::Rollup) => cells::sum(cx.words, &self.row.row, &then.rollup),
            (None, _) => cells::DASH.into(),
        }
    }

    fn note(&self, cx: &BookContext<'_>) -> Value {
        if self.indicator().measure == Measure::Rank {
            t!(cx.words, "book-previous-rank").into()
        } else if self.previous.starts_anew(self.indicator()) {
            t!(cx.words, "book-previous-anew").into()
        } else {
            Value::Blank
        }
    }
}

fn area_columns<'a>(cx: &BookContext<'_>) -> Columns<AreaLine<'a>> {
    type Column<'a> = super::list::Column<AreaLine<'a>>;
    let words = cx.words;
    let columns: Vec<Column<'a>> = vec![
        Column::short(t!(words, "book-column-form"), 9, |_, line| {
            line.row.row.form.sheet.as_str().into()
        }),
        Column::short(t!(words, "book-column-number"), 8, |_, line| {
            line.indicator().number.as_str().into()
        }),
        Column::text(t!(words, "book-column-indicator"), 40, |_, line| {
            shortened(&line.indicator().label, 90).into()
        }),
        Column::short(t!(words, "book-column-then"), 18, |cx, line| line.then(cx)),
        Column::short(t!(words, "book-column-then-units"), 11, |_, line| {
            let is_asked = !line.row.row.asked.is_empty();
            let coverage = is_asked.then(|| line.since.then.rollup.coverage());
            coverage.map_or_else(|| cells::DASH.into(), Value::Text)
        }),
        Column::short(t!(words, "book-column-now"), 18, |cx, line| cells::result(cx, line.row)),
        Column::short(t!(words, "book-column-now-units"), 11, |cx, line| {
            cells::coverage(cx, &line.row.row)
        }),
        Column::short(t!(words, "book-column-change"), 13, |_, line| distance(line.since.change)),
        Column::short(t!(words, "book-column-fallen"), 11, |_, line| {
            Value::tally(line.since.fallen)
        }),
        Column::short(t!(words, "book-column-unchanged"), 11, |_, line| {
            Value::tally(line.since.unchanged)
        }),
        Column::short(t!(words, "book-column-then-cell"), 16, |_, line| {
            let place = line.since.then.place.as_ref();
            Value::text(place.map(|place| format!("{}!{}", place.sheet, place.cell)))
        }),
        Column::text(t!(words, "book-form-notes"), 26, |cx, line| line.note(cx)),
    ];
    columns.into()
}

/// A unit's figure of a row with what has become of it, and what there is to say of that.
struct UnitLine<'a> {
    previous: &'a Previous<'a>,
    row: &'a ConsolidatedRow<'a>,
    since: UnitTrend<'a, 'a>,
    remark: String,
}

impl UnitLine<'_> {
    fn then(&self) -> Value {
        let target = self.row.row.indicator.targets.get(&year(self.previous));
        let then = self.since.then.figure().map(|figure| figure_of(figure, target));
        then.unwrap_or_else(|| cells::DASH.into())
    }

    fn now(&self) -> Value {
        let row = &self.row.row;
        match self.since.now.map(|given| &given.figure) {
            Some(figure @ Figure::Text(_)) => row.display(figure).into(),
            Some(figure) => cells::figure(row, figure),
            None => cells::DASH.into(),
        }
    }
}

fn unit_columns<'a>(cx: &BookContext<'_>) -> Columns<UnitLine<'a>> {
    type Column<'a> = super::list::Column<UnitLine<'a>>;
    let words = cx.words;
    let columns: Vec<Column<'a>> = vec![
        Column::short(t!(words, "book-column-code"), 11, |_, line| {
            line.since.unit.code.as_str().into()
        }),
        Column::text(t!(words, "book-column-unit"), 22, |_, line| {
            line.since.unit.name.as_str().into()
        }),
        Column::short(t!(words, "book-column-form"), 8, |_, line| {
            line.row.row.form.sheet.as_str().into()
        }),
        Column::short(t!(words, "book-column-number"), 7, |_, line| {
            line.row.row.indicator.number.as_str().into()
        }),
        Column::text(t!(words, "book-column-indicator"), 28, |_, line| {
            shortened(&line.row.row.indicator.label, 60).into()
        }),
        Column::text(t!(words, "book-column-scope"), 11, |cx, line| {
            scope(cx, line.since.scope).into()
        }),
        Column::short(t!(words, "book-column-then"), 12, |_, line| line.then()),
        Column::short(t!(words, "book-column-now"), 12, |_, line| line.now()),
        Column::short(t!(words, "book-column-change"), 11, |_, line| distance(line.since.change)),
        Column::text(t!(words, "book-column-previous-remark"), 30, |_, line| {
            line.remark.as_str().into()
        }),
        Column::text(t!(words, "book-column-then-place"), 30, |cx, line| {
            let sources = line.since.then.sources();
            let places: Vec<String> = sources.iter().map(|figure| place(cx, figure)).collect();
            places.join("\n").into()
        }),
        Column::text(t!(words, "book-column-now-place"), 30, |cx, line| {
            let now = line.since.now.filter(|given| given.answer.place(Field::Value).is_some());
            Value::text(now.map(|given| place_now(cx, given, Field::Value)))
        }),
    ];
    columns.into()
}

/// A figure that has moved, has not although it might, has gone, or cannot be compared.
fn unit_row<'a>(
    cx: &BookContext<'_>,
    previous: &'a Previous<'a>,
    row: &'a ConsolidatedRow<'a>,
    since: UnitTrend<'a, 'a>,
) -> Option<ListRow<UnitLine<'a>>> {
    let (remark, tone) = remark(cx, previous, row, &since)?;
    Some(ListRow { tone, line: UnitLine { previous, row, since, remark } })
}

/// What there is to say of a figure beside that of then; `None` where there is nothing.
fn remark(
    cx: &BookContext<'_>,
    previous: &Previous<'_>,
    row: &ConsolidatedRow<'_>,
    since: &UnitTrend<'_, '_>,
) -> Option<(String, Tone)> {
    let words = cx.words;
    let held = previous.is_held(row.row.indicator);
    let (mut said, mut tone) = (Vec::new(), Tone::Plain);
    match &since.then {
        PriorFigure::New | PriorFigure::Silent => return None,
        PriorFigure::Split => {
            since.now?;
            return Some((t!(words, "book-previous-split"), Tone::Doubtful));
        }
        PriorFigure::NoSum { from } => {
            let units = names(previous, from);
            return Some((t!(words, "book-previous-no-sum", units = units), Tone::Doubtful));
        }
        PriorFigure::Summed { from, .. } => {
            said.push(t!(words, "book-previous-summed", units = names(previous, from)));
        }
        PriorFigure::Same(figure) if figure.unit != since.unit.code => {
            said.push(t!(words, "book-previous-renamed", unit = previous.name(&figure.unit)));
        }
        PriorFigure::Same(_) => {}
    }
    match (since.now, since.moved()) {
        (None, _) => {
            said.push(t!(words, "book-previous-gone"));
            tone = Tone::Doubtful;
        }
        (_, Some(Direction::Down)) if held => {
            said.push(t!(words, "book-previous-fallen"));
            tone = Tone::Doubtful;
        }
        (_, Some(Direction::Not)) if held && since.is_unchanged() => {
            said.push(t!(words, "book-previous-unchanged"));
        }
        (_, Some(Direction::Up | Direction::Down)) => {}
        (Some(now), None) if since.then.figure() != Some(&now.figure) => {}
        _ => return None,
    }
    if previous.starts_anew(row.row.indicator) {
        said.push(t!(words, "book-previous-anew"));
    }
    Some((said.join("; "), tone))
}

fn names(previous: &Previous<'_>, from: &[&SnapshotFigure]) -> String {
    let names: Vec<String> = from.iter().map(|figure| previous.name(&figure.unit)).collect();
    names.join(", ")
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
            Total::None
            | Total::CountWithPeople { .. }
            | Total::YesNo { .. }
            | Total::Arranged { .. }
            | Total::Range { .. } => crate::ledger::display(figure, target).into(),
        },
        Figure::CountWithPeople { .. }
        | Figure::YesNo(_)
        | Figure::Arranged { .. }
        | Figure::Text(_)
        | Figure::Status(_)
        | Figure::Entry => crate::ledger::display(figure, target).into(),
    }
}

/// How far a figure has moved, as a number.
fn distance(change: Option<Change>) -> Value {
    match change {
        Some(Change::Count(count)) => Value::Whole(count),
        Some(points @ Change::Points(_)) => Value::Percent(points.shown()),
        None => cells::DASH.into(),
    }
}

/// Where a figure of then stands in what the unit sent then.
fn place(cx: &BookContext<'_>, figure: &SnapshotFigure) -> String {
    let [sheet, cell] =
        [&figure.sheet, &figure.cell].map(|text| text.as_deref().unwrap_or_default());
    t!(cx.words, "book-pointer", file = figure.file.as_str(), sheet = sheet, cell = cell)
}
