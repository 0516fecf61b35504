//! Who has sent what: every expected unit, and every file that was given.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;

use crate::campaign::{Campaign, Deadline, OrgUnit, Period};
use crate::consolidate::intake::{FileStatus, Received};
use crate::rules::rule::LateReturn;
use crate::values::key::UnitCode;

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
    /// Those whose first return came after their deadline.
    pub late: Vec<Late<'a>>,
    /// Those whose first return is known to have come in time.
    pub on_time: Vec<&'a OrgUnit>,
    /// Those that sent something and must send again: nothing of theirs counts without an error.
    pub to_correct: Vec<&'a OrgUnit>,
}

/// A unit with the time of its first return, where that was late.
#[derive(Debug, Clone, Copy)]
pub struct Late<'a> {
    pub unit: &'a OrgUnit,
    pub received: DateTime,
    pub deadline: Deadline,
}

impl<'a> Returns<'a> {
    /// Sorts the expected units. A time of receipt counts where the files have one.
    pub fn new(campaign: &'a Campaign, period: &'a Period, files: &[Received<'_>]) -> Self {
        let sent = codes(files, is_sent);
        let counted = codes(files, |file| file.status == FileStatus::Accepted);
        let expected: Vec<&OrgUnit> = campaign.expected_units(period).collect();
        let (submitted, missing): (Vec<&OrgUnit>, Vec<&OrgUnit>) =
            expected.iter().partition(|unit| sent.contains(&unit.code));
        let merged: Vec<&OrgUnit> =
            expected.iter().copied().filter(|unit| counted.contains(&unit.code)).collect();
        let mut sent_by: BTreeMap<&UnitCode, Vec<&Received<'_>>> = BTreeMap::new();
        for file in files.iter().filter(|file| is_sent(file)) {
            if let Some(unit) = &file.unit {
                sent_by.entry(unit).or_default().push(file);
            }
        }
        let (mut late, mut on_time) = (Vec::new(), Vec::new());
        for unit in &submitted {
            let sent = sent_by.remove(&unit.code).unwrap_or_default();
            match first_return(unit, period, &sent) {
                Some(first) if first.deadline.is_missed(first.received) => late.push(first),
                Some(_) => on_time.push(*unit),
                None => {}
            }
        }
        // Of a return in several files, each counts.
        let faulty = codes(files, |file| file.status == FileStatus::Accepted && !file.is_whole());
        let to_correct = submitted
            .iter()
            .copied()
            .filter(|unit| !counted.contains(&unit.code) || faulty.contains(&unit.code))
            .collect();
        Self { expected, submitted, merged, missing, late, on_time, to_correct }
    }

    /// The units that were late, as a rule takes them.
    pub fn late_returns(&self) -> Vec<LateReturn> {
        self.late
            .iter()
            .map(|late: &Late<'_>| LateReturn {
                unit: late.unit.code.clone(),
                received: late.received,
                deadline: late.deadline,
            })
            .collect()
    }

    /// The codes of the units of which nothing was received.
    pub fn missing_codes(&self) -> BTreeSet<UnitCode> {
        self.missing.iter().map(|unit| unit.code.clone()).collect()
    }
}

/// The units of some of the files.
fn codes<'r>(
    files: &'r [Received<'_>],
    keep: impl Fn(&Received<'_>) -> bool,
) -> BTreeSet<&'r UnitCode> {
    files.iter().filter(|file| keep(file)).filter_map(|file| file.unit.as_ref()).collect()
}

/// Whether a file shows that its unit has sent this period's return.
fn is_sent(file: &Received<'_>) -> bool {
    !file.blank && file.status != FileStatus::Ignored && !is_elsewhere(file)
}

/// Whether it is a form of another period or campaign.
fn is_elsewhere(file: &Received<'_>) -> bool {
    file.status == FileStatus::Rejected
        && file.findings.iter().any(|finding| finding.code.starts_with("BD2"))
}

/// When a unit's first return came, beside its deadline: the first of its files counts, and where the
/// time of one is not known, nobody can tell.
fn first_return<'a>(
    unit: &'a OrgUnit,
    period: &Period,
    files: &[&Received<'_>],
) -> Option<Late<'a>> {
    let deadline = period.deadline(&unit.code)?;
    let times: Option<Vec<DateTime>> =
        files.iter().map(|file| file.receipt.map(|receipt| receipt.at)).collect();
    let received = times?.into_iter().min()?;
    Some(Late { unit, received, deadline })
}
