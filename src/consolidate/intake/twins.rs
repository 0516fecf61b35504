//! A unit counts once. Identical copies, empty forms, two different files: what becomes of each.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::compare::compare_with;
use super::comparison::Comparison;
use super::gathered::{About, Fate, Gathered};
use super::parts::Parts;
use super::{FileStatus, Intake, official_file};
use crate::rules::engine;
use crate::rules::finding::Finding;
use crate::rules::rule::{Alike, Twin, TwinContext};
use crate::t;
use crate::values::key::UnitCode;

/// How many other files of its unit a finding names: of thousands, each naming all would be millions.
const MOST_NAMED: usize = 10;

/// A form without any answer is of no interest beside a file of its unit that has to be mended.
pub(super) fn blanks_beside_rejected<'c>(
    intake: &Intake<'c>,
    files: &Gathered<'c>,
) -> Vec<About<'c>> {
    let mended: BTreeSet<&UnitCode> = files
        .iter()
        .filter(|(_, file)| file.status() == FileStatus::Rejected && !file.is_blank())
        .filter_map(|(_, file)| file.unit())
        .collect();
    files
        .iter()
        .filter(|(_, file)| file.is_blank() && file.unit().is_some_and(|u| mended.contains(u)))
        .map(|(index, _)| set_aside(intake, index))
        .collect()
}

/// What becomes of the files of the units that sent several.
pub(super) fn settle<'c>(intake: &Intake<'c>, files: &Gathered<'c>) -> Vec<About<'c>> {
    let mut by_unit: BTreeMap<&UnitCode, Vec<usize>> = BTreeMap::new();
    for (index, file) in files.iter() {
        let status = file.status();
        let counts =
            status == FileStatus::Accepted || file.is_blank() && status == FileStatus::Rejected;
        if let Some(unit) = file.unit().filter(|_| counts) {
            by_unit.entry(unit).or_default().push(index);
        }
    }
    let several = by_unit.into_values().filter(|indices| indices.len() > 1);
    several.flat_map(|indices| OfUnit { intake, files }.settle(indices)).collect()
}

fn set_aside<'c>(intake: &Intake<'c>, file: usize) -> About<'c> {
    About::fate(file, Fate::SetAside { reason: t!(intake.words, "reason-blank") })
}

/// The files of one unit that sent several, by their numbers.
struct OfUnit<'a, 'c> {
    intake: &'a Intake<'c>,
    files: &'a Gathered<'c>,
}

/// The files that are left when some have made way.
struct Left<'c> {
    files: Vec<usize>,
    facts: Vec<About<'c>>,
}

