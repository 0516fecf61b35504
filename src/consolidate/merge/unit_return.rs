//! What each expected unit sent, with the files that count.

use std::collections::{BTreeMap, BTreeSet};

use super::Consolidation;
use crate::campaign::OrgUnit;
use crate::consolidate::intake::{FileStatus, Received};
use crate::ledger::readback::{Member, UnitState};
use crate::values::key::UnitCode;

/// An expected unit with what it sent.
#[derive(Debug, Clone)]
pub struct UnitReturn<'a> {
    pub unit: &'a OrgUnit,
    pub state: UnitState,
    /// The files that count: one, or several that complete each other.
    pub files: Vec<&'a Received<'a>>,
}

impl<'a> Consolidation<'a> {
    /// The units beneath those that sent consolidations.
    pub fn members(&self) -> impl Iterator<Item = &'a Member> {
        let counted = self.files.iter().filter(|file| file.status == FileStatus::Accepted);
        counted.flat_map(Received::members)
    }

    /// The expected units in their order, each with what it sent.
    pub fn unit_returns(&self) -> Vec<UnitReturn<'a>> {
        let counted = self.files.iter().filter(|file| file.status == FileStatus::Accepted);
        let mut files_of: BTreeMap<&UnitCode, Vec<&'a Received<'a>>> = BTreeMap::new();
        for (unit, file) in counted.filter_map(|file| Some((file.unit.as_ref()?, file))) {
            files_of.entry(unit).or_default().push(file);
        }
        let missing: BTreeSet<&UnitCode> =
            self.returns.missing.iter().map(|unit| &unit.code).collect();
        self.returns
            .expected
            .iter()
            .map(|unit: &&'a OrgUnit| {
                let files = files_of.get(&unit.code).cloned().unwrap_or_default();
                let state = match files.is_empty() {
                    false => UnitState::Merged,
                    true if missing.contains(&unit.code) => UnitState::Missing,
                    true => UnitState::Submitted,
                };
                UnitReturn { unit, state, files }
            })
            .collect()
    }
}
