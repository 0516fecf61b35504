//! A figure as an answer gives it: the last thing before figures are put together.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::quantity::rate::Rate;
use crate::quantity::target;
use crate::quantity::words::Status;

/// A figure that can be put together with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// A rate with its base.
    Rate(Rate),
    /// A rate of which only the percentage was given.
    Percent(Decimal),
    /// A count, of documents too.
    Count(i64),
    /// A count with its second figure.
    CountWithPeople {
        /// Classes, sessions.
        count: i64,
        /// People; missing is not zero.
        people: Option<i64>,
    },
    /// Yes or no.
    YesNo(bool),
    /// Arranged or not, and how many staff.
    Arranged {
        /// Whether arranged.
        yes: bool,
        /// How many staff; missing is not zero.
        staff: Option<i64>,
    },
    /// A rank.
    Rank(i64),
    /// Words, under a section of an outline too.
    Text(Arc<str>),
    /// How far a task is.
    Status(Status),
    /// A line of a list in which something is written.
    Entry,
}

impl Figure {
    /// The figure as it is held against a target; `None` for what no target is about.
    #[must_use]
    pub fn held(&self) -> Option<target::Figure> {
        match self {
            Self::Rate(rate) => Some(target::Figure::Rate(*rate)),
            Self::Percent(percent) => Some(target::Figure::Percent(*percent)),
            Self::Rank(rank) => Some(target::Figure::Rank(*rank)),
            Self::Count(count) | Self::CountWithPeople { count, .. } => {
                Some(target::Figure::Count(i128::from(*count)))
            }
            Self::YesNo(_)
            | Self::Arranged { .. }
            | Self::Text(_)
            | Self::Status(_)
            | Self::Entry => None,
        }
    }

    /// The count of a figure that counts something.
    #[must_use]
    pub fn count(&self) -> Option<i64> {
        match self {
            Self::Count(count) | Self::CountWithPeople { count, .. } => Some(*count),
            _ => None,
        }
    }
}
