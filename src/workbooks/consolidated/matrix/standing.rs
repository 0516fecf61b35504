//! How a figure in the matrix stands against the target of its row, and the mark behind it.

use super::plan::{MatrixColumn, Part};
use crate::campaign::{Aggregation, Judged};
use crate::consolidate::merge::judge;
use crate::submission::answer::Figure;
use crate::values::key::{Scope, UnitCode};
use crate::values::quantity::target::{Judgement, More, Target};
use crate::workbooks::consolidated::style::Tone;

/// How a figure stands against a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    Unjudged,
    Met,
    Missed,
    /// A unit's figure is lower than the target that all have in common, or of ranks a worse one.
    Below,
    /// It is higher than the most that all together may have.
    Above,
}

impl Standing {
    pub(super) const ALL: [Self; 5] =
        [Self::Unjudged, Self::Met, Self::Missed, Self::Below, Self::Above];

    /// Of a figure that is shown in a column.
    pub(super) fn of(
        matrix: &MatrixColumn<'_>,
        unit: &UnitCode,
        scope: Scope,
        figure: &Figure,
    ) -> Self {
        let row = &matrix.row.row;
        let own = row.level_of_each(unit).filter(|_| scope == Scope::Own);
        let Some(target) = own.or(row.target).filter(|_| matrix.part == Part::Main) else {
            return Self::Unjudged;
        };
        let listed = row.indicator.aggregation == Aggregation::Listed;
        match (row.indicator.judged, scope) {
            // A target of the whole area says nothing of one unit, nor one of each unit of the area.
            (Judged::Total, _) | (Judged::Each, Scope::City) => Self::Unjudged,
            (Judged::Common, _) if listed => Self::Unjudged,
            (Judged::Each, Scope::Own) | (Judged::Common, Scope::City) => {
                Self::judged(target, figure, Self::Missed)
            }
            (Judged::Common, Scope::Own) => Self::judged(target, figure, Self::off(target)),
        }
    }

    fn judged(target: &Target, figure: &Figure, missed: Self) -> Self {
        match judge(target, figure) {
            Some(Judgement::Met) => Self::Met,
            Some(Judgement::Missed) => missed,
            None => Self::Unjudged,
        }
    }

    /// On which side of a common target a figure is that does not meet it.
    fn off(target: &Target) -> Self {
        match target.more() {
            More::Helps => Self::Below,
            More::Harms if target.is_of_ranks() => Self::Below,
            More::Harms => Self::Above,
        }
    }

    pub(super) fn tone(self) -> Tone {
        match self {
            Self::Unjudged => Tone::Plain,
            Self::Met => Tone::Good,
            Self::Missed => Tone::Bad,
            Self::Below | Self::Above => Tone::Doubtful,
        }
    }

    /// What a number format puts behind the digits.
    pub(super) fn mark(self) -> &'static str {
        match self {
            Self::Unjudged => "",
            Self::Met => "\" ✓\"",
            Self::Missed => "\" ✗\"",
            Self::Below => "\" ▼\"",
            Self::Above => "\" ▲\"",
        }
    }
}
