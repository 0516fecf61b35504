//! What a lead agency reports for the whole area, held against what the units come to. Decided on the
//! exact figures, never on those shown.

use std::collections::BTreeMap;

use super::{Contribution, Row};
use crate::submission::answer::Figure;
use crate::values::key::{FormId, IndicatorId};
use crate::values::quantity::exact::Exact;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::tolerance::Tolerance;

/// How far a lead agency's figure may be from what the units come to, as the officer says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tolerances {
    /// Of rates.
    pub percent: Tolerance,
    pub count: Tolerance,
    /// Of single rows, in the place of those.
    pub rows: BTreeMap<(FormId, IndicatorId), Tolerance>,
}

/// How far two figures lie apart: the lead agency's less what the units come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Of two rates, in percent points.
    Points(Exact),
    /// Of two numbers with decimals.
    Quantity(Exact),
    /// Of two counts, and of the second figures beside them where both sides give one.
    Count {
        count: i128,
        /// Of the second figures.
        people: Option<i128>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    Equal,
    /// The lead agency's is a percentage that the units' rate rounds to, as many decimals as it has.
    Rounded,
    /// They are no further apart than is tolerated.
    Within,
    Apart,
}

/// A lead agency's figure beside what the units come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// How far they lie apart; `None` where that is beyond every number of this world.
    pub gap: Option<Gap>,
    /// How far they may lie apart.
    pub tolerance: Tolerance,
    pub agreement: Agreement,
}

/// A lead agency's figure that is further from what the units come to than is tolerated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub reported: String,
    pub rollup: String,
}

impl Tolerances {
    /// How far the figures of a row may lie apart.
    pub fn of(&self, form: &FormId, indicator: &IndicatorId, measure: Measure) -> Tolerance {
        let row = self.rows.get(&(form.clone(), indicator.clone())).copied();
        row.unwrap_or(if measure.is_rate() { self.percent } else { self.count })
    }
}

impl<A> Row<'_, A> {
    /// A lead agency's figure held against what the units come to; `None` where one of the two is not
    /// there, or they cannot be compared.
    pub fn compare(
        &self,
        lead: &Contribution<'_, A>,
        tolerances: &Tolerances,
    ) -> Option<Comparison> {
        let units = self.rollup.total.as_figure()?;
        let tolerance = tolerances.of(&self.form.id, &self.indicator.id, self.indicator.measure);
        let compared = |gap, agreement| Some(Comparison { gap, tolerance, agreement });
        if let Some(units) = units.rate() {
            let (theirs, rounded) = match (lead.figure.rate(), lead.figure.bare()) {
                (Some(rate), _) => (rate.value(), false),
                (None, bare) => (Exact::from(bare?.value), units.agrees_with(bare?.value)),
            };
            let (gap, equal) = (theirs.minus(units.value()), theirs == units.value());
            return compared(gap.map(Gap::Points), of_points(gap, equal, rounded, tolerance));
        }
        if let (Figure::Quantity(theirs), Figure::Quantity(ours)) = (&lead.figure, &units) {
            let (theirs, ours) = (Exact::from(*theirs), Exact::from(*ours));
            let gap = theirs.minus(ours);
            let within = gap.is_some_and(|gap| tolerance.covers_quantity(gap, ours));
            let agreement = match (theirs == ours, within) {
                (true, _) => Agreement::Equal,
                (false, true) => Agreement::Within,
                (false, false) => Agreement::Apart,
            };
            return compared(gap.map(Gap::Quantity), agreement);
        }
        let (count, ours) = (i128::from(lead.figure.count()?), i128::from(units.count()?));
        let people = self.people_apart(&lead.figure, &units);
        let parts = [Some((count - ours, ours)), people];
        let agreement = of_counts(parts.into_iter().flatten(), tolerance);
        let people = people.map(|(apart, _)| apart);
        compared(Some(Gap::Count { count: count - ours, people }), agreement)
    }

    /// How far the second figures lie apart, and what the units' come to. A second figure that no unit
    /// gives is no zero.
    fn people_apart(&self, lead: &Figure, units: &Figure) -> Option<(i128, i128)> {
        let mut counted = self.contributions.iter().filter(|unit| unit.counted);
        counted.any(|unit| unit.figure.people().is_some()).then_some(())?;
        let (lead, units) = (lead.people()?, units.people()?);
        Some((lead - units, units))
    }

    /// How a lead agency's figure differs from what the units come to, where it does by more than is
    /// tolerated.
    pub fn difference(
        &self,
        lead: &Contribution<'_, A>,
        tolerances: &Tolerances,
    ) -> Option<Difference> {
        let compared = self.compare(lead, tolerances)?;
        if compared.agreement != Agreement::Apart {
            return None;
        }
        let units = self.rollup.total.as_figure()?;
        let (reported, rollup) = (self.display(&lead.figure), self.display(&units));
        if reported != rollup {
            return Some(Difference { reported, rollup });
        }
        // Rates that look the same are told apart by what they stand on.
        let (reported, rollup) = (with_base(reported, &lead.figure), with_base(rollup, &units));
        Some(Difference { reported, rollup })
    }
}

fn of_points(gap: Option<Exact>, equal: bool, rounded: bool, tolerance: Tolerance) -> Agreement {
    match gap {
        _ if equal => Agreement::Equal,
        _ if rounded => Agreement::Rounded,
        Some(gap) if tolerance.covers_points(gap) => Agreement::Within,
        _ => Agreement::Apart,
    }
}

/// Of counts, each as far from what the units come to.
fn of_counts(parts: impl Iterator<Item = (i128, i128)> + Clone, tolerance: Tolerance) -> Agreement {
    if parts.clone().all(|(apart, _)| apart == 0) {
        return Agreement::Equal;
    }
    let within = { parts }.all(|(apart, units)| tolerance.covers_count(apart, units));
    if within { Agreement::Within } else { Agreement::Apart }
}

/// A rate as shown, with the two figures that it stands on.
fn with_base(shown: String, figure: &Figure) -> String {
    match figure.rate() {
        Some(rate) => format!("{shown} ({rate})"),
        None => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::quantity::rate::Rate;

    fn tolerance(text: &str) -> Tolerance {
        Tolerance::read(text).unwrap()
    }

    #[test]
    fn a_rate_is_held_against_a_rate_exactly() {
        let rate = |n, d| Rate::new(n, d).unwrap().value();
        let held = |a: Exact, b: Exact, t| of_points(a.minus(b), a == b, false, t);
        let none = Tolerance::default();
        assert_eq!(held(rate(1, 3), rate(2, 6), none), Agreement::Equal);
        // 33.333… and 33.3333: shown the same, and not the same.
        assert_eq!(held(rate(1, 3), rate(333_333, 1_000_000), none), Agreement::Apart);
        assert_eq!(held(rate(865, 1000), rate(86, 100), tolerance("0,5")), Agreement::Within);
        assert_eq!(held(rate(8651, 10_000), rate(86, 100), tolerance("0,5")), Agreement::Apart);
    }

    #[test]
    fn every_part_of_a_count_must_be_within() {
        let of = |parts: &[(i128, i128)], t| of_counts(parts.iter().copied(), t);
        assert_eq!(of(&[(0, 5), (0, 90)], Tolerance::default()), Agreement::Equal);
        assert_eq!(of(&[(1, 5)], Tolerance::default()), Agreement::Apart);
        assert_eq!(of(&[(1, 5), (-9, 90)], tolerance("10")), Agreement::Within);
        assert_eq!(of(&[(1, 5), (-9, 90)], tolerance("10%")), Agreement::Apart);
    }
}
