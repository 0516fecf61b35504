//! A file judged by itself, before it is set against the others.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::FileStatus;
use super::cells::CellCount;
use super::declared_scope::DeclaredScope;
use super::walk::Found;
use crate::ledger::readback::Member;
use crate::ledger::{FigureSummary, StoredReturn};
use crate::rules::engine::{self, Checked};
use crate::rules::finding::{Finding, Severity};
use crate::submission::Submission;
use crate::submission::correction::Treated;
use crate::values::key::{AnswerKey, UnitCode};
use crate::values::quantity::figure_status::StatusCounts;

/// A file where it was found, with the fingerprint of its bytes.
#[derive(Debug, Clone)]
pub(super) struct SourceFile {
    pub found_at: PathBuf,
    /// The same for people and for JSON, with `/`.
    pub path: String,
    /// SHA-256 in hexadecimal; empty for a file that was not read or is ignored.
    pub sha256: String,
}

impl SourceFile {
    pub(super) fn unread(found: &Found) -> Self {
        Self::read(found, String::new())
    }

    pub(super) fn read(found: &Found, sha256: String) -> Self {
        Self { found_at: found.path.clone(), path: found.shown.clone(), sha256 }
    }
}

/// What a file says of itself.
#[derive(Debug, Clone, Default)]
pub struct Claims {
    /// What it states about campaign and period.
    pub declared_scope: DeclaredScope,
    /// The fingerprints of the files that it corrects, where it is a corrected copy.
    pub(super) corrects: Vec<String>,
    /// The answers of which it was asked to correct something, where it is a corrected copy.
    pub(super) asked: BTreeSet<AnswerKey>,
}

/// What a file holds that counts by itself, whatever becomes of it beside others.
#[derive(Debug, Clone)]
pub(super) struct FileContent<'c> {
    /// The answers that an error keeps out of the totals.
    pub excluded: BTreeSet<AnswerKey>,
    /// The officer's corrections of its unit, and what became of each.
    pub corrections: Vec<Treated>,
    /// What the rules find without them, where there are any.
    pub as_sent: Option<Checked>,
    /// Its figures with their cells; none where they are not stored, or the file does not count.
    pub stored: Option<StoredReturn<'c>>,
    /// What the rules over all returns need of it, until they have looked.
    pub summary: Option<FigureSummary<'c>>,
    /// The units whose returns count in it, where it is the consolidation of an area.
    pub members: Vec<Member>,
    /// How many of its figures have each status, of those for which the unit chooses it.
    pub chosen_statuses: StatusCounts,
}

impl<'c> FileContent<'c> {
    /// Of a file that no longer counts.
    pub(super) fn without_figures(mut self: Box<Self>) -> Box<Self> {
        self.stored = None;
        self
    }

    /// Once the rules over all returns have looked.
    pub(super) fn without_summary(mut self: Box<Self>) -> Box<Self> {
        self.summary = None;
        self
    }

    /// Of the consolidation of an area that does not count.
    pub(super) fn without_members(mut self: Box<Self>) -> Box<Self> {
        self.summary = None;
        self.members.clear();
        self
    }

    /// Takes in what was found of the file beside others, and the answers that it keeps out; `held` is what
    /// the file holds.
    pub(super) fn add_findings(
        &mut self,
        findings: &[Finding],
        excludes: &[AnswerKey],
        held: &Submission<'c>,
    ) {
        if let Some(sent) = &mut self.as_sent {
            sent.findings.extend(findings.iter().cloned());
            sent.excluded.extend(excludes.iter().cloned());
        }
        let before = self.excluded.len();
        self.excluded.extend(excludes.iter().cloned());
        if self.excluded.len() > before {
            self.summary = Some(FigureSummary::new(held, &self.excluded));
            if self.stored.is_some() {
                self.stored = Some(StoredReturn::new(held, &self.excluded));
            }
        }
    }
}

