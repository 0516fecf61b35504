//! Which files are answered, and under which name: a unit by its code, a file of nobody known by its
//! own name. Files that step aside for another get no answer of their own.

use std::collections::BTreeSet;

use crate::consolidate::intake::{FileStatus, Received};
use crate::rules::finding::Severity;
use crate::rules::rule::Remedy;
use crate::values::key::AnswerKey;
use crate::wording::file_names::slug;

#[derive(Debug)]
pub struct Case<'a, 'c> {
    /// What the names of the files begin with.
    pub stem: String,
    pub file: &'a Received<'c>,
    /// The other files of the unit that are answered with it: stopped together with it, or parts of the
    /// same return.
    pub beside: Vec<&'a Received<'c>>,
}

impl Case<'_, '_> {
    pub fn files(&self) -> impl Iterator<Item = &Received<'_>> {
        std::iter::once(self.file).chain(self.beside.iter().copied())
    }

    /// The names of the files answered, without their folders.
    pub fn file_names(&self) -> Vec<String> {
        self.files().map(file_name).collect()
    }

    /// The file that says best how the return stands: the worst of its parts.
    pub fn worst(&self) -> &Received<'_> {
        let worst = self.files().min_by_key(|file| {
            [Severity::Error, Severity::Warning].map(|severity| file.count(severity) == 0)
        });
        worst.unwrap_or(self.file)
    }

    /// The answers of the return that an error keeps out.
    pub fn excluded(&self) -> BTreeSet<AnswerKey> {
        self.files().flat_map(|file| file.excluded_answers().cloned()).collect()
    }
}

/// The name of a file without its folder.
pub(super) fn file_name(file: &Received<'_>) -> String {
    file.path.rsplit('/').next().unwrap_or(&file.path).to_owned()
}

/// The files to answer, in their order. Of the files of one unit the one that counts has the unit's
/// name; those that stop each other, and the parts of one return, are answered once.
pub fn cases<'a, 'c>(files: &'a [Received<'c>]) -> Vec<Case<'a, 'c>> {
    let answered = files.iter().filter(|file| {
        matches!(file.status, FileStatus::Accepted | FileStatus::Rejected)
            && !file.is_out_of_reach()
    });
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut named: Vec<(&Received<'_>, Option<String>)> = Vec::new();
    let mut units = BTreeSet::new();
    // The codes of units are given first, so that no file of nobody takes one.
    // Of a unit's files the one that counts comes first, then those that stop each other.
    for wanted in 0..=2 {
        for file in answered.clone().filter(|file| rank(file) == wanted) {
            let first = file.unit.as_ref().filter(|unit| units.insert(*unit));
            if let Some(unit) = first {
                taken.insert(unit.as_str().to_lowercase());
                named.push((file, Some(unit.to_string())));
            }
        }
    }
    let mut cases = Vec::new();
    for file in answered.clone() {
        let own = named.iter().find(|(other, _)| std::ptr::eq(*other, file));
        let stem = match own.and_then(|(_, stem)| stem.clone()) {
            Some(stem) => stem,
            None if is_twin(file) || file.brings.is_some() => continue,
            None => free_name(&file_name(file), &mut taken),
        };
        let beside = answered.clone().filter(|other| {
            let is_stopped = other.unit == file.unit && is_twin(other) && is_twin(file);
            !std::ptr::eq(*other, file) && (is_stopped || other.is_part_with(file))
        });
        let beside = beside.collect();
        cases.push(Case { stem, file, beside });
    }
    cases
}

/// Whether a file stops another of its unit, and is stopped by it.
fn is_twin(file: &Received<'_>) -> bool {
    file.findings.iter().any(|finding| finding.rule().remedy == Remedy::ChooseFile)
}

/// Which of a unit's files has the name of the unit: that of the lowest rank.
fn rank(file: &Received<'_>) -> u8 {
    match file.status {
        FileStatus::Accepted => 0,
        _ if is_twin(file) => 1,
        _ => 2,
    }
}

/// The name of a file in plain letters, numbered where it is taken.
fn free_name(file: &str, taken: &mut BTreeSet<String>) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let plain = Some(slug(stem)).filter(|plain| !plain.is_empty());
    let plain = plain.unwrap_or_else(|| "tep".to_owned());
    let mut name = plain.clone();
    let mut number = 1_usize;
    while !taken.insert(name.clone()) {
        number += 1;
        name = format!("{plain}-{number}");
    }
    name
}
