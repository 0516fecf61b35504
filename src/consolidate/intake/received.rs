//! A file set against the others: whether it counts, and what stands beside it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::cells::CellCount;
use super::checked::{CheckedFile, Claims, FileContent, OwnVerdict};
use super::comparison::Comparison;
use super::gathered::{Fate, GatheredFile};
use super::receipt::{Receipt, file_time};
use super::{Decision, FileStatus};
use crate::ledger::readback::Member;
use crate::ledger::{Source, StoredReturn};
use crate::rules::finding::{Finding, Severity};
use crate::rules::rule::Remedy;
use crate::submission::answer::AnswerValue;
use crate::submission::correction::Treated;
use crate::values::key::{AnswerKey, FormId, UnitCode};
use crate::values::quantity::measure::Measure;

#[derive(Debug, Clone)]
pub struct Received<'c> {
    /// Its path as it was found, from the current folder.
    pub found_at: PathBuf,
    /// The same for people and for JSON, with `/`.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal; empty for a file that was not read or is ignored.
    pub sha256: String,
    /// The unit that it is of, where that is known.
    pub unit: Option<UnitCode>,
    pub claims: Claims,
    pub status: FileStatus,
    /// Why it does not count, in words.
    pub reason: Option<String>,
    /// What a library or the system said of the failure, in English: for `--verbose`, never in a message.
    pub detail: Option<String>,
    /// What the officer said of it.
    pub decision: Option<Decision>,
    /// The file that counts in its place.
    pub replaced_by: Option<String>,
    /// What it says differently from the first file of its unit, or from the one that counts.
    pub compared: Option<Comparison<'c>>,
    /// What the rules found in it and of it beside the others, in the order of the workbook.
    pub findings: Vec<Finding>,
    /// Whether it is an issued form without any answer.
    pub blank: bool,
    /// The forms that it brings, where it and other files of its unit complete each other.
    pub brings: Option<BTreeSet<FormId>>,
    /// When it was received, where that was asked and is known.
    pub receipt: Option<Receipt>,
    /// Who sent it, as the register of receipts says, where it does not say so itself.
    pub sender: Option<UnitCode>,
    /// Its cells by what became of them, if it counts.
    own_cells: CellCount,
    /// What it holds; none where it was rejected or ignored by itself.
    pub(super) content: Option<Box<FileContent<'c>>>,
}

impl<'c> Received<'c> {
    /// A checked file with everything that is known of it beside the others.
    pub(super) fn new(file: GatheredFile<'c>) -> Self {
        let status = file.status();
        let GatheredFile { checked, decision, fate, compared, brings } = file;
        let CheckedFile { source, unit, claims, findings, cells, verdict } = checked;
        let by_itself = Self {
            found_at: source.found_at,
            path: source.path,
            sha256: source.sha256,
            unit,
            claims,
            status,
            reason: None,
            detail: None,
            decision,
            replaced_by: None,
            compared,
            findings,
            blank: false,
            brings,
            receipt: None,
            sender: None,
            own_cells: cells,
            content: None,
        };
        let by_itself = match verdict {
            OwnVerdict::Ignored { reason } => Self { reason: Some(reason), ..by_itself },
            OwnVerdict::Rejected { reason, detail, blank } => {
                Self { reason, detail, blank, ..by_itself }
            }
            OwnVerdict::Accepted(content) => Self { content: Some(content), ..by_itself },
        };
        match fate {
            None => by_itself,
            Some(fate) => by_itself.beside_others(fate),
        }
    }

    /// The file that does not count for the sake of others.
    fn beside_others(self, fate: Fate) -> Self {
        let content = self.content.map(FileContent::without_figures);
        match fate {
            Fate::Excluded { reason } | Fate::SetAside { reason } => {
                Self { reason: Some(reason), findings: Vec::new(), content, ..self }
            }
            Fate::Superseded { by, reason, findings } => {
                Self { reason: Some(reason), replaced_by: Some(by), findings, content, ..self }
            }
            Fate::Stopped { reason, findings, brings } => {
                Self { reason, findings, brings, content, ..self }
            }
            Fate::CountedTwice { reason, findings } => {
                let content = content.map(FileContent::without_members);
                Self { reason, findings, brings: None, content, ..self }
            }
        }
    }

    /// The file with the time of its receipt, and with its sender where a register names one.
    pub fn received_at(self, receipt: Option<Receipt>, sender: Option<UnitCode>) -> Self {
        Self { receipt, sender, ..self }
    }

