//! What has become of the figures of the units, each with the places of both.

use super::{distance, figure_of, spoken, year};
use crate::consolidate::merge::{ConsolidatedRow, UnitTrend};
use crate::ledger::prior::{Direction, Previous, PriorFigure, Together};
use crate::ledger::readback::SnapshotFigure;
use crate::submission::answer::Figure;
use crate::t;
use crate::values::key::Field;
use crate::wording::names::shortened;
use crate::workbooks::consolidated::detail::scope;
use crate::workbooks::consolidated::list::{self, Columns, ListRow};
use crate::workbooks::consolidated::reconciliation::place as place_now;
use crate::workbooks::consolidated::style::Tone;
use crate::workbooks::consolidated::value::Value;
use crate::workbooks::consolidated::{BookContext, cells};

/// A unit's figure of a row with what has become of it, and what there is to say of that.
pub(super) struct UnitLine<'a> {
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

pub(super) fn columns<'a>(cx: &BookContext<'_>) -> Columns<UnitLine<'a>> {
    type Column<'a> = list::Column<UnitLine<'a>>;
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
            shortened(&line.row.row.indicator.title(), 60).into()
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
            let together = line.since.together.iter().flat_map(|together| &together.from);
            let sources = line.since.then.sources().iter().chain(together);
            let places: Vec<String> = sources.map(|figure| place(cx, figure)).collect();
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
pub(super) fn row<'a>(
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
            return Some(match &since.together {
                Some(together) => of_regrouped(cx, previous, row, together),
                None => (t!(words, "book-previous-split"), Tone::Doubtful),
            });
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
        (_, Some(Direction::Down)) if previous.is_fall_odd(row.row.indicator) => {
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

/// What the units of a split, or of an exchange of parts, came to and come to.
fn of_regrouped(
    cx: &BookContext<'_>,
    previous: &Previous<'_>,
    row: &ConsolidatedRow<'_>,
    together: &Together<'_>,
) -> (String, Tone) {
    let units: Vec<&str> = together.units.iter().map(|unit| unit.name.as_str()).collect();
    let moved = Direction::between(&together.then, &together.now);
    let fell = previous.is_fall_odd(row.row.indicator) && moved == Some(Direction::Down);
    let said = t!(
        cx.words,
        "book-previous-regrouped",
        units = units.join(", "),
        from = names(previous, &together.from),
        then = previous.display(row.row.indicator, &together.then),
        now = row.row.display(&together.now),
        change = spoken(cx, together.change)
    );
    let fallen = fell.then(|| t!(cx.words, "book-previous-fallen"));
    let said: Vec<String> = [Some(said), fallen].into_iter().flatten().collect();
    (said.join("; "), if fell { Tone::Doubtful } else { Tone::Plain })
}

fn names(previous: &Previous<'_>, from: &[&SnapshotFigure]) -> String {
    let names: Vec<String> = from.iter().map(|figure| previous.name(&figure.unit)).collect();
    names.join(", ")
}

/// Where a figure of then stands in what the unit sent then.
fn place(cx: &BookContext<'_>, figure: &SnapshotFigure) -> String {
    let [sheet, cell] =
        [&figure.sheet, &figure.cell].map(|text| text.as_deref().unwrap_or_default());
    t!(cx.words, "book-pointer", file = figure.file.as_str(), sheet = sheet, cell = cell)
}
