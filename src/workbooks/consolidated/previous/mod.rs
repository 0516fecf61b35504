//! What has become of the figures since the earlier period: a sheet for the whole area, row by row, and
//! one for the units, each figure with both places.

mod area;
mod units;

use rust_xlsxwriter::{Workbook, XlsxError};

use self::area::AreaLine;
use super::list::{List, ListRow, Print};
use super::value::Value;
use super::{BookContext, cells};
use crate::ledger::prior::{Change, Previous};
use crate::submission::answer::Figure;
use crate::t;
use crate::values::quantity::format::{format_count_vi, format_percent_vi, percent_display};
use crate::values::quantity::rollup::Total;
use crate::values::quantity::target::Target;

/// Writes both sheets, where there is an earlier consolidation.
pub(super) fn write(cx: &BookContext<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let Some(previous) = cx.consolidation.previous else { return Ok(()) };
    let area = List {
        name: t!(cx.words, "book-sheet-previous"),
        head: head(cx, previous, t!(cx.words, "book-previous-title")),
        columns: area::columns(cx),
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
        columns: units::columns(cx),
        table: None,
        print: Print::OnePageWide,
        none: t!(cx.words, "book-previous-none"),
    };
    let figures = cx.consolidation.rows.iter().flat_map(|row| {
        cx.consolidation.unit_trends(row).filter_map(|since| units::row(cx, previous, row, since))
    });
    units.write(cx, figures, workbook)
}

fn head(cx: &BookContext<'_>, previous: &Previous<'_>, title: String) -> Vec<String> {
    let (now, then) = (cx.consolidation.period.title.as_str(), previous.period.title.as_str());
    let file = t!(cx.words, "book-previous-file", file = previous.path);
    vec![title, t!(cx.words, "book-previous-periods", now = now, then = then), file]
}

/// The year whose targets applied then.
fn year(previous: &Previous<'_>) -> u16 {
    previous.period.target_year
}

/// A figure of then as a number where it is one.
fn figure_of(figure: &Figure, target: Option<&Target>) -> Value {
    match figure {
        Figure::Rate(rate) => Value::rated(rate.form(), percent_display(*rate, target)),
        Figure::Bare(bare) => Value::rated(bare.form, percent_display(*bare, target)),
        Figure::Quantity(number) => Value::exact(*number),
        Figure::Count(count) | Figure::Rank(count) => Value::Whole(i128::from(*count)),
        Figure::Beneath(area) => match &area.total {
            Total::Rate(rate) => Value::rated(rate.form(), percent_display(*rate, target)),
            Total::Count { sum, .. } => Value::Whole(*sum),
            Total::Quantity(sum) => Value::exact(*sum),
            Total::None
            | Total::CountWithPeople { .. }
            | Total::YesNo { .. }
            | Total::Arranged { .. }
            | Total::Range { .. }
            | Total::Choices(_) => crate::ledger::display(figure, target).into(),
        },
        Figure::CountWithPeople { .. }
        | Figure::Choice(_)
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
        Some(number @ Change::Number { .. }) => Value::exact(number.shown()),
        None => cells::DASH.into(),
    }
}

/// How far a figure has moved, in words.
fn spoken(cx: &BookContext<'_>, change: Option<Change>) -> String {
    match change {
        Some(Change::Count(count)) => format_count_vi(count),
        Some(points @ Change::Points(_)) => {
            t!(cx.words, "book-previous-points", points = format_percent_vi(points.shown()))
        }
        Some(number @ Change::Number { .. }) => format_percent_vi(number.shown()),
        None => cells::DASH.to_owned(),
    }
}
