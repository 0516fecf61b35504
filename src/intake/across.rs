//! The rules over the returns given, together: what a finding says of one cell stands with the file
//! of that cell, the rest stands alone.

use super::{Intake, Received, Standing};
use crate::key::UnitCode;
use crate::ledger::{Ledger, Source};
use crate::rules::engine;
use crate::rules::finding::Finding;
use crate::rules::rule::AcrossCase;

impl Intake<'_> {
    /// Looks over the returns that count. Gives the findings that are about no cell of one file, each
    /// with the unit that it concerns.
    pub fn across(&self, received: &mut [Received<'_>]) -> Vec<(Option<UnitCode>, Finding)> {
        let found = {
            let sources: Vec<_> = received.iter().filter_map(source).collect();
            let ledger = Ledger::new(self.campaign, self.period, &sources);
            let Self { campaign, period, .. } = *self;
            let case = AcrossCase { campaign, period, ledger: &ledger, missing: None, late: &[] };
            engine::check_across(&case, self.decisions, self.words)
        };
        let mut alone = Vec::new();
        for (unit, finding) in found {
            let of_unit = |file: &&mut Received<'_>| {
                file.standing == Standing::Accepted && file.unit == unit && unit.is_some()
            };
            let is_at_cell = finding.location.field.is_some();
            match received.iter_mut().find(of_unit).filter(|_| is_at_cell) {
                Some(file) => file.findings.push(finding),
                None => alone.push((unit, finding)),
            }
        }
        for file in received {
            if let Some(submission) = file.submission.as_ref().or(file.figures.as_ref()) {
                engine::order(&mut file.findings, submission);
            }
        }
        alone
    }
}

/// A return as a source of figures, if it counts: as a whole, or what is kept of it.
fn source<'a>(file: &'a Received<'_>) -> Option<Source<'a>> {
    let submission = file.submission.as_ref().or(file.figures.as_ref())?;
    let counts = file.standing == Standing::Accepted;
    counts.then_some(Source { path: &file.path, submission, excluded: &file.excluded })
}
