//! Which figure the city's report prints, and how it stands against the target.

use crate::ledger::{Agreement, Comparison, Contribution, OfficialSource, Row, Tolerances};
use crate::rules::settings::OfficialChoice;
use crate::submission::answer::Figure;
use crate::values::quantity::figure_status::{StatusCounts, StatusRule};
use crate::values::quantity::target::{CountLevel, Figure as Held, Judgement, Target};

use super::ConsolidatedRow;

/// The figure that the city's report prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Official {
    /// The figure; `None` where there is none, or none may be aggregated, or none is chosen.
    pub figure: Option<Figure>,
    pub source: OfficialSource,
    /// What the officer chose, where a choice is set for the row.
    pub choice: Option<OfficialChoice>,
}

/// How the official figure stands against the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Met,
    Missed,
    /// There is a target and no figure that may be held against it.
    Insufficient,
    /// There is no target, or the row is not put together.
    None,
}

impl Verdict {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Missed => "missed",
            Self::Insufficient => "insufficient",
            Self::None => "none",
        }
    }
}

impl Official {
    fn new(row: &Row<'_>, leads: usize, choice: Option<&OfficialChoice>) -> Self {
        let reported = match (row.reported.as_slice(), choice) {
            ([], _) | (_, Some(OfficialChoice::Rollup)) => {
                let figure = row.rollup.total.as_figure();
                return Self { figure, source: OfficialSource::Rollup, choice: choice.cloned() };
            }
            ([only], None) if leads == 1 => Some(only.figure.clone()),
            (several, Some(choice)) => chosen(several, leads, choice),
            (_, None) => None,
        };
        let source = match reported {
            Some(_) => OfficialSource::Reported,
            None => OfficialSource::Undecided,
        };
        Self { figure: reported, source, choice: choice.cloned() }
    }
}

