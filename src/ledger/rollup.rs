//! What the units' own figures come to. Missing is not zero: every total says of how many.

use crate::campaign::{Indicator, Rollup as RollupKind};
use crate::quantity::measure::Measure;
use crate::quantity::rate::Rate;
use crate::submission::answer::Figure;

/// The units' own figures of one row, put together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rollup {
    /// What they come to.
    pub total: Total,
    /// How many units it stands on.
    pub answered: usize,
    /// How many units stated that the row does not concern them.
    pub not_applicable: usize,
    /// How many units are asked, without those.
    pub expected: usize,
    /// How many units gave a rate without its base: shown, never added in.
    pub without_base: usize,
}

/// What figures come to, by measure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Total {
    /// No unit answered, or the figures cannot be put together.
    #[default]
    None,
    /// Σ numerator / Σ denominator.
    Rate(Rate),
    /// A sum.
    Count {
        /// The sum.
        sum: i128,
        /// How many units count at least one, where the row asks for documents.
        at_least_one: Option<usize>,
    },
    /// Two sums; the second over the units that gave it.
    CountWithPeople {
        /// Sum of the first figures.
        sum: i128,
        /// Sum of the second figures.
        people: i128,
    },
    /// How many said yes.
    YesNo {
        /// How many.
        yes: usize,
    },
    /// How many have arranged staff, and how many staff.
    Arranged {
        /// How many units.
        yes: usize,
        /// How many staff.
        staff: i128,
    },
    /// Figures that do not add up: their range.
    Range {
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
}

impl Rollup {
    pub(super) fn new(
        indicator: &Indicator,
        given: &[&Figure],
        asked: usize,
        not_applicable: usize,
    ) -> Self {
        Self::of((indicator.measure, indicator.rollup), given, asked, not_applicable)
    }

    /// Puts figures of a measure together, whatever row they come from: `asked` units were asked,
    /// and of them `not_applicable` said that the row does not concern them.
    #[must_use]
    pub fn of(
        (measure, kind): (Measure, RollupKind),
        given: &[&Figure],
        asked: usize,
        not_applicable: usize,
    ) -> Self {
        let figures = || given.iter().copied();
        let without_base = figures().filter(|f| matches!(f, Figure::Percent(_))).count();
        let total = match kind {
            RollupKind::Sum => sum(measure, figures()),
            RollupKind::Listed => range(figures()),
        };
        Self {
            total,
            answered: given.len() - without_base,
            not_applicable,
            expected: asked.saturating_sub(not_applicable),
            without_base,
        }
    }

    /// Whether it stands on every unit that is asked.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.answered >= self.expected
    }
}

fn sum<'f>(measure: Measure, figures: impl Iterator<Item = &'f Figure> + Clone) -> Total {
    let mut figures = figures.peekable();
    if figures.peek().is_none() {
        return Total::None;
    }
    let counts = figures.clone().filter_map(Figure::count).map(i128::from);
    match measure {
        Measure::Percent => {
            let rates = figures.filter_map(|figure| match figure {
                Figure::Rate(rate) => Some(*rate),
                _ => None,
            });
            // A sum beyond 64 bits is no figure of this world; better none than a wrong one.
            Rate::total(rates).ok().flatten().map_or(Total::None, Total::Rate)
        }
        Measure::Count => Total::Count { sum: counts.sum(), at_least_one: None },
        Measure::Documents => Total::Count {
            sum: counts.clone().sum(),
            at_least_one: Some(counts.filter(|count| *count > 0).count()),
        },
        Measure::CountWithPeople => Total::CountWithPeople {
            sum: counts.sum(),
            people: figures
                .filter_map(|figure| match figure {
                    Figure::CountWithPeople { people, .. } => people.map(i128::from),
                    _ => None,
                })
                .sum(),
        },
        Measure::YesNo => {
            Total::YesNo { yes: figures.filter(|f| matches!(f, Figure::YesNo(true))).count() }
        }
        Measure::Arranged => Total::Arranged {
            yes: figures
                .clone()
                .filter(|f| matches!(f, Figure::Arranged { yes: true, .. }))
                .count(),
            staff: figures
                .filter_map(|figure| match figure {
                    Figure::Arranged { staff, .. } => staff.map(i128::from),
                    _ => None,
                })
                .sum(),
        },
        Measure::Rank | Measure::Text | Measure::Status | Measure::Section | Measure::Entry => {
            Total::None
        }
    }
}

fn range<'f>(figures: impl Iterator<Item = &'f Figure> + Clone) -> Total {
    let counts = figures.filter_map(Figure::count);
    match (counts.clone().min(), counts.max()) {
        (Some(min), Some(max)) => Total::Range { min, max },
        _ => Total::None,
    }
}

impl Total {
    /// The total as one figure, where it can stand beside what a lead agency reports.
    #[must_use]
    pub fn as_figure(&self) -> Option<Figure> {
        match self {
            Self::Rate(rate) => Some(Figure::Rate(*rate)),
            Self::Count { sum, .. } => i64::try_from(*sum).ok().map(Figure::Count),
            Self::CountWithPeople { sum, people } => Some(Figure::CountWithPeople {
                count: i64::try_from(*sum).ok()?,
                people: i64::try_from(*people).ok(),
            }),
            _ => None,
        }
    }
}
