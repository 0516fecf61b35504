//! What each expected unit sent, with the file that counts.

use std::collections::{BTreeMap, BTreeSet};

use super::Consolidation;
use crate::campaign::OrgUnit;
use crate::carried::{Member, UnitState};
use crate::intake::{Received, Standing};
use crate::key::UnitCode;

/// An expected unit with what it sent.
#[derive(Debug, Clone, Copy)]
pub struct UnitStanding<'a> {
    /// The unit.
    pub unit: &'a OrgUnit,
    /// What it sent.
    pub state: UnitState,
    /// The file that counts.
    pub file: Option<&'a Received<'a>>,
}

impl<'a> Consolidation<'a> {
    /// The units beneath those that sent consolidations.
    pub fn members(&self) -> impl Iterator<Item = &'a Member> {
        let counted = self.files.iter().filter(|file| file.standing == Standing::Accepted);
        counted.flat_map(|file| &file.members)
    }

    /// The expected units in their order, each with what it sent.
    #[must_use]
    pub fn standings(&self) -> Vec<UnitStanding<'a>> {
        let counted = self.files.iter().filter(|file| file.standing == Standing::Accepted);
        let counted: BTreeMap<&UnitCode, &Received<'_>> =
            counted.filter_map(|file| Some((file.unit.as_ref()?, file))).collect();
        let missing: BTreeSet<&UnitCode> =
            self.returns.missing.iter().map(|unit| &unit.code).collect();
        let standing = |unit: &&'a OrgUnit| {
            let file = counted.get(&unit.code).copied();
            let state = match file {
                Some(_) => UnitState::Merged,
                None if missing.contains(&unit.code) => UnitState::Missing,
                None => UnitState::Submitted,
            };
            UnitStanding { unit, state, file }
        };
        self.returns.expected.iter().map(standing).collect()
    }
}
