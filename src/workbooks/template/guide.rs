//! The first sheet: a few lines that tell a clerk what to do.

use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use super::context::FormContext;
use super::head;
use super::style::{FormStyles, SIZE};
use crate::campaign::identity::OwnTexts;
use crate::campaign::layout::FormPlan;
use crate::campaign::{Indicator, Session};
use crate::i18n::Words;
use crate::t;
use crate::values::quantity::measure::Measure;
use crate::wording::deadlines::deadline;
use crate::workbooks::paper::{A4, Height};

/// The text stands in merged cells: a single column as wide as the page is not made to fit it.
const COLUMNS: u16 = 8;
/// Of which the name of a tab takes the first.
const LINK_COLUMNS: u16 = 2;
const COLUMN_WIDTH: f64 = 10.5;
const WIDTH: u16 = 84;

/// Writes the guide; every text of it is added to what the program itself has written.
pub(super) fn write(
    cx: &FormContext<'_>,
    plans: &[FormPlan<'_>],
    own: &mut OwnTexts,
) -> Result<Worksheet, XlsxError> {
    let (words, styles) = (cx.words, cx.styles);
    let mut sheet = Worksheet::new();
    sheet.set_name(t!(words, "form-guide-sheet"))?;
    sheet.set_column_range_width(0, COLUMNS - 1, COLUMN_WIDTH)?;
    let asked: Vec<&Indicator> = plans.iter().flat_map(FormPlan::indicators).collect();
    let period = head::period_line(&asked, cx.period, words);
    let mut written = vec![
        (0, cx.unit.name.to_uppercase(), &styles.unit),
        (1, cx.campaign.title.clone(), &styles.title),
        (2, period, &styles.period),
    ];
    let mut row = 4;
    for (number, text) in (1..).zip(lines(cx, &asked)) {
        written.push((row, format!("{number}. {text}"), &styles.guide));
        row += 1;
    }
    row += 1;
    written.push((row, t!(words, "form-guide-forms"), &styles.unit));
    for (row, text, format) in written {
        line(&mut sheet, row, &text, format)?;
        own.add(Some(0), &text);
    }
    for plan in plans {
        row += 1;
        let title = link(&mut sheet, row, plan, styles)?;
        own.add(Some(0), &plan.form.sheet);
        own.add(Some(LINK_COLUMNS.into()), &title);
    }
    sheet
        .set_paper_size(A4)
        .set_margins(0.6, 0.4, 0.6, 0.6, 0.3, 0.3)
        .set_print_fit_to_pages(1, 0)
        .set_print_area(0, 0, row, COLUMNS - 1)?
        .protect();
    Ok(sheet)
}

/// The tab as a link, and the title beside it, which is given: a link does not wrap in every program.
fn link(
    sheet: &mut Worksheet,
    row: u32,
    plan: &FormPlan<'_>,
    styles: &FormStyles,
) -> Result<String, XlsxError> {
    let target = format!("internal:'{}'!A1", plan.form.sheet.replace('\'', "''"));
    let url = Url::new(target).set_text(&plan.form.sheet);
    sheet.merge_range(row, 0, row, LINK_COLUMNS - 1, "", &styles.guide)?;
    sheet.write_url_with_format(row, 0, url, &styles.guide)?;
    let title = format!("{} {}", plan.form.heading, plan.form.title);
    sheet.merge_range(row, LINK_COLUMNS, row, COLUMNS - 1, title.trim(), &styles.guide)?;
    let width = WIDTH * (COLUMNS - LINK_COLUMNS) / COLUMNS;
    Height::new(SIZE).text(&title, width).set(sheet, row)?;
    Ok(title)
}

fn line(sheet: &mut Worksheet, row: u32, text: &str, format: &Format) -> Result<(), XlsxError> {
    sheet.merge_range(row, 0, row, COLUMNS - 1, text, format)?;
    Height::new(SIZE).text(text, WIDTH).set(sheet, row)
}

/// What a clerk must know, and nothing about rows that the unit does not have.
fn lines(cx: &FormContext<'_>, asked: &[&Indicator]) -> Vec<String> {
    let words = cx.words;
    let mut lines = vec![t!(words, "form-guide-cells")];
    if asked.iter().any(|row| row.measure.is_figure()) {
        lines.push(t!(words, "form-guide-numbers"));
        lines.push(t!(words, "form-guide-words"));
    }
    if asks(asked, Measure::Percent) {
        lines.push(t!(words, "form-guide-rates"));
    }
    if asks(asked, Measure::Status) {
        lines.push(t!(words, "form-guide-tasks"));
    }
    if asks(asked, Measure::Section) {
        lines.push(t!(words, "form-guide-outline"));
    }
    if asks(asked, Measure::Entry) {
        lines.push(t!(words, "form-guide-list"));
    }
    lines.push(t!(words, "form-guide-check"));
    lines.push(t!(words, "form-guide-keep"));
    lines.extend(cx.period.session(&cx.unit.code).map(|session| appointment(session, words)));
    let focal = cx.campaign.focal_point.as_str();
    lines.push(match cx.period.deadline(&cx.unit.code) {
        Some(due) => t!(words, "form-guide-send-due", office = focal, due = deadline(due, words)),
        None => t!(words, "form-guide-send", office = focal),
    });
    lines
}

fn asks(rows: &[&Indicator], measure: Measure) -> bool {
    rows.iter().any(|row| row.measure == measure)
}

/// When and where the unit is visited, as the document prints it.
fn appointment(session: &Session, words: &Words) -> String {
    let (time, place) = (session.time.as_str(), session.place.as_str());
    match &session.note {
        Some(note) => {
            t!(words, "form-guide-session-note", time = time, place = place, note = note.as_str())
        }
        None => t!(words, "form-guide-session", time = time, place = place),
    }
}
