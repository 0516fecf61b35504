//! How far a figure has moved, exactly: counts in whole numbers, rates in percent points.

use std::cmp::Ordering;

use num_rational::Ratio;
use rust_decimal::Decimal;

use crate::submission::answer::Figure;
use crate::values::quantity::exact::Exact;
use crate::values::quantity::format::PERCENT_DECIMALS;
use crate::values::quantity::rate_form::Per;
use crate::values::quantity::rollup::Total;
use crate::values::quantity::target::Figure as Held;

/// How far a figure has moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// A count, a rank.
    Count(i128),
    /// A rate, in percent points.
    Points(Exact),
    /// A number with decimals, in its own unit.
    Number {
        distance: Exact,
        /// Of what is printed.
        decimals: u32,
    },
}

/// Which way a figure has moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
    /// It is the same.
    Not,
}

impl Change {
    /// From an earlier figure to one of now; `None` for figures that have no distance.
    pub fn between(earlier: &Figure, now: &Figure) -> Option<Self> {
        let (earlier, now) = (earlier.held()?, now.held()?);
        if let (Some(earlier), Some(now)) = (count(&earlier), count(&now)) {
            return now.checked_sub(earlier).map(Self::Count);
        }
        let distance = exact(&now)?.minus(exact(&earlier)?)?;
        Some(match decimals(&earlier).max(decimals(&now)) {
            None => Self::Points(distance),
            Some(decimals) => Self::Number { distance, decimals },
        })
    }

    /// From what units came to then to what units come to now: of choices, in how many units said yes.
    pub fn between_totals(earlier: &Total, now: &Total) -> Option<Self> {
        if let (Some(earlier), Some(now)) = (earlier.as_figure(), now.as_figure()) {
            return Self::between(&earlier, &now);
        }
        let (earlier, now) = (earlier.yes()?, now.yes()?);
        Some(Self::Count(i128::try_from(now).ok()? - i128::try_from(earlier).ok()?))
    }

    pub fn moved(self) -> Direction {
        let zero = Ratio::from_integer(0);
        let order = match self {
            Self::Count(count) => count.cmp(&0),
            Self::Points(distance) | Self::Number { distance, .. } => distance.ratio().cmp(&zero),
        };
        match order {
            Ordering::Less => Direction::Down,
            Ordering::Equal => Direction::Not,
            Ordering::Greater => Direction::Up,
        }
    }

    /// The distance as it is printed: that of rates half-up to two decimals of the exact one, and never
    /// nothing where it is something.
    pub fn shown(self) -> Decimal {
        match self {
            Self::Count(count) => {
                Decimal::try_from_i128_with_scale(count, 0).unwrap_or(Decimal::MAX)
            }
            Self::Points(distance) => self.printed(distance, PERCENT_DECIMALS),
            Self::Number { distance, decimals } => self.printed(distance, decimals),
        }
    }
}

impl Change {
    fn printed(self, distance: Exact, decimals: u32) -> Decimal {
        match distance.rounded(decimals) {
            zero if zero.is_zero() && self.moved() == Direction::Up => distance.ceil(decimals),
            zero if zero.is_zero() => distance.floor(decimals),
            shown => shown,
        }
    }
}

impl Direction {
    /// Which way a count has moved; of two figures in one cell, the one that fell is what there is to say.
    pub fn between(earlier: &Figure, now: &Figure) -> Option<Self> {
        let first = Change::between(earlier, now)?.moved();
        let second = match (earlier.people(), now.people()) {
            (Some(earlier), Some(now)) => Change::Count(now - earlier).moved(),
            _ => Self::Not,
        };
        Some(match (first, second) {
            (Self::Down, _) | (_, Self::Down) => Self::Down,
            (Self::Not, Self::Not) => Self::Not,
            _ => Self::Up,
        })
    }
}

fn count(figure: &Held) -> Option<i128> {
    match figure {
        Held::Rank(rank) => Some(i128::from(*rank)),
        Held::Count(count) => Some(*count),
        Held::Rate(_) | Held::Percent(_) | Held::Quantity(_) | Held::Choice(_) => None,
    }
}

/// How many decimals are printed of a number that is no percentage.
fn decimals(figure: &Held) -> Option<u32> {
    match figure {
        Held::Rate(rate) => {
            let form = rate.form();
            (form.per != Per::Hundred).then_some(form.decimals)
        }
        Held::Quantity(number) => Some(number.scale()),
        Held::Percent(_) | Held::Rank(_) | Held::Count(_) | Held::Choice(_) => None,
    }
}

/// A rate, a percentage or a number with decimals, exactly.
fn exact(figure: &Held) -> Option<Exact> {
    match figure {
        Held::Rate(rate) => Some(Exact::from(*rate)),
        Held::Percent(percent) => Some(Exact::from(*percent)),
        Held::Quantity(number) => Some(Exact::from(*number)),
        Held::Rank(_) | Held::Count(_) | Held::Choice(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::quantity::rate::Rate;
    use crate::values::quantity::rate_form::Bare;

    fn rate(numerator: i64, denominator: i64) -> Figure {
        Figure::Rate(Rate::new(numerator, denominator).unwrap())
    }

    #[test]
    fn rates_move_by_points_of_their_exact_distance() {
        let table = [
            (rate(1, 3), rate(2, 3), "33.33", Direction::Up),
            (rate(2, 3), rate(1, 3), "-33.33", Direction::Down),
            (rate(1, 3), rate(2, 6), "0", Direction::Not),
            (
                rate(1, 2),
                Figure::Bare(Bare::percent("50.00".parse().unwrap())),
                "0",
                Direction::Not,
            ),
            (rate(1_000_000, 1_000_001), rate(1, 1), "0.01", Direction::Up),
            (Figure::Count(1250), Figure::Count(0), "-1250", Direction::Down),
            (Figure::Rank(5), Figure::Rank(4), "-1", Direction::Down),
        ];
        for (earlier, now, shown, moved) in table {
            let change = Change::between(&earlier, &now).unwrap();
            assert_eq!((change.shown(), change.moved()), (shown.parse().unwrap(), moved));
        }
        assert_eq!(Change::between(&Figure::YesNo(true), &Figure::YesNo(false)), None);
        assert_eq!(Change::between(&rate(1, 2), &Figure::Count(1)), None);
    }
}
