//! What a rule looks at: a file, a form, an answer, a cell, or all returns together.

use std::collections::BTreeSet;

use jiff::civil::DateTime;

use crate::campaign::{Campaign, Deadline, Form, OrgUnit, Period};
use crate::ledger::prior::Previous;
use crate::ledger::readback::{Accepted, OtherRow, SnapshotError, SnapshotRow};
use crate::ledger::{FigureSummaries, Ledger, Row, SummaryAnswer, Tolerances};
use crate::reader::failure::OpenFailure;
use crate::rules::severity::Severity;
use crate::submission::PrintedNames;
use crate::submission::answer::{Answer, AnswerCell};
use crate::submission::difference::Difference;
use crate::submission::identity_claims::Stated;
use crate::submission::together::Share;
use crate::submission::unit_name::PrintedUnit;
use crate::submission::{FormReturn, Submission};
use crate::values::key::{Field, FormId, UnitCode};

#[derive(Debug)]
pub struct FileContext<'a> {
    /// Why it could not be opened, or what it states.
    pub opened: Result<&'a Stated, &'a OpenFailure>,
    /// The campaign that is being worked on.
    pub campaign: &'a Campaign,
    /// The period that is being worked on.
    pub period: &'a Period,
    /// What a flag or the working folder says of the two.
    pub given: ExplicitScope,
    /// What the sheets print of the unit, where nothing states its code.
    pub printed: Option<&'a PrintedUnit<'a>>,
    /// What tells whose file it is, besides its codes.
    pub whose: Whose<'a>,
    pub macros: bool,
}

/// What tells whose file it is, besides the codes that it states.
#[derive(Debug, Clone, Copy, Default)]
pub struct Whose<'a> {
    /// The unit that it is of, as far as is known.
    pub unit: Option<&'a OrgUnit>,
    /// The names of units that it prints, where it states a code.
    pub names: Option<&'a PrintedNames<'a>>,
    /// The last part of its path.
    pub file_name: &'a str,
}

/// What the officer has said: of that, a file need state nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExplicitScope {
    pub campaign: bool,
    pub period: bool,
}

/// What there is to say of the consolidation of an area.
#[derive(Debug)]
pub enum LevelContext<'a> {
    Unsound(&'a SnapshotError),
    /// These of its rows are asked of the area nowhere, or measured otherwise.
    Left(&'a [&'a SnapshotRow]),
    /// A row that is about something else than the row of its number here, and stays out.
    Other(&'a OtherRow),
    /// One that somebody says is the row here.
    SameRow(&'a Accepted<'a>),
    /// Units, by name and code, that count in another file too, by path.
    Twice(&'a [(String, String)]),
}

impl LevelContext<'_> {
    /// The row that it is about, where it is one.
    pub fn row(&self) -> Option<&OtherRow> {
        match self {
            Self::Other(row) => Some(row),
            Self::SameRow(accepted) => Some(&accepted.row),
            Self::Unsound(_) | Self::Left(_) | Self::Twice(_) => None,
        }
    }

    /// How serious it is, where that is not the rule's own.
    pub fn severity(&self) -> Option<Severity> {
        match self {
            Self::Other(_) => Some(Severity::Error),
            Self::SameRow(_) => Some(Severity::Info),
            Self::Unsound(_) | Self::Left(_) | Self::Twice(_) => None,
        }
    }
}

/// What is judged: a return that is in one file, or one of the files that it is in.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    pub own: &'a Submission<'a>,
    /// What it is a part of, where the return is in several files.
    pub share: Option<Share<'a>>,
}

impl<'a> Judged<'a> {
    pub fn whole(&self) -> &'a Submission<'a> {
        self.share.map_or(self.own, |share| share.whole)
    }

    /// Whether a form is taken from this file.
    pub fn brings(&self, form: &FormId) -> bool {
        self.share.is_none_or(|share| share.brings.contains(form))
    }
}

