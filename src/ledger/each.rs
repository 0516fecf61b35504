//! Rows whose level is set for each unit: which units reach it.

use super::Row;
use crate::campaign::{Indicator, Judged};
use crate::submission::answer::Figure;
use crate::values::quantity::target::{Judgement, Target};

impl Indicator {
    /// The target of a year, where it is one that each unit must reach.
    pub fn level_of_each(&self, target_year: u16) -> Option<&Target> {
        match self.judged {
            Judged::Each => self.targets.get(&target_year),
            Judged::Common | Judged::Total => None,
        }
    }
}

impl<'a, A> Row<'a, A> {
    /// The level that is set for each unit.
    pub fn level_of_each(&self) -> Option<&'a Target> {
        match self.indicator.judged {
            Judged::Each => self.target,
            Judged::Common | Judged::Total => None,
        }
    }
}

/// How many units reach a level, by their own figures. An area stands for the units beneath it; `None`
/// where it does not say how many of them do.
pub(super) fn met<'f>(
    level: &Target,
    mut figures: impl Iterator<Item = &'f Figure>,
) -> Option<usize> {
    figures.try_fold(0_usize, |met, figure| match figure.beneath() {
        Some(area) if area.expected == 0 => Some(met),
        Some(area) => Some(met + area.met?),
        None => Some(met + usize::from(is_met(level, figure))),
    })
}

fn is_met(level: &Target, figure: &Figure) -> bool {
    figure.held().and_then(|held| level.judge(held)) == Some(Judgement::Met)
}
