//! Rows whose level is set for each unit: which units reach it.

use super::Row;
use crate::campaign::{Indicator, Judged};
use crate::submission::answer::Figure;
use crate::values::key::UnitCode;
use crate::values::quantity::target::{Judgement, Target};

impl Indicator {
    /// What a unit must reach in a year, where a level is set for each.
    pub fn level_of_each(&self, unit: &UnitCode, target_year: u16) -> Option<&Target> {
        match self.judged {
            Judged::Each => self.target_of(unit, target_year),
            Judged::Common | Judged::Total => None,
        }
    }

    /// Whether a level is set for each unit in a year, or for some of them.
    pub fn has_levels(&self, target_year: u16) -> bool {
        match self.judged {
            Judged::Each => !self.levels.is_empty() || self.targets.contains_key(&target_year),
            Judged::Common | Judged::Total => false,
        }
    }
}

impl<'a, A> Row<'a, A> {
    /// The level that is set for a unit, where one is set for each.
    pub fn level_of_each(&self, unit: &UnitCode) -> Option<&'a Target> {
        match self.indicator.judged {
            Judged::Each => self.indicator.levels.get(unit).or(self.target),
            Judged::Common | Judged::Total => None,
        }
    }

    /// Whether a level is set for each unit.
    pub fn has_levels(&self) -> bool {
        self.level_for_all().is_some() || self.has_own_levels()
    }

    /// The level that is set for each unit, where it is the same for all.
    pub fn level_for_all(&self) -> Option<&'a Target> {
        match self.indicator.judged {
            Judged::Each => self.target.filter(|_| self.indicator.levels.is_empty()),
            Judged::Common | Judged::Total => None,
        }
    }

    /// Whether units have levels of their own.
    pub fn has_own_levels(&self) -> bool {
        self.indicator.judged == Judged::Each && !self.indicator.levels.is_empty()
    }

    /// Whether anything is demanded, of the whole or of units.
    pub fn has_target(&self) -> bool {
        self.target.is_some() || self.has_own_levels()
    }
}

/// A figure of a unit, and what it must reach.
#[derive(Clone, Copy)]
pub(super) struct Held<'f> {
    pub(super) figure: &'f Figure,
    pub(super) level: Option<&'f Target>,
}

/// How many units reach their levels, by their own figures. An area stands for the units beneath it; `None`
/// where it does not say how many of them do.
pub(super) fn met<'f>(mut figures: impl Iterator<Item = Held<'f>>) -> Option<usize> {
    figures.try_fold(0_usize, |met, held| match held.figure.beneath() {
        Some(area) if area.expected == 0 => Some(met),
        Some(area) => Some(met + area.met?),
        None => {
            let is_met = held.level.is_some_and(|level| is_met(level, held.figure));
            Some(met + usize::from(is_met))
        }
    })
}

fn is_met(level: &Target, figure: &Figure) -> bool {
    figure.held().and_then(|held| level.judge(held)) == Some(Judgement::Met)
}
