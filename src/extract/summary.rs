//! The first sheet: each row that the agency leads, with what the units come to and what stands in the
//! form.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::style::{SIZE, TITLE_SIZE};
use super::{Context, Led, proposal::Proposal, sheet, words};
use crate::consolidated::cells::{DASH, total_words};
use crate::ledger::Total;
use crate::naming::row_number;
use crate::paper::{self, Height};
use crate::quantity::target::Target;
use crate::t;
use crate::template::deadline;

/// The widths of the columns, in characters.
const WIDTHS: [u16; 11] = [8, 7, 36, 11, 15, 15, 10, 27, 15, 11, 31];
const LAST: u16 = 10;
const WIDTH: u16 = 186;
/// The row of the captions: rows under it may grow with their text.
const HEADER: u32 = 7;

/// Writes the sheet.
pub(super) fn write(cx: &Context<'_>) -> Result<Worksheet, XlsxError> {
    let (words, styles) = (cx.words, &cx.styles);
    let mut sheet = sheet(cx, &t!(words, "lead-sheet-summary"), LAST)?;
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let campaign = cx.consolidation.campaign;
    let period = cx.consolidation.period;
    let office = campaign.focal_point.as_str();
    let due = period.deadline(&cx.unit.code).map(|due| deadline(due, words));
    let due = due.unwrap_or_else(|| t!(words, "feedback-due-soon"));
    let returns = &cx.consolidation.returns;
    let sent = t!(
        words,
        "book-returns-summary",
        expected = returns.expected.len(),
        submitted = returns.submitted.len(),
        merged = returns.merged.len(),
        missing = returns.missing.len()
    );
    let subtitle = format!("{}\n{sent}", period.title);
    for (row, text, format, size) in [
        (1, cx.unit.name.to_uppercase(), &styles.office, SIZE),
        (2, t!(words, "lead-title"), &styles.title, TITLE_SIZE),
        (3, subtitle, &styles.subtitle, SIZE),
        (4, t!(words, "lead-about", area = campaign.area_short.as_str()), &styles.line, SIZE),
        (5, t!(words, "lead-help", office = office, due = due), &styles.line, SIZE),
    ] {
        paper::across(&mut sheet, row, (0, LAST), &text, format)?;
        Height::new(size).text(&text, WIDTH - WIDTH / 10).set(&mut sheet, row)?;
    }
    for (column, caption) in (0_u16..).zip(captions(cx)) {
        sheet.write_string_with_format(HEADER, column, caption, &styles.header)?;
    }
    sheet.set_row_height(HEADER, 48)?;
    let mut end = HEADER;
    for led in &cx.rows {
        end += 1;
        line(cx, &mut sheet, end, led)?;
    }
    paper::landscape(&mut sheet, &cx.unit.name, words);
    sheet
        .set_print_fit_to_pages(1, 0)
        .set_repeat_rows(HEADER, HEADER)?
        .set_print_area(0, 0, end, LAST)?
        .set_freeze_panes(HEADER + 1, 0)?
        .protect();
    Ok(sheet)
}

fn captions(cx: &Context<'_>) -> [String; 11] {
    let words = cx.words;
    [
        t!(words, "book-column-form"),
        t!(words, "book-column-number"),
        t!(words, "book-column-indicator"),
        t!(words, "lead-column-target"),
        t!(words, "lead-column-total"),
        t!(words, "lead-column-base"),
        t!(words, "lead-column-coverage"),
        t!(words, "lead-column-beside"),
        t!(words, "lead-column-earlier"),
        t!(words, "lead-column-difference"),
        t!(words, "lead-column-form"),
    ]
}

fn line(cx: &Context<'_>, sheet: &mut Worksheet, at: u32, led: &Led<'_>) -> Result<(), XlsxError> {
    let (row, styles) = (led.row(), &cx.styles);
    let is_proposed = matches!(led.proposal, Proposal::Figures(_));
    let texts = [
        (row.form.sheet.clone(), &styles.centred),
        (row_number(row.indicator), &styles.centred),
        (row.indicator.label.clone(), &styles.text),
        (row.target.map_or(DASH, Target::notation).to_owned(), &styles.centred),
        (total_words(cx.words, row, &row.rollup), &styles.centred),
        (words::base(row), &styles.centred),
        (words::coverage(row), &styles.centred),
        (words::beside(cx, row), &styles.text),
        (words::earlier(cx, led), &styles.centred),
        (words::difference(cx, led).unwrap_or_else(|| DASH.to_owned()), &styles.centred),
        (words::in_form(cx, led), if is_proposed { &styles.proposed } else { &styles.text }),
    ];
    let mut height = Height::new(SIZE);
    for ((column, width), (text, format)) in (0_u16..).zip(WIDTHS).zip(texts) {
        let text = super::fitting(&text);
        sheet.write_string_with_format(at, column, &text, format)?;
        height.text(&text, width);
    }
    // What can be copied into a letter or a formula is a number.
    if let Total::Count { sum, .. } = row.rollup.total
        && let Some(number) = super::number(sum)
    {
        sheet.write_number_with_format(at, 4, number, &styles.whole)?;
    }
    height.set(sheet, at)
}
