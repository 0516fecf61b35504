//! The part of the first page about tasks: how many are done, which are late, which are not reported
//! on.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::page::{Line, Titles};
use crate::campaign::Form;
use crate::consolidate::merge::{TaskGroup, TaskTally};
use crate::ledger::TaskRow;
use crate::t;
use crate::wording::names::{row_number, shortened};
use crate::workbooks::consolidated::style::Tone;
use crate::workbooks::consolidated::{BookContext, task_words};

/// So many characters of numbers stand on one line; the sheet of the tasks names them all.
const ONE_LINE: usize = 64;
/// The name of a form is bold.
const MARGIN: u16 = 6;

/// Writes the part; gives the row under it.
pub(super) fn write(
    titles: &mut Titles<'_, '_>,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<u32, XlsxError> {
    let cx = titles.cx;
    titles.next(row, &t!(cx.words, "book-section-tasks"), sheet)?;
    Line::captions(cx, row + 1, t!(cx.words, "book-column-task-status"), sheet)?;
    let mut row = row + 2;
    for form in &cx.consolidation.campaign.forms {
        if cx.consolidation.tasks_of(&form.id).next().is_some() {
            row = write_form(cx, form, row, sheet)?;
        }
    }
    Ok(row)
}

fn write_form(
    cx: &BookContext<'_>,
    form: &Form,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<u32, XlsxError> {
    let tasks: Vec<&TaskRow<'_>> = cx.consolidation.tasks_of(&form.id).collect();
    let tally = TaskTally::new(tasks.iter().copied());
    let done = t!(cx.words, "book-task-done-of", done = tally.done, assigned = tally.assigned);
    let tab = cx.sheet_names.of(form);
    let line = Line {
        what: (&form.sheet, Tone::Total),
        count: (tasks.len(), Tone::Total),
        which: &done,
        tab,
        margin: MARGIN,
    };
    line.write(cx, row, sheet)?;
    let mut row = row + 1;
    for group in TaskGroup::ALL {
        let of_group = tasks.iter().filter(|task| TaskGroup::of(task) == group);
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
        let line = Line {
            what: (&caption, tone),
            count: (numbers.len(), tone),
            which: &which,
            tab,
            margin: MARGIN,
        };
        line.write(cx, row, sheet)?;
        row += 1;
    }
    Ok(row)
}
