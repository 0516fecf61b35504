//! Targets ("chỉ tiêu giao"), compared exactly and printed as the official document prints them.
//!
//! The notation is kept because it is official text; the bound is what it means
//! (docs/contract/numbers.md).

mod bound;
mod notation;
mod outlook;
mod refusal;
mod row;

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::values::quantity::exact::Exact;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::rate::Rate;
use crate::values::quantity::rate_form::Per;
use bound::side;
pub use bound::{Better, Bound, Comparison, Level};
use notation::Meaning;
pub use outlook::{CountLevel, More};
pub use refusal::{InvalidTarget, Refusal};
pub use row::{Span, TargetRow};

/// A target with its official notation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Target {
    notation: String,
    bound: Bound,
    other_end: Option<Decimal>,
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

impl Target {
    /// Reads the official notation of a row's target.
    ///
    /// # Errors
    ///
    /// [`InvalidTarget`] for what is not understood, or leaves two readings.
    pub fn read(notation: &str, row: &TargetRow<'_>) -> Result<Self, InvalidTarget> {
        Self::meant(notation, notation, row)
    }

    /// The target of a notation that is only printed, with what it means beside it.
    ///
    /// # Errors
    ///
    /// [`InvalidTarget`] for a meaning that is not understood.
    pub fn meant(
        notation: &str,
        meaning: &str,
        row: &TargetRow<'_>,
    ) -> Result<Self, InvalidTarget> {
        match notation::read(meaning, row) {
            Ok(Meaning { bound, other_end }) => {
                Ok(Self { notation: notation.trim().to_owned(), bound, other_end })
            }
            Err(reason) => Err(InvalidTarget {
                notation: meaning.to_owned(),
                reason: reason.spelt_in(meaning),
            }),
        }
    }

    /// The official notation, letter for letter.
    pub fn notation(&self) -> &str {
        &self.notation
    }

    pub fn bound(&self) -> Bound {
        self.bound
    }

    /// The other end of a range, in the unit of the level: told, and nothing is held against it.
    pub fn other_end(&self) -> Option<Decimal> {
        self.other_end
    }

    /// The bound of a percentage in percent points, and whether a figure that is exactly it is on the
    /// side of the lower ones: it misses `> 85%`, and it meets `không quá 5%`.
    pub fn percent_bound(&self) -> Option<(Decimal, bool)> {
        match self.bound.level {
            Level::Percent(_) => self.rate_bound(),
            Level::Quantity(_) | Level::Rank(_) | Level::Choice(_) | Level::Growth(_) => None,
        }
    }

    /// The bound of a rate, whatever it is per, and the same of it.
    pub fn rate_bound(&self) -> Option<(Decimal, bool)> {
        let is_low = match self.bound.comparison {
            Comparison::AtLeast | Comparison::Below => false,
            Comparison::Above | Comparison::AtMost => true,
        };
        match self.bound.level {
            Level::Percent(bound) | Level::Quantity(bound) => Some((bound, is_low)),
            Level::Rank(_) | Level::Choice(_) | Level::Growth(_) => None,
        }
    }

    /// Whether it is a change since the earlier period.
    pub fn is_of_growth(&self) -> bool {
        matches!(self.bound.level, Level::Growth(_))
    }

    /// Whether a figure has moved as it must since the earlier period. `None` of a target that is no change,
    /// and where there was nothing then.
    pub fn judge_change(&self, then: Decimal, now: Decimal) -> Option<Judgement> {
        let Level::Growth(percent) = self.bound.level else { return None };
        if then.is_zero() {
            return None;
        }
        let now = now.checked_mul(Decimal::ONE_HUNDRED)?;
        let is_met = self.bound.comparison.is_met(now.cmp(&then.checked_mul(percent)?));
        Some(if is_met { Judgement::Met } else { Judgement::Missed })
    }

    /// Whether figures of a measure can be held against this target.
    pub fn fits(&self, measure: Measure) -> bool {
        match self.bound.level {
            Level::Percent(_) => measure.is_rate(),
            Level::Quantity(_) => measure.adds_up() || measure == Measure::Ratio,
            Level::Growth(_) => measure.adds_up(),
            Level::Rank(_) => measure == Measure::Rank,
            Level::Choice(_) => measure == Measure::Choice,
        }
    }

    /// Whether the figure reaches the target, on the exact figure: 8,499/10,000 misses 85 %. `None` where the target is one
    /// of another measure, and for a rank below 1, which is none.
    pub fn judge(&self, figure: Figure) -> Option<Judgement> {
        let is_met = self.bound.comparison.is_met(self.compare(figure)?);
        Some(if is_met { Judgement::Met } else { Judgement::Missed })
    }

    /// Whether the figure equals the bound exactly (BD602): 85/100 against `> 85%`.
    pub fn is_on_boundary(&self, figure: Figure) -> bool {
        self.compare(figure) == Some(Ordering::Equal)
    }

    /// On which side of the bound a figure is.
    fn compare(&self, figure: Figure) -> Option<Ordering> {
        match self.bound.level {
            Level::Percent(bound) => match figure {
                Figure::Rate(rate) if rate.form().per == Per::Hundred => {
                    Some(rate.value().cmp(&Exact::from(bound)))
                }
                Figure::Percent(points) => Some(points.cmp(&bound)),
                Figure::Rate(_)
                | Figure::Rank(_)
                | Figure::Count(_)
                | Figure::Quantity(_)
                | Figure::Choice(_) => None,
            },
            Level::Quantity(bound) => match figure {
                Figure::Count(count) => Some(side(count, bound)),
                Figure::Quantity(number) => Some(number.cmp(&bound)),
                Figure::Rate(rate) if rate.form().per != Per::Hundred => {
                    Some(rate.value().cmp(&Exact::from(bound)))
                }
                Figure::Rate(_) | Figure::Percent(_) | Figure::Rank(_) | Figure::Choice(_) => None,
            },
            // The choice itself meets the target, and no other does.
            Level::Choice(choice) => match figure {
                Figure::Choice(said) if said == choice => Some(Ordering::Equal),
                Figure::Choice(_) => Some(Ordering::Less),
                Figure::Rate(_)
                | Figure::Percent(_)
                | Figure::Rank(_)
                | Figure::Count(_)
                | Figure::Quantity(_) => None,
            },
            Level::Rank(bound) => match figure {
                Figure::Rank(rank) => (rank >= 1).then(|| rank.cmp(&bound)),
                Figure::Rate(_)
                | Figure::Percent(_)
                | Figure::Count(_)
                | Figure::Quantity(_)
                | Figure::Choice(_) => None,
            },
            // The earlier figure is not known here.
            Level::Growth(_) => None,
        }
    }
}

impl FromStr for Target {
    type Err = InvalidTarget;

    fn from_str(notation: &str) -> Result<Self, InvalidTarget> {
        Self::read(notation, &TargetRow::default())
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
