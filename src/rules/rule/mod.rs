//! What a rule is: its code, its page of documentation, and the function that looks.

mod context;
mod hit;

pub use context::{
    AcrossCase, AcrossRow, Alike, AnswerCase, CellCase, ChangeCase, FileCase, FormCase, Given,
    Judged, LateReturn, LevelCase, PartFile, PreviousCase, ReceivedCase, Twin, TwinCase, Whose,
};
pub use hit::{AcrossBlame, Blame, FormBlame, PlaceBlame, Said};

use super::finding::Severity;
use crate::i18n::{Language, Words};
use crate::submission::Submission;
use crate::values::key::Field;

/// One rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The permanent code; its first digit is the scope.
    pub code: &'static str,
    /// What is wrong, never the remedy.
    pub name: &'static str,
    /// How serious it is by default.
    pub severity: Severity,
    /// The pages that `explain` prints.
    pub pages: Pages,
    /// The function that looks.
    pub check: Check,
    /// Codes that silence this rule when they are found in the same answer.
    pub silenced_by: &'static [&'static str],
    /// Codes that say better why the cell blamed is as it is: found at the same cell, they stand in the
    /// place of this rule, and are no milder than it.
    pub explained_by: &'static [&'static str],
    /// The cells that a rule about an answer reads: an error in one of them silences it.
    pub reads: &'static [Field],
    /// Whether a warning of it is settled by a reason in the form's column of explanations.
    pub explainable: bool,
    /// Whether what it finds leaves nothing that can be read, or nothing that may be merged: it cannot
    /// be made milder, and its findings cannot be waived.
    pub firm: bool,
}

/// The documentation of a rule.
#[derive(Debug, Clone, Copy)]
pub struct Pages {
    /// In English.
    pub en: &'static str,
    /// In Vietnamese.
    pub vi: &'static str,
}

impl Pages {
    /// The page in a language.
    pub fn in_language(&self, language: Language) -> &'static str {
        match language {
            Language::Vi => self.vi,
            Language::En => self.en,
        }
    }
}

impl Rule {
    /// Whether it is never an error: about a target, or over all units.
    pub fn is_never_error(&self) -> bool {
        self.code >= "BD600"
    }

    /// What is wrong, in a few words: the line under the heading of the page.
    pub fn title(&self, language: Language) -> &'static str {
        self.pages.in_language(language).lines().nth(2).unwrap_or(self.name)
    }
}

/// The function of a rule, by what it looks at.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// A file as a whole, before its content counts. A hit rejects the file.
    File(fn(&FileCase<'_>, &Words) -> Option<Said>),
    /// A file beside the other files of its unit.
    Twin(fn(&TwinCase<'_>, &Words) -> Option<Said>),
    /// A cell that a corrected copy changes beyond what was asked.
    Change(fn(&ChangeCase<'_>, &Words) -> Said),
    /// A return, all its sheets together.
    Return(fn(&Submission<'_>, &Words) -> Vec<PlaceBlame>),
    Form(fn(&FormCase<'_>, &Words) -> Vec<FormBlame>),
    Answer(fn(&AnswerCase<'_>, &Words) -> Option<Blame>),
    /// One input cell.
    Cell(fn(&CellCase<'_>, &Words) -> Option<Said>),
    /// One input cell, where what it asks for decides how serious a finding is.
    CellByField(fn(&CellCase<'_>, &Words) -> Option<Blame>),
    /// The returns given, together.
    Across(AcrossCheck),
    /// The same, beside an earlier consolidation.
    Previous(PreviousCheck),
    /// Over the consolidation of an area, as its return one level up.
    Level(fn(&LevelCase<'_>, &Words) -> Option<Said>),
    /// The returns given, where they are all that was received: what is missing or late can be told.
    Received(ReceivedCheck),
}

/// The function of a rule over all returns.
pub type AcrossCheck = fn(&AcrossCase<'_>, &Words) -> Vec<AcrossBlame>;

/// The function of a rule beside an earlier consolidation.
pub type PreviousCheck = fn(&PreviousCase<'_>, &Words) -> Vec<AcrossBlame>;

/// The function of a rule over everything that was received.
pub type ReceivedCheck = fn(&ReceivedCase<'_>, &Words) -> Vec<AcrossBlame>;

/// A rule as a constant: `rule!("BD404", "ambiguous-number", Error, Check::Cell(check))`, with
/// `silenced_by: […]`, `explained_by: […]`, `reads: […]`, `explainable: true` and `firm: true` where
/// they apply, in this order. The pages are files of the same code.
macro_rules! rule {
    ($code:literal, $name:literal, $severity:ident, $check:expr
        $(, silenced_by: $silenced_by:expr)? $(, explained_by: $explained_by:expr)?
        $(, reads: $reads:expr)? $(, explainable: $explainable:literal)?
        $(, firm: $firm:literal)? $(,)?) => {
        $crate::rules::rule::Rule {
            $(silenced_by: &$silenced_by,)?
            $(explained_by: &$explained_by,)?
            $(reads: &$reads,)?
            $(explainable: $explainable,)?
            $(firm: $firm,)?
            ..$crate::rules::rule::Rule {
                code: $code,
                name: $name,
                severity: $crate::rules::finding::Severity::$severity,
                pages: $crate::rules::rule::Pages {
                    en: include_str!(concat!(
                        env!("CARGO_MANIFEST_DIR"), "/docs/rules/", $code, ".md"
                    )),
                    vi: include_str!(concat!(
                        env!("CARGO_MANIFEST_DIR"), "/docs/rules/vi/", $code, ".md"
                    )),
                },
                check: $check,
                silenced_by: &[],
                explained_by: &[],
                reads: &[],
                explainable: false,
                firm: false,
            }
        }
    };
}
pub(super) use rule;
