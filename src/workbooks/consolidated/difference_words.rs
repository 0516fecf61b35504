//! How far a lead agency's figure is from what the units come to, in words.

use super::BookContext;
use super::cells::DASH;
use super::value::Value;
use crate::consolidate::merge::ConsolidatedRow;
use crate::i18n::Words;
use crate::ledger::Gap;
use crate::t;
use crate::values::quantity::exact::Exact;
use crate::values::quantity::format::{PERCENT_DECIMALS, format_count_vi, format_percent_vi};
use crate::values::quantity::measure::Measure;
use crate::values::quantity::tolerance::Tolerance;

/// The most decimals that a difference of rates is shown with.
const MOST_DECIMALS: u32 = 10;

/// How far each lead agency's figure is from what the units come to.
pub(super) fn difference(cx: &BookContext<'_>, consolidated: &ConsolidatedRow<'_>) -> Value {
    let differences: Vec<(&str, String)> = consolidated
        .compared()
        .filter_map(|(lead, compared)| {
            Some((lead.unit.name.as_str(), of(cx.words, compared?.gap?)))
        })
        .collect();
    match differences.as_slice() {
        [] => DASH.into(),
        [(_, only)] => only.as_str().into(),
        several => {
            let lines: Vec<String> = several.iter().map(|(n, gap)| format!("{n}: {gap}")).collect();
            lines.join("\n").into()
        }
    }
}

/// A difference with its sign; none that is there is rounded away.
pub(crate) fn of(words: &Words, gap: Gap) -> String {
    match gap {
        Gap::Points(exact) => t!(words, "book-points", difference = points(exact)),
        Gap::Quantity(exact) => points(exact),
        Gap::Count { count, people: None } => whole(count),
        Gap::Count { count, people: Some(people) } => {
            format!("{} ({})", whole(count), whole(people))
        }
    }
}

/// How far the figures of a row may lie apart.
pub(super) fn tolerance(cx: &BookContext<'_>, tolerance: Tolerance, measure: Measure) -> String {
    match tolerance {
        Tolerance::Apart(most) if measure == Measure::Percent && !most.is_zero() => {
            t!(cx.words, "book-points", difference = format_percent_vi(most))
        }
        Tolerance::Apart(most) => format_percent_vi(most),
        Tolerance::Share(most) => format!("{}%", format_percent_vi(most)),
    }
}

fn points(exact: Exact) -> String {
    let size = exact.size();
    let shown = (PERCENT_DECIMALS..=MOST_DECIMALS).map(|decimals| size.rounded(decimals));
    let is_none = size == Exact::from(0);
    let shown = { shown }.find(|shown| is_none || !shown.is_zero()).unwrap_or_default();
    signed(exact.cmp(&Exact::from(0)), &format_percent_vi(shown))
}

fn whole(count: i128) -> String {
    signed(count.cmp(&0), &format_count_vi(count.saturating_abs()))
}

fn signed(side: std::cmp::Ordering, digits: &str) -> String {
    match side {
        std::cmp::Ordering::Equal => digits.to_owned(),
        std::cmp::Ordering::Less => format!("−{digits}"),
        std::cmp::Ordering::Greater => format!("+{digits}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::quantity::rate::Rate;

    #[test]
    fn a_difference_is_never_rounded_away() {
        let apart = |(n, d), (m, e)| {
            let rate = |n, d| Rate::new(n, d).unwrap().value();
            points(rate(n, d).minus(rate(m, e)).unwrap())
        };
        assert_eq!(apart((869, 1000), (86, 100)), "+0,9");
        assert_eq!(apart((86, 100), (869, 1000)), "−0,9");
        assert_eq!(apart((1, 2), (2, 4)), "0");
        assert_eq!(apart((1, 3), (333_333, 1_000_000)), "+0,00003");
    }
}
