//! "Cách tính": how every figure for the whole area comes about, as formulas over "Chi tiết". The
//! forms, the first page, the matrix and the charts refer to this sheet, so that each figure is
//! worked out in one place and a correction in "Chi tiết" reaches all of them.

mod cell;
mod kind;
mod reached;
mod row;

use std::collections::BTreeMap;

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

pub(super) use self::cell::Cell;
use self::cell::{COLUMNS, Line, key, named};
use super::BookContext;
use super::formula;
use super::kind_totals::{self, KindFigures};
use super::style::{Kind, Tone};
use super::value::{Shape, Value};
use crate::consolidate::merge::ConsolidatedRow;
use crate::ledger::Row;
use crate::submission::answer::Figure;
use crate::t;
use crate::values::quantity::format::percent_display;
use crate::values::quantity::measure::Measure;
use crate::workbooks::paper::{self, Height, Printed, across};

const HEADER_ROW: u32 = 3;

/// Where everything stands on the sheet.
#[derive(Debug, Default)]
pub(super) struct Calculation<'a> {
    sheet: String,
    rows: BTreeMap<String, u32>,
    kinds: Vec<(u32, KindFigures<'a>)>,
    bars: Vec<(u32, String)>,
}

impl<'a> Calculation<'a> {
    pub(super) fn new(cx: &BookContext<'a>) -> Self {
        let rows = &cx.consolidation.rows;
        let keys = rows.iter().map(|row| key(&row.row));
        let rows_at: BTreeMap<String, u32> = keys.zip(HEADER_ROW + 1..).collect();
        let mut next = HEADER_ROW + 1 + u32::try_from(rows.len()).unwrap_or_default();
        // A caption stands over each further part.
        let rates = rows.iter().filter(|row| {
            let indicator = row.row.indicator;
            indicator.measure == Measure::Percent && indicator.adds_up()
        });
        let figures = rates.flat_map(|row| kind_totals::of(cx, &row.row));
        let kinds: Vec<_> = (next + 1..).zip(figures).collect();
        next = kinds.last().map_or(next, |(row, _)| row + 1);
        let barred = rows.iter().filter(|row| points(row).is_some());
        let bars = (next + 1..).zip(barred.map(|row| key(&row.row))).collect();
        Self { sheet: t!(cx.words, "book-sheet-workings"), rows: rows_at, kinds, bars }
    }

    /// The address of a figure for the whole area, as other sheets write it.
    pub(super) fn address(&self, row: &Row<'_>, cell: Cell) -> String {
        let at = self.rows.get(&key(row)).copied().unwrap_or_default();
        format!("{}{}", formula::sheet(&self.sheet), cell.at(at))
    }

    /// The address of what one kind of unit comes to.
    pub(super) fn kind_address(&self, row: &Row<'_>, kind: &str, cell: Cell) -> Option<String> {
        let mut kinds = self.kinds.iter();
        let (at, _) = kinds.find(|(_, figures)| figures.kind == kind && figures.is_of(row))?;
        Some(format!("{}{}", formula::sheet(&self.sheet), cell.at(*at)))
    }

    /// The sheet, and the first and the last row of what the chart of the targets shows.
    pub(super) fn bars(&self) -> Option<(&str, u32, u32)> {
        Some((self.sheet.as_str(), self.bars.first()?.0, self.bars.last()?.0))
    }

    /// Whether the chart of the targets shows a row.
    pub(super) fn is_barred(&self, row: &Row<'_>) -> bool {
        let key = key(row);
        self.bars.iter().any(|(_, barred)| *barred == key)
    }
}

/// The result of a row with a target in percent points.
fn points(row: &ConsolidatedRow<'_>) -> Option<Value> {
    // What is set for each unit is no bar beside what they come to.
    let judged = row.row.indicator.adds_up() && !row.row.has_levels();
    // Nor is the most that there may be: a long bar would look well.
    let target = row.row.target.filter(|target| judged && !target.bound().comparison.is_upper())?;
    target.percent_bound()?;
    match row.official.figure.as_ref()? {
        Figure::Rate(rate) => Some(Value::Percent(percent_display(*rate, row.row.target))),
        Figure::Bare(points) => Some(Value::Percent(percent_display(*points, row.row.target))),
        Figure::Count(_)
        | Figure::Quantity(_)
        | Figure::Choice(_)
        | Figure::Rank(_)
        | Figure::CountWithPeople { .. }
        | Figure::YesNo(_)
        | Figure::Arranged { .. }
        | Figure::Text(_)
        | Figure::Status(_)
        | Figure::Entry
        | Figure::Beneath(_) => None,
    }
}

