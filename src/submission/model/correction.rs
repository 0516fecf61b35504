//! The officer's corrections: a unit telephones, or sends a signed page, and one of its figures is
//! another. A correction stands in the place of one cell of one file, is read as if it had been typed
//! there, and holds only while that file says what the correction says it does.

use std::sync::Arc;

use jiff::civil::Date;

use super::cell::{Place, written};
use crate::values::key::{AnswerKey, Field, UnitCode};
use crate::values::quantity::raw::RawCell;

/// The shortest beginning of a fingerprint that is taken for one.
pub const FINGERPRINT: usize = 8;

/// A correction as the officer signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Whether the figure is of the unit or of the whole area.
    pub unit: UnitCode,
    pub key: AnswerKey,
    pub field: Field,
    /// What is to be taken, as typed.
    pub value: String,
    /// What the unit's file says in its place, as typed; empty for a blank cell.
    pub was: String,
    /// The file that says so: its SHA-256, or how that begins. Anything else names no file.
    pub file: String,
    pub basis: Basis,
    pub who: String,
    pub why: String,
    pub on: Date,
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
    pub sha256: Arc<str>,
    /// The line of the list, counted from one.
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
    pub(in crate::submission) fn is_of(&self, sha256: &str) -> Option<bool> {
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
    pub sent: RawCell,
    pub place: Place,
}

impl Corrected {
    /// What the unit wrote, as a person sees it; empty for nothing.
    pub fn was(&self) -> String {
        written(&self.sent)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
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
    pub fate: Fate,
    /// What the cell says, and where it is; none where it is not found.
    pub sent: Option<(String, Place)>,
}
