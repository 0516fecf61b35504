//! From the binary float of a file to the decimal that a person typed. Excel keeps 15 significant
//! digits of what is typed and writes 17, so that 85.5 % comes as 0.85499999999999998: rounding to
//! 15 digits gives the typed number back. No float leaves this module.

use rust_decimal::Decimal;

use crate::values::quantity::raw::RawValue;

/// The largest scale and the largest power of ten that a decimal takes.
const DIGITS: i32 = 28;
/// The significant digits that Excel keeps of a typed number.
const KEPT_DIGITS: usize = 15;

/// A number as Excel shows it in a cell wide enough.
pub(super) fn number(value: f64) -> RawValue {
    decimal(value).map_or_else(|| RawValue::Unrepresentable(format!("{value:E}")), RawValue::Number)
}

/// A number as a file writes it in text; text where it is no number. What has no more digits than
/// Excel keeps is taken as it is written, without a detour.
pub(super) fn written(text: &str) -> RawValue {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    if is_plain
        && digits <= KEPT_DIGITS
        && let Ok(decimal) = text.parse::<Decimal>()
    {
        return RawValue::Number(decimal.normalize());
    }
    text.parse::<f64>().map_or_else(|_| RawValue::Text(text.to_owned()), number)
}

/// The same as a decimal, or nothing when it does not fit one.
pub(super) fn decimal(value: f64) -> Option<Decimal> {
    if !value.is_finite() {
        return None;
    }
    // One digit before the point and fourteen after it, correctly rounded.
    let text = format!("{value:.14e}");
    let (significand, exponent) = text.split_once('e')?;
    let exponent: i32 = exponent.parse().ok()?;
    let (whole, fraction) = significand.split_once('.')?;
    let fraction = fraction.trim_end_matches('0');
    let mantissa: i128 = format!("{whole}{fraction}").parse().ok()?;
    if mantissa == 0 {
        return Some(Decimal::ZERO);
    }
    let scale = i32::try_from(fraction.len()).ok()? - exponent;
    if !(-DIGITS..=DIGITS).contains(&scale) {
        return None;
    }
    if scale >= 0 {
        return Decimal::try_from_i128_with_scale(mantissa, scale.unsigned_abs()).ok();
    }
    let whole = mantissa.checked_mul(10_i128.checked_pow(scale.unsigned_abs())?)?;
    Decimal::try_from_i128_with_scale(whole, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: f64) -> String {
        number(value).as_written()
    }

    #[test]
    fn fifteen_digits_are_kept() {
        assert_eq!(shown(0.1 + 0.2), "0.3");
        assert_eq!(shown(f64::from_bits(0.855_f64.to_bits() - 1)), "0.855");
        assert_eq!(shown(85.5), "85.5");
        assert_eq!(shown(-0.0), "0");
        assert_eq!(shown(-12.0), "-12");
        assert_eq!(shown(1_250_000_000.0), "1250000000");
        assert_eq!(shown(123_456_789_012_345.0), "123456789012345");
        assert_eq!(shown(1_234_567_890_123_456.0), "1234567890123460");
        assert_eq!(shown(7e28), "70000000000000000000000000000");
        assert_eq!(shown(1e-28), "0.0000000000000000000000000001");
    }

    #[test]
    fn a_number_beyond_a_decimal_is_unrepresentable() {
        for (value, text) in [
            (1e300, "1E300"),
            (8e28, "8E28"),
            (-1.5e29, "-1.5E29"),
            (1e-29, "1E-29"),
            (f64::MIN_POSITIVE, "2.2250738585072014E-308"),
            (f64::NAN, "NaN"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(number(value), RawValue::Unrepresentable(text.to_owned()));
        }
    }

    /// The short way and the way through a float come to the same.
    fn both_ways(text: &str) {
        assert_eq!(written(text), number(text.parse().unwrap()), "{text}");
    }

    #[test]
    fn what_is_written_is_read_as_the_float_is() {
        for text in ["0", "-0", "00012", "1.500", ".5", "5.", "-12.25", "999999999999999", "0.1"] {
            both_ways(text);
        }
        for text in ["1E3", "0.85499999999999998", "1234567890123456", "+5", "1e-7", "1E+300"] {
            both_ways(text);
        }
        for text in ["1,5", "abc", "--1", "1-", ".", "-", "1.2.3", "\u{a0}1"] {
            assert_eq!(written(text), RawValue::Text(text.to_owned()));
        }
    }

    proptest::proptest! {
        #[test]
        fn any_number_is_read_both_ways(text in "-?[0-9]{0,17}(\\.[0-9]{0,6})?") {
            if text.parse::<f64>().is_ok() {
                both_ways(&text);
            }
        }

        #[test]
        fn a_typed_number_comes_back(digits in -999_999_999_999_999_i64..=999_999_999_999_999, scale in 0_u32..=10) {
            let typed = Decimal::new(digits, scale);
            let stored: f64 = typed.to_string().parse().unwrap();
            proptest::prop_assert_eq!(decimal(stored), Some(typed));
        }
    }
}
