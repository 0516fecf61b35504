//! Counts that cannot well be right whatever the other units report: more people than live in the unit,
//! or more than a hundred times what others of its kind count. Everything is exact.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::campaign::{Campaign, Operand};
use crate::i18n::Words;
use crate::ledger::{AbovePopulation, Contribution, Counted, SummaryAnswer, counts};
use crate::rules::rule::{AcrossHit, AcrossRow, Message};
use crate::t;
use crate::values::key::{CellName, Field, Scope};
use crate::values::quantity::format::{format_count_vi, format_decimal_vi};
use crate::wording::plausibility;

/// Fewer others than this say nothing of what is usual.
const OTHERS: usize = 3;
/// How many times as much as the others is too much.
const TIMES: i128 = 100;

type Given<'a> = Contribution<'a, &'a SummaryAnswer<'a>>;

/// The counts of a row that cannot well be right, one finding a cell.
pub(super) fn hits(row: &AcrossRow<'_>, words: &Words) -> Vec<AcrossHit> {
    let mut kinds: BTreeMap<(&str, Field), Vec<i128>> = BTreeMap::new();
    for given in &row.contributions {
        for Counted { field, count } in counts(&given.figure) {
            kinds.entry((&given.unit.kind, field)).or_default().push(count);
        }
    }
    for all in kinds.values_mut() {
        all.sort_unstable();
    }
    let checked = checked_by_form(row);
    let mut hits = Vec::new();
    for given in &row.contributions {
        for counted in counts(&given.figure) {
            let above = above_population(row, given, counted, words);
            if above.is_some() && checked.contains(&counted.field) {
                continue;
            }
            let kind = kinds.get(&(given.unit.kind.as_str(), counted.field));
            let text = above
                .or_else(|| Others::new(kind?, counted.count)?.text(row, given, counted, words));
            hits.extend(text.map(|text| AcrossHit {
                unit: Some(given.unit.code.clone()),
                answer: Some(row.key(Scope::Own)),
                field: Some(counted.field),
                message: Message { text, hint: t!(words, "bd701-hint") },
            }));
        }
    }
    hits
}

/// The cells of a row that a check of the form itself holds against the residents of the unit: it says so
/// in its own words.
fn checked_by_form(row: &AcrossRow<'_>) -> BTreeSet<Field> {
    let checks = row.form.checks.iter();
    let of_population = checks.filter(|check| {
        check.operands.values().any(|operand| matches!(operand, Operand::Population))
    });
    let blamed = of_population.map(|check| &check.blames);
    let here = blamed.filter(|cell: &&CellName| cell.answer.indicator == row.indicator.id);
    here.map(|cell| cell.field).collect()
}

fn above_population(
    row: &AcrossRow<'_>,
    given: &Given<'_>,
    counted: Counted,
    words: &Words,
) -> Option<String> {
    let population = given.unit.population.map(i128::from)?;
    let people = row.people(counted).filter(|people| *people > population)?;
    Some(t!(
        words,
        "bd701-message-population",
        people = format_count_vi(people),
        population = format_count_vi(population)
    ))
}

/// What the other units of a kind count.
struct Others {
    count: usize,
    /// Twice the median, which may lie between two of them.
    twice_median: i128,
}

impl Others {
    /// All but one of some counts in their order; nothing where they are too few.
    fn new(all: &[i128], own: i128) -> Option<Self> {
        let at = all.binary_search(&own).ok()?;
        let count = all.len().checked_sub(1).filter(|count| *count >= OTHERS)?;
        let other = |index: usize| all.get(if index < at { index } else { index + 1 }).copied();
        let twice_median = other((count - 1) / 2)?.checked_add(other(count / 2)?)?;
        Some(Self { count, twice_median })
    }

    fn text(
        &self,
        row: &AcrossRow<'_>,
        given: &Given<'_>,
        counted: Counted,
        words: &Words,
    ) -> Option<String> {
        let most = self.twice_median.checked_mul(TIMES)?;
        // Where most count nothing, a few are no hundred times as much.
        (most > 0 && counted.count.checked_mul(2)? > most).then_some(())?;
        let median =
            Decimal::try_from_i128_with_scale(self.twice_median.checked_mul(5)?, 1).ok()?;
        let figure = if counted.field == Field::Value && given.figure.beneath().is_none() {
            row.display(&given.figure)
        } else {
            format_count_vi(counted.count)
        };
        Some(t!(
            words,
            "bd701-message-hundredfold",
            figure = figure,
            kind = given.unit.kind.as_str(),
            count = self.count,
            median = format_decimal_vi(median)
        ))
    }
}

/// What there is to say of the figures for the whole area that count more people than live there.
pub(super) fn area_hits(
    campaign: &Campaign,
    population: i128,
    row: &AcrossRow<'_>,
    words: &Words,
) -> Vec<AcrossHit> {
    let above = row.above_population(population);
    let hit = |found: AbovePopulation<'_, '_, _>| AcrossHit {
        unit: None,
        answer: Some(row.key(if found.lead.is_some() { Scope::City } else { Scope::Own })),
        field: None,
        message: Message {
            text: plausibility::area(&found, campaign, words),
            hint: t!(words, "bd701-hint-area"),
        },
    };
    above.into_iter().map(hit).collect()
}

#[cfg(test)]
mod tests {
    use super::Others;

    #[test]
    fn the_median_is_that_of_the_others() {
        let of = |all: &[i128], own| Others::new(all, own).map(|others| others.twice_median);
        assert_eq!(of(&[1, 2, 3], 3), None);
        assert_eq!(of(&[1, 2, 3, 900], 900), Some(4));
        assert_eq!(of(&[1, 2, 4, 5, 900], 900), Some(6));
        assert_eq!(of(&[1, 2, 4, 5, 900], 1), Some(9));
    }
}
