//! A unit counts once. Identical copies, empty forms, two different files: what becomes of each.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::{compare_with, paths};
use super::parts::Parts;
use super::refusal::{is_chosen, step_aside};
use super::{FileStatus, Intake, Received, corrected};
use crate::rules::engine;
use crate::rules::finding::Finding;
use crate::rules::rule::{Alike, Twin, TwinContext};
use crate::t;
use crate::values::key::UnitCode;

pub(super) fn settle<'c>(intake: &Intake<'c>, received: &mut [Received<'c>]) {
    corrected::supersede(intake, received);
    blanks_beside_rejected(intake, received);
    let mut by_unit: BTreeMap<UnitCode, Vec<usize>> = BTreeMap::new();
    for (index, file) in received.iter().enumerate() {
        let counts = file.status == FileStatus::Accepted
            || file.blank && file.status == FileStatus::Rejected;
        if let Some(unit) = file.unit.clone().filter(|_| counts) {
            by_unit.entry(unit).or_default().push(index);
        }
    }
    for indices in by_unit.into_values().filter(|indices| indices.len() > 1) {
        let rest = copies(intake, received, indices);
        let rest = blanks(intake, received, rest);
        if rest.len() > 1 {
            different(intake, received, &rest);
        }
    }
}

/// A form without any answer is of no interest beside a file of its unit that has to be mended.
fn blanks_beside_rejected(intake: &Intake<'_>, received: &mut [Received<'_>]) {
    let mended: BTreeSet<UnitCode> = received
        .iter()
        .filter(|file| file.status == FileStatus::Rejected && !file.blank)
        .filter_map(|file| file.unit.clone())
        .collect();
    for file in received.iter_mut().filter(|file| file.blank) {
        if file.unit.as_ref().is_some_and(|unit| mended.contains(unit)) {
            set_aside(intake, file);
        }
    }
}

fn set_aside(intake: &Intake<'_>, file: &mut Received<'_>) {
    file.status = FileStatus::Ignored;
    file.reason = Some(t!(intake.words, "reason-blank"));
    file.findings.clear();
}

/// Of identical copies the chosen one counts, or the first.
fn copies(intake: &Intake<'_>, received: &mut [Received<'_>], indices: Vec<usize>) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    for index in indices {
        let twin = kept.iter().position(|k| received[*k].sha256 == received[index].sha256);
        let Some(at) = twin else {
            kept.push(index);
            continue;
        };
        let (loser, winner) = if is_chosen(&received[index]) {
            (std::mem::replace(&mut kept[at], index), index)
        } else {
            (index, kept[at])
        };
        let other = received[winner].path.clone();
        let twin = Twin { path: &other, differences: None, is_theirs: false };
        let case = TwinContext { this: "", others: &[twin], alike: Alike::Bytes };
        let findings = engine::check_twins(&case, intake.decisions, intake.words);
        let reason = t!(intake.words, "reason-copy", other = other.as_str());
        step_aside(&mut received[loser], &other, reason);
        received[loser].findings = findings;
    }
    kept
}

/// A form without any answer never stands in the way of one with answers.
fn blanks(intake: &Intake<'_>, received: &mut [Received<'_>], indices: Vec<usize>) -> Vec<usize> {
    let (empty, filled): (Vec<usize>, Vec<usize>) =
        indices.into_iter().partition(|index| received[*index].blank);
    // The first of several empty forms stays rejected, so that the unit is asked again.
    let spare = usize::from(filled.is_empty());
    for index in empty.into_iter().skip(spare) {
        set_aside(intake, &mut received[index]);
    }
    filled
}

/// Of different files the chosen one counts, or those chosen that complete each other, or none.
fn different<'c>(intake: &Intake<'c>, received: &mut [Received<'c>], indices: &[usize]) {
    let (chosen, rest): (Vec<usize>, Vec<usize>) =
        indices.iter().partition(|index| is_chosen(&received[**index]));
    let counts = match chosen.as_slice() {
        [] => false,
        [_] => true,
        [..] => {
            Parts::of(intake, received, &chosen).is_some_and(|parts| parts.take(intake, received))
        }
    };
    if counts {
        set_beside(intake, received, &chosen, &rest);
    } else {
        stop(intake, received, indices);
    }
}

