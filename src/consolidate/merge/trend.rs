//! What has become of the figures since an earlier consolidation: row by row, and unit by unit.

use std::collections::HashMap;

use super::both_times::BothTimes;
use super::{ConsolidatedRow, Consolidation, OfficialSource};
use crate::campaign::OrgUnit;
use crate::ledger::Contribution;
use crate::ledger::prior::{Change, Direction, Previous, PriorFigure, Together};
use crate::ledger::readback::SnapshotRow;
use crate::submission::answer::Figure;
use crate::values::key::{Scope, UnitCode};
use crate::values::quantity::target::Figure as Held;

/// A row beside what it came to then.
#[derive(Debug)]
pub struct RowTrend<'a> {
    pub then: &'a SnapshotRow,
    /// How far the official figure has moved, where there are two of one kind: two of the same lead
    /// agencies, or two of what the units come to.
    pub change: Option<Change>,
    /// How far what the units come to has moved, whoever of them answered.
    pub rollup: Option<Change>,
    /// The units that answered both times; `None` where there are none, or figures do not add up.
    pub both: Option<BothTimes>,
    /// Whether there are two official figures, and they are not of one kind.
    pub unlike: bool,
    /// Where the official figure of now is from.
    pub source: OfficialSource,
    /// How many figures of units are smaller than then.
    pub fallen: usize,
    /// How many are the same, those of nothing left out.
    pub unchanged: usize,
}

impl RowTrend<'_> {
    /// Which way the row has gone, like held with like: the figure of lead agencies, else that of the units
    /// that answered both times. So a total that is smaller since a unit has not answered has not fallen.
    pub fn moved(&self) -> Option<Direction> {
        let led = self.change.filter(|_| self.source == OfficialSource::Reported);
        led.or_else(|| self.both.as_ref()?.change).map(Change::moved)
    }

    /// Whether a lead agency's figure is the official one of then or of now.
    pub fn is_led(&self) -> bool {
        [self.then.source, self.source].contains(&OfficialSource::Reported)
    }

    /// Whether what units come to has moved another way than the units that answered both times.
    pub fn is_of_answering(&self) -> bool {
        let both = self.both.as_ref().and_then(|both| both.change);
        match (self.rollup, both) {
            (Some(all), Some(both)) => all.moved() != both.moved(),
            _ => false,
        }
    }
}

/// A figure of a unit beside that of then.
#[derive(Debug)]
pub struct UnitTrend<'a, 'r> {
    pub unit: &'a OrgUnit,
    pub scope: Scope,
    /// Its figure of then; none where it had none that is known.
    pub then: PriorFigure<'a>,
    /// What it reports now, where it does.
    pub now: Option<&'r Contribution<'a>>,
    /// How far it has moved, where there are two figures.
    pub change: Option<Change>,
    /// Of a unit that was split, what it and the others reported then and report now, together.
    pub together: Option<Together<'a>>,
}

impl UnitTrend<'_, '_> {
    /// Which way a figure has moved since then.
    pub fn moved(&self) -> Option<Direction> {
        self.change.map(Change::moved)
    }

    /// Whether it is the same as then, and something.
    pub fn is_unchanged(&self) -> bool {
        let is_nothing = self.then.figure().is_some_and(is_nothing);
        self.moved() == Some(Direction::Not) && !is_nothing
    }
}

/// Whether a figure is zero; a rank never is.
fn is_nothing(figure: &Figure) -> bool {
    match figure.held() {
        Some(Held::Rate(rate)) => rate.numerator().is_zero(),
        Some(Held::Percent(number) | Held::Quantity(number)) => number.is_zero(),
        Some(Held::Count(count)) => count == 0,
        Some(Held::Rank(_) | Held::Choice(_)) | None => false,
    }
}

