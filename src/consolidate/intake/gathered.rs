//! The checked files of a run, with what is known of each beside the others. A pass looks at all of them
//! and gives facts; once no pass is left, each file is made with the facts about it.

use std::collections::BTreeSet;

use super::checked::{CheckedFile, FileContent, OwnVerdict, SourceFile};
use super::comparison::Comparison;
use super::{Decision, FileStatus, Intake, is_among};
use crate::ledger::readback::Member;
use crate::rules::engine::Checked;
use crate::rules::finding::Finding;
use crate::t;
use crate::values::key::{FormId, UnitCode};

/// Looks at all files of a run, and gives what it finds out about some of them.
pub(super) type Pass = for<'c> fn(&Intake<'c>, &Gathered<'c>) -> Vec<About<'c>>;

/// What becomes of a file beside the others, whatever it is by itself.
#[derive(Debug, Clone)]
pub(super) enum Fate {
    /// The officer left it out on the command line.
    Excluded { reason: String },
    /// Another file of its unit, of this path, counts in its place.
    Superseded { by: String, reason: String, findings: Vec<Finding> },
    /// A form without any answer, of no interest beside another file of its unit.
    SetAside { reason: String },
    /// Nobody has said which of different files of its unit counts. Where they complete each other, it would
    /// bring these forms.
    Stopped { reason: Option<String>, findings: Vec<Finding>, brings: Option<BTreeSet<FormId>> },
    /// A unit counts in it and in another one.
    CountedTwice { reason: Option<String>, findings: Vec<Finding> },
}

impl Fate {
    pub(super) fn superseded(by: &str, reason: String) -> Self {
        Self::Superseded { by: by.to_owned(), reason, findings: Vec::new() }
    }

    const fn status(&self) -> FileStatus {
        match self {
            Self::Excluded { .. } => FileStatus::Excluded,
            Self::Superseded { .. } => FileStatus::Superseded,
            Self::SetAside { .. } => FileStatus::Ignored,
            Self::Stopped { .. } | Self::CountedTwice { .. } => FileStatus::Rejected,
        }
    }
}

/// What a pass finds out about a file.
#[derive(Debug)]
pub(super) enum Fact<'c> {
    /// In the place of what was known before.
    Fate(Fate),
    Compared(Comparison<'c>),
    /// It was checked once more, with what was found of it beside others.
    CheckedAgain(Box<CheckedFile<'c>>),
    /// It was checked once more, as the part of a return that brings these forms.
    Part {
        file: Box<CheckedFile<'c>>,
        brings: BTreeSet<FormId>,
    },
}

/// A fact, with the number of the file that it is about.
#[derive(Debug)]
pub(super) struct About<'c> {
    pub file: usize,
    pub fact: Fact<'c>,
}

impl<'c> About<'c> {
    pub(super) fn fate(file: usize, fate: Fate) -> Self {
        Self { file, fact: Fact::Fate(fate) }
    }

    pub(super) fn compared(file: usize, comparison: Comparison<'c>) -> Self {
        Self { file, fact: Fact::Compared(comparison) }
    }
}

#[derive(Debug)]
pub(super) struct Gathered<'c> {
    files: Vec<GatheredFile<'c>>,
}

/// A checked file with the facts about it so far.
#[derive(Debug)]
pub(super) struct GatheredFile<'c> {
    pub checked: CheckedFile<'c>,
    pub decision: Option<Decision>,
    pub fate: Option<Fate>,
    pub compared: Option<Comparison<'c>>,
    pub brings: Option<BTreeSet<FormId>>,
}

impl<'c> Gathered<'c> {
    pub(super) fn new(intake: &Intake<'c>, checked: Vec<CheckedFile<'c>>) -> Self {
        let files = checked.into_iter().map(|checked| GatheredFile::new(intake, checked));
        Self { files: files.collect() }
    }

