//! A form of tasks for the whole area: what is late first, each task with what its leads say, what
//! those who co-operate say, and the cell that each of them said it in.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::frame::{self, HEADER_ROW};
use super::style::{Kind, Tone};
use super::task_words as said;
use super::value::Value;
use super::{BookContext, nonresponse, pointer, written};
use crate::campaign::{Form, OrgUnit};
use crate::consolidate::merge::{TaskGroup, TaskTally};
use crate::ledger::{Reply, TaskReplyStatus, TaskRow};
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::words::Status;
use crate::workbooks::paper::{Extent, Height, MANY_ROWS, across, end_rows, most_common};

const LAST: u16 = 7;
const WIDTHS: [u16; 8] = [7, 11, 26, 16, 44, 30, 26, 26];
/// The last column of the task's own words; who leads it and until when stands behind them.
const LAST_LABEL: u16 = 4;

/// What stands in the columns of a row.
type ReplyValues = [(Value, Kind, Tone); 8];

/// Writes the sheet of a form of tasks.
pub(super) fn write(
    cx: &BookContext<'_>,
    form: &Form,
    workbook: &mut Workbook,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(cx.sheet_names.of(form))?;
    let all = Extent { last: LAST, width: frame::sum(WIDTHS) };
    frame::head(cx, form, all, sheet)?;
    captions(cx, sheet)?;
    let tally = TaskTally::new(cx.consolidation.tasks_of(&form.id));
    let done = t!(cx.words, "book-task-done-of", done = tally.done, assigned = tally.assigned);
    frame::band(cx, HEADER_ROW + 1, &frame::Band { text: &done, tone: Tone::Total }, all, sheet)?;
    let usual = usual_height(cx, form);
    if let Some(points) = usual {
        sheet.set_default_row_height(points);
    }
    let mut row = HEADER_ROW + 2;
    for group in TaskGroup::ALL {
        let tasks = cx.consolidation.tasks_of(&form.id);
        let tasks: Vec<&TaskRow<'_>> = tasks.filter(|task| TaskGroup::of(task) == group).collect();
        if tasks.is_empty() {
            continue;
        }
        let caption = said::group(cx, group);
        let line = t!(cx.words, "book-task-group", group = caption, count = tasks.len());
        frame::band(cx, row, &frame::Band { text: &line, tone: said::tone(group) }, all, sheet)?;
        row += 1;
        for task in tasks {
            row = write_task(cx, task, usual, row, sheet)?;
        }
    }
    let below = frame::finish(cx, LAST, row, 0, sheet)?;
    end_rows(sheet, below)
}

fn captions(cx: &BookContext<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let words = cx.words;
    let captions = [
        t!(words, "book-column-number"),
        t!(words, "book-column-role"),
        t!(words, "book-column-unit"),
        t!(words, "book-column-task-status"),
        t!(words, "book-column-result"),
        t!(words, "book-column-evidence"),
        t!(words, "book-column-explanation"),
        t!(words, "book-column-source"),
    ];
    let mut height = Height::new(cx.styles.form.size);
    for ((column, width), caption) in (0_u16..).zip(WIDTHS).zip(captions) {
        height.text(&caption, width - 1);
        sheet.write_string_with_format(HEADER_ROW, column, caption, &cx.styles.header)?;
        sheet.set_column_width(column, width)?;
    }
    height.set(sheet, HEADER_ROW)
}

/// The height that most replies need, where there are many.
fn usual_height(cx: &BookContext<'_>, form: &Form) -> Option<u32> {
    let tasks: Vec<&TaskRow<'_>> = cx.consolidation.tasks_of(&form.id).collect();
    let roles = tasks.iter().flat_map(|task| roles(cx, task));
    let replies = roles.flat_map(|(role, replies)| {
        replies.iter().filter(|reply| speaks(reply)).map(move |reply| (role.clone(), reply))
    });
    if replies.clone().take(MANY_ROWS).count() < MANY_ROWS {
        return None;
    }
    most_common(replies.map(|(role, reply)| fitting(cx, &reply_values(cx, &role, reply, false))))
}

/// Those who lead a task and those who co-operate in it, each with the caption of the role.
fn roles<'a>(cx: &BookContext<'_>, task: &'a TaskRow<'a>) -> [(String, &'a Vec<Reply<'a>>); 2] {
    [
        (t!(cx.words, "book-role-lead"), &task.leads),
        (t!(cx.words, "book-role-cooperating"), &task.cooperating),
    ]
}

/// Whether a reply has a row of its own.
fn speaks(reply: &Reply<'_>) -> bool {
    reply.is_written() || reply.is_damaged()
}

