//! The rules over the returns given, together: what a finding says of one cell stands with the file
//! of that cell, the rest stands alone.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{FileStatus, Intake, Received};
use crate::ledger::prior::Previous;
use crate::ledger::{FigureSummaries, FigureSummary};
use crate::rules::engine;
use crate::rules::finding::Finding;
use crate::rules::rule::{AcrossCase, PreviousCase};
use crate::values::key::UnitCode;

impl<'c> Intake<'c> {
    /// Looks over the returns that count, also beside an earlier consolidation where there is one.
    /// Gives the findings that are about no cell of one file, each with the unit that it concerns.
    pub fn across(
        &self,
        received: &mut [Received<'c>],
        previous: Option<&Previous<'_>>,
    ) -> Vec<(Option<UnitCode>, Finding)> {
        self.over(received, |returns| {
            let mut found = engine::check_across(&returns, self.decisions, self.words);
            if let Some(previous) = previous {
                let case = PreviousCase { returns, previous };
                found.extend(engine::check_previous(&case, self.decisions, self.words));
            }
            found
        })
    }

    /// Holds the returns that count against an earlier consolidation only.
    pub fn since(&self, received: &mut [Received<'c>], previous: &Previous<'_>) {
        self.over(received, |returns| {
            let case = PreviousCase { returns, previous };
            engine::check_previous(&case, self.decisions, self.words)
        });
    }

    fn over(
        &self,
        received: &mut [Received<'c>],
        look: impl FnOnce(AcrossCase<'_>) -> Vec<(Option<UnitCode>, Finding)>,
    ) -> Vec<(Option<UnitCode>, Finding)> {
        let mut counted: BTreeMap<UnitCode, Vec<usize>> = BTreeMap::new();
        let accepted = received.iter().enumerate();
        for (index, file) in accepted.filter(|(_, file)| file.status == FileStatus::Accepted) {
            if let Some(unit) = &file.unit {
                counted.entry(unit.clone()).or_default().push(index);
            }
        }
        let indices = counted.values().flatten();
        let gists: Vec<FigureSummary<'c>> =
            indices.filter_map(|index| received[*index].gist.take()).collect();
        let found = {
            let gists = FigureSummaries::new(gists.iter());
            let Self { campaign, period, .. } = *self;
            let tolerances = &self.decisions.tolerances;
            look(AcrossCase { campaign, period, tolerances, gists: &gists })
        };
        drop(gists);
        let mut alone = Vec::new();
        let mut of_file: BTreeMap<usize, Vec<Finding>> = BTreeMap::new();
        for (unit, finding) in found {
            let at = &finding.location;
            let files = unit.as_ref().and_then(|unit| counted.get(unit));
            let stands_in = |index: &&usize| {
                at.form.as_ref().is_none_or(|form| received[**index].has_form(form))
            };
            let file = files.and_then(|files| files.iter().find(stands_in));
            match file.filter(|_| at.field.is_some()) {
                Some(file) => of_file.entry(*file).or_default().push(finding),
                None => alone.push((unit, finding)),
            }
        }
        let placed: Vec<(usize, Vec<Finding>)> = of_file
            .into_par_iter()
            .map(|(index, found)| (index, self.placed(&received[index], found)))
            .collect();
        for (index, findings) in placed {
            received[index].findings = findings;
        }
        alone
    }

    /// The findings of a file with more of them, each at its place.
    fn placed(&self, file: &Received<'c>, mut found: Vec<Finding>) -> Vec<Finding> {
        let kept = self.kept(file);
        let mut findings = file.findings.clone();
        if let Some(kept) = &kept {
            for finding in &mut found {
                engine::place(finding, kept);
            }
        }
        findings.append(&mut found);
        if let Some(kept) = &kept {
            engine::order_as_stored(&mut findings, kept);
        }
        findings
    }
}
