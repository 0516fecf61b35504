//! Figures as people here read them: `1.250`, `85,5`. The inverse of [`parse`](super::parse).
//!
//! Rounding happens only here, only for display, and never across a target (docs/contract/numbers.md): a
//! page that prints 85,00 beside "chưa đạt" for 84.999 would be wrong in the reader's eyes.

use std::cmp::Ordering;

use rust_decimal::Decimal;

pub use super::digits::{format_decimal_vi, format_quantity_vi};
use super::digits::{group, with_decimals};
use crate::values::quantity::exact::Exact;
use crate::values::quantity::rate::Rate;
use crate::values::quantity::rate_form::Bare;
use crate::values::quantity::target::Target;

/// The decimals of a displayed percentage, in tables and in JSON alike.
pub const PERCENT_DECIMALS: u32 = 2;

/// An exact number, and how many decimals of it are shown.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    exact: Exact,
    decimals: u32,
}

impl From<Exact> for Shown {
    fn from(exact: Exact) -> Self {
        Self { exact, decimals: PERCENT_DECIMALS }
    }
}

impl From<Rate> for Shown {
    fn from(rate: Rate) -> Self {
        Self { exact: rate.value(), decimals: rate.form().decimals }
    }
}

impl From<Bare> for Shown {
    fn from(bare: Bare) -> Self {
        Self { exact: bare.value.into(), decimals: bare.form.decimals }
    }
}

/// A rate for display, in percent points or its own multiple: half-up to two decimals or those of its form, but on the same side of
/// the target as the exact figure. 84.999 is 84.99 beside a target of 85; 85.001 is 85.01 beside
/// `> 85%`, which 85.00 would miss. A target that is not a percentage has no say.
pub fn percent_display(shown: impl Into<Shown>, target: Option<&Target>) -> Decimal {
    let Shown { exact, decimals } = shown.into();
    let rounded = exact.rounded(decimals);
    let Some((bound, strict)) = target.and_then(Target::rate_bound) else {
        return rounded;
    };
    let bound = Exact::from(bound);
    let shown = Exact::from(rounded).cmp(&bound);
    match exact.cmp(&bound) {
        Ordering::Less if shown != Ordering::Less => exact.floor(decimals),
        Ordering::Equal if strict && shown == Ordering::Greater => exact.floor(decimals),
        Ordering::Greater if strict && shown != Ordering::Greater => exact.ceil(decimals),
        Ordering::Greater | Ordering::Equal if !strict && shown == Ordering::Less => {
            exact.ceil(decimals)
        }
        _ => rounded,
    }
}

/// A percentage in text, without the sign: `84,99`, `85,5`, `85`. Trailing zeros go.
pub fn format_percent_vi(points: Decimal) -> String {
    group(&points.normalize().to_string())
}

/// A percentage for a column of a table, with at least two decimals: `84,99`, `85,50`, `85,00`.
/// Nothing is rounded: that is [`percent_display`]'s, which knows the target.
pub fn format_percent_fixed_vi(points: Decimal) -> String {
    group(&with_decimals(points, PERCENT_DECIMALS))
}

/// A count with points between its thousands: `1.250`, `1.234.567`.
pub fn format_count_vi(count: i128) -> String {
    group(&count.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::quantity::rate::Rate;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn figures_are_printed_by_vietnamese_rules() {
        let counts = [
            (0, "0"),
            (999, "999"),
            (1250, "1.250"),
            (1_234_567, "1.234.567"),
            (-1250, "-1.250"),
            (i128::MIN, "-170.141.183.460.469.231.731.687.303.715.884.105.728"),
        ];
        for (count, text) in counts {
            assert_eq!(format_count_vi(count), text);
        }
        let percents = [
            ("85", "85", "85,00"),
            ("85.50", "85,5", "85,50"),
            ("84.99", "84,99", "84,99"),
            ("0", "0", "0,00"),
            ("8550", "8.550", "8.550,00"),
            ("66.667", "66,667", "66,667"),
            ("-0.5", "-0,5", "-0,50"),
        ];
        for (points, short, fixed) in percents {
            assert_eq!(format_percent_vi(decimal(points)), short);
            assert_eq!(format_percent_fixed_vi(decimal(points)), fixed);
        }
        assert_eq!(format_decimal_vi(decimal("2025")), "2025");
        assert_eq!(format_decimal_vi(decimal("12.50")), "12,5");
    }

    #[test]
    fn a_displayed_percentage_stays_on_its_side_of_the_target() {
        // docs/contract/numbers.md: "A displayed figure is never rounded across its target."
        let table = [
            ("84.999", "85%", "84.99"),
            ("84.999", "> 85%", "84.99"),
            ("85.001", "> 85%", "85.01"),
            ("85.001", "85%", "85.00"),
            ("85", "> 85%", "85.00"),
            ("85", "85%", "85.00"),
            ("84.994", "85%", "84.99"),
            ("84.986", "85%", "84.99"),
            ("99.999", "100%", "99.99"),
            ("99.999", "Tốp 5", "100.00"),
            // targets finer than what is displayed
            ("85.5541", "85,554%", "85.56"),
            ("85.554", "85,554%", "85.56"),
            ("85.5559", "> 85,556%", "85.55"),
            ("85.556", "> 85,556%", "85.55"),
        ];
        for (exact, target, shown) in table {
            let target: Target = target.parse().unwrap();
            let display = percent_display(Exact::from(decimal(exact)), Some(&target));
            assert_eq!(display, decimal(shown), "{exact} against {target}");
        }
        assert_eq!(percent_display(Exact::from(decimal("84.999")), None), decimal("85.00"));
        assert_eq!(percent_display(Rate::new(2, 3).unwrap(), None), decimal("66.67"));
    }
}
