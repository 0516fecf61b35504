//! Properties of figures that no table of examples can show: nothing is lost between reading and
//! printing, and no comparison or rounding is off by one anywhere.

use std::cmp::Ordering;

use bdhvs::testing::values::quantity::exact::Exact;
use bdhvs::testing::values::quantity::format::{
    format_count_vi, format_percent_fixed_vi, format_percent_vi, percent_display,
};
use bdhvs::testing::values::quantity::parse::{self, CountOptions, LARGEST};
use bdhvs::testing::values::quantity::rate::Rate;
use bdhvs::testing::values::quantity::raw::{NumberFormat, RawCell, RawValue};
use bdhvs::testing::values::quantity::target::{Figure, Judgement, Target};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn text(written: String) -> RawCell {
    RawCell { value: RawValue::Text(written), ..RawCell::default() }
}

/// A percentage from 0 to 100 with up to six decimals.
fn points() -> impl Strategy<Value = Decimal> {
    (0_u32..=6).prop_flat_map(|scale| {
        (0..=100 * 10_i64.pow(scale)).prop_map(move |mantissa| Decimal::new(mantissa, scale))
    })
}

/// A rate, often close to a whole percentage, where rounding goes wrong first.
fn rate() -> impl Strategy<Value = Rate> {
    let near = (0_i64..=100, 1_i64..=1_000_000_000, -3_i64..=3).prop_map(|(percent, of, by)| {
        Rate::new((percent * of / 100 + by).max(0), of).expect("a rate")
    });
    let any = (0..=i64::MAX, 1..=i64::MAX).prop_map(|(n, d)| Rate::new(n, d).expect("a rate"));
    prop_oneof![near, any]
}

/// A percentage target, and whether it must be exceeded.
fn target() -> impl Strategy<Value = (Target, Decimal, bool)> {
    (0_i64..100_000, 0_u32..=3, any::<bool>()).prop_map(|(mantissa, scale, strict)| {
        // Nothing is no target: every figure reaches it.
        let bound = Decimal::new((mantissa % (100 * 10_i64.pow(scale))).max(1), scale);
        let sign = if strict { "> " } else { "" };
        let notation = format!("{sign}{}%", bound.to_string().replace('.', ","));
        (notation.parse().expect("a target"), bound, strict)
    })
}

/// Cross-multiplied: n/d against m/10^s percent.
fn cross_multiplied(rate: Rate, bound: Decimal) -> Ordering {
    let unit = 10_i128.pow(bound.scale());
    let [numerator, denominator] =
        [rate.numerator(), rate.denominator()].map(|number| number.mantissa());
    (100 * numerator * unit).cmp(&(bound.mantissa() * denominator))
}

proptest! {
    /// docs/contract/numbers.md: what is printed is read as the same figure.
    #[test]
    fn a_printed_count_reads_as_itself(count in 0..=LARGEST, noun in "(| người)") {
        let nouns = ["người".to_owned()];
        let options = CountOptions { nouns: &nouns, ..CountOptions::default() };
        let printed = format_count_vi(i128::from(count)) + &noun;
        let reading = parse::count(&text(printed), &options);
        prop_assert_eq!(reading.value(), Some(&count));
    }

    /// docs/contract/numbers.md, with the sign that settles what a number up to 1 means.
    #[test]
    fn a_printed_percentage_reads_as_itself(points in points()) {
        for printed in [format_percent_vi(points), format_percent_fixed_vi(points)] {
            let reading = parse::percent(&text(format!("{printed}%")));
            prop_assert_eq!(reading.value(), Some(&points), "{}", printed);
        }
    }

    /// docs/contract/numbers.md: compared exactly, on the fraction and not on the rounded figure.
    #[test]
    fn a_judgement_is_that_of_integers(rate in rate(), (target, bound, strict) in target()) {
        let side = cross_multiplied(rate, bound);
        let met = side == Ordering::Greater || (!strict && side == Ordering::Equal);
        let expected = if met { Judgement::Met } else { Judgement::Missed };
        prop_assert_eq!(target.judge(Figure::Rate(rate)), Some(expected));
    }

    /// docs/contract/numbers.md: "A displayed figure is never rounded across its target", and is off by
    /// less than one unit of its last decimal.
    #[test]
    fn a_displayed_figure_stays_on_its_side(rate in rate(), (target, bound, _) in target()) {
        let shown = percent_display(rate, Some(&target));
        prop_assert_eq!(target.judge(Figure::Percent(shown)), target.judge(Figure::Rate(rate)));
        if cross_multiplied(rate, bound) == Ordering::Less {
            prop_assert!(shown < bound);
        }
        let unit = Decimal::new(1, 2);
        prop_assert!(Exact::from(shown - unit) < Exact::from(rate));
        prop_assert!(Exact::from(shown + unit) > Exact::from(rate));
        let plain = percent_display(rate, None);
        prop_assert!(shown == plain || (shown - plain).abs() == unit);
    }

    /// docs/contract/rules.md (502): a rate agrees with itself rounded or cut to any number of decimals.
    #[test]
    fn a_rate_agrees_with_its_own_percentage(rate in rate(), decimals in 0_u32..=6) {
        let exact = Exact::from(rate);
        prop_assert!(rate.agrees_with(exact.rounded(decimals)));
        prop_assert!(rate.agrees_with(exact.floor(decimals)));
        let unit = Decimal::new(1, decimals);
        prop_assert!(!rate.agrees_with(exact.floor(decimals) - unit));
        prop_assert!(!rate.agrees_with(exact.rounded(decimals) + unit));
    }

    /// docs/contract/numbers.md: whatever a clerk types is answered, never met with a panic.
    #[test]
    fn any_text_is_answered(written in "\\PC*|[-0-9.,% ()+~\n]{0,20}") {
        let cell = text(written.clone());
        let _ = parse::count(&cell, &CountOptions::default());
        let _ = (parse::percent(&cell), parse::rank(&cell), parse::words(&cell));
        let _ = written.parse::<Target>();
    }

    /// The same for any number that a file can hold, in any format.
    #[test]
    fn any_number_is_answered(
        lo in any::<u32>(), mid in any::<u32>(), hi in any::<u32>(), minus in any::<bool>(),
        scale in 0_u32..=28,
    ) {
        let value = RawValue::Number(Decimal::from_parts(lo, mid, hi, minus, scale));
        for format in [NumberFormat::Percent, NumberFormat::Other] {
            let cell = RawCell { value: value.clone(), format, ..RawCell::default() };
            let _ = parse::count(&cell, &CountOptions::default());
            let _ = (parse::percent(&cell), parse::rank(&cell), parse::words(&cell));
        }
    }

    /// docs/contract/numbers.md: a value is read only where exactly one number was written: adding a
    /// digit group to it multiplies it by a thousand and nothing else.
    #[test]
    fn a_grouped_count_is_never_a_thousandth(thousands in 1_i64..=999) {
        let reading = parse::count(&text(format!("{thousands}.000")), &CountOptions::default());
        prop_assert_eq!(reading.value(), Some(&(thousands * 1000)));
    }
}