/// The task, then a row for each unit that says something of it, then those that do not.
fn write_task(
    cx: &BookContext<'_>,
    task: &TaskRow<'_>,
    usual: Option<u32>,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<u32, XlsxError> {
    let palette = &cx.styles.form;
    let bold = palette.format(Kind::Text, Tone::Total);
    let number = Value::from(task.indicator.number.as_str());
    palette.put(sheet, (row, 0), &number, Kind::Centred.toned(Tone::Total))?;
    let mut label = task.indicator.label.clone();
    let over: Vec<String> = task
        .form
        .headings_over(task.indicator)
        .iter()
        .map(|heading| frame::numbered(&heading.number, &heading.label))
        .collect();
    if !over.is_empty() {
        label.push('\n');
        label.push_str(&t!(cx.words, "book-task-heading", heading = over.join(" › ")));
    }
    let about = said::about(cx, task);
    across(sheet, row, (1, LAST_LABEL), &label, bold)?;
    across(sheet, row, (LAST_LABEL + 1, LAST), &about, palette.format(Kind::Text, Tone::Plain))?;
    let (front, back) = WIDTHS.split_at(usize::from(LAST_LABEL) + 1);
    let front = frame::sum(front.iter().skip(1).copied());
    Height::new(palette.size)
        .text(&label, front - front / 12)
        .text(&about, frame::sum(back.iter().copied()))
        .set(sheet, row)?;
    let mut row = row + 1;
    let late: Vec<_> = task.overdue().map(|lead| &lead.unit.code).collect();
    for (role, replies) in roles(cx, task) {
        for reply in replies.iter().filter(|reply| speaks(reply)) {
            let values = reply_values(cx, &role, reply, late.contains(&&reply.unit.code));
            fitting(cx, &values).set_beside(usual, sheet, row)?;
            for (column, (value, kind, tone)) in (0_u16..).zip(&values) {
                palette.put(sheet, (row, column), value, kind.toned(*tone))?;
            }
            row += 1;
        }
        let silent = replies.iter().filter(|reply| !speaks(reply)).map(|reply| reply.unit);
        let silent: Vec<&OrgUnit> = silent.collect();
        if !silent.is_empty() {
            for line in nonresponse::lines(cx, &silent) {
                write_silent(cx, &role, &line, row, sheet)?;
                row += 1;
            }
        }
    }
    Ok(row)
}

/// What a unit says of a task, column by column.
fn reply_values(cx: &BookContext<'_>, role: &str, reply: &Reply<'_>, late: bool) -> ReplyValues {
    let source = pointer(cx, reply, Field::Status);
    let tone = match reply.status() {
        _ if late => Tone::Bad,
        TaskReplyStatus::Said(Status::Done) => Tone::Good,
        TaskReplyStatus::Faulty => Tone::Bad,
        TaskReplyStatus::Silent => Tone::Doubtful,
        TaskReplyStatus::Said(_) => Tone::Plain,
    };
    [
        (Value::Blank, Kind::Centred, Tone::Plain),
        (role.into(), Kind::Centred, Tone::Plain),
        (reply.unit.name.as_str().into(), Kind::Text, Tone::Plain),
        (said::standing(cx, reply).into(), Kind::Centred, tone),
        (written(cx, reply, Field::Result), Kind::Text, Tone::Plain),
        (written(cx, reply, Field::Evidence), Kind::Text, Tone::Plain),
        (written(cx, reply, Field::Explanation), Kind::Text, Tone::Plain),
        (source.into(), Kind::Text, Tone::Plain),
    ]
}

/// The height that a row needs.
fn fitting(cx: &BookContext<'_>, values: &ReplyValues) -> Height {
    let mut height = Height::new(cx.styles.form.size);
    for ((value, _, _), width) in values.iter().zip(WIDTHS) {
        height.text(value.wording(), width);
    }
    height
}

/// Those who have not said anything, in one row as a rule: a task may be asked of a hundred.
fn write_silent(
    cx: &BookContext<'_>,
    role: &str,
    line: &str,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let palette = &cx.styles.form;
    palette.put(sheet, (row, 0), &Value::Blank, Kind::Centred.toned(Tone::Plain))?;
    palette.put(sheet, (row, 1), &role.into(), Kind::Centred.toned(Tone::Plain))?;
    across(sheet, row, (2, LAST), line, palette.format(Kind::Text, Tone::Doubtful))?;
    let width = frame::sum(WIDTHS.iter().skip(2).copied());
    Height::new(palette.size).text(line, width).set(sheet, row)
}
