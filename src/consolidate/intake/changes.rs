//! What corrected copies change in the files that they correct, cell by cell: the changes that were
//! asked for, and the others, which nobody would see in a copy that is taken in the place of its original.

use std::collections::{BTreeMap, BTreeSet};

use super::checked::{CheckedFile, OwnVerdict};
use super::comparison::Comparison;
use super::gathered::{About, Fact, Gathered, GatheredFile};
use super::reread::read_again;
use super::{FileStatus, Intake};
use crate::rules::engine;
use crate::rules::finding::{Finding, Severity};
use crate::rules::rule::ChangeContext;
use crate::submission::difference::{Difference, Side, differences};
use crate::values::key::{AnswerKey, CellName, FormId};

/// The copies among the files given, each beside what it corrects.
pub(super) struct Changes<'c>(Vec<Link<'c>>);

/// A copy and one of the files that it corrects, by their numbers.
#[derive(Debug, Clone, Copy)]
struct Pair {
    copy: usize,
    original: usize,
}

/// A copy beside one of the files that it corrects.
struct Link<'c> {
    of: Pair,
    /// From the side of the original.
    differences: Vec<Difference<'c>>,
    /// The answers of which something was asked, by what is found in the original, or by the copy as it
    /// was sent out.
    asked: BTreeSet<AnswerKey>,
    /// The forms that the original answers.
    answers: BTreeSet<FormId>,
}

/// What a copy changed without being asked to.
struct Unasked<'c> {
    /// The path of the file that held it before.
    original: String,
    change: Difference<'c>,
}

impl<'c> Changes<'c> {
    /// Holds each copy against what it corrects.
    pub(super) fn gather(intake: &Intake<'c>, files: &Gathered<'c>) -> Self {
        let mut links = Vec::new();
        for (copy, file) in files.accepted() {
            let mut seen = BTreeSet::new();
            for (original, corrected) in files.iter() {
                let counts =
                    matches!(corrected.status(), FileStatus::Accepted | FileStatus::Rejected);
                let corrects = &file.checked.claims.corrects;
                let is_corrected = corrected.unit() == file.unit()
                    && corrects.iter().any(|sha256| sha256 == corrected.sha256());
                // Identical files are changed alike.
                if counts
                    && is_corrected
                    && !corrected.is_chosen()
                    && seen.insert(corrected.sha256())
                {
                    links.extend(Link::new(intake, files, Pair { copy, original }));
                }
            }
        }
        drop_blanks_beside_others(&mut links);
        drop_questions_about_others(&mut links);
        for link in &mut links {
            link.asked.extend(files.get(link.of.copy).checked.claims.asked.iter().cloned());
        }
        Self(links)
    }

    /// What each copy changes, with the file that it corrects, and a warning, with the copy that counts, of
    /// what nobody had asked to be changed. `aside` are the files that make way for a copy.
    pub(super) fn facts(
        self,
        intake: &Intake<'c>,
        files: &Gathered<'c>,
        aside: &BTreeSet<usize>,
    ) -> Vec<About<'c>> {
        let mut facts = Vec::new();
        let counting = files.accepted();
        for (index, file) in counting.filter(|(index, _)| !aside.contains(index)) {
            let found = self.unasked(index, files);
            if !found.is_empty()
                && let Some(warned) = warned(intake, file, &found)
            {
                facts.push(About { file: index, fact: Fact::CheckedAgain(Box::new(warned)) });
            }
        }
        let mut compared: BTreeMap<usize, Comparison<'c>> = BTreeMap::new();
        for Link { of: Pair { copy, original }, differences, .. } in self.0 {
            // Of several copies of one file the one that the officer chose, else the first.
            if !compared.contains_key(&original) || files.get(copy).is_chosen() {
                let with = files.path(copy).to_owned();
                compared.insert(original, Comparison { with, differences });
            }
        }
        facts.extend(compared.into_iter().map(|(file, found)| About::compared(file, found)));
        facts
    }

    /// What a copy, and the copies that it was made from, changed without being asked to. What a later copy
    /// asked about again, or changed again, is not told of an earlier one.
    fn unasked(&self, last: usize, files: &Gathered<'c>) -> Vec<Unasked<'c>> {
        let mut found = Vec::new();
        let mut changed: BTreeSet<CellName> = BTreeSet::new();
        let mut asked: BTreeSet<&AnswerKey> = BTreeSet::new();
        let mut copies = vec![last];
        let mut seen = BTreeSet::new();
        while let Some(copy) = copies.pop() {
            if !seen.insert(copy) {
                continue;
            }
            let links = self.0.iter().filter(|link| link.of.copy == copy);
            for link in links.clone() {
                asked.extend(&link.asked);
                copies.push(link.of.original);
            }
            for link in links {
                for difference in &link.differences {
                    let cell = difference.cell_name();
                    let is_asked = asked.contains(&cell.answer)
                        || matches!(difference.this, Side::Deleted | Side::Contested(_));
                    if changed.insert(cell) && !is_asked {
                        let original = files.path(link.of.original).to_owned();
                        found.push(Unasked { original, change: difference.clone() });
                    }
                }
            }
        }
        found
    }
}

