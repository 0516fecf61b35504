//! One exact number for all that is compared or rounded: a fraction of two integers.
//!
//! Rates are fractions and percentages are decimals; both meet here, so that a comparison never
//! rounds and a rounding always says how (docs/contract/numbers.md).

use num_rational::Ratio;
use num_traits::CheckedSub as _;
use rust_decimal::Decimal;

/// An exact number. A percentage is in percent points: 85 % is 85.
///
/// Made from a [`Decimal`], an `i64` or a [`Rate`](crate::values::quantity::rate::Rate), so that its
/// magnitude is always within that of a decimal and comparing cannot overflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(Ratio<i128>);

impl Exact {
    /// `times × numerator ÷ denominator`. `None` for a denominator of zero, and beyond 128 bits.
    pub(super) fn times_ratio(
        times: u32,
        numerator: Decimal,
        denominator: Decimal,
    ) -> Option<Self> {
        let (numerator, denominator) = (numerator.normalize(), denominator.normalize());
        let up =
            |decimal: Decimal, by: u32| decimal.mantissa().checked_mul(10_i128.checked_pow(by)?);
        let over = up(numerator, denominator.scale())?.checked_mul(i128::from(times))?;
        let under = up(denominator, numerator.scale())?;
        (under != 0).then(|| Self(Ratio::new(over, under)))
    }

    /// How many percent one number is of another; `None` of zero, and beyond 128 bits.
    pub fn percent_of(part: Decimal, whole: Decimal) -> Option<Self> {
        Self::times_ratio(100, part, whole)
    }

    pub fn ratio(self) -> Ratio<i128> {
        self.0
    }

    /// This number less another; `None` where the difference needs more than 128 bits.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(&other.0).map(Self)
    }

    /// This number times another; `None` where that needs more than 128 bits.
    pub fn times(self, other: Self) -> Option<Self> {
        num_traits::CheckedMul::checked_mul(&self.0, &other.0).map(Self)
    }

    /// How far it is from zero.
    pub(crate) fn size(self) -> Self {
        if self < Self::from(0) { Self(-self.0) } else { self }
    }

    /// Whether it is no further from zero than another number, which is not below zero.
    pub fn is_within(self, most: Self) -> bool {
        self.size() <= most
    }

    /// Half-up to `decimals` decimals: 84.995 becomes 85.00 at two.
    pub fn rounded(self, decimals: u32) -> Decimal {
        self.scaled(decimals, |rest, denominator| rest >= denominator - rest)
    }

    /// Cut to `decimals` decimals, never above the number itself.
    pub fn floor(self, decimals: u32) -> Decimal {
        self.scaled(decimals, |_, _| false)
    }

    /// Raised to `decimals` decimals, never below the number itself.
    pub fn ceil(self, decimals: u32) -> Decimal {
        self.scaled(decimals, |rest, _| rest > 0)
    }

    /// The whole multiples of 10^-decimals in the number, one more where `up` says so of the
    /// remainder. A number with no room for decimals beside its digits (above 10^26) is made whole.
    fn scaled(self, decimals: u32, up: impl Fn(i128, i128) -> bool) -> Decimal {
        // No number that can be made here is beyond a decimal; the last resort is never reached.
        self.scaled_to(decimals, &up).or_else(|| self.scaled_to(0, &up)).unwrap_or(Decimal::MAX)
    }

    /// The same; `None` where there is no room for so many decimals.
    fn scaled_to(self, decimals: u32, up: &impl Fn(i128, i128) -> bool) -> Option<Decimal> {
        let numerator = self.0.numer().checked_mul(10_i128.checked_pow(decimals)?)?;
        let denominator = *self.0.denom();
        let rest = numerator.rem_euclid(denominator);
        let whole = numerator.div_euclid(denominator) + i128::from(up(rest, denominator));
        Decimal::try_from_i128_with_scale(whole, decimals).ok()
    }
}

impl From<Decimal> for Exact {
    fn from(decimal: Decimal) -> Self {
        // A decimal has at most 28 decimals, and 10^28 is an i128.
        Self(Ratio::new(decimal.mantissa(), 10_i128.pow(decimal.scale())))
    }
}

impl From<i64> for Exact {
    fn from(integer: i64) -> Self {
        Self(Ratio::from_integer(i128::from(integer)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent_of(numerator: i64, denominator: i64) -> Exact {
        Exact::times_ratio(100, numerator.into(), denominator.into()).unwrap()
    }

    fn exact(text: &str) -> Exact {
        Exact::from(text.parse::<Decimal>().unwrap())
    }

    #[test]
    fn numbers_are_rounded_cut_and_raised() {
        // (number, half-up, floor, ceil) at two decimals
        let table = [
            ("84.994", "84.99", "84.99", "85.00"),
            ("84.995", "85.00", "84.99", "85.00"),
            ("84.999", "85.00", "84.99", "85.00"),
            ("85", "85.00", "85.00", "85.00"),
            ("-0.005", "0.00", "-0.01", "0.00"),
        ];
        for (number, rounded, floor, ceil) in table {
            assert_eq!(exact(number).rounded(2).to_string(), rounded, "{number}");
            assert_eq!(exact(number).floor(2).to_string(), floor, "{number}");
            assert_eq!(exact(number).ceil(2).to_string(), ceil, "{number}");
        }
    }

    #[test]
    fn a_difference_beyond_128_bits_is_none() {
        let third = percent_of(1, 3);
        assert_eq!(third.minus(Exact::from(33)), Some(Exact(Ratio::new(1, 3))));
        assert_eq!(Exact::from(33).minus(third), Some(Exact(Ratio::new(-1, 3))));
        assert!(third.minus(Exact::from(33)).unwrap().is_within(Exact::from(1)));
        assert!(!exact("-1.01").is_within(Exact::from(1)));
        let (large, small) = (percent_of(i64::MAX, 1), percent_of(1, i64::MAX));
        assert_eq!(percent_of(i64::MAX, i64::MAX - 2).minus(small), None);
        assert!(large.minus(Exact::from(1)).is_some());
    }

    #[test]
    fn extremes_neither_overflow_nor_wrap() {
        for extreme in [Decimal::MAX, Decimal::MIN] {
            assert_eq!(Exact::from(extreme).rounded(2), extreme);
        }
        let tiny = Decimal::new(1, 28);
        assert_eq!(Exact::from(tiny).ceil(2), Decimal::new(1, 2));
        assert!(Exact::from(tiny) > Exact::from(0));
        assert!(Exact::from(Decimal::MAX) > percent_of(i64::MAX, 1));
    }
}
