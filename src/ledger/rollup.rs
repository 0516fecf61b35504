//! What the units' own figures come to. Missing is not zero: every total says of how many.

use rust_decimal::Decimal;

use crate::campaign::{Aggregation, Indicator};
use crate::submission::answer::Figure;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::rate::Rate;
pub use crate::values::quantity::rollup::{Reached, Rollup, Total};

impl Rollup {
    pub(super) fn new(
        indicator: &Indicator,
        given: &[&Figure],
        asked: usize,
        not_applicable: usize,
    ) -> Self {
        Self::of(indicator.measure, indicator.aggregation, given, asked, not_applicable)
    }

    /// Puts figures of a measure together, whatever row they come from: `asked` units were asked,
    /// and of them `not_applicable` said that the row does not concern them.
    pub fn of(
        measure: Measure,
        kind: Aggregation,
        given: &[&Figure],
        asked: usize,
        not_applicable: usize,
    ) -> Self {
        let without_base = given.iter().filter(|figure| figure.bare().is_some()).count();
        let total = match kind {
            Aggregation::Sum => sum(measure, given),
            Aggregation::Listed => range(given),
        };
        // An area that sends what its units come to stands for them, and not for itself.
        let areas: Vec<&Self> = given.iter().filter_map(|figure| figure.beneath()).collect();
        let mut rollup = Self {
            total,
            answered: given.len() - without_base - areas.len(),
            not_applicable,
            expected: asked.saturating_sub(not_applicable + areas.len()),
            without_base,
            met: None,
        };
        for area in areas {
            rollup.answered += area.answered;
            rollup.not_applicable += area.not_applicable;
            rollup.expected += area.expected;
            rollup.without_base += area.without_base;
        }
        rollup
    }

    /// Whether it stands on every unit that is asked.
    pub fn is_complete(&self) -> bool {
        self.answered >= self.expected
    }

    /// Of how many units it is: "3/126".
    pub fn coverage(&self) -> String {
        format!("{}/{}", self.answered, self.expected)
    }
}

fn sum(measure: Measure, figures: &[&Figure]) -> Total {
    // Of an area, what its units come to; one of whose units none answered adds nothing.
    let totals = figures.iter().map(|figure| figure.total());
    let totals: Vec<Total> = totals.filter(|total| *total != Total::None).collect();
    if totals.is_empty() {
        return Total::None;
    }
    let count = totals.iter().filter_map(Total::count).sum();
    let people = totals.iter().filter_map(Total::people).sum();
    let yes = totals.iter().filter_map(Total::yes).sum();
    let quantity = || {
        let mut numbers = totals.iter().filter_map(Total::quantity);
        numbers.try_fold(Decimal::ZERO, Decimal::checked_add)
    };
    let choices = || {
        let mut counts = totals.iter().filter_map(Total::choices).cloned();
        let first = counts.next()?;
        counts.try_fold(first, |sum, counts| sum.plus(&counts))
    };
    match measure {
        Measure::Percent | Measure::Ratio => {
            let rates = totals.iter().filter_map(Total::rate);
            // Of a sum beyond 64 bits there is none, rather than a wrong one.
            Rate::total(rates).ok().flatten().map_or(Total::None, Total::Rate)
        }
        Measure::Count => Total::Count { sum: count, at_least_one: None },
        Measure::Documents => Total::Count { sum: count, at_least_one: Some(yes) },
        Measure::CountWithPeople => Total::CountWithPeople { sum: count, people },
        Measure::YesNo => Total::YesNo { yes },
        Measure::Arranged => Total::Arranged { yes, staff: people },
        Measure::Quantity => quantity().map_or(Total::None, Total::Quantity),
        Measure::Choice => choices().map_or(Total::None, Total::Choices),
        Measure::Rank | Measure::Text | Measure::Status | Measure::Section | Measure::Entry => {
            Total::None
        }
    }
}

fn range(figures: &[&Figure]) -> Total {
    let ends = figures.iter().filter_map(|figure| {
        let of_area = figure.beneath().and_then(|area| area.total.range());
        of_area.or_else(|| figure.number().map(|number| [number, number]))
    });
    ends.reduce(|[min, max], [low, high]| [min.min(low), max.max(high)])
        .map_or(Total::None, |[min, max]| Total::Range { min, max })
}
