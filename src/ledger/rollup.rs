//! What the units' own figures come to. Missing is not zero: every total says of how many.

use crate::campaign::{Aggregation, Indicator};
use crate::submission::answer::Figure;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::rate::Rate;
pub use crate::values::quantity::rollup::{Rollup, Total};

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
        let figures = || given.iter().copied();
        let without_base = figures().filter(|f| matches!(f, Figure::Percent(_))).count();
        let total = match kind {
            Aggregation::Sum => sum(measure, given),
            Aggregation::Listed => range(figures()),
        };
        // An area that sends what its units come to stands for them, and not for itself.
        let beneath: Vec<&Self> = figures().filter_map(Figure::beneath).collect();
        let all = |count: fn(&Self) -> usize| beneath.iter().map(|area| count(area)).sum::<usize>();
        let alone = beneath.len();
        Self {
            total,
            answered: given.len() - without_base - alone + all(|area| area.answered),
            not_applicable: not_applicable + all(|area| area.not_applicable),
            expected: asked.saturating_sub(not_applicable + alone) + all(|area| area.expected),
            without_base: without_base + all(|area| area.without_base),
        }
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
    let totals = || figures.iter().map(|figure| figure.total()).filter(|t| *t != Total::None);
    let counts = || totals().filter_map(|total| total.count());
    let people = || totals().filter_map(|total| total.people()).sum();
    let yes = || totals().filter_map(|total| total.yes()).sum();
    if totals().next().is_none() {
        return Total::None;
    }
    match measure {
        Measure::Percent => {
            let rates = totals().filter_map(|total| total.rate());
            // Of a sum beyond 64 bits there is none, rather than a wrong one.
            Rate::total(rates).ok().flatten().map_or(Total::None, Total::Rate)
        }
        Measure::Count => Total::Count { sum: counts().sum(), at_least_one: None },
        Measure::Documents => Total::Count { sum: counts().sum(), at_least_one: Some(yes()) },
        Measure::CountWithPeople => {
            Total::CountWithPeople { sum: counts().sum(), people: people() }
        }
        Measure::YesNo => Total::YesNo { yes: yes() },
        Measure::Arranged => Total::Arranged { yes: yes(), staff: people() },
        Measure::Rank | Measure::Text | Measure::Status | Measure::Section | Measure::Entry => {
            Total::None
        }
    }
}

fn range<'f>(figures: impl Iterator<Item = &'f Figure> + Clone) -> Total {
    let ends = figures.filter_map(|figure| {
        let of_area = figure.beneath().and_then(|area| area.total.range());
        of_area.or_else(|| figure.count().map(|count| [count, count]))
    });
    ends.reduce(|[min, max], [low, high]| [min.min(low), max.max(high)])
        .map_or(Total::None, |[min, max]| Total::Range { min, max })
}
