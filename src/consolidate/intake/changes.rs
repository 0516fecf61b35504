//! What corrected copies change in the files that they correct, cell by cell: the changes that were
//! asked for, and the others, which nobody would see in a copy that is taken in the place of its original.

use std::collections::BTreeSet;

use super::comparison::Comparison;
use super::refusal::is_chosen;
use super::reread::read_again;
use super::{FileStatus, Intake, Received};
use crate::rules::engine;
use crate::rules::finding::{Finding, Severity};
use crate::rules::rule::ChangeContext;
use crate::submission::difference::{Difference, Side, differences};
use crate::values::key::{AnswerKey, CellName, FormId};

/// The copies among the files given, each beside what it corrects.
pub(super) struct Changes<'c>(Vec<Link<'c>>);

/// A copy beside one of the files that it corrects.
struct Link<'c> {
    copy: usize,
    original: usize,
    /// From the side of the original.
    differences: Vec<Difference<'c>>,
    /// The answers of which something was asked, by what is found in the original, or by the copy as it
    /// was sent out.
    asked: BTreeSet<AnswerKey>,
    /// The forms that the original answers.
    answers: BTreeSet<FormId>,
}

impl<'c> Changes<'c> {
    /// Holds each copy against what it corrects. The originals must still have their findings.
    pub(super) fn gather(intake: &Intake<'c>, received: &[Received<'c>]) -> Self {
        let mut links = Vec::new();
        for (copy, file) in received.iter().enumerate() {
            if file.status != FileStatus::Accepted {
                continue;
            }
            let mut seen = BTreeSet::new();
            for (original, corrected) in received.iter().enumerate() {
                let counts =
                    matches!(corrected.status, FileStatus::Accepted | FileStatus::Rejected);
                let is_corrected =
                    corrected.unit == file.unit && file.claims.corrects.contains(&corrected.sha256);
                // Identical files are changed alike.
                if counts && is_corrected && !is_chosen(corrected) && seen.insert(&corrected.sha256)
                {
                    links.extend(Link::new(intake, received, copy, original));
                }
            }
        }
        drop_blanks_beside_others(&mut links);
        drop_questions_about_others(&mut links);
        for link in &mut links {
            link.asked.extend(received[link.copy].claims.asked.iter().cloned());
        }
        Self(links)
    }

    /// Notes what each copy changes with the file that it corrects, and warns, with the copy that counts,
    /// of what nobody had asked to be changed.
    pub(super) fn tell(self, intake: &Intake<'c>, received: &mut [Received<'c>]) {
        for file in 0..received.len() {
            if received[file].status == FileStatus::Accepted {
                let found = self.unasked(file, received);
                if !found.is_empty() {
                    warn(intake, &mut received[file], &found);
                }
            }
        }
        for link in self.0 {
            // Of several copies of one file the one that the officer chose, else the first.
            let is_first = received[link.original].compared.is_none();
            if is_first || is_chosen(&received[link.copy]) {
                let with = received[link.copy].path.clone();
                let differences = link.differences;
                received[link.original].compared = Some(Comparison { with, differences });
            }
        }
    }

    /// What a copy, and the copies that it was made from, changed without being asked to, each with the
    /// path of the file that held it before. What a later copy asked about again, or changed again, is not
    /// told of an earlier one.
    fn unasked(&self, last: usize, received: &[Received<'c>]) -> Vec<(String, Difference<'c>)> {
        let mut found = Vec::new();
        let mut changed: BTreeSet<CellName> = BTreeSet::new();
        let mut asked: BTreeSet<&AnswerKey> = BTreeSet::new();
        let mut copies = vec![last];
        let mut seen = BTreeSet::new();
        while let Some(copy) = copies.pop() {
            if !seen.insert(copy) {
                continue;
            }
            let links = self.0.iter().filter(|link| link.copy == copy);
            for link in links.clone() {
                asked.extend(&link.asked);
                copies.push(link.original);
            }
            for link in links {
                for difference in &link.differences {
                    let cell = difference.cell_name();
                    let is_asked = asked.contains(&cell.answer)
                        || matches!(difference.this, Side::Deleted | Side::Contested(_));
                    if changed.insert(cell) && !is_asked {
                        found.push((received[link.original].path.clone(), difference.clone()));
                    }
                }
            }
        }
        found
    }
}

