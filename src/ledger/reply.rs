//! What one unit answers to a row that asks for no figure, and what it does not answer.

use std::borrow::Cow;

use super::StoredAnswer;
use crate::campaign::OrgUnit;
use crate::submission::answer::{AnswerValue, Place};
use crate::submission::correction::Corrected;
use crate::values::key::Field;
use crate::values::quantity::words::Status;

/// A unit that is asked, with what it sent.
#[derive(Debug, Clone)]
pub struct Reply<'a> {
    pub unit: &'a OrgUnit,
    /// What it sent; nothing where none of its returns counts.
    pub sent: Option<Sent<'a>>,
}

#[derive(Debug, Clone, Copy)]
pub struct Sent<'a> {
    pub path: &'a str,
    pub answer: &'a StoredAnswer<'a>,
}

/// How far a unit says that its task is. Not answered is not "not started".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskReplyStatus {
    Said(Status),
    Silent,
    /// It says something that cannot be used.
    Faulty,
}

impl TaskReplyStatus {
    /// Whether no status is said, for want of an answer or of one that can be used.
    pub fn is_unsaid(self) -> bool {
        match self {
            Self::Silent | Self::Faulty => true,
            Self::Said(_) => false,
        }
    }
}

impl<'a> Reply<'a> {
    /// How far the unit says that its task is.
    pub fn status(&self) -> TaskReplyStatus {
        let Some(sent) = &self.sent else { return TaskReplyStatus::Silent };
        match sent.answer.value() {
            // A cell left blank may be an error too, but what it lacks is an answer.
            AnswerValue::Blank => TaskReplyStatus::Silent,
            AnswerValue::Figure(figure) if !sent.answer.faulty => {
                figure.status().map_or(TaskReplyStatus::Faulty, TaskReplyStatus::Said)
            }
            AnswerValue::Figure(_)
            | AnswerValue::NotApplicable
            | AnswerValue::NoData
            | AnswerValue::Faulty => TaskReplyStatus::Faulty,
        }
    }

    /// What is written in a cell, whatever it is; nothing where nothing is.
    pub fn written(&self, field: Field) -> Option<Cow<'a, str>> {
        self.sent?.answer.written(field)
    }

    /// Whether anything is written in any cell of the answer.
    pub fn is_written(&self) -> bool {
        self.sent.is_some_and(|sent| sent.answer.is_written())
    }

    /// Whether a cell of the answer was deleted or is claimed more than once.
    pub fn is_damaged(&self) -> bool {
        self.sent.is_some_and(|sent| sent.answer.damaged)
    }

    /// Whether an error keeps the answer from being used.
    pub fn is_faulty(&self) -> bool {
        self.sent.is_some_and(|sent| sent.answer.faulty)
    }

    /// The correction of the officer's that stands in a cell.
    pub fn correction(&self, field: Field) -> Option<&'a Corrected> {
        self.sent?.answer.correction(field)
    }

    pub fn path(&self) -> Option<&'a str> {
        self.sent.map(|sent| sent.path)
    }

    /// The place of a cell; where it is gone, of the first cell of the answer.
    pub fn place(&self, field: Field) -> Option<Place> {
        let answer = self.sent?.answer;
        answer.place(field).or_else(|| answer.first_place())
    }
}
