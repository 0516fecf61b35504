//! The officer's corrections beside the files that were taken in.

use std::sync::Arc;

use super::{FileStatus, Received};
use crate::i18n::Words;
use crate::rules::engine::disputed;
use crate::rules::find;
use crate::rules::finding::Finding;
use crate::rules::rule::Check;
use crate::submission::correction::{Correction, Fate, Treated};

/// A correction, what became of it, and the return that counts of its unit.
#[derive(Debug, Clone)]
pub struct Settled<'a, 'c> {
    pub by: &'a Arc<Correction>,
    /// What became of it.
    pub fate: Fate,
    /// The return; none where none counts.
    pub file: Option<&'a Received<'c>>,
    /// What it says in the cell; none where the cell is not found in it.
    pub treated: Option<&'a Treated>,
}

/// What became of each correction, in their order.
pub fn settled<'a, 'c>(
    corrections: &'a [Arc<Correction>],
    files: &'a [Received<'c>],
) -> Vec<Settled<'a, 'c>> {
    let one = |by: &'a Arc<Correction>| {
        let counts = |file: &&Received<'_>| {
            let is_theirs = file.unit.as_ref() == Some(&by.unit);
            // Of a return in several files the one that brings the form.
            file.status == FileStatus::Accepted && is_theirs && file.has_form(&by.key.form)
        };
        let file = files.iter().find(counts);
        let treated = file.and_then(|file| file.corrections.iter().find(|one| one.by == *by));
        let fate = match (file, treated) {
            (None, _) => Fate::NoReturn,
            (Some(_), Some(treated)) => treated.fate,
            // What an area sends is a consolidation, which has no cells of a return.
            (Some(_), None) => Fate::NoCell,
        };
        Settled { by, fate, file, treated }
    };
    corrections.iter().map(one).collect()
}

/// Keeps out each answer of which a unit's new file and a correction say different things, with a finding;
/// whether there is any.
pub(super) fn keep_out_disputed(received: &mut Received<'_>, words: &Words) -> bool {
    let before = received.findings.len();
    for treated in &received.corrections {
        let Some(finding) = disputed(treated, words) else { continue };
        received.findings.push(finding);
        if !treated.by.field.is_text() {
            received.excluded.insert(treated.by.key.clone());
        }
    }
    received.findings.len() > before
}

impl Received<'_> {
    /// What the rules find in it as its unit sent it.
    pub fn sent_findings(&self) -> &[Finding] {
        match &self.as_sent {
            Some(checked) if self.status == FileStatus::Accepted => &checked.findings,
            _ => &self.findings,
        }
    }

    /// The file as its unit is told of it: what the officer typed is no fault of the unit's, and mends
    /// none of its own.
    pub fn told(&self, words: &Words) -> Self {
        let Some(checked) = self.as_sent.as_ref().filter(|_| self.status == FileStatus::Accepted)
        else {
            return self.clone();
        };
        let is_together = |finding: &&Finding| {
            find(finding.code)
                .is_some_and(|rule| matches!(rule.check, Check::Across(_) | Check::Previous(_)))
        };
        let mut findings = checked.findings.clone();
        findings.extend(self.findings.iter().filter(is_together).cloned());
        findings.extend(self.corrections.iter().filter_map(|one| disputed(one, words)));
        Self { findings, excluded: checked.excluded.clone(), ..self.clone() }
    }
}
