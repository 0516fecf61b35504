//! What two returns of one unit say differently, cell by cell. Whoever has to choose between two
//! files, and whoever asks later what was put aside, sees every cell in which they differ.

use std::collections::BTreeMap;

use super::model::Submission;
use super::model::answer::{Answer, AnswerCell, Place};
use super::model::cell::written;
use crate::campaign::{Form, Indicator};
use crate::values::key::{AnswerKey, CellName, Field, Scope};
use crate::values::quantity::text::clean_lines;

/// One input cell that two returns do not fill in alike.
#[derive(Debug, Clone)]
pub struct Difference<'c> {
    pub form: &'c Form,
    pub indicator: &'c Indicator,
    /// Whether the figure is of the unit or of the whole area.
    pub scope: Scope,
    pub field: Field,
    pub this: Side,
    /// What the return that it is compared with says.
    pub other: Side,
}

impl Difference<'_> {
    pub fn cell_name(&self) -> CellName {
        let (form, indicator) = (self.form.id.clone(), self.indicator.id.clone());
        AnswerKey { form, indicator, scope: self.scope }.cell(self.field)
    }
}

/// What one return says in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    Written {
        /// As written; empty for a formula whose result is not in the file.
        text: String,
        place: Place,
    },
    /// The cell is there and nothing is written.
    Blank(Place),
    Deleted,
    /// Several cells claim to be it, so that what it says is not known.
    Contested(Vec<Place>),
}

impl Side {
    /// The cells concerned: one, none of a deleted one, several that claim to be it.
    pub fn places(&self) -> &[Place] {
        match self {
            Self::Written { place, .. } | Self::Blank(place) => std::slice::from_ref(place),
            Self::Deleted => &[],
            Self::Contested(places) => places,
        }
    }

    /// What is written, where something is.
    pub fn written(&self) -> Option<&str> {
        match self {
            Self::Written { text, .. } => Some(text),
            _ => None,
        }
    }

    fn of(answer: &Answer<'_>, field: Field) -> Self {
        if let Some(places) = answer.contested.get(&field) {
            return Self::Contested(places.clone());
        }
        match answer.cells.get(&field) {
            Some(cell) if cell.reading.is_blank() => Self::Blank(cell.place.clone()),
            Some(cell) => Self::Written { text: written(&cell.raw), place: cell.place.clone() },
            None => Self::Deleted,
        }
    }
}

/// The cells in which two returns of one unit differ, in the order of the forms. A value counts as
/// the same wherever it stands and however it is stored: 350 and the text `350`, a text in NFC and
/// in NFD. What stands outside the input cells is no answer and is not compared.
pub fn differences<'c>(this: &Submission<'c>, other: &Submission<'c>) -> Vec<Difference<'c>> {
    let others: BTreeMap<&AnswerKey, &Answer<'c>> = other
        .forms
        .iter()
        .flat_map(|form| &form.answers)
        .map(|answer| (&answer.key, answer))
        .collect();
    let mut found = Vec::new();
    for form in &this.forms {
        for answer in &form.answers {
            // Both were read by the same assignment of the same unit.
            let Some(beside) = others.get(&answer.key) else { continue };
            if answer.is_deleted_line() && beside.is_deleted_line() {
                continue;
            }
            for field in answer.indicator.fields() {
                if !is_same(answer, beside, field) {
                    found.push(Difference {
                        form: form.form,
                        indicator: answer.indicator,
                        scope: answer.key.scope,
                        field,
                        this: Side::of(answer, field),
                        other: Side::of(beside, field),
                    });
                }
            }
        }
    }
    found
}

/// Whether a cell says the same in both. What cannot be known is never the same.
fn is_same(one: &Answer<'_>, other: &Answer<'_>, field: Field) -> bool {
    if one.contested.contains_key(&field) || other.contested.contains_key(&field) {
        return false;
    }
    match (one.cells.get(&field), other.cells.get(&field)) {
        (Some(one), Some(other)) => says_the_same(one, other),
        // A line of a list that is deleted says as much as a blank one.
        (Some(cell), None) => cell.reading.is_blank() && other.is_deleted_line(),
        (None, Some(cell)) => cell.reading.is_blank() && one.is_deleted_line(),
        (None, None) => true,
    }
}

pub(super) fn says_the_same(one: &AnswerCell, other: &AnswerCell) -> bool {
    match (one.reading.is_blank(), other.reading.is_blank()) {
        (true, true) => true,
        (false, false) if one.reading.says_the_same(&other.reading) => true,
        // Of what cannot be read, the same marks are the same answer.
        (false, false) => {
            let is_fault = one.reading.fault().or(other.reading.fault()).is_some();
            is_fault && clean_lines(&written(&one.raw)) == clean_lines(&written(&other.raw))
        }
        _ => false,
    }
}
