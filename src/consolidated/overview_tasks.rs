//! The part of the first page about tasks: how many are done, which are late, which are not reported
//! on.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::overview_page::{COUNT, SEE, Titles, WHAT, WHICH, captions, link, put, width};
use super::style::{Kind, Tone};
use super::value::Value;
use super::{Context, task_words};
use crate::campaign::Form;
use crate::merge::{TaskGroup, TaskTally};
use crate::naming::{row_number, shortened};
use crate::paper::Height;
use crate::t;

/// So many characters of numbers stand on one line; the sheet of the tasks names them all.
const ONE_LINE: usize = 64;

/// Writes the part; gives the row under it.
pub(super) fn write(
    titles: &mut Titles<'_, '_>,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<u32, XlsxError> {
    let cx = titles.cx;
    titles.next(row, &t!(cx.words, "book-section-tasks"), sheet)?;
    let header = [
        (WHAT, t!(cx.words, "book-column-task-status")),
        (COUNT, t!(cx.words, "book-need-count")),
        (WHICH, t!(cx.words, "book-need-which")),
        (SEE, t!(cx.words, "book-need-sheet")),
    ];
    captions(cx, row + 1, &header, sheet)?;
    let mut row = row + 2;
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
        let plain = (Kind::Text, Tone::Plain);
        put(cx, row, WHAT, &self.caption.as_str().into(), (Kind::Text, self.tone), sheet)?;
        put(cx, row, COUNT, &Value::tally(count), (Kind::Centred, self.tone), sheet)?;
        put(cx, row, WHICH, &self.which.as_str().into(), plain, sheet)?;
        link(cx, row, cx.tabs.of(self.form), sheet)?;
        let mut height = Height::new(cx.styles.form.size);
        height.text(&self.caption, width(WHAT) - 6);
        height.text(&self.which, width(WHICH)).set(sheet, row)
    }
}
