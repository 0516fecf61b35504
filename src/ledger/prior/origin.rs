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

/// Units of then and units of now that are the same area only together: a unit that was split with its
/// parts, units that exchanged parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regrouping {
    pub before: BTreeSet<UnitCode>,
    pub after: BTreeSet<UnitCode>,
}

impl Regrouping {
    fn overlaps(&self, other: &Self) -> bool {
        !self.before.is_disjoint(&other.before) || !self.after.is_disjoint(&other.after)
    }

    fn absorb(&mut self, other: Self) {
        self.before.extend(other.before);
        self.after.extend(other.after);
    }
}

/// How the units of now were there in the earlier period.
#[derive(Debug)]
pub(super) struct Origins<'a> {
    pub(super) of_unit: BTreeMap<&'a UnitCode, Origin>,
    /// Those that are compared together only, in the order of their units of then.
    pub(super) regroupings: Vec<Regrouping>,
}

/// How each unit was there. A unit is formed in between when the list says so by its first day, or,
/// where that is not said, when it has predecessors that were there then.
pub(super) fn of_units<'a>(campaign: &'a Campaign, carried: &Snapshot, until: Date) -> Origins<'a> {
    let then: BTreeSet<&UnitCode> = carried.units.iter().map(|unit| &unit.code).collect();
    let sources: BTreeMap<&UnitCode, Vec<&UnitCode>> =
        campaign.units.iter().map(|unit| (&unit.code, sources(unit, &then, until))).collect();
    // Who went into which of the units formed in between.
    let mut heirs: BTreeMap<&UnitCode, BTreeSet<&UnitCode>> = BTreeMap::new();
    for (unit, sources) in &sources {
        for before in sources {
            heirs.entry(before).or_default().insert(unit);
        }
    }
    // A unit that goes on keeps something for itself.
    for unit in &campaign.units {
        let is_formed =
            is_later(unit, until) || sources.get(&unit.code).is_some_and(|s| !s.is_empty());
        let goes_on = unit.exists_after(until) && !is_formed;
        if let Some(heirs) = heirs.get_mut(&unit.code).filter(|_| goes_on) {
            heirs.insert(&unit.code);
        }
    }
    let is_shared = |code: &UnitCode| heirs.get(code).is_some_and(|heirs| heirs.len() > 1);
    let origin = |unit: &OrgUnit| {
        let sources = sources.get(&unit.code).map(Vec::as_slice).unwrap_or_default();
        match sources {
            [] if is_later(unit, until) => Origin::New,
            [] if is_shared(&unit.code) => Origin::Split,
            [] if then.contains(&unit.code) => Origin::Same(unit.code.clone()),
            [] => Origin::New,
            some if some.iter().any(|code: &&UnitCode| is_shared(code)) => Origin::Split,
            [only] => Origin::Same((*only).clone()),
            several => Origin::Merged(several.iter().copied().cloned().collect()),
        }
    };
    let of_unit = campaign.units.iter().map(|unit| (&unit.code, origin(unit))).collect();
    Origins { regroupings: regroupings(&heirs), of_unit }
}

/// Whether the list says that a unit was formed in between.
fn is_later(unit: &OrgUnit, until: Date) -> bool {
    unit.valid_from.is_some_and(|from| from > until)
}

/// The units that a unit formed in between was made of; none of one that was there, or is new. A unit
/// that was there and names others that were there has taken them in.
fn sources<'a>(unit: &'a OrgUnit, then: &BTreeSet<&UnitCode>, until: Date) -> Vec<&'a UnitCode> {
    let named = unit.predecessors.iter();
    match unit.valid_from {
        Some(_) if is_later(unit, until) => named.collect(),
        Some(_) => Vec::new(),
        None if !then.contains(&unit.code) => named.collect(),
        None => {
            let taken = named.filter(|code: &&UnitCode| **code != unit.code && then.contains(code));
            let taken: Vec<&UnitCode> = taken.collect();
            let own = (!taken.is_empty()).then_some(&unit.code);
            own.into_iter().chain(taken).collect()
        }
    }
}

/// The units that are compared together only: everything that hangs together with a unit of then that
/// went into several.
fn regroupings(heirs: &BTreeMap<&UnitCode, BTreeSet<&UnitCode>>) -> Vec<Regrouping> {
    let mut all: Vec<Regrouping> = Vec::new();
    for (before, after) in heirs {
        let mut joined = Regrouping {
            before: BTreeSet::from([(*before).clone()]),
            after: after.iter().copied().cloned().collect(),
        };
        let (with, without): (Vec<Regrouping>, Vec<Regrouping>) =
            all.into_iter().partition(|other: &Regrouping| other.overlaps(&joined));
        for other in with {
            joined.absorb(other);
        }
        all = without;
        all.push(joined);
    }
    all.retain(|group| {
        group.before.iter().any(|code| heirs.get(code).is_some_and(|heirs| heirs.len() > 1))
    });
    all.sort_by(|a, b| a.before.cmp(&b.before));
    all
}
