//! What was done to the sheets of a form besides filling them in.

use std::sync::Arc;

use super::cell::Place;
use super::printed_names::PrintedName;
use crate::values::key::{AnswerKey, Field};

/// The traces on the sheets of one form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traces {
    /// The sheets on which its table was found, copies too.
    pub sheets: Vec<Arc<str>>,
    pub recovered: Vec<Recovered>,
    /// Printed texts that differ from the official ones.
    pub altered: Vec<Altered>,
    /// Names printed in the place of the unit's, which no unit has.
    pub unknown_names: Vec<PrintedName>,
    /// Cells in which something stands though the form asks nothing there.
    pub unexpected: Vec<Place>,
}

/// An input cell that its name did not lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    pub place: Place,
    /// Where its name leads, if it is still there.
    pub named: Option<Place>,
}

/// A printed text that is not the official one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Altered {
    /// The answer whose row it stands in; `None` for a caption and a line of the title.
    pub answer: Option<(AnswerKey, Field)>,
    /// Whether it is a line of the title, over the captions.
    pub is_title: bool,
    pub place: Place,
    pub official: String,
    pub found: String,
}
