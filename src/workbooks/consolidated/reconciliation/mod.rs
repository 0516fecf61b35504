//! What lead agencies report for the whole area beside what the units come to: whether the two agree,
//! which of them the report prints and why. Below, what may be counted twice, and units that count more
//! than the whole area.

mod doubts;
mod line;
mod rows;

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use self::line::Line;
pub(super) use self::rows::{choice_words, place};
use super::style::{Kind, Tone};
use super::{Context, frame};
use crate::t;
use crate::workbooks::paper::{self, Height, across};

/// The row of the captions.
const HEADER_ROW: u32 = 3;
const WIDTHS: [u16; 15] = [8, 7, 30, 23, 12, 16, 12, 16, 10, 13, 9, 19, 12, 31, 28];
const LAST: u16 = 14;
/// How much less of bold type than of other a column holds, in characters; no column is narrower.
const BOLD: u16 = 3;

/// Writes the sheet, where a lead agency is asked for a row or kinds of unit may count the same.
pub(super) fn write(cx: &Context<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let (led, twice) = (rows::lines(cx), doubts::counted_twice(cx));
    if led.is_empty() && twice.is_empty() {
        return Ok(());
    }
    let sheet = workbook.add_worksheet();
    sheet.set_name(t!(cx.words, "book-sheet-reconciliation"))?;
    head(cx, sheet)?;
    let mut row = HEADER_ROW + 1;
    let mut number = 1;
    let mut filtered = None;
    if !led.is_empty() {
        let title = t!(cx.words, "reconcile-part-led");
        let none = t!(cx.words, "reconcile-none");
        row = part(cx, (number, &title, &none), led, row, sheet)?;
        filtered = Some(row - 1);
        number += 1;
        let title = t!(cx.words, "reconcile-part-exceeding");
        let none = t!(cx.words, "reconcile-none-exceeding");
        row = part(cx, (number, &title, &none), doubts::exceeding(cx), row, sheet)?;
        number += 1;
    }
    if !twice.is_empty() {
        let title = t!(cx.words, "reconcile-part-twice");
        row = part(cx, (number, &title, ""), twice, row, sheet)?;
    }
    if let Some(last) = filtered {
        sheet.autofilter(HEADER_ROW, 0, last, LAST)?;
    }
    paper::table(sheet, (&cx.foot(), cx.words), (HEADER_ROW, row - 1, LAST), 4)?;
    Ok(())
}

fn head(cx: &Context<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let (words, styles) = (cx.words, &cx.styles);
    let all = (0, LAST);
    let width = frame::sum(WIDTHS);
    across(sheet, 0, all, &t!(words, "reconcile-title"), &styles.title)?;
    across(sheet, 1, all, &cx.scope(), &styles.subtitle)?;
    let about = t!(words, "reconcile-about");
    across(sheet, 2, all, &about, &styles.subtitle)?;
    Height::new(12).text(&cx.scope(), width).set(sheet, 1)?;
    Height::new(12).text(&about, width).set(sheet, 2)?;
    let area = cx.consolidation.campaign.area_short.as_str();
    let captions = [
        t!(words, "book-column-form"),
        t!(words, "book-column-number"),
        t!(words, "book-column-indicator"),
        t!(words, "reconcile-column-who"),
        t!(words, "reconcile-column-reported", area = area),
        t!(words, "reconcile-column-reported-base"),
        t!(words, "reconcile-column-units"),
        t!(words, "reconcile-column-units-base"),
        t!(words, "reconcile-column-coverage"),
        t!(words, "reconcile-column-gap"),
        t!(words, "reconcile-column-tolerance"),
        t!(words, "reconcile-column-verdict"),
        t!(words, "reconcile-column-official"),
        t!(words, "reconcile-column-why"),
        t!(words, "reconcile-column-source"),
    ];
    let mut height = Height::new(cx.styles.list.size);
    for ((column, width), caption) in (0_u16..).zip(WIDTHS).zip(captions) {
        // Captions are bold and carry the button of the filter.
        height.text(&caption, width.saturating_sub(3));
        sheet.write_string_with_format(HEADER_ROW, column, caption, &styles.header_small)?;
        sheet.set_column_width(column, width)?;
    }
    height.set(sheet, HEADER_ROW)
}

/// A part with its heading; gives the row under it.
fn part(
    cx: &Context<'_>,
    (number, title, none): (usize, &str, &str),
    lines: Vec<Line>,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<u32, XlsxError> {
    let palette = &cx.styles.list;
    let all = (LAST, frame::sum(WIDTHS));
    let title = t!(cx.words, "book-section", number = number, title = title);
    across(sheet, row, (0, LAST), &title, palette.format(Kind::Text, Tone::Total))?;
    Height::new(palette.size).text(&title, all.1).set(sheet, row)?;
    let mut row = row + 1;
    if lines.is_empty() {
        across(sheet, row, (0, LAST), none, palette.format(Kind::Text, Tone::Plain))?;
        return Ok(row + 1);
    }
    for line in lines {
        let mut height = Height::new(palette.size);
        // What is put together is bold.
        let bold = if line.total { BOLD } else { 0 };
        for ((column, width), (value, kind, tone)) in (0_u16..).zip(WIDTHS).zip(line.cells()) {
            height.text(value.wording(), width - bold);
            palette.put(sheet, (row, column), &value, (kind, tone))?;
        }
        height.set(sheet, row)?;
        row += 1;
    }
    Ok(row)
}
