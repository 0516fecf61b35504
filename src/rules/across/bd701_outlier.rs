//! BD701 outlier: a figure far from those of the other units of its kind, or beyond how many people there
//! are.
//!
//! Units are compared with their own kind only (wards with wards), and only where enough of them
//! report. The fences are those of Tukey, three times the distance between the quartiles: they do not
//! move with the very figures that are looked for, as a mean would. Everything is exact.

use std::collections::BTreeMap;

use num_rational::Ratio;
use num_traits::{CheckedAdd as _, CheckedMul as _, CheckedSub as _};

use super::implausible;
use crate::i18n::Words;
use crate::ledger::{Contribution, SummaryAnswer};
use crate::rules::rule::{AcrossContext, AcrossHit, AcrossRow, Check, Message, Rule, rule};
use crate::submission::answer::Figure;
use crate::t;
use crate::values::key::{Field, Scope};

pub(in crate::rules) const RULE: Rule =
    rule!("BD701", "outlier", Warning, Check::Across(check), explainable: true);

/// Fewer figures than this say nothing of what is usual.
const ENOUGH: usize = 12;
/// How many times the distance between the quartiles is far.
const FAR: i128 = 3;

type Exact = Ratio<i128>;
type Given<'a> = Contribution<'a, &'a SummaryAnswer<'a>>;

fn check(context: &AcrossContext<'_>, words: &Words) -> Vec<AcrossHit> {
    let mut hits = Vec::new();
    let population = context.campaign.population(context.period);
    for row in context.rows() {
        let sure = implausible::hits(&row, words);
        let is_told = |given: &Given<'_>| {
            let mut told = sure.iter().filter(|hit| hit.field == Some(Field::Value));
            told.any(|hit: &AcrossHit| hit.unit.as_ref() == Some(&given.unit.code))
        };
        let mut kinds: BTreeMap<&str, Vec<(Exact, &Given<'_>)>> = BTreeMap::new();
        for given in &row.contributions {
            if let Some(value) = value(&given.figure) {
                kinds.entry(&given.unit.kind).or_default().push((value, given));
            }
        }
        for mut figures in kinds.into_values() {
            figures.sort_by_key(|(value, _)| *value);
            let Some(usual) = Usual::of(&figures) else { continue };
            let far =
                figures.iter().filter(|(value, given)| usual.is_far(*value) && !is_told(given));
            for (value, given) in far {
                hits.push(hit(&row, &usual, *value, given, words));
            }
        }
        hits.extend(sure);
        if let Some(population) = population {
            hits.extend(implausible::area_hits(context.campaign, population, &row, words));
        }
    }
    hits
}

/// What most units of a kind report.
struct Usual<'a> {
    count: usize,
    quartiles: [&'a Given<'a>; 2],
    fences: [Exact; 2],
}

impl<'a> Usual<'a> {
    /// Of figures in their order; nothing where they are too few, or too alike to say what is far.
    fn of(figures: &[(Exact, &'a Given<'a>)]) -> Option<Self> {
        let count = figures.len();
        if count < ENOUGH {
            return None;
        }
        let (low, first) = *figures.get(count.div_ceil(4) - 1)?;
        let (high, third) = *figures.get((3 * count).div_ceil(4) - 1)?;
        let reach = high.checked_sub(&low)?.checked_mul(&Ratio::from_integer(FAR))?;
        if reach == Ratio::from_integer(0) {
            return None;
        }
        let fences = [low.checked_sub(&reach)?, high.checked_add(&reach)?];
        Some(Self { count, quartiles: [first, third], fences })
    }

    fn is_far(&self, value: Exact) -> bool {
        value < self.fences[0] || value > self.fences[1]
    }
}

fn hit(
    row: &AcrossRow<'_>,
    usual: &Usual<'_>,
    value: Exact,
    given: &Given<'_>,
    words: &Words,
) -> AcrossHit {
    let [low, high] = usual.quartiles.map(|given| row.display(&given.figure));
    let figure = row.display(&given.figure);
    let (kind, count) = (given.unit.kind.as_str(), usual.count);
    let message = if value > usual.fences[1] {
        t!(
            words,
            "bd701-message-high",
            figure = figure,
            kind = kind,
            count = count,
            low = low,
            high = high
        )
    } else {
        t!(
            words,
            "bd701-message-low",
            figure = figure,
            kind = kind,
            count = count,
            low = low,
            high = high
        )
    };
    let hint =
        if given.figure.is_rate() { t!(words, "bd701-hint-rate") } else { t!(words, "bd701-hint") };
    AcrossHit {
        unit: Some(given.unit.code.clone()),
        answer: Some(row.key(Scope::Own)),
        field: Some(Field::Value),
        message: Message { text: message, hint },
    }
}

/// The figure as a number that can be compared; ranks and choices are none.
fn value(figure: &Figure) -> Option<Exact> {
    Some(match figure {
        Figure::Rate(rate) => rate.value().ratio(),
        Figure::Bare(bare) => crate::values::quantity::exact::Exact::from(bare.value).ratio(),
        Figure::Quantity(number) => crate::values::quantity::exact::Exact::from(*number).ratio(),
        Figure::Count(count) | Figure::CountWithPeople { count, .. } => {
            Ratio::from_integer(i128::from(*count))
        }
        Figure::YesNo(_)
        | Figure::Choice(_)
        | Figure::Arranged { .. }
        | Figure::Rank(_)
        | Figure::Text(_)
        | Figure::Status(_)
        | Figure::Entry
        | Figure::Beneath(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Exact, Figure, Ratio, value};
    use crate::values::quantity::rate::Rate;
    use crate::values::quantity::rate_form::Bare;

    #[test]
    fn figures_are_compared_exactly() {
        let of = |figure: &Figure| value(figure).unwrap();
        let rate = of(&Figure::Rate(Rate::new(1, 3).unwrap()));
        assert_eq!(rate, Ratio::new(100, 3));
        assert!(of(&Figure::Bare(Bare::percent("33.33".parse().unwrap()))) < rate);
        assert_eq!(of(&Figure::Count(7)), Exact::from_integer(7));
        assert_eq!(value(&Figure::Rank(1)), None);
    }
}
