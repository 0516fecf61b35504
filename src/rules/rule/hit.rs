//! What a rule has found: what there is to say, and of which cell, place or unit.

use crate::rules::severity::Severity;
use crate::submission::answer::Place;
use crate::values::key::{AnswerKey, Field, FormId, UnitCode};

/// What a rule has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What was found and what is expected.
    pub text: String,
    pub hint: String,
}

/// What a rule about an answer has found: one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub field: Field,
    /// Where it is not the rule's own.
    pub severity: Option<Severity>,
    pub message: Message,
}

/// What a rule about a form has found: something about the form, or a cell of one of its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormHit {
    /// The answer and its cell; `None` is the form as a whole.
    pub cell: Option<(AnswerKey, Field)>,
    /// The place on a sheet and what stands there, where it is not that of the cell.
    pub seen: Option<(Place, String)>,
    /// Where it is not the rule's own.
    pub severity: Option<Severity>,
    pub message: Message,
}

impl FormHit {
    /// Of the form, at a place of which nothing is quoted.
    pub fn at(place: &Place, message: String, hint: String) -> Self {
        let message = Message { text: message, hint };
        Self { cell: None, seen: Some((place.clone(), String::new())), severity: None, message }
    }
}

/// What a rule about a return has found: a place on a sheet, which need not be a form's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceHit {
    /// The form on the sheet, if there is one.
    pub form: Option<FormId>,
    pub place: Place,
    pub message: Message,
}

/// What a rule over all returns has found, with what it concerns.
#[derive(Debug, Clone)]
pub struct AcrossHit {
    /// The unit, where one is concerned.
    pub unit: Option<UnitCode>,
    /// The answer, where one is concerned.
    pub answer: Option<AnswerKey>,
    /// The cell of the answer, where it is about one.
    pub field: Option<Field>,
    pub message: Message,
}
