//! A consolidation as the return of its area, one level up.

use std::collections::BTreeSet;

use super::{Snapshot, SnapshotFigure, SnapshotPlace, SnapshotRow};
use crate::campaign::{Campaign, FormKind, OrgUnit};
use crate::ledger::{Rollup, StoredAnswer, StoredReturn, each};
use crate::submission::answer::{Figure, Place};
use crate::values::key::{Position, Scope};

/// The consolidation of an area as its return.
#[derive(Debug)]
pub struct AreaReturn<'c, 's> {
    pub stored: StoredReturn<'c>,
    /// The rows that nobody is asked here, or that are measured in another way.
    pub rest: Vec<&'s SnapshotRow>,
}

impl Snapshot {
    /// Each row that the area is asked, as what the units beneath it come to.
    /// `target_year` is that of the period here: of a level that is set for each unit the area says how
    /// many of its units reach it.
    pub fn as_return<'c>(
        &self,
        unit: &'c OrgUnit,
        campaign: &'c Campaign,
        target_year: u16,
    ) -> AreaReturn<'c, '_> {
        let (mut answers, mut taken) = (Vec::new(), BTreeSet::new());
        let forms = campaign.forms.iter().filter(|form| form.kind == FormKind::Indicators);
        for (form, row) in forms.flat_map(|form| form.indicators.iter().map(move |r| (form, r))) {
            let found = self.row(&form.id, &row.id).filter(|found| {
                found.measure == row.measure && found.aggregation == row.aggregation
            });
            if let Some(found) = found.filter(|_| row.reporters(Scope::Own).contains(&unit.code)) {
                taken.insert((&found.form, &found.indicator));
                let place = found.place.as_ref().and_then(SnapshotPlace::as_place);
                let level = row.level_of_each(target_year);
                let met = level.and_then(|level| each::met(level, self.counted(found)));
                let rollup = Rollup { met, ..found.rollup.clone() };
                answers.push(StoredAnswer::of_area(form, row, &rollup, place.as_ref()));
            }
        }
        let rest = self.rows.iter().filter(|row| !taken.contains(&(&row.form, &row.indicator)));
        AreaReturn { stored: StoredReturn::of_area(unit, answers), rest: rest.collect() }
    }

    /// The units' own figures that are added up in a row.
    fn counted<'s>(&'s self, row: &'s SnapshotRow) -> impl Iterator<Item = &'s Figure> {
        let of_row = self.figures.iter().filter(|given: &&SnapshotFigure| {
            given.form == row.form && given.indicator == row.indicator
        });
        of_row.filter(|given| given.scope == Scope::Own && given.counted).map(|given| &given.figure)
    }
}

impl SnapshotPlace {
    fn as_place(&self) -> Option<Place> {
        let position = Position::parse(&self.cell)?;
        Some(Place { sheet: self.sheet.as_str().into(), position })
    }
}
