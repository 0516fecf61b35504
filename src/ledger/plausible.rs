//! Counts of people beside how many people there are: a figure with some zeros too many changes the total
//! more than all other mistakes together.

use super::{Contribution, Row};
use crate::submission::answer::Figure;
use crate::values::key::Field;

/// One of the counts of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    pub field: Field,
    pub count: i128,
}

/// The counts of a figure: what it is about, and the people beside.
pub fn counts(figure: &Figure) -> Vec<Counted> {
    let first = match figure {
        Figure::Beneath(area) => area.total.count(),
        Figure::Count(_)
        | Figure::CountWithPeople { .. }
        | Figure::Rate(_)
        | Figure::Bare(_)
        | Figure::Quantity(_)
        | Figure::Choice(_)
        | Figure::YesNo(_)
        | Figure::Arranged { .. }
        | Figure::Rank(_)
        | Figure::Text(_)
        | Figure::Status(_)
        | Figure::Entry => figure.count().map(i128::from),
    };
    let second = match figure {
        Figure::Arranged { staff, .. } => staff.map(i128::from),
        Figure::Beneath(_)
        | Figure::Count(_)
        | Figure::CountWithPeople { .. }
        | Figure::Rate(_)
        | Figure::Bare(_)
        | Figure::Quantity(_)
        | Figure::Choice(_)
        | Figure::YesNo(_)
        | Figure::Rank(_)
        | Figure::Text(_)
        | Figure::Status(_)
        | Figure::Entry => figure.people(),
    };
    let both = [(Field::Value, first), (Field::People, second)];
    both.into_iter().filter_map(|(field, count)| Some(Counted { field, count: count? })).collect()
}

/// A figure for the whole area that counts more people than there are.
#[derive(Debug)]
pub struct AbovePopulation<'r, 'a, A> {
    /// Whose figure it is; `None` of what the units come to.
    pub lead: Option<&'r Contribution<'a, A>>,
    pub field: Field,
    pub people: i128,
    pub population: i128,
}

impl<'a, A> Row<'a, A> {
    /// How many people a count of this row is; `None` where it counts none.
    pub fn people(&self, counted: Counted) -> Option<i128> {
        counted.count.checked_mul(i128::from(self.indicator.people_each(counted.field)?))
    }

    /// The figures for the whole area that count more people than live there.
    pub fn above_population(&self, population: i128) -> Vec<AbovePopulation<'_, 'a, A>> {
        let total = self.rollup.total.clone();
        let sum = [(Field::Value, total.count()), (Field::People, total.people())];
        let sum =
            sum.into_iter().filter_map(|(field, count)| Some(Counted { field, count: count? }));
        let leads = self.reported.iter().flat_map(|lead| {
            counts(&lead.figure).into_iter().map(move |counted| (Some(lead), counted))
        });
        sum.map(|counted| (None, counted))
            .chain(leads)
            .filter_map(|(lead, counted): (Option<&Contribution<'a, A>>, Counted)| {
                let people = self.people(counted).filter(|people| *people > population)?;
                Some(AbovePopulation { lead, field: counted.field, people, population })
            })
            .collect()
    }
}
