//! Several files of one unit that complete each other. Nothing of them is taken before the officer
//! names each with `--use`; then each of them counts, with the forms that it brings, and the rules
//! look at them as at one return.

use std::collections::BTreeSet;

use super::checked::{OpenReturn, OwnVerdict, SourceFile};
use super::gathered::{About, Fact, Gathered, GatheredFile};
use super::reread::read_again;
use super::{Intake, file};
use crate::ledger::StoredReturn;
use crate::rules::engine;
use crate::rules::finding::Finding;
use crate::rules::rule::PartFile;
use crate::submission::Submission;
use crate::submission::together::{Share, brings, together};
use crate::values::key::{AnswerKey, FormId};

/// Files of one unit that complete each other, read once more.
pub(super) struct Parts<'c> {
    sources: Vec<SourceFile>,
    /// The forms that are taken from each.
    brings: Vec<BTreeSet<FormId>>,
    /// The names of the sheets of those that each answers.
    answers: Vec<Vec<String>>,
    /// All of them as one return, as the unit wrote it.
    whole: Submission<'c>,
}

impl<'c> Parts<'c> {
    /// `None` where a form is answered in two of the files, one of them answers none, or cannot be
    /// read.
    pub(super) fn of(intake: &Intake<'c>, sources: Vec<SourceFile>) -> Option<Self> {
        let files = read_all(&intake.as_sent(), &sources)?;
        let answers: Vec<Vec<String>> = files.iter().map(sheets).collect();
        if answers.iter().any(Vec::is_empty) {
            return None;
        }
        let brings = brings(&files)?;
        let whole = together(&files, &brings)?;
        Some(Self { sources, brings, answers, whole })
    }

    /// All of them as one return, as the unit wrote it.
    pub(super) fn whole(self) -> Submission<'c> {
        self.whole
    }

    /// The forms that are taken from each.
    pub(super) fn brings(self) -> Vec<BTreeSet<FormId>> {
        self.brings
    }

    /// The sheets of the forms that one of the files answers, in words.
    pub(super) fn sheets_of(&self, at: usize) -> String {
        self.answers.get(at).map(|sheets| sheets.join(", ")).unwrap_or_default()
    }

    /// Each file with the sheets of the forms that it answers.
    pub(super) fn files(&self) -> Vec<PartFile<'_>> {
        let files = self.sources.iter().zip(&self.answers);
        files.map(|(source, sheets)| PartFile { path: &source.path, sheets }).collect()
    }

    /// All of them as one return with the officer's corrections in it, where there are any of the unit.
    fn corrected(&self, intake: &Intake<'c>) -> Option<Submission<'c>> {
        let unit = &self.whole.unit.code;
        if !intake.corrections.iter().any(|correction| correction.unit == *unit) {
            return None;
        }
        together(&read_all(intake, &self.sources)?, &self.brings)
    }

    /// Takes every file with the forms that it brings, checked as one return; nothing where one of them is no
    /// longer what it was. `indices` are their numbers.
    pub(super) fn take(
        &self,
        intake: &Intake<'c>,
        files: &Gathered<'c>,
        indices: &[usize],
    ) -> Option<Vec<About<'c>>> {
        let corrected = self.corrected(intake);
        let whole = corrected.as_ref().unwrap_or(&self.whole);
        let parts = indices.iter().zip(&self.brings);
        let taken = parts.map(|(index, brings)| {
            let share = Share { whole, sent: &self.whole, brings };
            let fact = part(intake, files.get(*index), share)?;
            Some(About { file: *index, fact })
        });
        taken.collect()
    }
}

fn read_all<'c>(intake: &Intake<'c>, sources: &[SourceFile]) -> Option<Vec<Submission<'c>>> {
    sources.iter().map(|source| read_again(intake, source)).collect()
}

/// A file with the forms that it brings, checked as a part of the whole return; none where it has changed
/// since it was judged.
fn part<'c>(intake: &Intake<'c>, before: &GatheredFile<'c>, share: Share<'_>) -> Option<Fact<'c>> {
    let source = &before.checked.source;
    let OpenReturn { mut file, submission } =
        file::receive_share(intake, &source.found(), Some(share));
    if file.source.sha256 != source.sha256 {
        return None;
    }
    // What was found of it beside other files stays.
    let beside = before.checked.findings.iter().filter(|found| engine::is_beside_others(found));
    let beside: Vec<Finding> = beside.cloned().collect();
    let excludes: Vec<AnswerKey> = beside.iter().filter_map(engine::excludes).collect();
    file.findings.extend(beside.iter().cloned());
    if let (Some(held), OwnVerdict::Accepted(content)) = (submission, &mut file.verdict) {
        content.stored = Some(StoredReturn::new(&held, &content.excluded));
        content.add_findings(&beside, &excludes, &held);
        engine::order(&mut file.findings, &held);
    }
    Some(Fact::Part { file: Box::new(file), brings: share.brings.clone() })
}

/// The sheets of the forms that a file answers.
fn sheets(file: &Submission<'_>) -> Vec<String> {
    let answered = file.forms.iter().filter(|form| form.is_answered());
    answered.map(|form| form.form.sheet.clone()).collect()
}
