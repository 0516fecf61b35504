//! What lead agencies report for the whole area beside what the units come to: whether the two agree,
//! which of them the report prints and why. Below, what may be counted twice, and units that count more
//! than the whole area.

mod doubts;
mod line;
mod rows;

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use self::line::{Line, LineColumn};
pub(super) use self::rows::{choice_words, place};
use super::BookContext;
use super::list::Columns;
use super::style::{Kind, Tone};
use crate::t;
use crate::workbooks::paper::{self, Height, Printed, across};

const HEADER_ROW: u32 = 3;

/// Writes the sheet, where a lead agency is asked for a row or kinds of unit may count the same.
pub(super) fn write(cx: &BookContext<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let (led, twice) = (rows::lines(cx), doubts::counted_twice(cx));
    if led.is_empty() && twice.is_empty() {
        return Ok(());
    }
    let sheet = workbook.add_worksheet();
    sheet.set_name(t!(cx.words, "book-sheet-reconciliation"))?;
    let columns = line::columns(cx);
    let last = columns.last();
    head(cx, &columns, sheet)?;
    let mut row = HEADER_ROW + 1;
    let mut number = 1;
    let mut filtered = None;
    if !led.is_empty() {
        let part = Part {
            number,
            title: t!(cx.words, "reconcile-part-led"),
            lines: led,
            none: t!(cx.words, "reconcile-none"),
        };
        row = part.write(cx, &columns, row, sheet)?;
        filtered = Some(row - 1);
        let part = Part {
            number: number + 1,
            title: t!(cx.words, "reconcile-part-exceeding"),
            lines: doubts::exceeding(cx),
            none: t!(cx.words, "reconcile-none-exceeding"),
        };
        row = part.write(cx, &columns, row, sheet)?;
        number += 2;
    }
    if !twice.is_empty() {
        let title = t!(cx.words, "reconcile-part-twice");
        let part = Part { number, title, lines: twice, none: String::new() };
        row = part.write(cx, &columns, row, sheet)?;
    }
    if let Some(end) = filtered {
        sheet.autofilter(HEADER_ROW, 0, end, last)?;
    }
    paper::table(
        sheet,
        &cx.foot(),
        cx.words,
        Printed { header: HEADER_ROW, end: row - 1, last, frozen: 4 },
    )?;
    Ok(())
}

fn head(
    cx: &BookContext<'_>,
    columns: &Columns<Line, LineColumn>,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let (words, styles) = (cx.words, &cx.styles);
    let all = (0, columns.last());
    across(sheet, 0, all, &t!(words, "reconcile-title"), &styles.title)?;
    across(sheet, 1, all, &cx.scope(), &styles.subtitle)?;
    let about = t!(words, "reconcile-about");
    across(sheet, 2, all, &about, &styles.subtitle)?;
    Height::new(12).text(&cx.scope(), columns.width()).set(sheet, 1)?;
    Height::new(12).text(&about, columns.width()).set(sheet, 2)?;
    columns.write_captions(cx, HEADER_ROW, sheet)
}

struct Part {
    number: usize,
    title: String,
    lines: Vec<Line>,
    /// What stands in place of lines when there are none.
    none: String,
}

impl Part {
    /// Writes the part; gives the row under it.
    fn write(
        &self,
        cx: &BookContext<'_>,
        columns: &Columns<Line, LineColumn>,
        row: u32,
        sheet: &mut Worksheet,
    ) -> Result<u32, XlsxError> {
        let palette = &cx.styles.list;
        let all = (0, columns.last());
        let title = t!(cx.words, "book-section", number = self.number, title = self.title.as_str());
        across(sheet, row, all, &title, palette.format(Kind::Text, Tone::Total))?;
        Height::new(palette.size).text(&title, columns.width()).set(sheet, row)?;
        let mut row = row + 1;
        if self.lines.is_empty() {
            across(sheet, row, all, &self.none, palette.format(Kind::Text, Tone::Plain))?;
            return Ok(row + 1);
        }
        for line in &self.lines {
            row = line.write(cx, columns, row, sheet)?;
        }
        Ok(row)
    }
}
