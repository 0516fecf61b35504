//! Who has sent what: every expected unit, and every file that was given.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::campaign::{Campaign, OrgUnit, Period};
use crate::intake::{Received, Standing};
use crate::key::UnitCode;

/// What became of a file in a consolidation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Its figures count.
    Merged,
    /// Nothing of it counts; a finding says why.
    Rejected,
    /// Another file of the unit counts.
    Superseded,
    /// The officer left it out.
    Excluded,
    /// It is not a return.
    Ignored,
}

/// The outcome of a file.
#[must_use]
pub fn outcome(file: &Received<'_>) -> Outcome {
    match file.standing {
        Standing::Accepted => Outcome::Merged,
        Standing::Rejected => Outcome::Rejected,
        Standing::Superseded => Outcome::Superseded,
        Standing::Excluded => Outcome::Excluded,
        Standing::Ignored => Outcome::Ignored,
    }
}

/// The expected units by what they sent.
#[derive(Debug)]
pub struct Returns<'a> {
    /// The expected units in their order.
    pub expected: Vec<&'a OrgUnit>,
    /// Those of which a filled-in form was received, whether it counts or not.
    pub submitted: Vec<&'a OrgUnit>,
    /// Those of which a return counts.
    pub merged: Vec<&'a OrgUnit>,
    /// Those of which none was received.
    pub missing: Vec<&'a OrgUnit>,
}

impl<'a> Returns<'a> {
    pub(super) fn new(campaign: &'a Campaign, period: &'a Period, files: &[Received<'_>]) -> Self {
        let codes = |keep: &dyn Fn(&Received<'_>) -> bool| -> BTreeSet<&UnitCode> {
            files.iter().filter(|file| keep(file)).filter_map(|file| file.unit.as_ref()).collect()
        };
        // A form of another period or campaign is not this period's return.
        let elsewhere = |file: &Received<'_>| {
            file.standing == Standing::Rejected
                && file.findings.iter().any(|finding| finding.code.starts_with("BD2"))
        };
        let sent =
            codes(&|file| !file.blank && file.standing != Standing::Ignored && !elsewhere(file));
        let counted = codes(&|file| file.standing == Standing::Accepted);
        let expected: Vec<&OrgUnit> = campaign.expected_units(period).collect();
        let of = |set: &BTreeSet<&UnitCode>, inside: bool| {
            expected.iter().copied().filter(|unit| set.contains(&unit.code) == inside).collect()
        };
        let (submitted, merged, missing) = (of(&sent, true), of(&counted, true), of(&sent, false));
        Self { expected, submitted, merged, missing }
    }

    /// The codes of the units of which nothing was received.
    #[must_use]
    pub fn missing_codes(&self) -> BTreeSet<UnitCode> {
        self.missing.iter().map(|unit| unit.code.clone()).collect()
    }
}
