//! Targets that are a change since the earlier period, held against it.

use rust_decimal::Decimal;

use super::both_times::BothTimes;
use super::{ConsolidatedRow, OfficialSource, Verdict};
use crate::ledger::prior::Previous;
use crate::submission::answer::Figure;
use crate::values::key::Scope;
use crate::values::quantity::target::{Judgement, Target};

/// What the change since the earlier period was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Growth {
    /// No earlier consolidation was given.
    NoPrevious,
    /// There is no figure of then, or none that can be compared.
    NoFigure,
    /// The figures of both times, of the same units.
    Moved { then: Decimal, now: Decimal },
}

impl<'a> ConsolidatedRow<'a> {
    /// Judges a target that is a change; leaves the row as it is where its target is none.
    pub(super) fn judge_growth(&mut self, previous: Option<&Previous<'a>>) {
        let adds_up = self.row.indicator.adds_up() && !self.row.has_levels();
        let target = self.row.target.filter(|target| adds_up && target.is_of_growth());
        let Some(target) = target else { return };
        let Some(previous) = previous else {
            self.put(target, Growth::NoPrevious, false);
            return;
        };
        match self.official.source {
            OfficialSource::Rollup => {
                let both = BothTimes::of(previous, &self.row);
                let open =
                    both.as_ref().is_some_and(|both| both.only_then > 0 || both.only_now > 0);
                let moved = both.and_then(|both| {
                    moved(&both.then.total.as_figure()?, &both.now.total.as_figure()?)
                });
                let is_open = open || !self.row.rollup.is_complete();
                self.put(target, moved.unwrap_or(Growth::NoFigure), is_open);
            }
            OfficialSource::Reported | OfficialSource::Undecided => {
                let moved = self.of_lead(previous);
                self.put(target, moved.unwrap_or(Growth::NoFigure), false);
            }
        }
    }

    /// Of the only lead agency, its own figures of both times.
    fn of_lead(&self, previous: &Previous<'a>) -> Option<Growth> {
        let [lead] = self.row.reported.as_slice() else { return None };
        let (form, row) = (self.row.form, self.row.indicator);
        let then = previous.of(lead.unit, form, row, Scope::City).figure().cloned()?;
        moved(&then, self.official.figure.as_ref()?)
    }

    fn put(&mut self, target: &Target, growth: Growth, is_open: bool) {
        let judgement = match growth {
            Growth::Moved { then, now } => target.judge_change(then, now),
            Growth::NoPrevious | Growth::NoFigure => None,
        };
        self.verdict = judgement.map_or(Verdict::Insufficient, Judgement::into);
        let is_open = is_open || self.pending > 0 || self.statuses.is_provisional();
        self.provisional = judgement.is_some() && is_open;
        self.growth = Some(growth);
    }
}

fn moved(then: &Figure, now: &Figure) -> Option<Growth> {
    Some(Growth::Moved { then: then.number()?, now: now.number()? })
}
