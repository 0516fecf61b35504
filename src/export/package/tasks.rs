//! `tasks.csv`: how far each task is. `task_replies.csv`: what each unit says of each.

use std::io;

use super::table::{Field, ForeignKey, ROW, Table, corrections, flag, found_at, shown, text};
use super::{Context, Sink};
use crate::ledger::{Reply, TaskReplyStatus, TaskRow, TaskState};
use crate::values::key;
use crate::values::quantity::words::Status;

const STATUSES: &[&str] = &[
    Status::NotStarted.key(),
    Status::Underway.key(),
    Status::Ongoing.key(),
    Status::Done.key(),
    Status::NotAssigned.key(),
];
const STATES: &[&str] = &[
    Status::NotStarted.key(),
    Status::Underway.key(),
    Status::Ongoing.key(),
    Status::Done.key(),
    Status::NotAssigned.key(),
    TaskState::Mixed.key(),
    TaskState::Silent.key(),
    TaskState::Unled.key(),
];

/// What the table of tasks is.
pub(super) static TABLE: Table = Table {
    name: "tasks",
    about: "data-tasks",
    fields: &[
        Field::FORM,
        Field::INDICATOR,
        Field::NUMBER,
        Field::LABEL,
        Field::choice("state", "data-task-state", STATES).required(),
        Field::day("due", "data-due"),
        Field::flag("overdue", "data-overdue").required(),
        Field::whole("answered", "data-task-answered").required(),
        Field::whole("not_assigned", "data-not-assigned").required(),
        Field::whole("expected", "data-task-expected").required(),
    ],
    primary_key: ROW,
    foreign_keys: &[],
};

/// What the table of replies is.
pub(super) static REPLIES: Table = Table {
    name: "task_replies",
    about: "data-task-replies",
    fields: &[
        Field::FORM,
        Field::INDICATOR,
        Field::choice("role", "data-role", &["lead", "cooperating"]).required(),
        Field::UNIT,
        Field::UNIT_NAME,
        Field::choice("standing", "data-standing", &["answered", "unanswered", "faulty"])
            .required(),
        Field::choice("status", "data-status", STATUSES),
        Field::text("result", "data-result"),
        Field::text("evidence", "data-evidence"),
        Field::text("explanation", "data-explanation"),
        Field::text("file", "data-reply-file"),
        Field::SHEET,
        Field::CELL,
        Field::CORRECTION,
    ],
    primary_key: &["form", "indicator", "unit"],
    foreign_keys: &[ForeignKey::row_of("tasks"), ForeignKey::UNIT, ForeignKey::FILE],
};

/// The tasks in the order of the forms.
pub(super) fn rows(cx: &Context<'_>, sink: &mut Sink<'_>) -> io::Result<()> {
    for task in &cx.consolidation.tasks {
        sink(&[
            task.form.id.as_str().into(),
            task.indicator.id.as_str().into(),
            task.indicator.number.as_str().into(),
            task.indicator.label.as_str().into(),
            task.state().key().into(),
            shown(task.due()),
            flag(task.is_overdue()),
            shown(Some(task.answered())),
            shown(Some(task.not_assigned())),
            shown(Some(task.expected())),
        ])?;
    }
    Ok(())
}

/// What units say of them: leads before those who co-operate, in the order of the units.
pub(super) fn replies(cx: &Context<'_>, sink: &mut Sink<'_>) -> io::Result<()> {
    for task in &cx.consolidation.tasks {
        for lead in &task.leads {
            reply(task, "lead", lead, sink)?;
        }
        for other in &task.cooperating {
            reply(task, "cooperating", other, sink)?;
        }
    }
    Ok(())
}

fn reply(
    task: &TaskRow<'_>,
    role: &'static str,
    reply: &Reply<'_>,
    sink: &mut Sink<'_>,
) -> io::Result<()> {
    let (standing, status): (_, Option<Status>) = match reply.status() {
        TaskReplyStatus::Said(status) => ("answered", Some(status)),
        TaskReplyStatus::Silent => ("unanswered", None),
        TaskReplyStatus::Faulty => ("faulty", None),
    };
    let [sheet, cell] = found_at(reply.place(key::Field::Status));
    sink(&[
        task.form.id.as_str().into(),
        task.indicator.id.as_str().into(),
        role.into(),
        reply.unit.code.as_str().into(),
        reply.unit.name.as_str().into(),
        standing.into(),
        text(status.map(Status::key)),
        reply.written(key::Field::Result).unwrap_or_default(),
        reply.written(key::Field::Evidence).unwrap_or_default(),
        reply.written(key::Field::Explanation).unwrap_or_default(),
        text(reply.path()),
        sheet,
        cell,
        corrections(reply),
    ])
}