    /// The file with its own time as that of its receipt, where no other is known.
    pub fn or_file_time(self) -> Self {
        let receipt = self.receipt.or_else(|| file_time(&self.found_at));
        Self { receipt, ..self }
    }

    /// The file with what was found over all returns among its findings, in their order; what only those rules
    /// needed of it is let go.
    pub(super) fn looked_over(self, findings: Option<Vec<Finding>>) -> Self {
        let content = self.content.map(FileContent::without_summary);
        let findings = findings.unwrap_or(self.findings);
        Self { findings, content, ..self }
    }

    /// What it holds, as it is stored; none where nothing counts or nothing is stored.
    pub fn stored(&self) -> Option<&StoredReturn<'c>> {
        self.content.as_ref()?.stored.as_ref()
    }
}

impl Received<'_> {
    /// Whether the file was left out, or an answer in it does not count.
    pub fn has_error(&self) -> bool {
        let left_out = matches!(self.status, FileStatus::Rejected | FileStatus::Excluded);
        left_out || self.count(Severity::Error) > 0
    }

    /// Whether it could not be opened on this computer: a matter of the officer, of which the unit that
    /// sent it is told nothing.
    pub fn is_out_of_reach(&self) -> bool {
        self.findings.iter().any(|finding| finding.rule().remedy == Remedy::OpenElsewhere)
    }

    /// How many findings of a severity are open.
    pub fn count(&self, severity: Severity) -> usize {
        let open = self.findings.iter().filter(|finding| finding.is_open());
        open.filter(|finding| finding.severity == severity).count()
    }

    /// Whether it counts, and nothing in what its unit sent is an error: a correction of the officer's makes
    /// no return whole.
    pub fn is_whole(&self) -> bool {
        self.status == FileStatus::Accepted
            && !self.sent_findings().iter().any(Finding::is_open_error)
    }

    /// How many of its answers count towards completeness: those with a figure, and those that say
    /// that the row does not concern the unit. The lines of a list are there to be used, not to be
    /// filled.
    pub fn answered(&self) -> usize {
        let Some(source) = self.source() else { return 0 };
        source
            .stored
            .answers()
            .filter(|answer| answer.indicator.measure != Measure::Entry)
            .filter(|answer| match answer.value() {
                AnswerValue::Figure(_) | AnswerValue::NotApplicable => !answer.faulty,
                AnswerValue::Blank | AnswerValue::NoData | AnswerValue::Faulty => false,
            })
            .count()
    }

    /// Whether it and another file are parts of one return, and both count or none; it is with itself.
    pub fn is_part_with(&self, other: &Self) -> bool {
        let is_part = self.brings.is_some() && other.brings.is_some();
        is_part && self.unit == other.unit && self.status == other.status
    }

    /// Whether the answers of a form are taken from it, if it counts.
    pub fn has_form(&self, form: &FormId) -> bool {
        self.brings.as_ref().is_none_or(|brings| brings.contains(form))
    }

    /// The return as a source of figures, if it counts.
    pub fn source(&self) -> Option<Source<'_>> {
        let stored = self.stored()?;
        (self.status == FileStatus::Accepted).then_some(Source { path: &self.path, stored })
    }

    /// Its cells by what became of them.
    pub fn cells(&self) -> CellCount {
        self.own_cells.settled(self.status)
    }

    /// The answers that an error keeps out of the totals, in the file as it was checked by itself.
    pub fn excluded_answers(&self) -> impl Iterator<Item = &AnswerKey> {
        self.content.iter().flat_map(|content| &content.excluded)
    }

    /// The officer's corrections of its unit, and what became of each in the file.
    pub fn corrections(&self) -> &[Treated] {
        self.content.as_ref().map(|content| content.corrections.as_slice()).unwrap_or_default()
    }

    /// The units whose returns count in it, where it is the consolidation of an area.
    pub fn members(&self) -> &[Member] {
        self.content.as_ref().map(|content| content.members.as_slice()).unwrap_or_default()
    }
}

/// The files that make up one return of a unit with a file: as a rule it alone.
pub fn return_of<'r, 'c>(
    received: &'r [Received<'c>],
    file: &'r Received<'c>,
) -> Vec<&'r Received<'c>> {
    if file.brings.is_none() {
        return vec![file];
    }
    received.iter().filter(|other| other.is_part_with(file)).collect()
}
