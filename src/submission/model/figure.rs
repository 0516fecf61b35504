//! A figure as an answer gives it: the last thing before figures are put together.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::values::quantity::choices::{ChoiceCounts, Chosen};
use crate::values::quantity::rate::Rate;
use crate::values::quantity::rate_form::{Bare, Per};
use crate::values::quantity::rollup::{Rollup, Total};
use crate::values::quantity::target;
use crate::values::quantity::words::{ARRANGED, Status, YES_NO};

/// A figure that can be put together with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    Rate(Rate),
    /// A rate of which only what it comes to was given.
    Bare(Bare),
    /// A number with the decimals that the row declares.
    Quantity(Decimal),
    Count(i64),
    /// A count with its second figure.
    CountWithPeople {
        /// The first figure: classes, sessions.
        count: i64,
        /// The second figure; `None` where the unit did not give it, which is not zero.
        people: Option<i64>,
    },
    YesNo(bool),
    /// One of the row's own choices.
    Choice(Chosen),
    /// Arranged or not, and how many staff.
    Arranged {
        yes: bool,
        /// How many staff; missing is not zero.
        staff: Option<i64>,
    },
    Rank(i64),
    /// Words, under a section of an outline too.
    Text(Arc<str>),
    Status(Status),
    /// A line of a list in which something is written.
    Entry,
    /// What the units beneath an area come to, where the area sent its consolidation.
    Beneath(Arc<Rollup>),
}

impl Figure {
    /// The figure as it is held against a target; `None` for what no target is about.
    pub fn held(&self) -> Option<target::Figure> {
        match self {
            Self::Rate(rate) => Some(target::Figure::Rate(*rate)),
            Self::Bare(Bare { value, form }) if form.per == Per::Hundred => {
                Some(target::Figure::Percent(*value))
            }
            Self::Quantity(value) | Self::Bare(Bare { value, .. }) => {
                Some(target::Figure::Quantity(*value))
            }
            Self::Choice(chosen) => Some(target::Figure::Choice(chosen.at())),
            Self::Rank(rank) => Some(target::Figure::Rank(*rank)),
            Self::Count(count) | Self::CountWithPeople { count, .. } => {
                Some(target::Figure::Count(i128::from(*count)))
            }
            Self::Beneath(area) => match &area.total {
                Total::Rate(rate) => Some(target::Figure::Rate(*rate)),
                Total::Count { sum, .. } | Total::CountWithPeople { sum, .. } => {
                    Some(target::Figure::Count(*sum))
                }
                Total::Quantity(sum) => Some(target::Figure::Quantity(*sum)),
                Total::None
                | Total::YesNo { .. }
                | Total::Arranged { .. }
                | Total::Range { .. }
                | Total::Choices(_) => None,
            },
            Self::YesNo(_)
            | Self::Arranged { .. }
            | Self::Text(_)
            | Self::Status(_)
            | Self::Entry => None,
        }
    }

    /// The rate of which both figures were given.
    pub fn rate(&self) -> Option<Rate> {
        if let Self::Rate(rate) = self { Some(*rate) } else { None }
    }

    /// The words of a figure that is words.
    pub fn words(&self) -> Option<&Arc<str>> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The rate of which no base was given.
    pub fn bare(&self) -> Option<Bare> {
        if let Self::Bare(bare) = self { Some(*bare) } else { None }
    }

    /// Whether it is a rate or a percentage.
    pub fn is_rate(&self) -> bool {
        self.rate().is_some() || self.bare().is_some()
    }

    /// The number of a figure that adds up, with or without decimals.
    pub fn number(&self) -> Option<Decimal> {
        if let Self::Quantity(number) = self {
            return Some(*number);
        }
        self.count().map(Decimal::from)
    }

    /// The count of a figure that counts something.
    pub fn count(&self) -> Option<i64> {
        match self {
            Self::Count(count) | Self::CountWithPeople { count, .. } => Some(*count),
            Self::Rate(_)
            | Self::Bare(_)
            | Self::Quantity(_)
            | Self::YesNo(_)
            | Self::Choice(_)
            | Self::Arranged { .. }
            | Self::Rank(_)
            | Self::Text(_)
            | Self::Status(_)
            | Self::Entry
            | Self::Beneath(_) => None,
        }
    }

    /// The people of a count that gives them; of an area, those whom its units count, where any does.
    pub fn people(&self) -> Option<i128> {
        match self {
            Self::CountWithPeople { people, .. } => people.map(i128::from),
            Self::Beneath(area) => match &area.total {
                Total::CountWithPeople { people, .. } => Some(*people).filter(|people| *people > 0),
                Total::None
                | Total::Rate(_)
                | Total::Count { .. }
                | Total::YesNo { .. }
                | Total::Arranged { .. }
                | Total::Range { .. }
                | Total::Quantity(_)
                | Total::Choices(_) => None,
            },
            Self::Rate(_)
            | Self::Bare(_)
            | Self::Quantity(_)
            | Self::Count(_)
            | Self::YesNo(_)
            | Self::Choice(_)
            | Self::Arranged { .. }
            | Self::Rank(_)
            | Self::Text(_)
            | Self::Status(_)
            | Self::Entry => None,
        }
    }

