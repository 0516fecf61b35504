//! Tasks in the order in which they need attention, and how many of them are done.

use crate::ledger::{TaskRow, TaskState};
use crate::values::quantity::words::Status;

/// Where a task stands in a report: what is late comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskGroup {
    /// A lead says that it is due and not done.
    Overdue,
    /// It is due, and no lead says how far it is.
    DueUnanswered,
    /// Every lead says `Chưa thực hiện`.
    NotStarted,
    /// Every lead says `Đang thực hiện`.
    Underway,
    /// Several leads, of which not all say the same.
    Mixed,
    /// Every lead says `Thực hiện thường xuyên`.
    Ongoing,
    /// Every lead says `Hoàn thành`, whenever that was.
    Done,
    /// Not due, and no lead says how far it is.
    Unanswered,
    /// Every lead says `Không được giao`.
    NotAssigned,
    /// The lead is printed and not asked.
    Unled,
}

impl TaskGroup {
    pub const ALL: [Self; 10] = [
        Self::Overdue,
        Self::DueUnanswered,
        Self::NotStarted,
        Self::Underway,
        Self::Mixed,
        Self::Ongoing,
        Self::Done,
        Self::Unanswered,
        Self::NotAssigned,
        Self::Unled,
    ];

    pub fn of(task: &TaskRow<'_>) -> Self {
        match task.state() {
            _ if task.is_overdue() => Self::Overdue,
            TaskState::Silent if task.is_due() => Self::DueUnanswered,
            TaskState::Silent => Self::Unanswered,
            TaskState::Said(Status::NotStarted) => Self::NotStarted,
            TaskState::Said(Status::Underway) => Self::Underway,
            TaskState::Said(Status::Ongoing) => Self::Ongoing,
            TaskState::Said(Status::Done) => Self::Done,
            TaskState::Said(Status::NotAssigned) => Self::NotAssigned,
            TaskState::Mixed => Self::Mixed,
            TaskState::Unled => Self::Unled,
        }
    }
}

/// How many tasks of a form are done, of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TaskTally {
    /// Tasks that all their leads have done.
    pub done: usize,
    /// Tasks that are somebody's, of those who are asked.
    pub assigned: usize,
    /// Tasks of which a lead says that they are due and not done.
    pub overdue: usize,
    /// Tasks of which no lead says how far they are.
    pub unanswered: usize,
}

impl TaskTally {
    pub fn new<'t, 'a: 't>(tasks: impl IntoIterator<Item = &'t TaskRow<'a>>) -> Self {
        let mut tally = Self::default();
        for task in tasks {
            let group = TaskGroup::of(task);
            let assigned = !matches!(group, TaskGroup::NotAssigned | TaskGroup::Unled);
            let unanswered = matches!(group, TaskGroup::DueUnanswered | TaskGroup::Unanswered);
            tally.assigned += usize::from(assigned);
            tally.done += usize::from(group == TaskGroup::Done);
            tally.overdue += usize::from(group == TaskGroup::Overdue);
            tally.unanswered += usize::from(unanswered);
        }
        tally
    }
}
