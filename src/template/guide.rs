//! The first sheet: a few lines that tell a clerk what to do.

use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::plan::FormPlan;
use super::sheet::Context;
use crate::paper::{A4, row_height};
use crate::t;

const WIDTH: f64 = 82.0;

/// Writes the guide.
pub(super) fn write(cx: &Context<'_>, plans: &[FormPlan<'_>]) -> Result<Worksheet, XlsxError> {
    let (words, styles) = (cx.words, cx.styles);
    let mut sheet = Worksheet::new();
    sheet.set_name(t!(words, "form-guide-sheet"))?.set_column_width(0, WIDTH)?;
    sheet.write_string_with_format(0, 0, cx.unit.name.to_uppercase(), &styles.unit)?;
    sheet.write_string_with_format(1, 0, &cx.campaign.title, &styles.title)?;
    sheet.set_row_height(1, row_height([(cx.campaign.title.as_str(), WIDTH * 0.9)]))?;
    let period = t!(
        words,
        "form-period",
        title = cx.period.title.as_str(),
        since = words.date(cx.period.since),
        until = words.date(cx.period.until)
    );
    sheet.write_string_with_format(2, 0, &period, &styles.period)?;
    sheet.set_row_height(2, row_height([(period.as_str(), WIDTH)]))?;
    let mut row = 4;
    for line in lines(cx) {
        sheet.set_row_height(row, row_height([(line.as_str(), WIDTH)]))?;
        sheet.write_string_with_format(row, 0, line, &styles.guide)?;
        row += 1;
    }
    row += 1;
    let forms = t!(words, "form-guide-forms");
    sheet.write_string_with_format(row, 0, forms, &styles.unit)?;
    for plan in plans {
        row += 1;
        let target = format!("internal:'{}'!A1", plan.form.sheet.replace('\'', "''"));
        let text = format!("{} {}", plan.form.heading, plan.form.title);
        sheet.set_row_height(row, row_height([(text.as_str(), WIDTH)]))?;
        sheet.write_url_with_format(row, 0, Url::new(target).set_text(text), &styles.guide)?;
    }
    sheet
        .set_paper_size(A4)
        .set_margins(0.6, 0.4, 0.6, 0.6, 0.3, 0.3)
        .set_print_fit_to_pages(1, 0)
        .set_print_area(0, 0, row, 0)?
        .protect();
    Ok(sheet)
}

fn lines(cx: &Context<'_>) -> Vec<String> {
    let words = cx.words;
    let focal = cx.campaign.unit(&cx.campaign.focal_point).map_or("", |unit| unit.name.as_str());
    let mut lines = vec![
        t!(words, "form-guide-cells"),
        t!(words, "form-guide-numbers"),
        t!(words, "form-guide-words"),
        t!(words, "form-guide-rates"),
        t!(words, "form-guide-check"),
        t!(words, "form-guide-keep"),
    ];
    lines.push(match cx.period.due {
        Some(due) => t!(words, "form-guide-send-due", office = focal, due = words.date(due)),
        None => t!(words, "form-guide-send", office = focal),
    });
    lines
}
