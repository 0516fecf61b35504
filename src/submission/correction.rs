//! The officer's corrections: a unit telephones, or sends a signed page, and one of its figures is
//! another. A correction stands in the place of one cell of one file, is read as if it had been typed
//! there, and holds only while that file says what the correction says it does.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::answer::{AnswerCell, Place};
use super::difference;
use super::extract::{Submission, Values, settle};
use crate::campaign::Indicator;
use crate::values::key::{AnswerKey, Field, UnitCode};
use crate::values::quantity::raw::{RawCell, RawValue};

/// The shortest beginning of a fingerprint that is taken for one.
pub const FINGERPRINT: usize = 8;

/// A correction as the officer signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Whose figure.
    pub unit: UnitCode,
    pub key: AnswerKey,
    pub field: Field,
    /// What is to be taken, as typed.
    pub value: String,
    /// What the unit's file says in its place, as typed; empty for a blank cell.
    pub was: String,
    /// The file that says so: its SHA-256, or how that begins. Anything else names no file.
    pub file: String,
    /// What it rests on.
    pub basis: Basis,
    /// Who decided it.
    pub who: String,
    pub why: String,
    pub on: Date,
    /// Where it is written.
    pub line: ListLine,
}

/// What a correction rests on: at least one of the two is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Basis {
    /// Number, symbol and date of a document.
    pub document: Option<String>,
    /// Who telephoned: name, post and hour.
    pub phone: Option<String>,
}

/// A line of a list of corrections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListLine {
    /// The list: `bdhvs.toml`, or the CSV beside it.
    pub file: Arc<str>,
    /// The fingerprint of the list.
    pub sha256: Arc<str>,
    /// The line, from one.
    pub line: usize,
}

impl std::fmt::Display for ListLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

impl Correction {
    /// Whether a document is named: until then figures that rest on it are provisional.
    pub fn is_confirmed(&self) -> bool {
        self.basis.document.is_some()
    }

    /// Whether the file of a fingerprint is the one that it names; `None` where it names none.
    fn is_of(&self, sha256: &str) -> Option<bool> {
        let named = self.file.trim();
        let is_fingerprint =
            named.len() >= FINGERPRINT && named.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_fingerprint.then(|| sha256.starts_with(&named.to_ascii_lowercase()))
    }
}

/// A correction in the cell in which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    pub by: Arc<Correction>,
    /// What the unit wrote.
    pub sent: RawCell,
    /// Where.
    pub place: Place,
}

impl Corrected {
    /// What the unit wrote, as a person sees it; empty for nothing.
    pub fn was(&self) -> String {
        difference::written(&self.sent)
    }
}

/// What became of a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Its value is taken.
    Applied,
    /// The unit has sent another file since, which says the same.
    Fulfilled,
    /// The unit has sent another file since, which says what the file before said.
    FileChanged,
    /// The file that it names says something else in the cell.
    ValueChanged,
    /// The unit has sent another file since, which says a third thing: neither counts.
    Disputed,
    /// It does not name the file by its fingerprint.
    Unnamed,
    /// The cell is not found in the file, or more than one cell may be meant.
    NoCell,
    /// Another correction of the same figure does not hold.
    Beside,
    /// No return of the unit counts.
    NoReturn,
}

impl Fate {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Fulfilled => "fulfilled",
            Self::FileChanged => "file-changed",
            Self::ValueChanged => "value-changed",
            Self::Disputed => "disputed",
            Self::Unnamed => "unnamed-file",
            Self::NoCell => "no-cell",
            Self::Beside => "beside",
            Self::NoReturn => "no-return",
        }
    }
}

/// A correction beside the file that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treated {
    pub by: Arc<Correction>,
    /// What became of it.
    pub fate: Fate,
    /// What the cell says, and where it is; none where it is not found.
    pub sent: Option<(String, Place)>,
}

/// Puts corrections into a return, as far as they hold; gives what became of each of those that concern
/// its unit. `sha256` is the fingerprint of its file.
pub fn apply(
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
    treated
}

fn treat(
    submission: &Submission<'_>,
    by: &Arc<Correction>,
    sha256: &str,
    zero_words: &[String],
) -> Treated {
    let answer = submission.answers().find(|answer| answer.key == by.key);
    let found = answer.and_then(|answer| Some((answer, answer.cells.get(&by.field)?)));
    let Some((answer, cell)) = found else {
        return Treated { by: Arc::clone(by), fate: Fate::NoCell, sent: None };
    };
    let indicator = answer.indicator;
    let says = |text: &str| {
        let typed = typed(cell, (indicator, by.field), text, zero_words);
        difference::says_the_same(&typed, cell)
    };
    let (is_old, is_new) = (says(&by.was), says(&by.value));
    let fate = match by.is_of(sha256) {
        Some(true) if is_old => Fate::Applied,
        _ if is_new => Fate::Fulfilled,
        Some(true) => Fate::ValueChanged,
        Some(false) if is_old => Fate::FileChanged,
        None if is_old => Fate::Unnamed,
        Some(false) | None => Fate::Disputed,
    };
    let sent = Some((difference::written(&as_said(cell)), cell.place.clone()));
    Treated { by: Arc::clone(by), fate, sent }
}

fn put(submission: &mut Submission<'_>, by: &Arc<Correction>, zero_words: &[String]) {
    let mut answers = submission.forms.iter_mut().flat_map(|form| &mut form.answers);
    let Some(answer) = answers.find(|answer| answer.key == by.key) else { return };
    let Some(old) = answer.cells.get(&by.field) else { return };
    let new = typed(old, (answer.indicator, by.field), &by.value, zero_words);
    let corrected = Corrected { by: Arc::clone(by), sent: as_said(old), place: old.place.clone() };
    answer.cells.insert(by.field, AnswerCell { corrected: Some(Arc::new(corrected)), ..new });
    settle(answer);
}

/// What a cell says: nothing, where it holds the form's own formula.
fn as_said(cell: &AnswerCell) -> RawCell {
    if cell.reading.is_blank() { RawCell::default() } else { cell.raw.clone() }
}

/// A cell as if a text had been typed in it. That a number in a list is text is no fault.
fn typed(
    cell: &AnswerCell,
    (indicator, field): (&Indicator, Field),
    text: &str,
    zero_words: &[String],
) -> AnswerCell {
    let value = match text.trim() {
        "" => RawValue::Empty,
        text => RawValue::Text(text.to_owned()),
    };
    let raw = RawCell { value, ..RawCell::default() };
    let reading = Values { zero_words }.typed(indicator, field, &raw);
    AnswerCell { place: cell.place.clone(), raw, reading, covered: None, corrected: None }
}
