//! What one unit answers to a row that asks for no figure, and what it does not answer.

use crate::campaign::OrgUnit;
use crate::key::Field;
use crate::quantity::words::Status;
use crate::submission::answer::{Answer, Figure, Outcome, Place};

/// A unit that is asked, with what it sent.
#[derive(Debug, Clone)]
pub struct Reply<'a> {
    /// The unit.
    pub unit: &'a OrgUnit,
    /// What it sent; nothing where none of its returns counts.
    pub sent: Option<Sent<'a>>,
}

/// An answer with its source.
#[derive(Debug, Clone, Copy)]
pub struct Sent<'a> {
    /// The path of the file.
    pub path: &'a str,
    /// The answer with its cells.
    pub answer: &'a Answer<'a>,
    /// Whether an error keeps it from being used.
    pub faulty: bool,
}

/// How far a unit says that its task is. Not answered is not "not started".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It says it.
    Said(Status),
    /// It has not said anything.
    Silent,
    /// It says something that cannot be used.
    Faulty,
}

impl<'a> Reply<'a> {
    /// How far the unit says that its task is.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let Some(sent) = &self.sent else { return Standing::Silent };
        match sent.answer.outcome() {
            // A cell left blank may be an error too, but what it lacks is an answer.
            Outcome::Blank => Standing::Silent,
            Outcome::Figure(Figure::Status(status)) if !sent.faulty => Standing::Said(status),
            _ => Standing::Faulty,
        }
    }

    /// What is written in a cell, whatever it is; nothing where nothing is.
    #[must_use]
    pub fn written(&self, field: Field) -> Option<String> {
        let answer = self.sent?.answer;
        let cell = answer.cells.get(&field).filter(|cell| !cell.raw.value.is_blank())?;
        let read = answer.text(field).map(str::to_owned);
        Some(read.unwrap_or_else(|| cell.raw.value.as_written()))
    }

    /// Whether anything is written in any cell of the answer.
    #[must_use]
    pub fn is_written(&self) -> bool {
        let fields = self.sent.iter().flat_map(|sent| sent.answer.cells.keys());
        fields.into_iter().any(|field| self.written(*field).is_some())
    }

    /// Whether a cell of the answer was deleted or is claimed more than once.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        let answer = self.sent.map(|sent| sent.answer);
        answer.is_some_and(|answer| !answer.lost.is_empty() || !answer.contested.is_empty())
    }

    /// The path of the file.
    #[must_use]
    pub fn path(&self) -> Option<&'a str> {
        self.sent.map(|sent| sent.path)
    }

    /// The place of a cell; where it is gone, of the first cell of the answer.
    #[must_use]
    pub fn place(&self, field: Field) -> Option<&'a Place> {
        let cells = &self.sent?.answer.cells;
        let cell = cells.get(&field).or_else(|| cells.values().next());
        cell.map(|cell| &cell.place)
    }
}
