//! What figures that are still to come can do to a verdict: whether one that stands on some of the
//! units is final.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::{Comparison, Figure, Judgement, Level, Target};

/// What a larger figure means for a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum More {
    /// It is nearer to the target, or further beyond it.
    Helps,
    /// It is the other way round: of ranks, and of what there should be less of.
    Harms,
}

/// The level of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountLevel {
    /// The least count that meets the target, or the most.
    pub count: i128,
    pub more: More,
}

impl CountLevel {
    /// How much lies between a count and the level; nothing beyond it.
    pub fn gap(self, count: i128) -> i128 {
        self.count.saturating_sub(count).max(0)
    }
}

impl Target {
    /// Whether a larger figure is the better one.
    pub fn more(&self) -> More {
        if self.bound.comparison.is_upper() { More::Harms } else { More::Helps }
    }

    /// Whether it is about places in an order.
    pub fn is_of_ranks(&self) -> bool {
        matches!(self.bound.level, Level::Rank(_))
    }

    /// The level that a count must reach, or must not exceed, in whole ones.
    pub fn count_level(&self) -> Option<CountLevel> {
        let level = match self.bound.level {
            Level::Quantity(level) => level,
            Level::Percent(_) | Level::Rank(_) | Level::Choice(_) | Level::Growth(_) => {
                return None;
            }
        };
        let [floor, ceil] = [level.floor(), level.ceil()].map(|whole| whole.to_i128());
        let count = match self.bound.comparison {
            Comparison::AtLeast => ceil?,
            Comparison::Above => floor? + 1,
            Comparison::AtMost => floor?,
            Comparison::Below => ceil? - 1,
        };
        Some(CountLevel { count, more: self.more() })
    }

    /// How many must be counted at least, in the row's own multiple; of other targets nothing.
    pub fn least_count(&self) -> Option<Decimal> {
        match self.bound.level {
            Level::Quantity(level) if !self.bound.comparison.is_upper() => Some(level),
            Level::Quantity(_)
            | Level::Percent(_)
            | Level::Rank(_)
            | Level::Choice(_)
            | Level::Growth(_) => None,
        }
    }

    /// Whether no figure that is still to come can change a judgement of the sum so far. Rates can go
    /// either way.
    pub fn is_final(&self, figure: Figure, judgement: Judgement) -> bool {
        match figure {
            Figure::Count(_) | Figure::Quantity(_) => matches!(
                (self.more(), judgement),
                (More::Helps, Judgement::Met) | (More::Harms, Judgement::Missed)
            ),
            Figure::Rate(_) | Figure::Percent(_) | Figure::Rank(_) | Figure::Choice(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_that_has_reached_its_level_stays_there() {
        let target: Target = "1.000 người".parse().unwrap();
        let [met, missed] = [Judgement::Met, Judgement::Missed];
        assert!(target.is_final(Figure::Count(1_000), met));
        assert!(!target.is_final(Figure::Count(999), missed));
        let rate: Target = "85%".parse().unwrap();
        assert!(!rate.is_final(Figure::Percent(90.into()), met));
        let level = target.count_level().unwrap();
        assert_eq!((level.gap(60), level.gap(1_200)), (940, 0));
        let above: Target = "trên 5 lớp".parse().unwrap();
        assert_eq!(above.count_level().unwrap().gap(5), 1);
    }
}