impl<'c> Link<'c> {
    /// Nothing where one of the two cannot be read.
    fn new(intake: &Intake<'c>, files: &Gathered<'c>, of: Pair) -> Option<Self> {
        let (one, other) = (files.get(of.original), files.get(of.copy));
        let intake = &intake.as_sent();
        let before = read_again(intake, &one.checked.source)?;
        let differences = differences(&before, &read_again(intake, &other.checked.source)?);
        let asked = one.sent_findings().iter().filter_map(asks_about).collect();
        let answered = before.forms.iter().filter(|form| form.is_answered());
        let answers = answered.map(|form| form.form.id.clone()).collect();
        Some(Self { of, differences, asked, answers })
    }
}

impl Pair {
    /// Whether it is of the same copy and of another original.
    const fn is_beside(self, other: Self) -> bool {
        self.copy == other.copy && self.original != other.original
    }
}

/// What belongs to a copy and one of the files that it corrects.
struct OfPair<T> {
    of: Pair,
    what: T,
}

impl<T> OfPair<T> {
    /// That of the other originals of a copy.
    fn beside(all: &[Self], of: Pair) -> impl Iterator<Item = &T> {
        all.iter().filter(move |one| one.of.is_beside(of)).map(|one| &one.what)
    }
}

/// Of several files that one copy corrects, a blank in one is no change where another one holds
/// something: what the copy changes is told beside that one, if it does not say the same.
fn drop_blanks_beside_others(links: &mut [Link<'_>]) {
    let blanks: Vec<OfPair<BTreeSet<CellName>>> = links
        .iter()
        .map(|link| {
            let silent = link.differences.iter().filter(|found| is_silent(found));
            OfPair { of: link.of, what: silent.map(Difference::cell_name).collect() }
        })
        .collect();
    for link in links {
        let others: Vec<&BTreeSet<CellName>> = OfPair::beside(&blanks, link.of).collect();
        link.differences.retain(|found| {
            let cell = found.cell_name();
            !is_silent(found) || others.iter().all(|cells| cells.contains(&cell))
        });
    }
}

/// Of several files that one copy corrects, one that does not answer a form asks nothing about it where
/// another one does: its cells are missing there only as long as it stands alone.
fn drop_questions_about_others(links: &mut [Link<'_>]) {
    let answered: Vec<OfPair<BTreeSet<FormId>>> =
        links.iter().map(|link| OfPair { of: link.of, what: link.answers.clone() }).collect();
    for link in links {
        let own = &link.answers;
        let others: BTreeSet<&FormId> = OfPair::beside(&answered, link.of).flatten().collect();
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

/// The copy that counts, with what was changed without being asked for among its findings; nothing where it
/// cannot be read.
fn warned<'c>(
    intake: &Intake<'c>,
    file: &GatheredFile<'c>,
    found: &[Unasked<'c>],
) -> Option<CheckedFile<'c>> {
    let source = &file.checked.source;
    let sent = read_again(&intake.as_sent(), source)?;
    let cases: Vec<ChangeContext<'_>> = found
        .iter()
        .map(|one| ChangeContext { original: &one.original, change: &one.change })
        .collect();
    let findings = engine::check_changes(&cases, &sent, intake.decisions, intake.words);
    let excludes: Vec<AnswerKey> = findings.iter().filter_map(engine::excludes).collect();
    let is_corrected = file.content().is_some_and(|content| !content.corrections.is_empty());
    // What the officer has corrected is no change of the unit's, and takes none of them back.
    let counts =
        if excludes.is_empty() || !is_corrected { None } else { read_again(intake, source) };
    let counts = counts.unwrap_or(sent);
    let mut warned = file.checked.clone();
    if let OwnVerdict::Accepted(content) = &mut warned.verdict {
        content.add_findings(&findings, &excludes, &counts);
    }
    warned.findings.extend(findings);
    engine::order(&mut warned.findings, &counts);
    Some(warned)
}