/// Lets files step aside for those that the officer chose, and says what they say otherwise.
fn set_beside<'c>(
    intake: &Intake<'c>,
    received: &mut [Received<'c>],
    chosen: &[usize],
    rest: &[usize],
) {
    let Some(first) = chosen.first() else { return };
    compare_with(intake, received, chosen, rest);
    let other = received[*first].path.clone();
    let all = paths(received, chosen);
    for index in rest {
        let together: Vec<usize> = chosen.iter().chain([index]).copied().collect();
        let parts = completing(intake, received, &together, &[*index]);
        let lost = parts.map(|parts| parts.sheets_of(*index)).unwrap_or_default();
        let file = &mut received[*index];
        let (words, path) = (intake.words, all.as_str());
        let differ = file.compared.as_ref().map(|compared| compared.differences.len());
        let reason = match differ {
            _ if !lost.is_empty() => {
                let own = crate::wording::names::typed(&file.path);
                t!(words, "reason-superseded-part", other = path, sheets = lost, own = own)
            }
            None => t!(words, "reason-superseded-unseen", other = path),
            Some(0) => t!(words, "reason-superseded-same", other = path),
            Some(count) => t!(words, "reason-superseded", other = path, count = count),
        };
        step_aside(file, &other, reason);
    }
}

/// Different files of which the officer has not said which counts stop each other.
fn stop<'c>(intake: &Intake<'c>, received: &mut [Received<'c>], indices: &[usize]) {
    let [first, rest @ ..] = indices else { return };
    compare_with(intake, received, &[*first], rest);
    let parts = completing(intake, received, indices, rest);
    let files = parts.as_ref().map(|parts| parts.files(received));
    let alike = match &files {
        _ if rest.iter().all(|index: &usize| {
            received[*index]
                .compared
                .as_ref()
                .is_some_and(|compared| compared.differences.is_empty())
        }) =>
        {
            Alike::Answers
        }
        Some(files) => Alike::Completing(files),
        None => Alike::No,
    };
    let completes = matches!(alike, Alike::Completing(_));
    let findings: Vec<_> = indices
        .iter()
        .map(|index: &usize| check_different(intake, received, indices, *index, alike))
        .collect();
    for (index, findings) in indices.iter().zip(findings) {
        let file = &mut received[*index];
        file.findings = findings;
        // What to type to use all of them is said wherever they are listed.
        file.reason = file.findings.first().map(|f| {
            let hint = if completes { format!(" {}", f.hint) } else { String::new() };
            format!("{} {}{hint}", f.code, f.message)
        });
        file.status = FileStatus::Rejected;
        file.drop_stored();
    }
    if let Some(parts) = parts.filter(|_| completes) {
        parts.note(received);
    }
}

/// Files that complete each other, of which some were held against the others.
fn completing<'c>(
    intake: &Intake<'c>,
    received: &[Received<'c>],
    indices: &[usize],
    compared: &[usize],
) -> Option<Parts<'c>> {
    compared
        .iter()
        .all(|index: &usize| {
            received[*index].compared.as_ref().is_some_and(super::Comparison::may_complete)
        })
        .then(|| Parts::of(intake, received, indices))
        .flatten()
}

/// The finding of one of several different files: the first is shown beside each of the others, each
/// of the others beside the first.
fn check_different(
    intake: &Intake<'_>,
    received: &[Received<'_>],
    indices: &[usize],
    index: usize,
    alike: Alike<'_>,
) -> Vec<Finding> {
    let is_first = indices.first() == Some(&index);
    let others: Vec<Twin<'_>> = indices
        .iter()
        .filter(|other| **other != index)
        .map(|other| {
            let compared = if is_first {
                received[*other].compared.as_ref()
            } else {
                let compared = received[index].compared.as_ref();
                compared.filter(|_| indices.first() == Some(other))
            };
            Twin {
                path: &received[*other].path,
                differences: compared.map(|compared| compared.differences.as_slice()),
                is_theirs: is_first,
            }
        })
        .collect();
    let this = &received[index].path;
    let case = TwinContext { this, others: &others, alike };
    engine::check_twins(&case, intake.decisions, intake.words)
}
