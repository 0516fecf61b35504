//! The first sheet: each row that the agency leads, with what the units come to and what stands in the
//! form.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::page::Page;
use super::{LeadContext, Led, proposal::Proposal, words};
use crate::consolidate::merge::Consolidation;
use crate::consolidate::names;
use crate::ledger::Total;
use crate::t;
use crate::values::quantity::target::Target;
use crate::wording::deadlines::deadline;
use crate::wording::names::row_number;
use crate::workbooks::consolidated::cells::{DASH, total_words};
use crate::workbooks::paper::letter::{SIZE, TITLE_SIZE};
use crate::workbooks::paper::{self, Height, Printed};

/// The widths of the columns, in characters.
const WIDTHS: [u16; 11] = [8, 7, 36, 11, 15, 15, 10, 27, 15, 11, 31];
const LAST: u16 = 10;
const HEADER: u32 = 7;

pub(super) fn write(cx: &LeadContext<'_>) -> Result<Worksheet, XlsxError> {
    let words = cx.words;
    let Consolidation { campaign, period, returns, .. } = cx.consolidation;
    let office = campaign.focal_point.as_str();
    let due = period.deadline(&cx.unit.code).map(|due| deadline(due, words));
    let due = due.unwrap_or_else(|| t!(words, "feedback-due-soon"));
    let subtitle = format!("{}\n{}", period.title, names::returns(returns, words));
    let about = t!(words, "lead-about", area = campaign.area_short.as_str());
    let help = t!(words, "lead-help", office = office, due = due);
    let styles = &cx.styles.letter;
    let page = Page {
        name: t!(words, "lead-sheet-summary"),
        widths: WIDTHS,
        head: [
            (cx.unit.name.to_uppercase(), &styles.office, SIZE),
            (t!(words, "lead-title"), &styles.title, TITLE_SIZE),
            (subtitle, &styles.subtitle, SIZE),
            (about, &styles.line, SIZE),
            (help, &styles.line, SIZE),
        ],
        captions: captions(cx),
        header: (HEADER, 48),
    };
    let mut sheet = page.begin(cx)?;
    let mut end = HEADER;
    for led in &cx.rows {
        end += 1;
        line(cx, &mut sheet, end, led)?;
    }
    let printed = Printed { header: HEADER, end, last: LAST, frozen: 0 };
    paper::table(&mut sheet, &cx.unit.name, cx.words, printed)?.protect();
    Ok(sheet)
}

fn captions(cx: &LeadContext<'_>) -> [String; 11] {
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

fn line(
    cx: &LeadContext<'_>,
    sheet: &mut Worksheet,
    at: u32,
    led: &Led<'_>,
) -> Result<(), XlsxError> {
    let (row, styles) = (led.row(), &cx.styles.letter);
    let is_proposed = matches!(led.proposal, Proposal::Figures(_));
    let texts = [
        (row.form.sheet.clone(), &styles.centred),
        (row_number(row.indicator), &styles.centred),
        (row.indicator.title().into_owned(), &styles.text),
        (row.target.map_or(DASH, Target::notation).to_owned(), &styles.centred),
        (total_words(cx.words, row, &row.rollup), &styles.centred),
        (words::base(row), &styles.centred),
        (words::coverage(row), &styles.centred),
        (words::beside(cx, row), &styles.text),
        (words::earlier(cx, led), &styles.centred),
        (words::difference(cx, led).unwrap_or_else(|| DASH.to_owned()), &styles.centred),
        (words::in_form(cx, led), if is_proposed { &cx.styles.proposed } else { &styles.text }),
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
        sheet.write_number_with_format(at, 4, number, &cx.styles.whole)?;
    }
    height.set(sheet, at)
}
