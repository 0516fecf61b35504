//! What figures that are still to come can do to a verdict: whether one that stands on some of the
//! units is final.

use super::{Bound, Figure, Judgement, Target};

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
        match self.bound {
            Bound::PercentAtLeast(_)
            | Bound::PercentAbove(_)
            | Bound::CountAtLeast(_)
            | Bound::CountAbove(_) => More::Helps,
            Bound::RankAtMost(_) => More::Harms,
        }
    }

    /// Whether it is about places in an order.
    pub fn is_of_ranks(&self) -> bool {
        match self.bound {
            Bound::RankAtMost(_) => true,
            Bound::PercentAtLeast(_)
            | Bound::PercentAbove(_)
            | Bound::CountAtLeast(_)
            | Bound::CountAbove(_) => false,
        }
    }

    /// The level that a count must reach, or must not exceed.
    pub fn count_level(&self) -> Option<CountLevel> {
        let more = self.more();
        match self.bound {
            Bound::CountAtLeast(bound) => Some(CountLevel { count: i128::from(bound), more }),
            Bound::CountAbove(bound) => Some(CountLevel { count: i128::from(bound) + 1, more }),
            Bound::PercentAtLeast(_) | Bound::PercentAbove(_) | Bound::RankAtMost(_) => None,
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
