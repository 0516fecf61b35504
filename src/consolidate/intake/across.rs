//! The rules over the returns given, together: what a finding says of one cell stands with the file
//! of that cell, the rest stands alone.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{FileStatus, Intake, Received};
use crate::ledger::prior::Previous;
use crate::ledger::{FigureSummaries, FigureSummary};
use crate::rules::engine;
use crate::rules::finding::Finding;
use crate::rules::rule::{AcrossContext, PreviousContext};
use crate::values::key::UnitCode;

/// The files with what was found over all of them, and what of it stands in none.
#[derive(Debug)]
pub struct Reviewed<'c> {
    pub files: Vec<Received<'c>>,
    /// The findings that are about no cell of one file, each with the unit that it concerns.
    pub findings: Vec<(Option<UnitCode>, Finding)>,
}

impl<'c> Intake<'c> {
    /// Looks over the returns that count, also beside an earlier consolidation where there is one.
    pub fn across(
        &self,
        received: Vec<Received<'c>>,
        previous: Option<&Previous<'_>>,
    ) -> Reviewed<'c> {
        self.over(received, |returns| {
            let mut found = engine::check_across(&returns, self.decisions, self.words);
            if let Some(previous) = previous {
                let case = PreviousContext { returns, previous };
                found.extend(engine::check_previous(&case, self.decisions, self.words));
            }
            found
        })
    }

    /// Compares the returns that count with an earlier consolidation only.
    pub fn since(&self, received: Vec<Received<'c>>, previous: &Previous<'_>) -> Vec<Received<'c>> {
        let reviewed = self.over(received, |returns| {
            let case = PreviousContext { returns, previous };
            engine::check_previous(&case, self.decisions, self.words)
        });
        reviewed.files
    }

    fn over(
        &self,
        received: Vec<Received<'c>>,
        look: impl FnOnce(AcrossContext<'_>) -> Vec<(Option<UnitCode>, Finding)>,
    ) -> Reviewed<'c> {
        let mut counted: BTreeMap<UnitCode, Vec<usize>> = BTreeMap::new();
        let accepted = received.iter().enumerate();
        for (index, file) in accepted.filter(|(_, file)| file.status == FileStatus::Accepted) {
            if let Some(unit) = &file.unit {
                counted.entry(unit.clone()).or_default().push(index);
            }
        }
        let indices = counted.values().flatten();
        let summaries: Vec<&FigureSummary<'c>> = indices
            .filter_map(|index| received[*index].content.as_ref()?.summary.as_ref())
            .collect();
        let found = {
            let summaries = FigureSummaries::new(summaries.into_iter());
            let Self { campaign, period, .. } = *self;
            let tolerances = &self.decisions.tolerances;
            look(AcrossContext { campaign, period, tolerances, gists: &summaries })
        };
        let mut alone = Vec::new();
        let mut of_file: BTreeMap<usize, Vec<Finding>> = BTreeMap::new();
        for (unit, finding) in found {
            let at = &finding.location;
            let files = unit.as_ref().and_then(|unit| counted.get(unit));
            let file = files.and_then(|files| {
                files.iter().find(|index: &&usize| {
                    at.form.as_ref().is_none_or(|form| received[**index].has_form(form))
                })
            });
            match file.filter(|_| at.field.is_some()) {
                Some(file) => of_file.entry(*file).or_default().push(finding),
                None => alone.push((unit, finding)),
            }
        }
        let mut placed: BTreeMap<usize, Vec<Finding>> = of_file
            .into_par_iter()
            .map(|(index, found)| (index, placed(&received[index], found)))
            .collect();
        let files = received.into_iter().enumerate();
        let files = files.map(|(index, file)| file.looked_over(placed.remove(&index))).collect();
        Reviewed { files, findings: alone }
    }
}

/// The findings of a file with more of them, each at its place.
fn placed(file: &Received<'_>, mut found: Vec<Finding>) -> Vec<Finding> {
    let stored = file.stored();
    let mut findings = file.findings.clone();
    if let Some(stored) = stored {
        for finding in &mut found {
            engine::place(finding, stored);
        }
    }
    findings.append(&mut found);
    if let Some(stored) = stored {
        engine::order_as_stored(&mut findings, stored);
    }
    findings
}
