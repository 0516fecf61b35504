//! Which unit, or units, a unit of now was in the earlier period.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::campaign::{Campaign, OrgUnit};
use crate::ledger::readback::Snapshot;
use crate::values::key::UnitCode;

/// How a unit of now was there in the earlier period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It was there, perhaps under another code.
    Same(UnitCode),
    Merged(Vec<UnitCode>),
    /// It is a part of a unit that was split, or lost a part.
    Split,
    /// It was not there, or was not asked.
    New,
}

/// How each unit was there. A unit is formed in between when the list says so by its first day, or,
/// where that is not said, when it has predecessors and was not among the units then.
pub(super) fn of_units<'a>(
    campaign: &'a Campaign,
    carried: &Snapshot,
    until: Date,
) -> BTreeMap<&'a UnitCode, Origin> {
    let then: BTreeSet<&UnitCode> = carried.units.iter().map(|unit| &unit.code).collect();
    let is_formed = |unit: &OrgUnit| match unit.valid_from {
        Some(from) => from > until,
        None => !unit.predecessors.is_empty() && !then.contains(&unit.code),
    };
    // Who went into which of the units formed in between.
    let mut heirs: BTreeMap<&UnitCode, BTreeSet<&UnitCode>> = BTreeMap::new();
    for unit in campaign.units.iter().filter(|unit| is_formed(unit)) {
        for before in &unit.predecessors {
            heirs.entry(before).or_default().insert(&unit.code);
        }
    }
    // A unit that goes on keeps something for itself.
    for unit in campaign.units.iter().filter(|unit| !is_formed(unit) && unit.exists_after(until)) {
        if let Some(heirs) = heirs.get_mut(&unit.code) {
            heirs.insert(&unit.code);
        }
    }
    let is_shared = |code: &UnitCode| heirs.get(code).is_some_and(|heirs| heirs.len() > 1);
    let origin = |unit: &OrgUnit| {
        if !is_formed(unit) {
            return match (then.contains(&unit.code), is_shared(&unit.code)) {
                (_, true) => Origin::Split,
                (true, false) => Origin::Same(unit.code.clone()),
                (false, false) => Origin::New,
            };
        }
        if unit.predecessors.iter().any(is_shared) {
            return Origin::Split;
        }
        match unit.predecessors.as_slice() {
            [] => Origin::New,
            [only] => Origin::Same(only.clone()),
            several => Origin::Merged(several.to_vec()),
        }
    };
    campaign.units.iter().map(|unit| (&unit.code, origin(unit))).collect()
}
