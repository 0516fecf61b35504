//! What is said of tasks, in words: the sheet of tasks and the overview print the same.

use super::BookContext;
use super::style::Tone;
use crate::consolidate::merge::TaskGroup;
use crate::ledger::{Reply, TaskReplyStatus, TaskRow};
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::words::Status;

pub(super) fn group(cx: &BookContext<'_>, group: TaskGroup) -> String {
    match group {
        TaskGroup::Overdue => t!(cx.words, "book-task-overdue"),
        TaskGroup::DueUnanswered => t!(cx.words, "book-task-due-unanswered"),
        TaskGroup::NotStarted => Status::NotStarted.as_str().to_owned(),
        TaskGroup::Underway => Status::Underway.as_str().to_owned(),
        TaskGroup::Mixed => t!(cx.words, "book-task-mixed"),
        TaskGroup::Ongoing => Status::Ongoing.as_str().to_owned(),
        TaskGroup::Done => Status::Done.as_str().to_owned(),
        TaskGroup::Unanswered => t!(cx.words, "book-task-unanswered"),
        TaskGroup::NotAssigned => Status::NotAssigned.as_str().to_owned(),
        TaskGroup::Unled => t!(cx.words, "book-task-unled"),
    }
}

/// The colour of a group. The words stand beside it.
pub(super) fn tone(group: TaskGroup) -> Tone {
    match group {
        TaskGroup::Overdue => Tone::Bad,
        TaskGroup::DueUnanswered | TaskGroup::Unanswered | TaskGroup::Mixed => Tone::Doubtful,
        TaskGroup::Done => Tone::Good,
        _ => Tone::Total,
    }
}

/// Until when, who leads and who co-operates as printed, and how many leads say what.
pub(super) fn about(cx: &BookContext<'_>, task: &TaskRow<'_>) -> String {
    let words = cx.words;
    let time = task.task.time_text.as_deref();
    let lead = task.indicator.lead.as_deref();
    let with = task.task.cooperating_text.as_deref();
    let lines = [
        time.map(|time| t!(words, "book-task-time", time = time)),
        lead.map(|who| t!(words, "book-task-lead", who = one_line(who))),
        with.map(|who| t!(words, "book-task-cooperating", who = one_line(who))),
        statuses(cx, task),
    ];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn statuses(cx: &BookContext<'_>, task: &TaskRow<'_>) -> Option<String> {
    if task.leads.is_empty() {
        return None;
    }
    let (answered, expected) = (task.answered(), task.expected());
    let mut parts: Vec<String> = Status::ALL
        .into_iter()
        .filter(|status| *status != Status::NotAssigned)
        .map(|status| (task.saying(status), status))
        .filter(|(count, _)| *count > 0)
        .map(|(count, status)| format!("{count} {}", status.as_str().to_lowercase()))
        .collect();
    let without = task.not_assigned();
    if without > 0 {
        parts.push(t!(cx.words, "book-task-not-assigned", count = without));
    }
    Some(if parts.is_empty() {
        t!(cx.words, "book-task-said-none", answered = answered, expected = expected)
    } else {
        let parts = parts.join("; ");
        t!(cx.words, "book-task-said", answered = answered, expected = expected, statuses = parts)
    })
}

/// How far a unit says that its task is.
pub(super) fn standing(cx: &BookContext<'_>, reply: &Reply<'_>) -> String {
    match reply.status() {
        TaskReplyStatus::Said(status) => status.as_str().to_owned(),
        TaskReplyStatus::Silent => t!(cx.words, "book-cell-missing"),
        TaskReplyStatus::Faulty => {
            let raw = reply.written(Field::Status).unwrap_or_else(|| super::cells::DASH.into());
            t!(cx.words, "book-task-faulty", raw = raw.as_ref())
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
