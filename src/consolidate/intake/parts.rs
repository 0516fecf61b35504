//! Several files of one unit that complete each other. Nothing of them is taken before the officer
//! names each with `--use`; then each of them counts, with the forms that it brings, and the rules
//! look at them as at one return.

use std::collections::BTreeSet;

use super::checked::{Keep, OpenReturn};
use super::reread::read_again;
use super::walk::Found;
use super::{Intake, Received, file};
use crate::ledger::StoredReturn;
use crate::rules::engine;
use crate::rules::finding::Finding;
use crate::rules::rule::PartFile;
use crate::submission::Submission;
use crate::submission::together::{Share, brings, together};
use crate::values::key::{AnswerKey, FormId};

/// Files of one unit that complete each other, read once more.
pub(super) struct Parts<'c> {
    /// Each by its number among the files received.
    indices: Vec<usize>,
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
    pub(super) fn of(
        intake: &Intake<'c>,
        received: &[Received<'c>],
        indices: &[usize],
    ) -> Option<Self> {
        let intake = &intake.as_sent();
        let files: Vec<Submission<'c>> = indices
            .iter()
            .map(|index: &usize| read_again(intake, received.get(*index)?))
            .collect::<Option<_>>()?;
        let answers: Vec<Vec<String>> = files.iter().map(sheets).collect();
        if answers.iter().any(Vec::is_empty) {
            return None;
        }
        let brings = brings(&files)?;
        let whole = together(&files, &brings)?;
        Some(Self { indices: indices.to_vec(), brings, answers, whole })
    }

    /// All of them as one return, as the unit wrote it.
    pub(super) fn whole(self) -> Submission<'c> {
        self.whole
    }

    /// The sheets of the forms that one of the files answers, in words; none where it is not of them.
    pub(super) fn sheets_of(&self, index: usize) -> String {
        let at = self.indices.iter().position(|of| *of == index);
        at.and_then(|at| self.answers.get(at)).map(|sheets| sheets.join(", ")).unwrap_or_default()
    }

    /// Each file with the sheets of the forms that it answers.
    pub(super) fn files<'r>(&'r self, received: &'r [Received<'c>]) -> Vec<PartFile<'r>> {
        self.indices
            .iter()
            .zip(&self.answers)
            .map(|(index, answers): (&usize, &'r Vec<String>)| PartFile {
                path: received.get(*index).map_or("", |file| file.path.as_str()),
                sheets: answers,
            })
            .collect()
    }

    /// Notes in each file what it brings.
    pub(super) fn note(self, received: &mut [Received<'c>]) {
        for (index, brings) in self.indices.into_iter().zip(self.brings) {
            if let Some(file) = received.get_mut(index) {
                file.brings = Some(brings);
            }
        }
    }

    /// All of them as one return with the officer's corrections in it, where there are any of the unit.
    fn corrected(&self, intake: &Intake<'c>, received: &[Received<'c>]) -> Option<Submission<'c>> {
        let unit = &self.whole.unit.code;
        if !intake.corrections.iter().any(|correction| correction.unit == *unit) {
            return None;
        }
        let files: Vec<Submission<'c>> = self
            .indices
            .iter()
            .map(|index: &usize| read_again(intake, received.get(*index)?))
            .collect::<Option<_>>()?;
        together(&files, &self.brings)
    }

    /// Takes every file with the forms that it brings, checked as one return. Whether all of them
    /// still are what they were.
    pub(super) fn take(&self, intake: &Intake<'c>, received: &mut [Received<'c>]) -> bool {
        let corrected = self.corrected(intake, received);
        let whole = corrected.as_ref().unwrap_or(&self.whole);
        let mut taken = Vec::new();
        for (index, brings) in self.indices.iter().zip(&self.brings) {
            let Some(before) = received.get(*index) else { return false };
            let share = Share { whole, sent: &self.whole, brings };
            match take_part(intake, before, share) {
                Some(again) => taken.push((*index, again)),
                None => return false,
            }
        }
        for (index, again) in taken {
            received[index] = again;
        }
        true
    }
}

/// A file with the forms that it brings, checked as a part of the whole return; none where it has changed
/// since it was judged.
fn take_part<'c>(
    intake: &Intake<'c>,
    before: &Received<'c>,
    share: Share<'_>,
) -> Option<Received<'c>> {
    let found = Found { path: before.found_at.clone(), shown: before.path.clone() };
    let keep = if before.stored().is_some() { Keep::Figures } else { Keep::Findings };
    let OpenReturn { file, submission } = file::receive_share(intake, &found, Some(share));
    if file.source.sha256 != before.sha256 {
        return None;
    }
    // What was found of it beside other files stays.
    let beside = before.findings.iter().filter(|found| engine::is_beside_others(found));
    let beside: Vec<Finding> = beside.cloned().collect();
    let excludes: Vec<AnswerKey> = beside.iter().filter_map(engine::excludes).collect();
    let mut again = Received::new(file, before.decision);
    again.brings = Some(share.brings.clone());
    again.findings.extend(beside.iter().cloned());
    if let (Some(held), Some(content)) = (submission, &mut again.content) {
        if keep == Keep::Figures {
            content.stored = Some(StoredReturn::new(&held, &content.excluded));
        }
        content.add_findings(&beside, &excludes, &held);
        engine::order(&mut again.findings, &held);
    }
    Some(again)
}

/// The sheets of the forms that a file answers.
fn sheets(file: &Submission<'_>) -> Vec<String> {
    let answered = file.forms.iter().filter(|form| form.is_answered());
    answered.map(|form| form.form.sheet.clone()).collect()
}
