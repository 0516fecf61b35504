//! The officer's corrections beside the files that were taken in.

use std::sync::Arc;

use super::{FileStatus, Received};
use crate::i18n::Words;
use crate::rules::engine::{Checked, disputed};
use crate::rules::find;
use crate::rules::finding::Finding;
use crate::rules::rule::Check;
use crate::submission::correction::{Correction, Fate, Treated};
use crate::values::key::AnswerKey;

/// A correction, what became of it, and the return that counts of its unit.
#[derive(Debug, Clone)]
pub struct Settled<'a, 'c> {
    pub by: &'a Arc<Correction>,
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
    corrections.iter().map(|by| Settled::of(by, files)).collect()
}

impl<'a, 'c> Settled<'a, 'c> {
    fn of(by: &'a Arc<Correction>, files: &'a [Received<'c>]) -> Self {
        let file = files.iter().find(|file| {
            let is_theirs = file.unit.as_ref() == Some(&by.unit);
            // Of a return in several files the one that brings the form.
            file.status == FileStatus::Accepted && is_theirs && file.has_form(&by.key.form)
        });
        let treated = file.and_then(|file| file.corrections().iter().find(|one| one.by == *by));
        let fate = match (file, treated) {
            (None, _) => Fate::NoReturn,
            (Some(_), Some(treated)) => treated.fate,
            // What an area sends is a consolidation, which has no cells of a return.
            (Some(_), None) => Fate::NoCell,
        };
        Self { by, fate, file, treated }
    }
}

/// Where a unit's new file and a correction say different things.
pub(super) struct Disputes {
    pub findings: Vec<Finding>,
    /// The answers that are kept out for it.
    pub excluded: Vec<AnswerKey>,
}

pub(super) fn disputes(corrections: &[Treated], words: &Words) -> Disputes {
    let mut disputes = Disputes { findings: Vec::new(), excluded: Vec::new() };
    for treated in corrections {
        let Some(finding) = disputed(treated, words) else { continue };
        disputes.findings.push(finding);
        if !treated.by.field.is_text() {
            disputes.excluded.push(treated.by.key.clone());
        }
    }
    disputes
}

impl Received<'_> {
    /// What the rules find in it without the officer's corrections, where it counts and there are any.
    fn checked_as_sent(&self) -> Option<&Checked> {
        let content = self.content.as_ref().filter(|_| self.status == FileStatus::Accepted)?;
        content.as_sent.as_ref()
    }

    /// What the rules find in it as its unit sent it.
    pub fn sent_findings(&self) -> &[Finding] {
        self.checked_as_sent().map_or(&self.findings, |checked| &checked.findings)
    }

    /// The file as its unit is told of it: what the officer typed is no fault of the unit's, and mends
    /// none of its own.
    pub fn told(&self, words: &Words) -> Self {
        let mut told = self.clone();
        let Some(checked) = self.checked_as_sent() else { return told };
        told.findings.clone_from(&checked.findings);
        told.findings.extend(
            self.findings
                .iter()
                .filter(|finding: &&Finding| {
                    find(finding.code).is_some_and(|rule| {
                        matches!(rule.check, Check::Across(_) | Check::Previous(_))
                    })
                })
                .cloned(),
        );
        told.findings.extend(self.corrections().iter().filter_map(|one| disputed(one, words)));
        if let Some(content) = &mut told.content {
            content.excluded.clone_from(&checked.excluded);
        }
        told
    }
}
