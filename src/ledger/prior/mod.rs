//! An earlier consolidation beside the present period: what each unit reported then, also where units
//! were merged or split in between, and how a figure has moved.

mod change;
mod origin;
mod together;

use std::collections::HashMap;

pub use change::{Change, Direction};
pub use origin::{Origin, Regrouping};
pub use together::Together;

use crate::campaign::{Aggregation, Campaign, Form, Indicator, OrgUnit, Period, Since, TimeKind};
use crate::ledger::readback::{Snapshot, SnapshotError, SnapshotFigure, SnapshotRow};
use crate::submission::answer::Figure;
use crate::values::key::{FormId, IndicatorId, Scope, UnitCode};
use crate::values::quantity::measure::Measure;
use crate::values::quantity::rollup::{Rollup, Total};
use crate::values::quantity::target::Better;
use origin::Origins;

/// The earlier consolidation that the present one is held against.
#[derive(Debug)]
pub struct Previous<'a> {
    pub carried: &'a Snapshot,
    pub period: &'a Period,
    pub present: &'a Period,
    pub path: &'a str,
    pub sha256: &'a str,
    figures: HashMap<Key<'a>, &'a SnapshotFigure>,
    origins: Origins<'a>,
}

type Key<'a> = (&'a UnitCode, &'a FormId, &'a IndicatorId, Scope);