pub(super) fn write(cx: &BookContext<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let last = Cell::Verdict.column();
    let sheet = workbook.add_worksheet();
    sheet.set_name(t!(cx.words, "book-sheet-workings"))?;
    head(cx, last, sheet)?;
    let mut row = HEADER_ROW + 1;
    for consolidated in &cx.consolidation.rows {
        line(cx, row, &row::line(cx, consolidated, row), sheet)?;
        row += 1;
    }
    if !cx.calculation.kinds.is_empty() {
        band(cx, row, &t!(cx.words, "book-workings-kinds"), last, sheet)?;
    }
    for (at, figures) in &cx.calculation.kinds {
        line(cx, *at, &kind::line(cx, figures, *at), sheet)?;
        row = at + 1;
    }
    if !cx.calculation.bars.is_empty() {
        band(cx, row, &t!(cx.words, "book-workings-bars"), last, sheet)?;
    }
    for (at, key) in &cx.calculation.bars {
        let barred = cx.consolidation.rows.iter().find(|row| self::key(&row.row) == *key);
        if let Some(barred) = barred {
            line(cx, *at, &bar(cx, barred), sheet)?;
        }
        row = at + 1;
    }
    paper::table(
        sheet,
        &cx.foot(),
        cx.words,
        Printed { header: HEADER_ROW, end: row - 1, last, frozen: 1 },
    )?;
    Ok(())
}

fn head(cx: &BookContext<'_>, last: u16, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let styles = &cx.styles;
    across(sheet, 0, (0, last), &t!(cx.words, "book-workings-title"), &styles.title)?;
    across(sheet, 1, (0, last), &cx.scope(), &styles.subtitle)?;
    let about = t!(cx.words, "book-workings-about", sheet = t!(cx.words, "book-sheet-detail"));
    across(sheet, 2, (0, last), &about, &styles.note)?;
    let width = COLUMNS.iter().map(|column| column.width).sum();
    Height::new(10).text(&about, width).set(sheet, 2)?;
    let mut height = Height::new(styles.matrix.size);
    for (index, column) in (0_u16..).zip(&COLUMNS) {
        let caption = (column.caption)(cx.words);
        height.text(&caption, column.width - 1);
        sheet
            .write_string_with_format(HEADER_ROW, index, caption, &styles.header_small)?
            .set_column_width(index, column.width)?;
    }
    height.set(sheet, HEADER_ROW)
}

fn line(
    cx: &BookContext<'_>,
    row: u32,
    line: &Line,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let palette = &cx.styles.matrix;
    let mut height = Height::new(palette.size);
    for (index, column) in (0_u16..).zip(&COLUMNS) {
        let value = line.get(&column.cell).unwrap_or(&Value::Blank);
        let tone = if column.cell == Cell::Official { Tone::Total } else { Tone::Plain };
        palette.put(sheet, (row, index), value, column.kind.toned(tone))?;
        height.text(value.wording(), column.width);
    }
    height.set(sheet, row)
}

fn band(
    cx: &BookContext<'_>,
    row: u32,
    text: &str,
    last: u16,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    across(sheet, row, (0, last), text, cx.styles.matrix.format(Kind::Text, Tone::Total))
}

/// A row of the chart: the result beside the target, both in percent points.
fn bar(cx: &BookContext<'_>, row: &ConsolidatedRow<'_>) -> Line {
    let mut line = named(&row.row);
    let bound = row.row.target.and_then(|target| Some(target.percent_bound()?.0));
    line.insert(Cell::Bound, bound.map_or(Value::Blank, Value::Percent));
    if let Some(points) = points(row) {
        let result = points.live(Shape::Percent, cx.calculation.address(&row.row, Cell::Official));
        line.insert(Cell::Official, result);
    }
    let name = format!("{} – {}", row.row.form.sheet, row.row.indicator.number);
    line.insert(Cell::Label, name.into());
    line
}
