//! What a rule is: its code, its page of documentation, and the function that looks.

use std::collections::BTreeSet;

use jiff::civil::DateTime;

use super::finding::Severity;
use crate::campaign::{Campaign, Deadline, Form, OrgUnit, Period};
use crate::carried::{CarriedError, CarriedRow};
use crate::i18n::{Language, Words};
use crate::key::{AnswerKey, Field, FormId, UnitCode};
use crate::ledger::{GistAnswer, Gists, Ledger, Row, Tolerances};
use crate::previous::Previous;
use crate::reader::failure::OpenFailure;
use crate::submission::answer::{Answer, AnswerCell, Place};
use crate::submission::difference::Difference;
use crate::submission::extract::{FormReturn, Submission};
use crate::submission::stated::Stated;
use crate::submission::unit_name::PrintedUnit;

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
    #[must_use]
    pub fn in_language(&self, language: Language) -> &'static str {
        match language {
            Language::Vi => self.vi,
            Language::En => self.en,
        }
    }
}

impl Rule {
    /// Whether it is never an error: about a target, or over all units.
    #[must_use]
    pub fn is_never_error(&self) -> bool {
        self.code >= "BD600"
    }

    /// What is wrong, in a few words: the line under the heading of the page.
    #[must_use]
    pub fn title(&self, language: Language) -> &'static str {
        self.pages.in_language(language).lines().nth(2).unwrap_or(self.name)
    }
}

/// What a rule has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What was found and what is expected.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// A rule about an answer blames one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blame {
    /// The cell blamed.
    pub field: Field,
    /// Where it is not the rule's own.
    pub severity: Option<Severity>,
    /// What there is to say.
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
    /// What there is to say.
    pub said: Said,
}

/// A rule about a return blames a place on a sheet, which need not be a form's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceBlame {
    /// The form on the sheet, if there is one.
    pub form: Option<FormId>,
    /// The place.
    pub place: Place,
    /// What there is to say.
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
    /// What there is to say.
    pub said: Said,
}

/// The function of a rule, by what it looks at.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// A file as a whole, before its content counts. A hit rejects the file.
    File(fn(&FileCase<'_>, &Words) -> Option<Said>),
    /// A file beside the other files of its unit.
    Twin(fn(&TwinCase<'_>, &Words) -> Option<Said>),
    /// A return, all its sheets together.
    Return(fn(&Submission<'_>, &Words) -> Vec<PlaceBlame>),
    /// A form.
    Form(fn(&FormCase<'_>, &Words) -> Vec<FormBlame>),
    /// An answer.
    Answer(fn(&AnswerCase<'_>, &Words) -> Option<Blame>),
    /// One input cell.
    Cell(fn(&CellCase<'_>, &Words) -> Option<Said>),
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

/// A file as a whole.
#[derive(Debug)]
pub struct FileCase<'a> {
    /// Why it could not be opened, or what it states.
    pub opened: Result<&'a Stated, &'a OpenFailure>,
    /// The campaign that is being worked on.
    pub campaign: &'a Campaign,
    /// The period that is being worked on.
    pub period: &'a Period,
    /// What a flag or the working folder says of the two.
    pub given: Given,
    /// What the sheets print of the unit, where nothing states its code.
    pub printed: Option<&'a PrintedUnit<'a>>,
    /// Whether it carries macros.
    pub macros: bool,
}

/// What the officer has said: of that, a file need state nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Given {
    /// The campaign was said.
    pub campaign: bool,
    /// The period was said.
    pub period: bool,
}

/// What there is to say of the consolidation of an area.
#[derive(Debug)]
pub enum LevelCase<'a> {
    /// It cannot be taken over.
    Unsound(&'a CarriedError),
    /// These of its rows are asked of the area nowhere, or measured otherwise.
    Left(&'a [&'a CarriedRow]),
    /// Units, by name and code, that count in another file too, by path.
    Twice(&'a [(String, String)]),
}

/// A file beside another of the same unit.
#[derive(Debug)]
pub struct TwinCase<'a> {
    /// The other files of the unit.
    pub others: &'a [Twin<'a>],
    /// How much alike all of them are.
    pub alike: Alike,
}

/// How much alike the files of a unit are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alike {
    /// The same bytes.
    Bytes,
    /// Every answer is the same; what else differs is not merged.
    Answers,
    /// Some answers differ, or it is not known.
    No,
}

impl TwinCase<'_> {
    /// The paths of the others, in one line.
    #[must_use]
    pub fn paths(&self) -> String {
        self.others.iter().map(|other| other.path).collect::<Vec<_>>().join("; ")
    }
}

/// Another file of the same unit.
#[derive(Debug, Clone, Copy)]
pub struct Twin<'a> {
    /// Its path.
    pub path: &'a str,
    /// The cells in which the two differ; none where the two were not compared.
    pub differences: Option<&'a [Difference<'a>]>,
    /// Whether those are told from its side, and not from that of the file that is looked at.
    pub is_theirs: bool,
}

/// A form as it came back.
#[derive(Debug)]
pub struct FormCase<'a> {
    /// Everything that the unit sent.
    pub submission: &'a Submission<'a>,
    /// The form.
    pub form: &'a FormReturn<'a>,
}

/// An answer.
#[derive(Debug)]
pub struct AnswerCase<'a> {
    /// The answer.
    pub answer: &'a Answer<'a>,
    /// Its form.
    pub form: &'a Form,
    /// The unit that gave it.
    pub unit: &'a OrgUnit,
    /// The period.
    pub period: &'a Period,
}

/// One input cell.
#[derive(Debug)]
pub struct CellCase<'a> {
    /// The answer that it belongs to.
    pub answer: &'a Answer<'a>,
    /// Which of its cells.
    pub field: Field,
    /// The cell.
    pub cell: &'a AnswerCell,
}

/// The returns that count, together.
#[derive(Debug)]
pub struct AcrossCase<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// The period.
    pub period: &'a Period,
    /// How far a lead agency may be from what the units come to.
    pub tolerances: &'a Tolerances,
    /// What the returns come to.
    pub gists: &'a Gists<'a>,
}

/// The returns that count, beside an earlier consolidation.
#[derive(Debug)]
pub struct PreviousCase<'a> {
    /// The returns.
    pub returns: AcrossCase<'a>,
    /// What was reported then.
    pub previous: &'a Previous<'a>,
}

/// A row of figures as a rule over all returns sees it.
pub type AcrossRow<'a> = Row<'a, &'a GistAnswer<'a>>;

impl<'a> AcrossCase<'a> {
    /// The rows of figures, one after the other: all at once would not fit for a whole country.
    pub fn rows(&self) -> impl Iterator<Item = AcrossRow<'a>> {
        self.gists.rows(self.campaign, self.period)
    }
}

/// Everything that was received, put together.
#[derive(Debug)]
pub struct ReceivedCase<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// The period.
    pub period: &'a Period,
    /// What the returns hold.
    pub ledger: &'a Ledger<'a>,
    /// The expected units of which nothing was received.
    pub missing: &'a BTreeSet<UnitCode>,
    /// The units that were late, where times of receipt are known.
    pub late: &'a [LateReturn],
}

/// A unit whose first return came after its deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateReturn {
    /// The unit.
    pub unit: UnitCode,
    /// When the return came.
    pub received: DateTime,
    /// The deadline.
    pub deadline: Deadline,
}

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