impl<'c> Link<'c> {
    /// The copy and its original by their places in `received`. Nothing where one of the two cannot be read.
    fn new(
        intake: &Intake<'c>,
        received: &[Received<'c>],
        copy: usize,
        original: usize,
    ) -> Option<Self> {
        let (one, other) = (&received[original], &received[copy]);
        let intake = &intake.as_sent();
        let before = read_again(intake, one)?;
        let differences = differences(&before, &read_again(intake, other)?);
        let asked = one.sent_findings().iter().filter_map(asks_about).collect();
        let answered = before.forms.iter().filter(|form| form.is_answered());
        let answers = answered.map(|form| form.form.id.clone()).collect();
        Some(Self { copy, original, differences, asked, answers })
    }
}

/// Of several files that one copy corrects, a blank in one is no change where another one holds
/// something: what the copy changes is told beside that one, if it does not say the same.
fn drop_blanks_beside_others(links: &mut [Link<'_>]) {
    let blanks: Vec<(usize, usize, BTreeSet<CellName>)> = links
        .iter()
        .map(|link| {
            let silent = link.differences.iter().filter(|found| is_silent(found));
            (link.copy, link.original, silent.map(Difference::cell_name).collect())
        })
        .collect();
    for link in links {
        let (copy, original) = (link.copy, link.original);
        let others: Vec<&BTreeSet<CellName>> = blanks
            .iter()
            .filter(|(of, with, _)| *of == copy && *with != original)
            .map(|(_, _, cells)| cells)
            .collect();
        link.differences.retain(|found| {
            let cell = found.cell_name();
            !is_silent(found) || others.iter().all(|cells| cells.contains(&cell))
        });
    }
}

/// Of several files that one copy corrects, one that does not answer a form asks nothing about it where
/// another one does: its cells are missing there only as long as it stands alone.
fn drop_questions_about_others(links: &mut [Link<'_>]) {
    let answered: Vec<(usize, usize, BTreeSet<FormId>)> =
        links.iter().map(|link| (link.copy, link.original, link.answers.clone())).collect();
    for link in links {
        let (copy, original, own) = (link.copy, link.original, &link.answers);
        let others: BTreeSet<&FormId> = answered
            .iter()
            .filter(|(of, with, _)| *of == copy && *with != original)
            .flat_map(|(_, _, forms)| forms)
            .collect();
        link.asked.retain(|key| own.contains(&key.form) || !others.contains(&key.form));
    }
}

/// Whether the file corrected says nothing in a cell.
fn is_silent(found: &Difference<'_>) -> bool {
    matches!(found.this, Side::Blank(_) | Side::Deleted)
}

/// The answer of which a finding asks something.
fn asks_about(finding: &Finding) -> Option<AnswerKey> {
    let asks = finding.severity != Severity::Info && !finding.trial;
    asks.then(|| engine::answer_of(finding)).flatten()
}

/// Puts what was changed without being asked for to the findings of the copy that counts.
fn warn<'c>(intake: &Intake<'c>, file: &mut Received<'c>, found: &[(String, Difference<'c>)]) {
    let Some(sent) = read_again(&intake.as_sent(), file) else { return };
    let cases: Vec<ChangeContext<'_>> =
        found.iter().map(|(original, change)| ChangeContext { original, change }).collect();
    let findings = engine::check_changes(&cases, &sent, intake.decisions, intake.words);
    let excludes: Vec<AnswerKey> = findings.iter().filter_map(engine::excludes).collect();
    // What the officer has corrected is no change of the unit's, and takes none of them back.
    let counts = if excludes.is_empty() || file.corrections().is_empty() {
        None
    } else {
        read_again(intake, file)
    };
    let counts = counts.unwrap_or(sent);
    if let Some(content) = &mut file.content {
        content.add_findings(&findings, &excludes, &counts);
    }
    file.findings.extend(findings);
    engine::order(&mut file.findings, &counts);
}
