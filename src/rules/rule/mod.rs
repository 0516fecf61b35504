//! What a rule is: its code, its page of documentation, and the function that looks.

mod context;
mod hit;

pub use context::{
    AcrossContext, AcrossRow, Alike, AnswerContext, CellContext, ChangeContext, ExplicitScope,
    FileContext, FormContext, Judged, LateReturn, LevelContext, PartFile, PreviousContext,
    ReceivedContext, Twin, TwinContext, Whose,
};
pub use hit::{AcrossHit, FormHit, Hit, Message, PlaceHit};

use super::severity::Severity;
use crate::i18n::{Language, Words};
use crate::submission::Submission;
use crate::values::key::Field;

#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The permanent code; its first digit is the scope.
    pub code: &'static str,
    /// What is wrong, never the remedy.
    pub name: &'static str,
    /// How serious it is by default.
    pub severity: Severity,
    pub check: Check,
    /// Codes that silence this rule when they are found in the same answer.
    pub silenced_by: &'static [&'static str],
    /// Codes that say better why a cell is as it is: found at the same cell, they stand in the
    /// place of this rule, and are no milder than it.
    pub explained_by: &'static [&'static str],
    /// The cells that a rule about an answer reads: an error in one of them silences it.
    pub reads: &'static [Field],
    /// Whether a warning of it is settled by a reason in the form's column of explanations.
    pub explainable: bool,
    /// Whether what it finds leaves nothing that can be read, or nothing that may be merged: it cannot
    /// be made milder, and its findings cannot be waived.
    pub firm: bool,
    /// Whether nothing of a file can be read where it finds something.
    pub unreadable: bool,
    pub remedy: Remedy,
    /// What its findings tell of the way since an earlier period.
    pub trend: Option<Trend>,
    /// The hint for the clerk in every answer, where the rule's own speaks to somebody else.
    pub clerk_hint: Option<fn(&Words) -> String>,
    /// The hint where the corrected copy has again what was lost.
    pub copy_hint: Option<fn(&Words) -> String>,
}

/// Who puts right what a rule finds, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// The unit mends its cells, in the corrected copy or in its own file.
    Mend,
    /// The unit says which of several files counts.
    ChooseFile,
    /// The area takes a unit out of the one or the other of its consolidations.
    CountOnce,
    /// The area consolidates its returns again.
    ConsolidateAgain,
    /// Only the officer can say what is right: the unit is told, and asked for nothing.
    AskOfficer,
    /// A matter of the officer's computer, of which the unit is not told.
    OpenElsewhere,
}

impl Remedy {
    /// Whether what is wrong stands between several files, and no single one of them is at fault.
    pub fn is_between_files(self) -> bool {
        match self {
            Self::ChooseFile | Self::CountOnce => true,
            Self::Mend | Self::ConsolidateAgain | Self::AskOfficer | Self::OpenElsewhere => false,
        }
    }

    /// Whether an area that consolidates has to act, and not a unit that reports for itself.
    pub fn is_of_area(self) -> bool {
        match self {
            Self::CountOnce | Self::ConsolidateAgain => true,
            Self::Mend | Self::ChooseFile | Self::AskOfficer | Self::OpenElsewhere => false,
        }
    }
}

/// The way of a figure since an earlier period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    Fallen,
    Unchanged,
}

impl Rule {
    /// A rule that says nothing of itself but its code and its name, which every rule has.
    pub(super) const PLAIN: Self = Self {
        code: "",
        name: "",
        severity: Severity::Error,
        check: Check::Across(finds_nothing),
        silenced_by: &[],
        explained_by: &[],
        reads: &[],
        explainable: false,
        firm: false,
        unreadable: false,
        remedy: Remedy::Mend,
        trend: None,
        clerk_hint: None,
        copy_hint: None,
    };

    /// Whether it is never an error: about a target, or over all units.
    pub fn is_never_error(&self) -> bool {
        self.code >= "BD600"
    }

    /// What is wrong, in a few words: the line under the heading of the page.
    pub fn title(&self, language: Language) -> String {
        self.page(language).lines().nth(2).unwrap_or(self.name).to_owned()
    }

    /// The page that `explain` prints: what, why, an example, how to mend it.
    pub fn page(&self, language: Language) -> String {
        language.file(&format!("rules/{}.md", self.code))
    }
}

/// The check of no rule.
fn finds_nothing(_: &AcrossContext<'_>, _: &Words) -> Vec<AcrossHit> {
    Vec::new()
}

/// The function of a rule, by what it looks at.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// A file as a whole, before its content counts. A hit rejects the file.
    File(fn(&FileContext<'_>, &Words) -> Option<Message>),
    /// A file beside the other files of its unit.
    Twin(fn(&TwinContext<'_>, &Words) -> Option<Message>),
    /// A cell that a corrected copy changes beyond what was asked.
    Change(fn(&ChangeContext<'_>, &Words) -> Message),
    /// A return, all its sheets together.
    Return(fn(&Submission<'_>, &Words) -> Vec<PlaceHit>),
    Form(fn(&FormContext<'_>, &Words) -> Vec<FormHit>),
    Answer(fn(&AnswerContext<'_>, &Words) -> Option<Hit>),
    Cell(fn(&CellContext<'_>, &Words) -> Option<Message>),
    /// One input cell, where what it asks for decides how serious a finding is.
    CellByField(fn(&CellContext<'_>, &Words) -> Option<Hit>),
    /// The returns given, together.
    Across(AcrossCheck),
    /// The same, beside an earlier consolidation.
    Previous(PreviousCheck),
    /// Over the consolidation of an area, as its return one level up.
    Level(fn(&LevelContext<'_>, &Words) -> Option<Message>),
    /// The returns given, where they are all that was received: what is missing or late can be told.
    Received(ReceivedCheck),
}

/// The function of a rule over all returns.
pub type AcrossCheck = fn(&AcrossContext<'_>, &Words) -> Vec<AcrossHit>;

/// The function of a rule beside an earlier consolidation.
pub type PreviousCheck = fn(&PreviousContext<'_>, &Words) -> Vec<AcrossHit>;

/// The function of a rule over everything that was received.
pub type ReceivedCheck = fn(&ReceivedContext<'_>, &Words) -> Vec<AcrossHit>;

/// A rule as a constant: `rule!("BD404", "ambiguous-number", Error, Check::Cell(check), firm: true)`. The
/// fields named take the place of those of [`Rule::PLAIN`]. The pages
/// are `i18n/<language>/rules/<code>.md`.
macro_rules! rule {
    ($code:literal, $name:literal, $severity:ident, $check:expr
        $(, $field:ident: $value:expr)* $(,)?) => {
        $crate::rules::rule::Rule {
            code: $code,
            name: $name,
            severity: $crate::rules::severity::Severity::$severity,
            check: $check,
            $($field: $value,)*
            ..$crate::rules::rule::Rule::PLAIN
        }
    };
}
pub(super) use rule;
