//! Puts the officer's corrections into a return, each in the place of one cell of one file.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::cell_reading::{Values, settle};
use super::model::Submission;
use super::model::answer::AnswerCell;
use super::model::cell::written;
use super::model::correction::{Corrected, Correction, Fate, Treated};
use super::{computed, difference};
use crate::campaign::Indicator;
use crate::values::key::{AnswerKey, Field};
use crate::values::quantity::raw::{RawCell, RawValue};

/// Puts corrections into a return, as far as they hold; gives what became of each of those that concern
/// its unit. `sha256` is the fingerprint of its file.
pub fn apply_corrections(
    submission: &mut Submission<'_>,
    corrections: &[Arc<Correction>],
    sha256: &str,
    zero_words: &[String],
) -> Vec<Treated> {
    let unit = &submission.unit.code;
    let of_unit = corrections.iter().filter(|correction| correction.unit == *unit);
    let mut treated: Vec<Treated> =
        of_unit.map(|by| treat(submission, by, sha256, zero_words)).collect();
    if treated.is_empty() {
        return treated;
    }
    // Half a correction of a rate would be a figure that nobody has given.
    let failed: BTreeSet<AnswerKey> = treated
        .iter()
        .filter(|one| !one.by.field.is_text())
        .filter(|one| !matches!(one.fate, Fate::Applied | Fate::Fulfilled))
        .map(|one| one.by.key.clone())
        .collect();
    for one in &mut treated {
        if one.fate == Fate::Applied && !one.by.field.is_text() && failed.contains(&one.by.key) {
            one.fate = Fate::Beside;
        }
    }
    for one in treated.iter().filter(|one| one.fate == Fate::Applied) {
        put(submission, &one.by, zero_words);
    }
    computed::compute(submission);
    treated
}

fn treat(
    submission: &Submission<'_>,
    by: &Arc<Correction>,
    sha256: &str,
    zero_words: &[String],
) -> Treated {
    let answer = submission.answers().find(|answer| answer.key == by.key);
    let answer = answer.filter(|answer| {
        !answer.indicator.is_computed() && !answer.indicator.is_computed_cell(by.field)
    });
    let found = answer.and_then(|answer| Some((answer, answer.cells.get(&by.field)?)));
    let Some((answer, cell)) = found else {
        return Treated { by: Arc::clone(by), fate: Fate::NoCell, sent: None };
    };
    let slot = Slot { cell, indicator: answer.indicator, field: by.field, zero_words };
    let (is_old, is_new) = (slot.says(&by.was), slot.says(&by.value));
    let fate = match by.is_of(sha256) {
        Some(true) if is_old => Fate::Applied,
        _ if is_new => Fate::Fulfilled,
        Some(true) => Fate::ValueChanged,
        Some(false) if is_old => Fate::FileChanged,
        None if is_old => Fate::Unnamed,
        Some(false) | None => Fate::Disputed,
    };
    let sent = Some((written(&as_said(cell)), cell.place.clone()));
    Treated { by: Arc::clone(by), fate, sent }
}

fn put(submission: &mut Submission<'_>, by: &Arc<Correction>, zero_words: &[String]) {
    let mut answers = submission.forms.iter_mut().flat_map(|form| &mut form.answers);
    let Some(answer) = answers.find(|answer| answer.key == by.key) else { return };
    let Some(old) = answer.cells.get(&by.field) else { return };
    let slot = Slot { cell: old, indicator: answer.indicator, field: by.field, zero_words };
    let new = slot.typed(&by.value);
    let corrected = Corrected { by: Arc::clone(by), sent: as_said(old), place: old.place.clone() };
    answer.cells.insert(by.field, AnswerCell { corrected: Some(Arc::new(corrected)), ..new });
    settle(answer);
}

/// What a cell says: nothing, where it holds the form's own formula.
fn as_said(cell: &AnswerCell) -> RawCell {
    if cell.reading.is_blank() { RawCell::default() } else { cell.raw.clone() }
}

/// A cell of an answer in which a correction may stand.
struct Slot<'a> {
    cell: &'a AnswerCell,
    indicator: &'a Indicator,
    field: Field,
    zero_words: &'a [String],
}

impl Slot<'_> {
    /// The cell as if a text had been typed in it. That a number in a list is text is no fault.
    fn typed(&self, text: &str) -> AnswerCell {
        let value = match text.trim() {
            "" => RawValue::Empty,
            text => RawValue::Text(text.to_owned()),
        };
        let raw = RawCell { value, ..RawCell::default() };
        let reading =
            Values { zero_words: self.zero_words }.typed(self.indicator, self.field, &raw);
        AnswerCell { place: self.cell.place.clone(), raw, reading, covered: None, corrected: None }
    }

    /// Whether the cell says what a text says.
    fn says(&self, text: &str) -> bool {
        difference::says_the_same(&self.typed(text), self.cell)
    }
}