impl<'c> OfUnit<'_, 'c> {
    fn settle(&self, indices: Vec<usize>) -> Vec<About<'c>> {
        let Left { files, mut facts } = self.copies(indices);
        let left = self.blanks(files);
        facts.extend(left.facts);
        if left.files.len() > 1 {
            facts.extend(self.different(&left.files));
        }
        facts
    }

    /// Of identical copies the chosen one counts, or the first.
    fn copies(&self, indices: Vec<usize>) -> Left<'c> {
        let Self { intake, files } = *self;
        let (mut kept, mut facts) = (Vec::<usize>::new(), Vec::new());
        let mut known: HashMap<_, usize> = HashMap::new();
        for index in indices {
            let file = files.get(index);
            let at = *known.entry(file.sha256()).or_insert(kept.len());
            if at == kept.len() {
                kept.push(index);
                continue;
            }
            let (loser, winner) = if file.is_chosen() {
                (std::mem::replace(&mut kept[at], index), index)
            } else {
                (index, kept[at])
            };
            let other = files.path(winner);
            let twin = Twin { path: other, differences: None, is_theirs: false };
            let others = &[twin];
            let case = TwinContext { this: "", others, more: 0, alike: Alike::Bytes };
            let findings = engine::check_twins(&case, intake.decisions, intake.words);
            let reason = t!(intake.words, "reason-copy", other = other);
            let by = other.to_owned();
            facts.push(About::fate(loser, Fate::Superseded { by, reason, findings }));
        }
        Left { files: kept, facts }
    }

    /// A form without any answer never stands in the way of one with answers.
    fn blanks(&self, indices: Vec<usize>) -> Left<'c> {
        let (empty, filled): (Vec<usize>, Vec<usize>) =
            indices.into_iter().partition(|index| self.files.get(*index).is_blank());
        // The first of several empty forms stays rejected, so that the unit is asked again.
        let spare = usize::from(filled.is_empty());
        let aside = empty.into_iter().skip(spare).map(|index| set_aside(self.intake, index));
        Left { facts: aside.collect(), files: filled }
    }

    /// Of different files the chosen one counts, or those chosen that complete each other, or none.
    fn different(&self, indices: &[usize]) -> Vec<About<'c>> {
        let (chosen, rest): (Vec<usize>, Vec<usize>) =
            indices.iter().partition(|index| self.files.get(**index).is_chosen());
        let counting = match chosen.as_slice() {
            [] => None,
            [_] => Some(Vec::new()),
            [..] => Parts::of(self.intake, self.files.sources(&chosen))
                .and_then(|parts| parts.take(self.intake, self.files, &chosen)),
        };
        if let Some(mut facts) = counting {
            facts.extend(self.set_beside(&chosen, &rest));
            return facts;
        }
        let by_status = chosen
            .is_empty()
            .then(|| official_file::settle(self.intake, self.files, indices))
            .flatten();
        by_status.unwrap_or_else(|| self.stop(indices))
    }

    /// Lets files step aside for those that the officer chose, and says what they say otherwise.
    fn set_beside(&self, chosen: &[usize], rest: &[usize]) -> Vec<About<'c>> {
        let Self { intake, files } = *self;
        let Some(first) = chosen.first() else { return Vec::new() };
        let mut compared = compare_with(intake, files, chosen, rest);
        let other = files.path(*first);
        let (words, all) = (intake.words, files.paths(chosen));
        let mut facts = Vec::new();
        for index in rest {
            let comparison = compared.remove(index);
            let together: Vec<usize> = chosen.iter().chain([index]).copied().collect();
            let parts = self.completing(&together, &[comparison.as_ref()]);
            let lost = parts.map(|parts| parts.sheets_of(chosen.len())).unwrap_or_default();
            let path = all.as_str();
            let differ = comparison.as_ref().map(|compared| compared.differences.len());
            let reason = match differ {
                _ if !lost.is_empty() => {
                    let own = crate::wording::names::typed(files.path(*index));
                    t!(words, "reason-superseded-part", other = path, sheets = lost, own = own)
                }
                None => t!(words, "reason-superseded-unseen", other = path),
                Some(0) => t!(words, "reason-superseded-same", other = path),
                Some(count) => t!(words, "reason-superseded", other = path, count = count),
            };
            facts.push(About::fate(*index, Fate::superseded(other, reason)));
            facts.extend(comparison.map(|comparison| About::compared(*index, comparison)));
        }
        facts
    }

    /// Different files of which the officer has not said which counts stop each other.
    fn stop(&self, indices: &[usize]) -> Vec<About<'c>> {
        let Self { intake, files } = *self;
        let [first, rest @ ..] = indices else { return Vec::new() };
        let compared = compare_with(intake, files, &[*first], rest);
        let of_rest: Vec<Option<&Comparison<'c>>> =
            rest.iter().map(|index| compared.get(index)).collect();
        let parts = self.completing(indices, &of_rest);
        let part_files = parts.as_ref().map(Parts::files);
        let alike = match &part_files {
            _ if of_rest.iter().all(|of| of.is_some_and(Comparison::is_same)) => Alike::Answers,
            Some(files) => Alike::Completing(files),
            None => Alike::No,
        };
        let completes = matches!(alike, Alike::Completing(_));
        let found: Vec<Vec<Finding>> = indices
            .iter()
            .map(|index| {
                self.check_different(*index, Different { indices, compared: &compared, alike })
            })
            .collect();
        let mut brings =
            parts.filter(|_| completes).map(Parts::brings).unwrap_or_default().into_iter();
        let mut facts = Vec::new();
        for (index, findings) in indices.iter().zip(found) {
            // What to type to use all of them is said wherever they are listed.
            let reason = findings.first().map(|f| {
                let hint = if completes { format!(" {}", f.hint) } else { String::new() };
                format!("{} {}{hint}", f.code, f.message)
            });
            let brings = brings.next();
            facts.push(About::fate(*index, Fate::Stopped { reason, findings, brings }));
        }
        facts.extend(compared.into_iter().map(|(file, found)| About::compared(file, found)));
        facts
    }

    /// Files that complete each other, of which some were held against the others.
    fn completing(
        &self,
        indices: &[usize],
        compared: &[Option<&Comparison<'c>>],
    ) -> Option<Parts<'c>> {
        compared
            .iter()
            .all(|compared| compared.is_some_and(Comparison::may_complete))
            .then(|| Parts::of(self.intake, self.files.sources(indices)))
            .flatten()
    }

    /// The finding of one of several different files: the first is shown beside each of the others, each
    /// of the others beside the first.
    fn check_different(&self, index: usize, of: Different<'_, 'c>) -> Vec<Finding> {
        let Self { intake, files } = *self;
        let Different { indices, compared, alike } = of;
        let is_first = indices.first() == Some(&index);
        let others: Vec<Twin<'_>> = indices
            .iter()
            .filter(|other| **other != index)
            .take(MOST_NAMED)
            .map(|other| {
                let compared = if is_first {
                    compared.get(other)
                } else {
                    compared.get(&index).filter(|_| indices.first() == Some(other))
                };
                Twin {
                    path: files.path(*other),
                    differences: compared.map(|compared| compared.differences.as_slice()),
                    is_theirs: is_first,
                }
            })
            .collect();
        let more = (indices.len() - 1).saturating_sub(others.len());
        let case = TwinContext { this: files.path(index), others: &others, more, alike };
        engine::check_twins(&case, intake.decisions, intake.words)
    }
}

/// Different files of a unit, and what the others say differently from the first.
#[derive(Clone, Copy)]
struct Different<'a, 'c> {
    indices: &'a [usize],
    compared: &'a BTreeMap<usize, Comparison<'c>>,
    alike: Alike<'a>,
}
