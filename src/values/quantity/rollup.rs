//! What the figures of several units come to, and on how many of them it stands.

use rust_decimal::Decimal;

use super::choices::ChoiceCounts;
use super::rate::Rate;

/// The units' own figures of one row, put together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rollup {
    pub total: Total,
    /// How many units it stands on.
    pub answered: usize,
    /// How many units stated that the row does not concern them.
    pub not_applicable: usize,
    /// How many units are asked, without those.
    pub expected: usize,
    /// How many units gave a rate without its base: shown, never added in.
    pub without_base: usize,
    /// How many units reach the level that is set for each; `None` where none is.
    pub met: Option<usize>,
}

/// How many units reach the level that is set for each, and of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    pub met: usize,
    /// All that are asked, also those that have given nothing.
    pub of: usize,
    /// Those of them that have given nothing that can be judged.
    pub silent: usize,
}

impl Rollup {
    /// How many units reach the level set for each, where one is.
    pub fn reached(&self) -> Option<Reached> {
        let silent = self.expected.saturating_sub(self.answered + self.without_base);
        self.met.filter(|_| self.expected > 0).map(|met| Reached { met, of: self.expected, silent })
    }
}

/// What figures come to, by measure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Total {
    /// No unit answered, or the figures cannot be put together.
    #[default]
    None,
    /// The sum of the numerators over that of the denominators.
    Rate(Rate),
    Count {
        sum: i128,
        /// How many units count at least one, where the row asks for documents.
        at_least_one: Option<usize>,
    },
    /// Two sums; the second over the units that gave it.
    CountWithPeople {
        sum: i128,
        people: i128,
    },
    YesNo {
        yes: usize,
    },
    /// How many have arranged staff, and how many staff.
    Arranged {
        yes: usize,
        staff: i128,
    },
    /// Figures that do not add up: their range.
    Range {
        min: Decimal,
        max: Decimal,
    },
    /// A sum with the decimals that the row declares.
    Quantity(Decimal),
    /// How many answered with each of the choices.
    Choices(ChoiceCounts),
}

impl Total {
    /// The rate, where it is one.
    pub fn rate(&self) -> Option<Rate> {
        match self {
            Self::Rate(rate) => Some(*rate),
            Self::None
            | Self::Count { .. }
            | Self::CountWithPeople { .. }
            | Self::YesNo { .. }
            | Self::Arranged { .. }
            | Self::Range { .. }
            | Self::Quantity(_)
            | Self::Choices(_) => None,
        }
    }

    /// What is counted, without the second figure.
    pub fn count(&self) -> Option<i128> {
        match self {
            Self::Count { sum, .. } | Self::CountWithPeople { sum, .. } => Some(*sum),
            Self::None
            | Self::Rate(_)
            | Self::YesNo { .. }
            | Self::Arranged { .. }
            | Self::Range { .. }
            | Self::Quantity(_)
            | Self::Choices(_) => None,
        }
    }

    /// The smallest and the largest of figures that do not add up.
    pub fn range(&self) -> Option<[Decimal; 2]> {
        match self {
            Self::Range { min, max } => Some([*min, *max]),
            Self::None
            | Self::Rate(_)
            | Self::Count { .. }
            | Self::CountWithPeople { .. }
            | Self::YesNo { .. }
            | Self::Arranged { .. }
            | Self::Quantity(_)
            | Self::Choices(_) => None,
        }
    }

    /// The sum of decimal numbers.
    pub fn quantity(&self) -> Option<Decimal> {
        match self {
            Self::Quantity(sum) => Some(*sum),
            Self::None
            | Self::Rate(_)
            | Self::Count { .. }
            | Self::CountWithPeople { .. }
            | Self::YesNo { .. }
            | Self::Arranged { .. }
            | Self::Range { .. }
            | Self::Choices(_) => None,
        }
    }

    /// How many answered with each of the choices.
    pub fn choices(&self) -> Option<&ChoiceCounts> {
        match self {
            Self::Choices(counts) => Some(counts),
            Self::None
            | Self::Rate(_)
            | Self::Count { .. }
            | Self::CountWithPeople { .. }
            | Self::YesNo { .. }
            | Self::Arranged { .. }
            | Self::Range { .. }
            | Self::Quantity(_) => None,
        }
    }

    /// How many people, or staff, it counts beside what it is about.
    pub fn people(&self) -> Option<i128> {
        match self {
            Self::CountWithPeople { people, .. } | Self::Arranged { staff: people, .. } => {
                Some(*people)
            }
            Self::None
            | Self::Rate(_)
            | Self::Count { .. }
            | Self::YesNo { .. }
            | Self::Range { .. }
            | Self::Quantity(_)
            | Self::Choices(_) => None,
        }
    }

    /// How many units said yes, have arranged staff, or issued at least one document.
    pub fn yes(&self) -> Option<usize> {
        match self {
            Self::Count { at_least_one: yes, .. } => *yes,
            Self::YesNo { yes } | Self::Arranged { yes, .. } => Some(*yes),
            Self::None
            | Self::Rate(_)
            | Self::CountWithPeople { .. }
            | Self::Range { .. }
            | Self::Quantity(_)
            | Self::Choices(_) => None,
        }
    }
}
