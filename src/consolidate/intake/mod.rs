//! From paths to checked returns: every path comes back exactly once, with what became of it.

mod across;
mod area;
mod cells;
mod changes;
mod compare;
mod corrected;
pub mod corrections;
mod declared_scope;
mod file;
mod file_status;
mod own_results;
mod parts;
mod receipt;
mod refusal;
mod twins;
mod walk;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

pub use cells::CellCount;
pub use compare::Comparison;
pub use declared_scope::{DeclaredScope, is_unread, probe};
pub use file_status::FileStatus;
pub use own_results::is_own_result;
pub use receipt::{Receipt, ReceiptSource, file_time};
pub use walk::{Found, WalkError, walk};

use crate::campaign::{Campaign, Period};
use crate::i18n::Words;
use crate::ledger::readback::Member;
use crate::ledger::{FigureSummary, Source, StoredReturn};
use crate::rules::decisions::Decisions;
use crate::rules::engine::Checked;
use crate::rules::finding::{Finding, Severity};
use crate::rules::rule::Given;
use crate::rules::rule::Remedy;
use crate::submission::Submission;
use crate::submission::answer::AnswerValue;
use crate::submission::correction::{Correction, Treated};
use crate::values::key::{AnswerKey, FormId, UnitCode};
use crate::values::quantity::measure::Measure;

/// How returns are taken in.
#[derive(Debug, Clone, Copy)]
pub struct Intake<'c> {
    pub campaign: &'c Campaign,
    pub period: &'c Period,
    /// Whether a flag or the working folder says them.
    pub given: Given,
    /// Words that the officer has declared to mean zero.
    pub zero_words: &'c [String],
    /// What the officer decides about findings.
    pub decisions: &'c Decisions,
    /// The registers of receipts, which people keep among what came back.
    pub registers: &'c [PathBuf],
    /// What is taken in the place of what units wrote; none to see what they wrote.
    pub corrections: &'c [Arc<Correction>],
    /// Files that the officer has chosen where a unit sent several.
    pub chosen: &'c [PathBuf],
    /// Files that the officer leaves out.
    pub left_out: &'c [PathBuf],
    /// The messages.
    pub words: &'c Words,
}

/// What the officer said of a file on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// `--use`: it counts where its unit sent several.
    Use,
    /// `--exclude`: it does not count.
    Exclude,
}

impl Decision {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Use => "use",
            Self::Exclude => "exclude",
        }
    }
}

#[derive(Debug, Clone)]
pub struct Received<'c> {
    /// Where it is.
    pub found_at: PathBuf,
    /// The same for people and for JSON, with `/`.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal; empty for a file that was not read or is ignored.
    pub sha256: String,
    /// The unit that it is of, where that is known.
    pub unit: Option<UnitCode>,
    /// The fingerprints of the files that it corrects, where it is a corrected copy.
    pub corrects: Vec<String>,
    /// The answers of which it was asked to correct something, where it is a corrected copy.
    pub asked: BTreeSet<AnswerKey>,
    /// What became of it.
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
    /// Its cells by what became of them.
    pub cells: CellCount,
    /// What the rules found.
    pub findings: Vec<Finding>,
    /// The answers that an error keeps out of the totals.
    pub excluded: BTreeSet<AnswerKey>,
    /// The officer's corrections of its unit, and what became of each.
    pub corrections: Vec<Treated>,
    /// What the rules find without them, where there are any.
    pub as_sent: Option<Box<Checked>>,
    /// What it holds; none where it was rejected or ignored, or is not kept.
    pub kept: Option<StoredReturn<'c>>,
    /// What the rules over all returns need of it, until they have looked.
    pub gist: Option<FigureSummary<'c>>,
    /// The units whose returns count in it, where it is the consolidation of an area.
    pub members: Vec<Member>,
    /// What it states about campaign and period.
    pub declared_scope: DeclaredScope,
    /// Whether it is an issued form without any answer.
    pub blank: bool,
    /// The forms that it brings, where it and other files of its unit complete each other.
    pub brings: Option<BTreeSet<FormId>>,
    /// When it was received, where that was asked and is known.
    pub receipt: Option<Receipt>,
    /// Who sent it, as the register of receipts says, where it does not say so itself.
    pub sender: Option<UnitCode>,
}

impl<'c> Intake<'c> {
    /// Takes in the files, in parallel; the result is in the order of `files` whatever the number
    /// of threads. `tick` is called after each file.
    pub fn take(&self, files: &[Found], tick: &(dyn Fn() + Sync)) -> Vec<Received<'c>> {
        self.each(files, tick, |received, submission| {
            if let Some(held) = submission {
                received.kept = Some(StoredReturn::new(&held, &received.excluded));
            }
        })
    }

    /// The same for a result that needs figures only to look over the files together: the rest of what
    /// a file holds is let go as soon as it is checked, so that memory hardly grows with their number.
    pub fn check(&self, files: &[Found], tick: &(dyn Fn() + Sync)) -> Vec<Received<'c>> {
        self.each(files, tick, |received, _| received.kept = None)
    }

    fn each(
        &self,
        files: &[Found],
        tick: &(dyn Fn() + Sync),
        keep: impl Fn(&mut Received<'c>, Option<Submission<'c>>) + Sync,
    ) -> Vec<Received<'c>> {
        let mut received: Vec<Received<'c>> = files
            .par_iter()
            .map(|found| {
                let (mut received, submission) = file::receive(self, found);
                keep(&mut received, submission);
                tick();
                received
            })
            .collect();
        self.apply_choices(&mut received);
        twins::settle(self, &mut received);
        area::refuse_twice(self, &mut received);
        compare::left_out(self, &mut received);
        for file in &mut received {
            file.cells = file.cells.settled(file.status);
        }
        received
    }

    /// Notes what the officer said of each file, and takes out what is to be left out.
    fn apply_choices(&self, received: &mut [Received<'c>]) {
        let named = |paths: &[PathBuf], file: &Received<'_>| {
            paths.iter().any(|path| is_named(path, &file.found_at, &file.path))
        };
        for file in received.iter_mut() {
            if named(self.left_out, file) {
                file.decision = Some(Decision::Exclude);
                file.status = FileStatus::Excluded;
                file.reason = Some(crate::t!(self.words, "reason-excluded"));
                file.findings.clear();
                file.kept = None;
            } else if named(self.chosen, file) {
                file.decision = Some(Decision::Use);
            }
        }
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
            .kept
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
        let kept = self.kept.as_ref()?;
        (self.status == FileStatus::Accepted).then_some(Source { path: &self.path, kept })
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

/// Whether a path names a file: as it is found from here, or as results call it, so that what a
/// message says can be typed in a folder of the working folder too.
pub fn is_named(path: &Path, found_at: &Path, shown: &str) -> bool {
    same_file(path, found_at) || path == Path::new(shown)
}

/// Whether two paths name the same file, however they are written.
pub fn same_file(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}