impl<'a> Consolidation<'a> {
    /// A row beside what it came to then; `None` without an earlier consolidation that has it.
    pub fn trend(&self, row: &ConsolidatedRow<'a>) -> Option<RowTrend<'a>> {
        let previous = self.previous?;
        let then = previous.row(row.row.form, row.row.indicator)?;
        let official = then.official.as_ref().zip(row.official.figure.as_ref());
        let is_like = is_like(previous, then, row);
        let like = official.filter(|_| is_like);
        let given = given(row).map(|(scope, given)| given_since(previous, row, scope, given));
        let (mut fallen, mut unchanged) = (0, 0);
        for since in given {
            fallen += usize::from(since.moved() == Some(Direction::Down));
            unchanged += usize::from(since.is_unchanged());
        }
        Some(RowTrend {
            then,
            change: like.and_then(|(earlier, now)| Change::between(earlier, now)),
            unlike: official.is_some() && !is_like,
            rollup: Change::between_totals(&then.rollup.total, &row.row.rollup.total),
            both: BothTimes::of(previous, &row.row),
            source: row.official.source,
            fallen,
            unchanged,
        })
    }

    /// The figure of a unit beside that of then; `None` without an earlier consolidation.
    pub fn figure_trend<'r>(
        &self,
        row: &ConsolidatedRow<'a>,
        scope: Scope,
        given: &'r Contribution<'a>,
    ) -> Option<UnitTrend<'a, 'r>> {
        self.previous.map(|previous| given_since(previous, row, scope, given))
    }

    /// Every unit that is asked for a row, with its figures of then and of now.
    pub fn unit_trends<'r>(
        &'r self,
        row: &'r ConsolidatedRow<'a>,
    ) -> impl Iterator<Item = UnitTrend<'a, 'r>> + 'r {
        let scopes = self.previous.into_iter().flat_map(|p| [(p, Scope::Own), (p, Scope::City)]);
        scopes.flat_map(move |(previous, scope)| {
            let figures = match scope {
                Scope::Own => &row.row.contributions,
                Scope::City => &row.row.reported,
            };
            let given: HashMap<&UnitCode, &Contribution<'a>> =
                figures.iter().map(|given| (&given.unit.code, given)).collect();
            let units = self.campaign.asked(self.period, row.row.indicator, scope);
            units.map(move |unit| {
                if let Some(given) = given.get(&unit.code) {
                    return given_since(previous, row, scope, given);
                }
                let then = previous.of(unit, row.row.form, row.row.indicator, scope);
                UnitTrend { unit, scope, then, now: None, change: None, together: None }
            })
        })
    }
}

fn given<'a, 'r>(
    row: &'r ConsolidatedRow<'a>,
) -> impl Iterator<Item = (Scope, &'r Contribution<'a>)> {
    let own = row.row.contributions.iter().map(|given| (Scope::Own, given));
    own.chain(row.row.reported.iter().map(|given| (Scope::City, given)))
}

fn given_since<'a, 'r>(
    previous: &'a Previous<'a>,
    row: &ConsolidatedRow<'a>,
    scope: Scope,
    given: &'r Contribution<'a>,
) -> UnitTrend<'a, 'r> {
    let then = previous.of(given.unit, row.row.form, row.row.indicator, scope);
    let change = then.figure().and_then(|then| Change::between(then, &given.figure));
    let now = Some(given).filter(|given| !given.figure.is_none());
    let group = previous.regrouping(&given.unit.code).filter(|_| scope == Scope::Own);
    let together = group.and_then(|group| previous.together(group, &row.row));
    UnitTrend { unit: given.unit, scope, then, now, change, together }
}

/// Whether the official figures of then and of now are of one kind: both what units come to, or both of
/// the same lead agencies.
fn is_like(previous: &Previous<'_>, then: &SnapshotRow, row: &ConsolidatedRow<'_>) -> bool {
    match (then.source, row.official.source) {
        (OfficialSource::Rollup, OfficialSource::Rollup) => true,
        (OfficialSource::Reported, OfficialSource::Reported) => previous.has_leads(then, &row.row),
        (OfficialSource::Rollup | OfficialSource::Reported | OfficialSource::Undecided, _) => false,
    }
}
