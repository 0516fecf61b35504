//! Where in a definition something is written: a line of a file, a cell of a sheet.

use std::fmt;
use std::sync::Arc;

use crate::values::key::Position;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as a message names it.
    pub file: Arc<str>,
    pub spot: Spot,
}

/// Where in a file something is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    Whole,
    /// A line of a text file, counted from one.
    Line(usize),
    Cell {
        sheet: Arc<str>,
        position: Position,
    },
    Sheet(Arc<str>),
}

impl Place {
    pub fn whole(file: &Arc<str>) -> Self {
        Self { file: Arc::clone(file), spot: Spot::Whole }
    }

    pub fn line(file: &Arc<str>, line: usize) -> Self {
        Self { file: Arc::clone(file), spot: Spot::Line(line) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.spot {
            Spot::Whole => write!(f, "{}", self.file),
            Spot::Line(line) => write!(f, "{}:{line}", self.file),
            Spot::Cell { sheet, position } => write!(f, "{}, {sheet}!{position}", self.file),
            Spot::Sheet(sheet) => write!(f, "{}, {sheet}", self.file),
        }
    }
}