/// A file beside another of the same unit.
#[derive(Debug)]
pub struct TwinContext<'a> {
    pub this: &'a str,
    /// The other files of the unit, the first of them where they are many.
    pub others: &'a [Twin<'a>],
    /// How many more there are.
    pub more: usize,
    /// How much alike all of them are.
    pub alike: Alike<'a>,
}

/// One of several files that complete each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartFile<'a> {
    pub path: &'a str,
    /// The sheets of the forms that it answers.
    pub sheets: &'a [String],
}

/// How much alike the files of a unit are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alike<'a> {
    Bytes,
    /// Every answer is the same; what else differs is not merged.
    Answers,
    /// No form is answered in two of them: the files, all of them, with what each answers.
    Completing(&'a [PartFile<'a>]),
    /// Some answers differ, or it is not known.
    No,
}

impl TwinContext<'_> {
    /// The paths of the others, in one line.
    pub fn paths(&self) -> String {
        let paths: Vec<&str> = self.others.iter().map(|other| other.path).collect();
        let more = if self.more > 0 { "; …" } else { "" };
        format!("{}{more}", paths.join("; "))
    }
}

/// Another file of the same unit.
#[derive(Debug, Clone, Copy)]
pub struct Twin<'a> {
    pub path: &'a str,
    /// The cells in which the two differ; none where the two were not compared.
    pub differences: Option<&'a [Difference<'a>]>,
    /// Whether those are told from its side, and not from that of the file that is looked at.
    pub is_theirs: bool,
}

/// A cell that a corrected copy changes, though nobody had asked for it.
#[derive(Debug)]
pub struct ChangeContext<'a> {
    /// The path of the file that it corrects.
    pub original: &'a str,
    /// What that file says in the cell, and what the copy says.
    pub change: &'a Difference<'a>,
}

/// A form as it came back.
#[derive(Debug)]
pub struct FormContext<'a> {
    pub submission: &'a Submission<'a>,
    pub form: &'a FormReturn<'a>,
}

#[derive(Debug)]
pub struct AnswerContext<'a> {
    pub answer: &'a Answer<'a>,
    pub form: &'a Form,
    pub unit: &'a OrgUnit,
    pub period: &'a Period,
}

#[derive(Debug)]
pub struct CellContext<'a> {
    /// The answer that it belongs to.
    pub answer: &'a Answer<'a>,
    pub field: Field,
    pub cell: &'a AnswerCell,
}

/// The returns that count, together.
#[derive(Debug)]
pub struct AcrossContext<'a> {
    pub campaign: &'a Campaign,
    pub period: &'a Period,
    /// How far a lead agency may be from what the units come to.
    pub tolerances: &'a Tolerances,
    pub gists: &'a FigureSummaries<'a>,
}

/// The returns that count, beside an earlier consolidation.
#[derive(Debug)]
pub struct PreviousContext<'a> {
    pub returns: AcrossContext<'a>,
    /// What was reported then.
    pub previous: &'a Previous<'a>,
}

/// A row of figures as a rule over all returns sees it.
pub type AcrossRow<'a> = Row<'a, &'a SummaryAnswer<'a>>;

impl<'a> AcrossContext<'a> {
    /// The rows of figures, one after the other: all at once would not fit for a whole country.
    pub fn rows(&self) -> impl Iterator<Item = AcrossRow<'a>> {
        self.gists.rows(self.campaign, self.period)
    }
}

/// Everything that was received, put together.
#[derive(Debug)]
pub struct ReceivedContext<'a> {
    pub campaign: &'a Campaign,
    pub period: &'a Period,
    pub ledger: &'a Ledger<'a>,
    /// The expected units of which nothing was received.
    pub missing: &'a BTreeSet<UnitCode>,
    /// The units that were late, where times of receipt are known.
    pub late: &'a [LateReturn],
}

/// A unit whose first return came after its deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateReturn {
    pub unit: UnitCode,
    pub received: DateTime,
    pub deadline: Deadline,
}
