//! What has become of the figures of the whole area, row by row.

use super::{distance, figure_of, spoken, year};
use crate::campaign::Indicator;
use crate::consolidate::merge::{BothTimes, ConsolidatedRow, OfficialSource, RowTrend};
use crate::ledger::Rollup;
use crate::ledger::prior::{Direction, Previous};
use crate::submission::answer::Figure;
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
        let moved = self.since.moved();
        let fell = self.previous.is_fall_odd(self.indicator()) && moved == Some(Direction::Down);
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

    /// What units came to then, or come to now.
    fn sum(&self, rollup: &Rollup, is_now: bool) -> Value {
        let now = self.row.row.target;
        let then = self.indicator().targets.get(&year(self.previous));
        figure_of(&Figure::Beneath(rollup.clone().into()), if is_now { now } else { then })
    }

    /// Something of the units that answered both times.
    fn both(&self, what: impl FnOnce(&BothTimes) -> Value) -> Value {
        self.since.both.as_ref().map_or_else(|| cells::DASH.into(), what)
    }

    fn note(&self, cx: &BookContext<'_>) -> Value {
        let words = cx.words;
        let mut said = Vec::new();
        if self.indicator().measure == Measure::Rank {
            said.push(t!(words, "book-previous-rank"));
        } else if self.previous.starts_anew(self.indicator()) {
            said.push(t!(words, "book-previous-anew"));
        }
        if self.since.unlike {
            let is_led = |source| source == OfficialSource::Reported;
            said.push(match (is_led(self.since.then.source), is_led(self.since.source)) {
                (true, true) => t!(words, "book-previous-unlike-leads"),
                (true, false) => t!(words, "book-previous-unlike-lead-then"),
                (false, _) => t!(words, "book-previous-unlike-lead-now"),
            });
        }
        if self.since.is_led() && self.since.rollup.is_some() {
            let (then, now) = (&self.since.then.rollup, &self.row.row.rollup);
            said.push(t!(
                words,
                "book-previous-rollups",
                before = cells::spoken(&self.sum(then, false)),
                then = then.coverage(),
                after = cells::spoken(&self.sum(now, true)),
                now = now.coverage(),
                change = spoken(cx, self.since.rollup)
            ));
        }
        if let Some(both) = self.since.both.as_ref().filter(|_| self.since.is_of_answering()) {
            said.push(t!(
                words,
                "book-previous-answering",
                gone = both.only_then,
                come = both.only_now,
                units = both.units
            ));
        }
        Value::text(Some(said.join("\n")).filter(|said| !said.is_empty()))
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
        Column::short(t!(words, "book-column-both-units"), 10, |_, line| {
            line.both(|both| Value::tally(both.units))
        }),
        Column::short(t!(words, "book-column-both-then"), 14, |_, line| {
            line.both(|both| line.sum(&both.then, false))
        }),
        Column::short(t!(words, "book-column-both-now"), 14, |_, line| {
            line.both(|both| line.sum(&both.now, true))
        }),
        Column::short(t!(words, "book-column-both-change"), 13, |_, line| {
            line.both(|both| distance(both.change))
        }),
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
        Column::text(t!(words, "book-form-notes"), 34, |cx, line| line.note(cx)),
    ];
    columns.into()
}
