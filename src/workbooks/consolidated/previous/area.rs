//! What has become of the figures of the whole area, row by row.

use super::{distance, figure_of, year};
use crate::campaign::Indicator;
use crate::consolidate::merge::{ConsolidatedRow, OfficialSource, RowTrend};
use crate::ledger::prior::{Change, Direction, Previous};
use crate::t;
use crate::values::quantity::measure::Measure;
use crate::wording::names::shortened;
use crate::workbooks::consolidated::list::{self, Columns};
use crate::workbooks::consolidated::style::Tone;
use crate::workbooks::consolidated::value::Value;
use crate::workbooks::consolidated::{BookContext, cells};

/// A row of a form with what has become of it.
pub(super) struct AreaLine<'a> {
    pub(super) previous: &'a Previous<'a>,
    pub(super) row: &'a ConsolidatedRow<'a>,
    pub(super) since: RowTrend<'a>,
}

impl AreaLine<'_> {
    fn indicator(&self) -> &Indicator {
        self.row.row.indicator
    }

    pub(super) fn tone(&self) -> Tone {
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

pub(super) fn columns<'a>(cx: &BookContext<'_>) -> Columns<AreaLine<'a>> {
    type Column<'a> = list::Column<AreaLine<'a>>;
    let words = cx.words;
    let columns: Vec<Column<'a>> = vec![
        Column::short(t!(words, "book-column-form"), 9, |_, line| {
            line.row.row.form.sheet.as_str().into()
        }),
        Column::short(t!(words, "book-column-number"), 8, |_, line| {
            line.indicator().number.as_str().into()
        }),
        Column::text(t!(words, "book-column-indicator"), 40, |_, line| {
            shortened(&line.indicator().title(), 90).into()
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