/// What becomes of a file by itself.
#[derive(Debug, Clone)]
pub(super) enum OwnVerdict<'c> {
    Ignored {
        reason: String,
    },
    Rejected {
        /// The code and the message of its worst finding.
        reason: Option<String>,
        /// What a library or the system said of the failure, in English.
        detail: Option<String>,
        /// Whether it is an issued form without any answer.
        blank: bool,
    },
    Accepted(Box<FileContent<'c>>),
}

impl OwnVerdict<'_> {
    pub(super) const fn status(&self) -> FileStatus {
        match self {
            Self::Ignored { .. } => FileStatus::Ignored,
            Self::Rejected { .. } => FileStatus::Rejected,
            Self::Accepted(_) => FileStatus::Accepted,
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct CheckedFile<'c> {
    pub source: SourceFile,
    /// The unit that it is of, where that is known.
    pub unit: Option<UnitCode>,
    pub claims: Claims,
    /// What the rules found in it.
    pub findings: Vec<Finding>,
    /// Its cells by what became of them, if it counts.
    pub cells: CellCount,
    pub verdict: OwnVerdict<'c>,
}

/// A checked file with everything that was read in it, which is let go as soon as what is needed of it is
/// stored.
pub(super) struct OpenReturn<'c> {
    pub file: CheckedFile<'c>,
    /// None where nothing of the file counts, and for the consolidation of an area.
    pub submission: Option<Submission<'c>>,
}

impl<'c> From<CheckedFile<'c>> for OpenReturn<'c> {
    /// A file of which nothing is held open.
    fn from(file: CheckedFile<'c>) -> Self {
        Self { file, submission: None }
    }
}

impl<'c> OpenReturn<'c> {
    /// Stores the figures with their cells, and lets go of what was read. What an area sends is stored as it
    /// is read.
    pub(super) fn let_go(self) -> CheckedFile<'c> {
        let Self { mut file, submission } = self;
        if let (OwnVerdict::Accepted(content), Some(held)) = (&mut file.verdict, submission) {
            content.stored = Some(StoredReturn::new(&held, &content.excluded));
        }
        file
    }
}

impl CheckedFile<'_> {
    /// What is ignored has no part in the result, and no fingerprint in it either: merging the same
    /// returns again over an earlier result gives the same bytes.
    pub(super) fn ignored(found: &Found, reason: String) -> Self {
        Self {
            source: SourceFile::unread(found),
            unit: None,
            claims: Claims::default(),
            findings: Vec::new(),
            cells: CellCount::default(),
            verdict: OwnVerdict::Ignored { reason },
        }
    }
}

/// A file of which nothing counts, with why.
pub(super) struct Rejection {
    pub source: SourceFile,
    pub unit: Option<UnitCode>,
    pub claims: Claims,
    pub findings: Vec<Finding>,
    pub cells: CellCount,
    pub detail: Option<String>,
    pub blank: bool,
}

impl Rejection {
    pub(super) fn new(source: SourceFile, findings: Vec<Finding>) -> Self {
        Self {
            source,
            unit: None,
            claims: Claims::default(),
            findings,
            cells: CellCount::default(),
            detail: None,
            blank: false,
        }
    }

    /// A rejected file gives its worst finding as the reason, and has one.
    pub(super) fn into_checked<'c>(self, words: &crate::i18n::Words) -> CheckedFile<'c> {
        let Self { source, unit, claims, mut findings, cells, mut detail, blank } = self;
        if !has_open_error(&findings) {
            let nothing = "nothing was found, and nothing can be merged";
            findings.extend(engine::internal_failure(nothing, words));
            detail = Some(nothing.to_owned());
        }
        let worst = findings.iter().min_by_key(|finding| finding.severity);
        let reason = worst.map(|finding| format!("{} {}", finding.code, finding.message));
        let verdict = OwnVerdict::Rejected { reason, detail, blank };
        CheckedFile { source, unit, claims, findings, cells, verdict }
    }
}

/// Whether a finding stops the file, or an answer in it.
pub(super) fn has_open_error(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.is_open() && finding.severity == Severity::Error)
}
