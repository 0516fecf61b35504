//! A consolidation as the return of its area, one level up.

use std::collections::BTreeSet;

use super::{OtherRow, RowMeaning, Snapshot, SnapshotFigure, SnapshotPlace, SnapshotRow};
use crate::campaign::{Campaign, FormKind, Indicator, OrgUnit, Period, SameRow};
use crate::ledger::{Rollup, StoredAnswer, StoredReturn, each};
use crate::submission::answer::Place;
use crate::values::key::{Position, Scope};

/// The consolidation of an area as its return.
#[derive(Debug)]
pub struct AreaReturn<'c, 's> {
    pub stored: StoredReturn<'c>,
    /// The rows that nobody is asked here, or that are measured in another way.
    pub rest: Vec<&'s SnapshotRow>,
    /// The rows that are about something else than the row of their number here: in no total.
    pub others: Vec<OtherRow>,
    /// Those of them that somebody says are one with the row here.
    pub accepted: Vec<Accepted<'c>>,
}

/// A row beneath that is taken for the row of its number here, in other words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted<'c> {
    pub row: OtherRow,
    pub said: &'c SameRow,
}

impl Snapshot {
    /// Each row that the area is asked, as what the units beneath it come to; `said` are the rows in other
    /// words that are taken for rows here. Of a level that is set for each unit the area says how many of
    /// its units reach it.
    pub fn as_return<'c>(
        &self,
        unit: &'c OrgUnit,
        campaign: &'c Campaign,
        period: &Period,
        said: &[&'c SameRow],
    ) -> AreaReturn<'c, '_> {
        let (mut answers, mut taken) = (Vec::new(), BTreeSet::new());
        let (mut others, mut accepted) = (Vec::new(), Vec::new());
        let forms = campaign.forms.iter().filter(|form| form.kind == FormKind::Indicators);
        for (form, row) in forms.flat_map(|form| form.indicators.iter().map(move |r| (form, r))) {
            let asked = row.reporters(Scope::Own).contains(&unit.code);
            let Some(found) = self.row(&form.id, &row.id).filter(|_| asked) else { continue };
            let is_alike = found.measure == row.measure && found.aggregation == row.aggregation;
            let other = found.other(row, period);
            let same = other.as_ref().and_then(|other| other.accepted(said));
            if is_alike || (other.is_some() && same.is_none()) {
                taken.insert((&found.form, &found.indicator));
            }
            if is_alike {
                let met = self.met(row, found, period.target_year);
                let rollup = Rollup { met, ..found.rollup.clone() };
                let place = found.place.as_ref().and_then(SnapshotPlace::as_place);
                let mut answer = StoredAnswer::of_area(form, row, &rollup, place.as_ref());
                // What is about something else stays out.
                answer.faulty = other.is_some() && same.is_none();
                answers.push(answer);
            }
            match (other, same) {
                (Some(row), Some(said)) if is_alike => accepted.push(Accepted { row, said }),
                (Some(row), None) => others.push(row),
                (Some(_), Some(_)) | (None, _) => {}
            }
        }
        let rest = self.rows.iter().filter(|row| !taken.contains(&(&row.form, &row.indicator)));
        let stored = StoredReturn::of_area(unit, answers);
        AreaReturn { stored, rest: rest.collect(), others, accepted }
    }

    /// How many of the units beneath reach their levels, where a level is set for each.
    fn met(&self, row: &Indicator, found: &SnapshotRow, target_year: u16) -> Option<usize> {
        let held = self.counted(found).map(|given| {
            let level = row.level_of_each(&given.unit, target_year);
            each::Held { figure: &given.figure, level }
        });
        if row.has_levels(target_year) { each::met(held) } else { None }
    }

    /// The units' own figures that are added up in a row.
    fn counted<'s>(&'s self, row: &'s SnapshotRow) -> impl Iterator<Item = &'s SnapshotFigure> {
        let of_row = self.figures.iter().filter(|given: &&SnapshotFigure| {
            given.form == row.form && given.indicator == row.indicator
        });
        of_row.filter(|given| given.scope == Scope::Own && given.counted)
    }
}

impl SnapshotRow {
    /// The row as one that is about something else than the row of its number; `None` where it is about the
    /// same, or does not say.
    fn other(&self, row: &Indicator, period: &Period) -> Option<OtherRow> {
        let ours = RowMeaning::of(row, period);
        OtherRow::of((&self.form, &self.indicator), &ours, self.meaning.as_ref()?)
    }
}

impl SnapshotPlace {
    fn as_place(&self) -> Option<Place> {
        let position = Position::parse(&self.cell)?;
        Some(Place { sheet: self.sheet.as_str().into(), position })
    }
}
