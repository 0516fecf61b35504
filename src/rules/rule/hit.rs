//! What a rule has found: what there is to say, and of which cell, place or unit.

use crate::rules::finding::Severity;
use crate::submission::answer::Place;
use crate::values::key::{AnswerKey, Field, FormId, UnitCode};

/// What a rule has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What was found and what is expected.
    pub message: String,
    pub hint: String,
}

/// A rule about an answer blames one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blame {
    /// The cell blamed.
    pub field: Field,
    /// Where it is not the rule's own.
    pub severity: Option<Severity>,
    pub said: Said,
}

/// A rule about a form blames the form, or a cell of one of its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormBlame {
    /// The answer and cell blamed; `None` blames the form.
    pub cell: Option<(AnswerKey, Field)>,
    /// The place on a sheet and what stands there, where it is not that of the cell blamed.
    pub seen: Option<(Place, String)>,
    /// Where it is not the rule's own.
    pub severity: Option<Severity>,
    pub said: Said,
}

impl FormBlame {
    /// Of the form, at a place of which nothing is quoted.
    pub fn at(place: &Place, message: String, hint: String) -> Self {
        let said = Said { message, hint };
        Self { cell: None, seen: Some((place.clone(), String::new())), severity: None, said }
    }
}

/// A rule about a return blames a place on a sheet, which need not be a form's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceBlame {
    /// The form on the sheet, if there is one.
    pub form: Option<FormId>,
    pub place: Place,
    pub said: Said,
}

/// A rule over all returns names what it concerns.
#[derive(Debug, Clone)]
pub struct AcrossBlame {
    /// The unit, where one is concerned.
    pub unit: Option<UnitCode>,
    /// The answer, where one is concerned.
    pub answer: Option<AnswerKey>,
    /// The cell of the answer, where it is about one.
    pub field: Option<Field>,
    pub said: Said,
}
