//! Figures of a row that contradict each other without a lead agency's being compared with a total:
//! kinds of unit that may have counted the same, and a unit that counts more than the whole area has.

use super::{Contribution, KindRollup, Row, StoredAnswer};
use crate::submission::answer::Figure;
use crate::values::key::Field;

/// A unit that counts more than a lead agency does for the whole area.
#[derive(Debug)]
pub struct Exceeding<'r, 'a, A = &'a StoredAnswer<'a>> {
    pub given: &'r Contribution<'a, A>,
    /// What it counts; of a rate, all those concerned.
    pub own: i64,
    pub field: Field,
    /// What the lead agency counts.
    pub city: i64,
    pub lead: &'r Contribution<'a, A>,
}

impl<'a, A> Row<'a, A> {
    /// The units that count more than the whole area has. Several lead agencies may each count a part of
    /// the whole: the largest is the least that there is.
    pub fn exceeding<'r>(&'r self) -> Vec<Exceeding<'r, 'a, A>> {
        let largest = self
            .reported
            .iter()
            .filter_map(|lead| Some((counted(&lead.figure)?.0, lead)))
            .max_by_key(|(count, _)| *count);
        let Some((city, lead)) = largest else { return Vec::new() };
        self.contributions
            .iter()
            .filter_map(|given: &'r Contribution<'a, A>| {
                let (own, field) = counted(&given.figure).filter(|(own, _)| *own > city)?;
                Some(Exceeding { given, own, field, city, lead })
            })
            .collect()
    }

    /// Whether kinds of unit that may count the same people both count some.
    pub fn may_count_twice(&self) -> bool {
        self.kinds
            .iter()
            .filter(|kind: &&KindRollup<'_>| kind.count().is_some_and(|count| count > 0))
            .count()
            > 1
    }
}

/// What a figure counts, and the cell of it: of a rate, all those concerned.
fn counted(figure: &Figure) -> Option<(i64, Field)> {
    if let Some(rate) = figure.rate() {
        let all = i64::try_from(rate.denominator().floor().mantissa()).ok()?;
        return Some((all, Field::Denominator));
    }
    match figure.beneath() {
        Some(area) => area.total.as_figure().as_ref().and_then(counted),
        None => figure.count().map(|count| (count, Field::Value)),
    }
}
