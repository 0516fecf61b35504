//! Targets ("chỉ tiêu giao"), compared exactly and printed as the official document prints them.
//!
//! The notation is kept because it is official text; the bound is what it means
//! (docs/contract/numbers.md).

mod notation;
mod outlook;

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::values::quantity::exact::Exact;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::rate::Rate;
use crate::values::quantity::rate_form::Per;
pub use outlook::{CountLevel, More};

/// A target with its official notation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Target {
    notation: String,
    bound: Bound,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// `95%`: so many percent points or more.
    PercentAtLeast(Decimal),
    /// `> 85%`: more than so many percent points; exactly so many miss it.
    PercentAbove(Decimal),
    /// `1 triệu người`: so many or more.
    CountAtLeast(i64),
    /// `trên 1.000 người`: more than so many.
    CountAbove(i64),
    /// `Tốp 5`: this rank or a better one.
    RankAtMost(i64),
}

/// A figure as it is held against a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    Rate(Rate),
    /// A percentage of which no base was reported, in percent points.
    Percent(Decimal),
    Rank(i64),
    /// A count or the sum of many.
    Count(i128),
    /// A number with decimals, or what a rate per something else than 100 comes to.
    Quantity(Decimal),
    /// One of the row's choices, by its place among them.
    Choice(usize),
}

/// Whether a figure reaches its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Judgement {
    Met,
    Missed,
}

/// A notation that is not a target's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{notation}` is not a target: {reason}; a target is written {NOTATIONS}")]
pub struct InvalidTarget {
    pub notation: String,
    pub reason: InvalidTargetReason,
}

/// What is wrong with a notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTargetReason {
    /// There is no number in it that can be told.
    #[error("no single number in it")]
    Number,
    /// Neither `%`, nor a ranking, nor a noun that is counted.
    #[error("neither `%` nor `Tốp` nor a known noun says what the number is")]
    Unit,
    /// Words that say nothing about the bound.
    #[error("unknown words before or after the number")]
    Words,
    /// No figure can reach it, or every one does: above 100 %, a rank below 1.
    #[error("no figure can be held against that bound")]
    Bound,
}

/// The notations that exist, for messages.
pub const NOTATIONS: &str = "`95%`, `≥ 80%`, `từ 80% trở lên` (at least), `> 85%`, `trên 50%` \
     (strictly more), `Tốp 5`, `Duy trì tốp 5` (rank at most), `1 triệu người`, `500 nghìn người`, \
     `1.000 người` (count at least)";

impl Target {
    /// Reads official notation. `nouns` are those that the definition declares for the figure;
    /// nouns that are commonly counted need no declaration.
    ///
    /// # Errors
    ///
    /// [`InvalidTarget`] for any notation that is not among [`NOTATIONS`].
    pub fn parse(notation: &str, nouns: &[String]) -> Result<Self, InvalidTarget> {
        match notation::bound(notation, nouns) {
            Ok(bound) => Ok(Self { notation: notation.trim().to_owned(), bound }),
            Err(reason) => Err(InvalidTarget { notation: notation.to_owned(), reason }),
        }
    }

    /// The official notation, letter for letter.
    pub fn notation(&self) -> &str {
        &self.notation
    }

    pub fn bound(&self) -> Bound {
        self.bound
    }

    /// The bound of a percentage in percent points, and whether it must be exceeded.
    pub fn percent_bound(&self) -> Option<(Decimal, bool)> {
        match self.bound {
            Bound::PercentAtLeast(bound) => Some((bound, false)),
            Bound::PercentAbove(bound) => Some((bound, true)),
            Bound::CountAtLeast(_) | Bound::CountAbove(_) | Bound::RankAtMost(_) => None,
        }
    }

    /// Whether figures of a measure can be held against this target.
    pub fn fits(&self, measure: Measure) -> bool {
        match self.bound {
            Bound::PercentAtLeast(_) | Bound::PercentAbove(_) => measure == Measure::Percent,
            Bound::CountAtLeast(_) | Bound::CountAbove(_) => measure.is_count(),
            Bound::RankAtMost(_) => measure == Measure::Rank,
        }
    }

    /// Whether the figure reaches the target, on the exact figure: 8,499/10,000 misses 85 %. `None` where the target is one
    /// of another measure, and for a rank below 1, which is none.
    pub fn judge(&self, figure: Figure) -> Option<Judgement> {
        let side = self.compare(figure)?;
        let is_met = match self.bound {
            Bound::PercentAbove(_) | Bound::CountAbove(_) => side == Ordering::Greater,
            Bound::PercentAtLeast(_) | Bound::CountAtLeast(_) => side != Ordering::Less,
            Bound::RankAtMost(_) => side != Ordering::Greater,
        };
        Some(if is_met { Judgement::Met } else { Judgement::Missed })
    }

    /// Whether the figure equals the bound exactly (BD602): 85/100 against `> 85%`.
    pub fn is_on_boundary(&self, figure: Figure) -> bool {
        self.compare(figure) == Some(Ordering::Equal)
    }

    /// On which side of the bound a figure is.
    fn compare(&self, figure: Figure) -> Option<Ordering> {
        match self.bound {
            Bound::PercentAtLeast(bound) | Bound::PercentAbove(bound) => match figure {
                Figure::Rate(rate) => Some(rate.value().cmp(&Exact::from(bound))),
                Figure::Percent(points) => Some(points.cmp(&bound)),
                Figure::Rank(_) | Figure::Count(_) | Figure::Quantity(_) | Figure::Choice(_) => {
                    None
                }
            },
            Bound::CountAtLeast(bound) | Bound::CountAbove(bound) => match figure {
                Figure::Count(count) => Some(count.cmp(&i128::from(bound))),
                Figure::Quantity(number) => Some(number.cmp(&Decimal::from(bound))),
                Figure::Rate(rate) if rate.form().per != Per::Hundred => {
                    Some(rate.value().cmp(&Exact::from(bound)))
                }
                Figure::Rate(_) | Figure::Percent(_) | Figure::Rank(_) | Figure::Choice(_) => None,
            },
            Bound::RankAtMost(bound) => match figure {
                Figure::Rank(rank) => (rank >= 1).then(|| rank.cmp(&bound)),
                Figure::Rate(_)
                | Figure::Percent(_)
                | Figure::Count(_)
                | Figure::Quantity(_)
                | Figure::Choice(_) => None,
            },
        }
    }
}

impl FromStr for Target {
    type Err = InvalidTarget;

    fn from_str(notation: &str) -> Result<Self, InvalidTarget> {
        Self::parse(notation, &[])
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.notation)
    }
}

impl Serialize for Target {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.notation)
    }
}

#[cfg(test)]
mod tests;
