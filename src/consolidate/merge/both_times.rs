//! What the units that answered then and answer now come to, then and now: the change that is not one of
//! who answers.

use std::collections::BTreeSet;

use crate::ledger::prior::{Change, Previous, PriorFigure};
use crate::ledger::{Contribution, Row};
use crate::submission::answer::Figure;
use crate::values::key::{Scope, UnitCode};
use crate::values::quantity::rollup::{Rollup, Total};

/// The units that answered both times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BothTimes {
    /// How many units of now.
    pub units: usize,
    pub then: Rollup,
    pub now: Rollup,
    pub change: Option<Change>,
    /// How many units of now answered then and do not answer now.
    pub only_then: usize,
    /// How many answer now of which no figure of then is known.
    pub only_now: usize,
}

/// The figures of both times.
#[derive(Default)]
struct Pairs {
    units: usize,
    then: Vec<Figure>,
    now: Vec<Figure>,
    only_now: usize,
}

impl BothTimes {
    /// `None` where nobody answered both times, or figures of the row do not add up.
    pub(super) fn of<'a>(previous: &Previous<'a>, row: &Row<'a>) -> Option<Self> {
        let then = previous.row(row.form, row.indicator)?;
        let pairs = Pairs::new(previous, row);
        let [before, now] = [&pairs.then, &pairs.now].map(|figures| {
            let figures: Vec<&Figure> = figures.iter().collect();
            Rollup::of(then.measure, then.aggregation, &figures, figures.len(), 0)
        });
        if !row.indicator.adds_up() || before.total == Total::None || now.total == Total::None {
            return None;
        }
        let answers: BTreeSet<&UnitCode> =
            row.contributions.iter().map(|given| &given.unit.code).collect();
        let silent =
            row.asked.iter().filter(|asked| asked.counted && !answers.contains(&asked.unit.code));
        let gone = silent.filter(|asked| {
            previous.of(asked.unit, row.form, row.indicator, Scope::Own).figure().is_some()
        });
        Some(Self {
            units: pairs.units,
            change: Change::between_totals(&before.total, &now.total),
            then: before,
            now,
            only_then: gone.count(),
            only_now: pairs.only_now,
        })
    }
}

impl Pairs {
    fn new<'a>(previous: &Previous<'a>, row: &Row<'a>) -> Self {
        let mut pairs = Self::default();
        let mut together = BTreeSet::new();
        for given in row.contributions.iter().filter(|given| given.counted) {
            if let Some(then) = then(previous, row, given) {
                pairs.put(1, &then, &given.figure);
                continue;
            }
            let group = previous.regrouping(&given.unit.code);
            let found = group.and_then(|group| previous.together(group, row));
            match found.filter(|found| found.counted) {
                Some(found) => {
                    let first = found.units.first().map(|unit| &unit.code);
                    if first.is_some_and(|code| together.insert(code)) {
                        pairs.put(found.units.len(), &found.then, &found.now);
                    }
                }
                None => pairs.only_now += 1,
            }
        }
        pairs
    }

    /// A rate without its base is in no sum; of a second figure that one of the two does not say, neither.
    fn put(&mut self, units: usize, then: &Figure, now: &Figure) {
        if [then, now].iter().any(|figure| figure.bare().is_some() || figure.is_none()) {
            if now.bare().is_none() && !now.is_none() {
                self.only_now += units;
            }
            return;
        }
        self.units += units;
        let has_people = then.people().is_some() && now.people().is_some();
        for (figures, figure) in [(&mut self.then, then), (&mut self.now, now)] {
            figures.push(match figure {
                Figure::CountWithPeople { count, .. } if !has_people => {
                    Figure::CountWithPeople { count: *count, people: None }
                }
                figure => figure.clone(),
            });
        }
    }
}

/// The figure of a unit of then, where there is one that can be compared.
fn then<'a>(previous: &Previous<'a>, row: &Row<'a>, given: &Contribution<'a>) -> Option<Figure> {
    match previous.of(given.unit, row.form, row.indicator, Scope::Own) {
        PriorFigure::Same(figure) => Some(figure.figure.clone()),
        PriorFigure::Summed { figure, .. } => Some(figure),
        PriorFigure::NoSum { .. } | PriorFigure::Split | PriorFigure::New | PriorFigure::Silent => {
            None
        }
    }
}
