//! Units that were split, or exchanged parts: what they reported then and report now, together.

use std::collections::BTreeSet;

use super::{Change, Origin, Previous, Regrouping, sum};
use crate::campaign::OrgUnit;
use crate::ledger::readback::{SnapshotFigure, SnapshotRow};
use crate::ledger::{Contribution, Row};
use crate::submission::answer::Figure;
use crate::values::key::{Scope, UnitCode};

/// The figures of both sides of a regrouping, each with its sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Together<'a> {
    /// The units of now, in their order.
    pub units: Vec<&'a OrgUnit>,
    /// The figures of then.
    pub from: Vec<&'a SnapshotFigure>,
    pub then: Figure,
    pub now: Figure,
    pub change: Option<Change>,
    /// Whether all of the figures of now belong to what the units come to.
    pub counted: bool,
}

impl<'a> Previous<'a> {
    /// What the units of a regrouping report of a row, then and now; `None` where one of them has no
    /// figure, or figures of the row do not add up.
    pub fn together<A>(&self, group: &Regrouping, row: &Row<'a, A>) -> Option<Together<'a>> {
        let then = self.row(row.form, row.indicator)?;
        if !row.indicator.adds_up() {
            return None;
        }
        let from: Vec<&'a SnapshotFigure> =
            group.before.iter().map(|code| self.figure(code, row)).collect::<Option<_>>()?;
        let given = row.contributions.iter();
        let given: Vec<&Contribution<'a, A>> =
            given.filter(|given| group.after.contains(&given.unit.code)).collect();
        if given.len() != group.after.len() || given.iter().any(|given| given.figure.is_none()) {
            return None;
        }
        let before: Vec<&Figure> = from.iter().map(|figure| &figure.figure).collect();
        let after: Vec<&Figure> = given.iter().map(|given| &given.figure).collect();
        let [then, now] =
            [before, after].map(|figures| sum(then.measure, then.aggregation, &figures));
        let (then, now) = (then?, now?);
        Some(Together {
            units: given.iter().map(|given| given.unit).collect(),
            change: Change::between(&then, &now),
            counted: given.iter().all(|given| given.counted),
            from,
            then,
            now,
        })
    }

    /// The regrouping that a unit is in.
    pub fn regrouping(&self, unit: &UnitCode) -> Option<&Regrouping> {
        self.regroupings().iter().find(|group| group.after.contains(unit))
    }

    /// Whether those who report a row for the whole area are those who did then.
    pub fn has_leads<A>(&self, then: &SnapshotRow, row: &Row<'_, A>) -> bool {
        let is_of = |figure: &&SnapshotFigure| {
            figure.scope == Scope::City
                && figure.form == then.form
                && figure.indicator == then.indicator
        };
        let before: BTreeSet<&UnitCode> =
            self.carried.figures.iter().filter(is_of).map(|figure| &figure.unit).collect();
        let now = row.reported.iter().map(|lead| match self.origin(lead.unit) {
            Origin::Same(code) => Some(code),
            Origin::Merged(_) | Origin::Split | Origin::New => None,
        });
        now.collect::<Option<BTreeSet<&UnitCode>>>().is_some_and(|now| now == before)
    }

    /// The own figure of a unit of then.
    fn figure<A>(&self, unit: &UnitCode, row: &Row<'a, A>) -> Option<&'a SnapshotFigure> {
        let key: (&UnitCode, _, _, _) = (unit, &row.form.id, &row.indicator.id, Scope::Own);
        self.figures.get(&key).copied().filter(|given| !given.figure.is_none())
    }
}
