//! A unit counts once. Identical copies, empty forms, two different files: what becomes of each.

use std::collections::{BTreeMap, BTreeSet};

use super::{Intake, Received, Standing, same_file};
use crate::key::UnitCode;
use crate::rules::engine;
use crate::rules::rule::TwinCase;
use crate::t;

pub(super) fn settle(intake: &Intake<'_>, received: &mut [Received<'_>]) {
    blanks_beside_rejected(intake, received);
    let mut by_unit: BTreeMap<UnitCode, Vec<usize>> = BTreeMap::new();
    for (index, file) in received.iter().enumerate() {
        let counts = file.standing == Standing::Accepted
            || file.blank && file.standing == Standing::Rejected;
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
        .filter(|file| file.standing == Standing::Rejected && !file.blank)
        .filter_map(|file| file.unit.clone())
        .collect();
    for file in received.iter_mut().filter(|file| file.blank) {
        if file.unit.as_ref().is_some_and(|unit| mended.contains(unit)) {
            set_aside(intake, file);
        }
    }
}

fn set_aside(intake: &Intake<'_>, file: &mut Received<'_>) {
    file.standing = Standing::Ignored;
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
        let (loser, winner) = if is_chosen(intake, &received[index]) {
            (std::mem::replace(&mut kept[at], index), index)
        } else {
            (index, kept[at])
        };
        let other = received[winner].path.clone();
        let case = TwinCase { others: &[&other], identical: true };
        let findings = engine::check_twins(&case, intake.words);
        step_aside(&mut received[loser], t!(intake.words, "reason-copy", other = other.as_str()));
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

fn different(intake: &Intake<'_>, received: &mut [Received<'_>], indices: &[usize]) {
    let mut chosen = indices.iter().copied().filter(|index| is_chosen(intake, &received[*index]));
    if let (Some(winner), None) = (chosen.next(), chosen.next()) {
        let path = received[winner].path.clone();
        for index in indices.iter().copied().filter(|index| *index != winner) {
            let reason = t!(intake.words, "reason-superseded", other = path.as_str());
            step_aside(&mut received[index], reason);
        }
        return;
    }
    let paths: Vec<String> = indices.iter().map(|index| received[*index].path.clone()).collect();
    for index in indices.iter().copied() {
        let others: Vec<&str> =
            paths.iter().map(String::as_str).filter(|p| *p != received[index].path).collect();
        let case = TwinCase { others: &others, identical: false };
        let file = &mut received[index];
        file.findings = engine::check_twins(&case, intake.words);
        file.reason = file.findings.first().map(|f| format!("{} {}", f.code, f.message));
        file.standing = Standing::Rejected;
        file.submission = None;
    }
}

fn step_aside(file: &mut Received<'_>, reason: String) {
    file.standing = Standing::Superseded;
    file.reason = Some(reason);
    file.findings.clear();
    file.submission = None;
}

fn is_chosen(intake: &Intake<'_>, file: &Received<'_>) -> bool {
    intake.chosen.iter().any(|path| same_file(path, &file.found_at))
}