    /// The choice that it is, in the words of the form.
    pub fn choice(&self) -> Option<&str> {
        let word = |yes: bool, [first, second]: [&'static str; 2]| if yes { first } else { second };
        match self {
            Self::YesNo(yes) => Some(word(*yes, YES_NO)),
            Self::Arranged { yes, .. } => Some(word(*yes, ARRANGED)),
            Self::Choice(chosen) => Some(chosen.as_str()),
            Self::Rate(_)
            | Self::Bare(_)
            | Self::Quantity(_)
            | Self::Count(_)
            | Self::CountWithPeople { .. }
            | Self::Rank(_)
            | Self::Text(_)
            | Self::Status(_)
            | Self::Entry
            | Self::Beneath(_) => None,
        }
    }

    /// What the units beneath come to, where it is the figure of an area.
    pub fn beneath(&self) -> Option<&Rollup> {
        if let Self::Beneath(area) = self { Some(area) } else { None }
    }

    /// How far a task is, as the unit says.
    pub fn status(&self) -> Option<Status> {
        if let Self::Status(status) = self { Some(*status) } else { None }
    }

    /// The figures of two units as one; `None` where they do not add up, or to more than a figure can be.
    pub fn checked_add(&self, other: &Self) -> Option<Self> {
        match self {
            Self::Rate(rate) => Rate::checked_add(*rate, other.rate()?).map(Self::Rate),
            Self::Quantity(number) => {
                let Self::Quantity(more) = other else { return None };
                number.checked_add(*more).map(Self::Quantity)
            }
            Self::Count(count) => {
                let Self::Count(more) = other else { return None };
                count.checked_add(*more).map(Self::Count)
            }
            Self::CountWithPeople { count, people } => {
                let Self::CountWithPeople { count: more, people: others } = other else {
                    return None;
                };
                // Missing is not zero.
                let people = match (people, others) {
                    (Some(people), Some(others)) => Some(people.checked_add(*others)?),
                    (None, _) | (_, None) => None,
                };
                Some(Self::CountWithPeople { count: count.checked_add(*more)?, people })
            }
            Self::Bare(_)
            | Self::YesNo(_)
            | Self::Choice(_)
            | Self::Arranged { .. }
            | Self::Rank(_)
            | Self::Text(_)
            | Self::Status(_)
            | Self::Entry
            | Self::Beneath(_) => None,
        }
    }

    /// Whether it is the figure of an area none of whose units gave a figure that adds up.
    pub fn is_none(&self) -> bool {
        self.beneath().is_some_and(|area| area.total == Total::None)
    }

    /// The total over this one figure.
    pub fn total(&self) -> Total {
        match self {
            Self::Rate(rate) => Total::Rate(*rate),
            Self::Count(count) => Total::Count {
                sum: i128::from(*count),
                at_least_one: Some(usize::from(*count > 0)),
            },
            Self::CountWithPeople { count, people } => Total::CountWithPeople {
                sum: i128::from(*count),
                people: people.map_or(0, i128::from),
            },
            Self::Quantity(number) => Total::Quantity(*number),
            Self::Choice(chosen) => Total::Choices(ChoiceCounts::of_one(chosen)),
            Self::YesNo(yes) => Total::YesNo { yes: usize::from(*yes) },
            Self::Arranged { yes, staff } => {
                Total::Arranged { yes: usize::from(*yes), staff: staff.map_or(0, i128::from) }
            }
            Self::Beneath(area) => area.total.clone(),
            Self::Bare(_) | Self::Rank(_) | Self::Text(_) | Self::Status(_) | Self::Entry => {
                Total::None
            }
        }
    }
}

impl Total {
    /// The total as one figure, where it can stand beside what a lead agency reports.
    pub fn as_figure(&self) -> Option<Figure> {
        match self {
            Self::Rate(rate) => Some(Figure::Rate(*rate)),
            Self::Count { sum, .. } => i64::try_from(*sum).ok().map(Figure::Count),
            Self::CountWithPeople { sum, people } => Some(Figure::CountWithPeople {
                count: i64::try_from(*sum).ok()?,
                people: i64::try_from(*people).ok(),
            }),
            Self::Quantity(sum) => Some(Figure::Quantity(*sum)),
            Self::None
            | Self::YesNo { .. }
            | Self::Arranged { .. }
            | Self::Range { .. }
            | Self::Choices(_) => None,
        }
    }
}
