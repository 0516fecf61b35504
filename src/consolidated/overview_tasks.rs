//! The part of the first page about tasks: how many are done, which are late, which are not reported
//! on.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::overview_page::{Titles, WIDTHS, link};
use super::style::{Kind, Tone};
use super::value::Value;
use super::{Context, task_words};
use crate::campaign::Form;
use crate::merge::{TaskGroup, TaskTally};
use crate::naming::{row_number, shortened};
use crate::paper::{Height, across};
use crate::t;

/// So many characters of numbers stand on one line; the sheet of the tasks names them all.
const ONE_LINE: usize = 44;

/// Writes the part; gives the row under it.
pub(super) fn write(
    titles: &mut Titles<'_, '_>,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<u32, XlsxError> {
    let cx = titles.cx;
    titles.next(row, &t!(cx.words, "book-section-tasks"), sheet)?;
    let header = row + 1;
    let styles = &cx.styles;
    across(sheet, header, (0, 2), &t!(cx.words, "book-column-task-status"), &styles.header)?;
    sheet.write_string_with_format(header, 3, t!(cx.words, "book-need-count"), &styles.header)?;
    across(sheet, header, (4, 5), &t!(cx.words, "book-need-which"), &styles.header)?;
    sheet.write_string_with_format(header, 6, t!(cx.words, "book-need-sheet"), &styles.header)?;
    let mut row = header + 1;
    for form in &cx.consolidation.campaign.forms {
        if cx.consolidation.tasks_of(&form.id).next().is_some() {
            row = write_form(cx, form, row, sheet)?;
        }
    }
    Ok(row)
}

fn write_form(
    cx: &Context<'_>,
    form: &Form,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<u32, XlsxError> {
    let tasks = || cx.consolidation.tasks_of(&form.id);
    let tally = TaskTally::new(tasks());
    let done = t!(cx.words, "book-task-done-of", done = tally.done, assigned = tally.assigned);
    let first = Line { form, caption: form.sheet.clone(), tone: Tone::Total, which: done };
    first.write(cx, row, tasks().count(), sheet)?;
    let mut row = row + 1;
    for group in TaskGroup::ALL {
        let of_group = tasks().filter(|task| TaskGroup::of(task) == group);
        let numbers: Vec<String> = of_group.map(|task| row_number(task.indicator)).collect();
        if numbers.is_empty() {
            continue;
        }
        let tone = match task_words::tone(group) {
            Tone::Total => Tone::Plain,
            tone => tone,
        };
        let caption = task_words::group(cx, group);
        let which = shortened(&numbers.join("; "), ONE_LINE);
        let line = Line { form, caption, tone, which };
        line.write(cx, row, numbers.len(), sheet)?;
        row += 1;
    }
    Ok(row)
}

struct Line<'a> {
    form: &'a Form,
    caption: String,
    tone: Tone,
    which: String,
}

impl Line<'_> {
    fn write(
        &self,
        cx: &Context<'_>,
        row: u32,
        count: usize,
        sheet: &mut Worksheet,
    ) -> Result<(), XlsxError> {
        let palette = &cx.styles.form;
        let format = palette.format(Kind::Text, self.tone);
        across(sheet, row, (0, 2), &self.caption, format)?;
        palette.put(sheet, (row, 3), &Value::tally(count), (Kind::Centred, self.tone))?;
        let plain = palette.format(Kind::Text, Tone::Plain);
        across(sheet, row, (4, 5), &self.which, plain)?;
        link(cx, row, cx.tabs.of(self.form), sheet)?;
        let mut height = Height::new(palette.size);
        height.text(&self.caption, WIDTHS[0] + WIDTHS[1] + WIDTHS[2] - 6);
        height.text(&self.which, WIDTHS[4] + WIDTHS[5]).set(sheet, row)
    }
}