/// The figure that the officer chose among those reported. Rates and ranks are never summed, and
/// neither the largest nor a sum is known before every lead agency has reported.
fn chosen(reported: &[Contribution<'_>], leads: usize, choice: &OfficialChoice) -> Option<Figure> {
    match choice {
        OfficialChoice::Unit(code) => reported
            .iter()
            .find(|lead| lead.unit.code.as_str() == code)
            .map(|lead| lead.figure.clone()),
        OfficialChoice::Largest => counts(reported, leads)?.into_iter().max().map(Figure::Count),
        OfficialChoice::Sum => counts(reported, leads)?
            .into_iter()
            .try_fold(0_i64, i64::checked_add)
            .map(Figure::Count),
        OfficialChoice::Rollup => None,
    }
}

/// The counts that all lead agencies reported; none where one has not, or reported something else.
fn counts(reported: &[Contribution<'_>], leads: usize) -> Option<Vec<i64>> {
    let counts = reported.iter().map(|lead| match lead.figure {
        Figure::Count(count) => Some(count),
        Figure::Rate(_)
        | Figure::Bare(_)
        | Figure::Quantity(_)
        | Figure::Choice(_)
        | Figure::CountWithPeople { .. }
        | Figure::YesNo(_)
        | Figure::Arranged { .. }
        | Figure::Rank(_)
        | Figure::Text(_)
        | Figure::Status(_)
        | Figure::Entry
        | Figure::Beneath(_) => None,
    });
    counts.collect::<Option<Vec<i64>>>().filter(|counts| counts.len() == leads)
}

impl<'a> ConsolidatedRow<'a> {
    /// `leads` is how many units are asked for the figure of the whole area.
    pub(super) fn new(
        row: Row<'a>,
        leads: usize,
        choice: Option<OfficialChoice>,
        tolerances: &Tolerances,
    ) -> Self {
        let official = Official::new(&row, leads, choice.as_ref());
        let comparisons = row.reported.iter().map(|lead| row.compare(lead, tolerances)).collect();
        let Standing { verdict, by_some } = standing(&row, &official);
        let pending = pending(&row, &official);
        let statuses = statuses(&row, &official);
        let provisional = by_some || pending > 0 || statuses.is_provisional();
        let growth = None;
        Self { row, official, verdict, provisional, growth, pending, statuses, choice, comparisons }
    }

    /// The figures of lead agencies, each with what came of holding it against the units.
    pub fn compared(&self) -> impl Iterator<Item = (&Contribution<'a>, Option<Comparison>)> {
        self.row.reported.iter().zip(self.comparisons.iter().copied())
    }

    /// Whether a lead agency's figure is further from what the units come to than is tolerated.
    pub fn differs(&self) -> bool {
        self.comparisons
            .iter()
            .flatten()
            .any(|compared: &Comparison| compared.agreement == Agreement::Apart)
    }
}

/// How many of the figures behind the official one are corrections that no document confirms.
fn pending(row: &Row<'_>, official: &Official) -> usize {
    match (official.source, &official.choice) {
        (OfficialSource::Rollup, _) => {
            awaiting(row.contributions.iter().filter(|given| given.counted))
        }
        (OfficialSource::Reported, Some(OfficialChoice::Unit(code))) => {
            awaiting(row.reported.iter().filter(|lead| lead.unit.code.as_str() == code))
        }
        (OfficialSource::Reported, _) => awaiting(row.reported.iter()),
        (OfficialSource::Undecided, _) => 0,
    }
}

/// How settled the figures behind the official one are; nothing is counted in a row of which nothing is said.
fn statuses(row: &Row<'_>, official: &Official) -> StatusCounts {
    if row.indicator.figure_status == StatusRule::Unsaid {
        return StatusCounts::default();
    }
    let of = |given: &Contribution<'_>| given.answer.figure_status;
    match (official.source, &official.choice) {
        (OfficialSource::Rollup, _) => {
            StatusCounts::of(row.contributions.iter().filter(|given| given.counted).map(of))
        }
        (OfficialSource::Reported, Some(OfficialChoice::Unit(code))) => {
            let mut leads = row.reported.iter();
            StatusCounts::of(leads.find(|lead| lead.unit.code.as_str() == code).map(of).into_iter())
        }
        (OfficialSource::Reported, _) => StatusCounts::of(row.reported.iter().map(of)),
        (OfficialSource::Undecided, _) => StatusCounts::default(),
    }
}

fn awaiting<'r, 'a: 'r>(given: impl Iterator<Item = &'r Contribution<'a>>) -> usize {
    given.filter(|given| given.answer.awaits()).count()
}

/// A verdict, and whether figures that are still to come may change it.
struct Standing {
    verdict: Verdict,
    by_some: bool,
}

fn standing(row: &Row<'_>, official: &Official) -> Standing {
    let settled = |verdict| Standing { verdict, by_some: false };
    let adds_up = row.indicator.adds_up() && !row.has_levels();
    let Some(target) = row.target.filter(|_| adds_up) else {
        return settled(Verdict::None);
    };
    let held = official.figure.as_ref().and_then(Figure::held);
    let Some((held, judgement)) = held.and_then(|held| Some((held, target.judge(held)?))) else {
        return settled(Verdict::Insufficient);
    };
    let open = official.source == OfficialSource::Rollup && !row.rollup.is_complete();
    match (judgement, held) {
        // A sum goes one way only: what it has passed it stays beyond, and else nothing is known yet.
        (_, Held::Count(_) | Held::Quantity(_)) if open && !target.is_final(held, judgement) => {
            settled(Verdict::Insufficient)
        }
        (judgement, Held::Count(_) | Held::Quantity(_)) => settled(judgement.into()),
        (judgement, Held::Rate(_) | Held::Percent(_) | Held::Rank(_) | Held::Choice(_)) => {
            Standing { verdict: judgement.into(), by_some: open }
        }
    }
}

impl From<Judgement> for Verdict {
    fn from(judgement: Judgement) -> Self {
        match judgement {
            Judgement::Met => Self::Met,
            Judgement::Missed => Self::Missed,
        }
    }
}

impl<'a> ConsolidatedRow<'a> {
    /// How a unit's own figure stands against the level that is set for each. `None` where none is set,
    /// and for an area, of which it is said how many of its units reach it.
    pub fn verdict_of(&self, given: &Contribution<'a>) -> Option<Verdict> {
        let level = self.row.level_of_each(&given.unit.code);
        let level = level.filter(|_| given.figure.beneath().is_none())?;
        Some(judge(level, &given.figure).map_or(Verdict::Insufficient, Verdict::from))
    }

    /// The sum that is too small a part of the whole to be judged, with its level: some units have not
    /// answered, and what they count may change the verdict.
    pub fn open_count(&self) -> Option<(i128, CountLevel)> {
        let level = self.row.target?.count_level();
        let count = self.official.figure.as_ref()?.count().map(i128::from);
        count.zip(level).filter(|_| self.verdict == Verdict::Insufficient)
    }
}

/// How a figure stands against a target; `None` where the two cannot be compared.
pub fn judge(target: &Target, figure: &Figure) -> Option<Judgement> {
    target.judge(figure.held()?)
}
