//! A task over all units: how far its leads say it is, and what those who co-operate say. The two
//! never mix.

use jiff::civil::Date;

use super::{Answers, Reply, TaskReplyStatus};
use crate::campaign::{Campaign, Form, Indicator, OrgUnit, Period, Task};
use crate::values::key::{AnswerKey, Scope, UnitCode};
use crate::values::quantity::words::Status;

/// One task with everything reported for it.
#[derive(Debug)]
pub struct TaskRow<'a> {
    pub form: &'a Form,
    pub indicator: &'a Indicator,
    /// Who leads it and until when.
    pub task: &'a Task,
    /// The units that lead it, in their order.
    pub leads: Vec<Reply<'a>>,
    /// The units that co-operate, in their order.
    pub cooperating: Vec<Reply<'a>>,
    until: Date,
}

/// How far a task is, from what its leads say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskState {
    /// Every lead that it is assigned to says the same.
    Said(Status),
    /// They say different things, or some have not said anything.
    Mixed,
    /// None of them has said anything that can be used.
    Silent,
    /// Nobody who reports leads it: its lead is printed and not asked.
    Unled,
}

impl TaskState {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Said(status) => status.key(),
            Self::Mixed => "mixed",
            Self::Silent => "unanswered",
            Self::Unled => "unled",
        }
    }
}

impl<'a> TaskRow<'a> {
    /// `None` where the row of the form is no task.
    pub(super) fn new(
        campaign: &'a Campaign,
        period: &'a Period,
        form: &'a Form,
        indicator: &'a Indicator,
        answers: &Answers<'a>,
    ) -> Option<Self> {
        let task = indicator.task()?;
        let replies = |keep: &dyn Fn(&UnitCode) -> bool| {
            let units = campaign.asked(period, indicator, Scope::Own);
            let kept = units.filter(|unit: &&'a OrgUnit| keep(&unit.code));
            kept.map(|unit| answers.own(unit, indicator)).collect()
        };
        Some(Self {
            form,
            indicator,
            task,
            leads: replies(&|code| task.leads.contains(code)),
            cooperating: replies(&|code| task.cooperating.contains(code)),
            until: period.until,
        })
    }

    /// The key of an answer to this task.
    pub fn key(&self) -> AnswerKey {
        AnswerKey {
            form: self.form.id.clone(),
            indicator: self.indicator.id.clone(),
            scope: Scope::Own,
        }
    }

    /// The last day on which the task can be done in time, where a day is named.
    pub fn due(&self) -> Option<Date> {
        self.task.timeframe.due()
    }

    /// Whether that day is within the period.
    pub fn is_due(&self) -> bool {
        self.due().is_some_and(|due| due <= self.until)
    }

    /// The leads that say that a task which is due is not done (BD708). One that has not said
    /// anything is not among them: that is a missing answer, not a late task.
    pub fn overdue(&self) -> impl Iterator<Item = &Reply<'a>> {
        let is_due = self.is_due();
        self.leads.iter().filter(move |lead| {
            let open = [Status::NotStarted, Status::Underway, Status::Ongoing];
            is_due && open.iter().any(|status| lead.status() == TaskReplyStatus::Said(*status))
        })
    }

    /// Whether a lead says that the task is due and not done.
    pub fn is_overdue(&self) -> bool {
        self.overdue().next().is_some()
    }

    pub fn state(&self) -> TaskState {
        let mut assigned = self.assigned().map(Reply::status);
        let Some(first) = assigned.next() else {
            let unled = self.leads.is_empty();
            return if unled { TaskState::Unled } else { TaskState::Said(Status::NotAssigned) };
        };
        match first {
            TaskReplyStatus::Said(status) if assigned.all(|other| other == first) => {
                TaskState::Said(status)
            }
            _ if first.is_unsaid() && assigned.all(TaskReplyStatus::is_unsaid) => TaskState::Silent,
            _ => TaskState::Mixed,
        }
    }

    /// How many leads say a status.
    pub fn saying(&self, status: Status) -> usize {
        self.leads.iter().filter(|lead| lead.status() == TaskReplyStatus::Said(status)).count()
    }

    /// How many of the leads that it is assigned to say how far it is.
    pub fn answered(&self) -> usize {
        self.assigned().filter(|lead| !lead.status().is_unsaid()).count()
    }

    /// How many leads it is assigned to.
    pub fn expected(&self) -> usize {
        self.assigned().count()
    }

    /// How many leads say that it is not theirs.
    pub fn not_assigned(&self) -> usize {
        self.leads.len() - self.expected()
    }

    fn assigned(&self) -> impl Iterator<Item = &Reply<'a>> {
        self.leads.iter().filter(|lead| lead.status() != TaskReplyStatus::Said(Status::NotAssigned))
    }
}