/// What a unit reported in the earlier period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PriorFigure<'a> {
    /// Its own figure; of a unit that was renamed, that of the unit that it was.
    Same(&'a SnapshotFigure),
    /// The sum of the figures of the units that it was formed from.
    Summed {
        /// The sum.
        figure: Figure,
        /// The figures that are in it.
        from: Vec<&'a SnapshotFigure>,
    },
    /// It was formed from several units, and their figures make no sum: one of them gave none, or
    /// figures of this kind do not add up.
    NoSum { from: Vec<&'a SnapshotFigure> },
    /// It is a part of a unit that was split, or lost a part.
    Split,
    /// It was not there, or was not asked.
    New,
    /// It was asked, and gave no figure.
    Silent,
}

impl<'a> PriorFigure<'a> {
    /// The figure, where there is one that can be compared.
    pub fn figure(&self) -> Option<&Figure> {
        match self {
            Self::Same(figure) => Some(&figure.figure),
            Self::Summed { figure, .. } => Some(figure),
            _ => None,
        }
    }

    /// The figures that it rests on, each with its place.
    pub fn sources(&self) -> &[&'a SnapshotFigure] {
        match self {
            Self::Same(figure) => std::slice::from_ref(figure),
            Self::Summed { from, .. } | Self::NoSum { from } => from,
            _ => &[],
        }
    }
}

impl<'a> Previous<'a> {
    /// Puts an earlier consolidation beside the present period.
    ///
    /// # Errors
    /// [`SnapshotError::OtherCampaign`] and [`SnapshotError::NotEarlier`].
    pub fn new(
        carried: &'a Snapshot,
        campaign: &'a Campaign,
        present: &'a Period,
        path: &'a str,
        sha256: &'a str,
    ) -> Result<Self, SnapshotError> {
        if carried.campaign != campaign.id {
            return Err(SnapshotError::OtherCampaign { found: carried.campaign.clone() });
        }
        let period = campaign.period(&carried.period).filter(|then| then.until < present.until);
        let Some(period) = period else {
            return Err(SnapshotError::NotEarlier { found: carried.period.clone() });
        };
        Ok(Self {
            carried,
            period,
            present,
            path,
            sha256,
            figures: carried
                .figures
                .iter()
                .map(|figure: &'a SnapshotFigure| {
                    ((&figure.unit, &figure.form, &figure.indicator, figure.scope), figure)
                })
                .collect(),
            origins: origin::of_units(campaign, carried, period.until),
        })
    }

    /// What the earlier consolidation says of a row, where the row is still measured alike.
    pub fn row(&self, form: &Form, indicator: &Indicator) -> Option<&'a SnapshotRow> {
        let row = self.carried.row(&form.id, &indicator.id)?;
        (row.measure == indicator.measure).then_some(row)
    }

    /// How a unit of now was there then.
    pub fn origin(&self, unit: &OrgUnit) -> &Origin {
        self.origins.of_unit.get(&unit.code).unwrap_or(&Origin::New)
    }

    /// The units that are compared together only.
    pub fn regroupings(&self) -> &[Regrouping] {
        &self.origins.regroupings
    }

    /// What a unit reported of a row.
    pub fn of(
        &self,
        unit: &OrgUnit,
        form: &'a Form,
        indicator: &'a Indicator,
        scope: Scope,
    ) -> PriorFigure<'a> {
        let Some(row) = self.row(form, indicator) else { return PriorFigure::New };
        let figure = |code| {
            let key: (&UnitCode, _, _, _) = (code, &form.id, &indicator.id, scope);
            self.figures.get(&key).copied().filter(|given| !given.figure.is_none())
        };
        match self.origin(unit) {
            Origin::Same(code) => figure(code).map_or(PriorFigure::Silent, PriorFigure::Same),
            Origin::Merged(codes) => {
                let from: Vec<&SnapshotFigure> = codes.iter().filter_map(figure).collect();
                // What a lead agency reports is the whole area's: two of them are no sum.
                let adds = scope == Scope::Own && indicator.adds_up();
                let given: Vec<&Figure> = from.iter().map(|given| &given.figure).collect();
                let sum = if adds && from.len() == codes.len() {
                    sum(row.measure, row.aggregation, &given)
                } else {
                    None
                };
                match sum {
                    Some(figure) => PriorFigure::Summed { figure, from },
                    None if from.is_empty() => PriorFigure::Silent,
                    None => PriorFigure::NoSum { from },
                }
            }
            Origin::Split => PriorFigure::Split,
            Origin::New => PriorFigure::New,
        }
    }

    /// Whether a row asks for a count that cannot well fall: what there is as of a day, or what has
    /// come together since a day that is the same in both periods.
    pub fn is_held(&self, indicator: &Indicator) -> bool {
        indicator.measure.is_count()
            && match indicator.time {
                TimeKind::Stock => true,
                TimeKind::Cumulative => !self.starts_anew(indicator),
                TimeKind::Period => false,
            }
    }

    /// Whether it is odd that the figure of a row falls: not where there is to be less of something.
    pub fn is_fall_odd(&self, indicator: &Indicator) -> bool {
        let is_wanted =
            indicator.time == TimeKind::Stock && indicator.gets_better() == Better::Less;
        self.is_held(indicator) && !is_wanted
    }

    /// Whether a figure covers the time since another day than then.
    pub fn starts_anew(&self, indicator: &Indicator) -> bool {
        indicator.time == TimeKind::Cumulative
            && indicator.since == Since::Period
            && self.period.since != self.present.since
    }

    /// What a unit of then was called: by its name, else by its code.
    pub fn name(&self, code: &UnitCode) -> String {
        self.carried.unit(code).map_or_else(|| code.to_string(), |unit| unit.name.clone())
    }

    /// A figure in words, as the earlier consolidation printed it.
    pub fn display(&self, indicator: &Indicator, figure: &Figure) -> String {
        crate::ledger::display(figure, indicator.targets.get(&self.period.target_year))
    }
}

/// Figures of several units as one; `None` where they do not add up.
fn sum(measure: Measure, aggregation: Aggregation, figures: &[&Figure]) -> Option<Figure> {
    if figures.iter().all(|figure| figure.beneath().is_some()) {
        let sum = Rollup::of(measure, aggregation, figures, figures.len(), 0);
        return (sum.total != Total::None).then(|| Figure::Beneath(sum.into()));
    }
    let (first, rest) = figures.split_first()?;
    rest.iter().try_fold((*first).clone(), |sum, given| sum.checked_add(given))
}