    /// Takes in what a pass has found out.
    pub(super) fn with(mut self, facts: Vec<About<'c>>) -> Self {
        for About { file, fact } in facts {
            if let Some(file) = self.files.get_mut(file) {
                match fact {
                    Fact::Fate(fate) => file.fate = Some(fate),
                    Fact::Compared(comparison) => file.compared = Some(comparison),
                    Fact::CheckedAgain(checked) => file.checked = *checked,
                    Fact::Part { file: checked, brings } => {
                        file.checked = *checked;
                        file.brings = Some(brings);
                    }
                }
            }
        }
        self
    }

    pub(super) fn into_files(self) -> Vec<GatheredFile<'c>> {
        self.files
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &GatheredFile<'c>)> {
        self.files.iter().enumerate()
    }

    /// The files that count, as far as is known.
    pub(super) fn accepted(&self) -> impl Iterator<Item = (usize, &GatheredFile<'c>)> {
        self.iter().filter(|(_, file)| file.is_accepted())
    }

    pub(super) fn get(&self, index: usize) -> &GatheredFile<'c> {
        &self.files[index]
    }

    pub(super) fn path(&self, index: usize) -> &str {
        &self.files[index].checked.source.path
    }

    pub(super) fn sources(&self, indices: &[usize]) -> Vec<SourceFile> {
        indices.iter().map(|index| self.files[*index].checked.source.clone()).collect()
    }

    /// The paths of files that count together, in one text.
    pub(super) fn paths(&self, indices: &[usize]) -> String {
        let paths: Vec<&str> = indices.iter().map(|index| self.path(*index)).collect();
        paths.join("; ")
    }
}

impl<'c> GatheredFile<'c> {
    /// A checked file with what the officer said of it on the command line.
    fn new(intake: &Intake<'c>, checked: CheckedFile<'c>) -> Self {
        let is_left_out = is_among(intake.left_out, &checked.source);
        let (decision, fate) = if is_left_out {
            let reason = t!(intake.words, "reason-excluded");
            (Some(Decision::Exclude), Some(Fate::Excluded { reason }))
        } else {
            let is_chosen = is_among(intake.chosen, &checked.source);
            (is_chosen.then_some(Decision::Use), None)
        };
        Self { checked, decision, fate, compared: None, brings: None }
    }

    pub(super) fn status(&self) -> FileStatus {
        match &self.fate {
            Some(fate) => fate.status(),
            None => self.checked.verdict.status(),
        }
    }

    pub(super) fn is_accepted(&self) -> bool {
        self.status() == FileStatus::Accepted
    }

    pub(super) fn unit(&self) -> Option<&UnitCode> {
        self.checked.unit.as_ref()
    }

    pub(super) fn sha256(&self) -> &str {
        &self.checked.source.sha256
    }

    /// Whether it is an issued form without any answer.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self.checked.verdict, OwnVerdict::Rejected { blank: true, .. })
    }

    /// Whether the officer has chosen it, so that it does not step aside.
    pub(super) fn is_chosen(&self) -> bool {
        self.decision == Some(Decision::Use)
    }

    /// What it holds; none where it was rejected or ignored by itself.
    pub(super) fn content(&self) -> Option<&FileContent<'c>> {
        match &self.checked.verdict {
            OwnVerdict::Accepted(content) => Some(content),
            OwnVerdict::Ignored { .. } | OwnVerdict::Rejected { .. } => None,
        }
    }

    /// The units whose returns count in it, where it is the consolidation of an area.
    pub(super) fn members(&self) -> &[Member] {
        self.content().map(|content| content.members.as_slice()).unwrap_or_default()
    }

    /// What the rules find in it as its unit sent it.
    pub(super) fn sent_findings(&self) -> &[Finding] {
        let sent: Option<&Checked> = self
            .content()
            .filter(|_| self.is_accepted())
            .and_then(|content| content.as_sent.as_ref());
        sent.map_or(&self.checked.findings, |sent| &sent.findings)
    }
}
