//! How far two figures may lie apart and still be taken for the same.

use rust_decimal::Decimal;

use crate::values::quantity::exact::Exact;
use crate::values::quantity::text::is_digits;

/// The most decimals that a tolerance has.
const MOST_DECIMALS: u32 = 6;
/// The largest tolerance, in whatever it is measured.
const LARGEST: u64 = 1_000_000_000_000;

/// How far apart two figures may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tolerance {
    /// In percent points of two rates, in units of two counts.
    Apart(Decimal),
    /// Of two counts, in percent of what the units come to.
    Share(Decimal),
}

impl Default for Tolerance {
    fn default() -> Self {
        Self::Apart(Decimal::ZERO)
    }
}

impl Tolerance {
    /// Reads `0,5`, `0.5`, `100` or, in percent of the units' count, `2%`. Nothing else: `1.000` may
    /// mean one or a thousand.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (digits, share) = match text.strip_suffix('%') {
            Some(digits) => (digits.trim_end(), true),
            None => (text, false),
        };
        let (whole, decimals) = digits.split_once([',', '.']).unwrap_or((digits, "0"));
        let is_thousands = digits.contains('.') && decimals.len() == 3;
        if !is_digits(whole) || !is_digits(decimals) || is_thousands {
            return None;
        }
        let number: Decimal = format!("{whole}.{decimals}").parse().ok()?;
        let number = number.normalize();
        if number.scale() > MOST_DECIMALS || number > Decimal::from(LARGEST) {
            return None;
        }
        Some(if share { Self::Share(number) } else { Self::Apart(number) })
    }

    pub fn is_zero(self) -> bool {
        let (Self::Apart(number) | Self::Share(number)) = self;
        number.is_zero()
    }

    /// Whether two rates that lie so many percent points apart are within it.
    pub fn covers_points(self, apart: Exact) -> bool {
        match self {
            Self::Apart(most) => apart.is_within(Exact::from(most)),
            Self::Share(_) => false,
        }
    }

    /// Whether a number with decimals so far from what the units come to is within it.
    pub fn covers_quantity(self, apart: Exact, units: Exact) -> bool {
        match self {
            Self::Apart(most) => apart.is_within(Exact::from(most)),
            Self::Share(most) => units
                .size()
                .times(Exact::from(most))
                .zip(apart.times(Exact::from(100)))
                .is_some_and(|(most, apart)| apart.is_within(most)),
        }
    }

    /// Whether a count so far from what the units come to is within it.
    pub fn covers_count(self, apart: i128, units: i128) -> bool {
        let (left, most, per) = match self {
            Self::Apart(most) => (Some(apart.unsigned_abs()), Some(1), most),
            Self::Share(most) => {
                (apart.unsigned_abs().checked_mul(100), Some(units.unsigned_abs()), most)
            }
        };
        // |apart| ≤ most × units, both sides times 10 to the decimals of the tolerance.
        let decimals = 10_u128.pow(per.scale());
        let left = left.and_then(|left| left.checked_mul(decimals));
        let right = most.and_then(|most| most.checked_mul(per.mantissa().unsigned_abs()));
        left.zip(right).is_some_and(|(left, right)| left <= right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Tolerance {
        Tolerance::read(text).unwrap()
    }

    #[test]
    fn a_tolerance_is_read_as_officials_write_it_and_never_guessed() {
        let half = Decimal::new(5, 1);
        for text in ["0,5", "0.5", " 0,50 "] {
            assert_eq!(Tolerance::read(text), Some(Tolerance::Apart(half)), "{text}");
        }
        assert_eq!(Tolerance::read("2 %"), Some(Tolerance::Share(Decimal::from(2))));
        for text in ["", "%", "1.000", "-1", "+1", "một", "1e3", "0,5,1", "1,0000001", ",5", "5,"]
        {
            assert_eq!(Tolerance::read(text), None, "{text}");
        }
    }

    #[test]
    fn what_lies_on_the_edge_is_within() {
        assert!(Tolerance::default().covers_count(0, 7));
        assert!(!Tolerance::default().covers_count(-1, 7));
        assert!(read("10").covers_count(-10, 0) && !read("10").covers_count(11, 1_000_000));
        // Two percent of 1,250 are 25.
        assert!(read("2%").covers_count(25, 1250) && !read("2%").covers_count(-26, 1250));
        assert!(read("0,5%").covers_count(6, 1250) && !read("0,5%").covers_count(7, 1250));
        assert!(!read("100%").covers_count(i128::MAX, 1));
        let points = |text: &str| Exact::from(text.parse::<Decimal>().unwrap());
        assert!(read("0,5").covers_points(points("-0.5")));
        assert!(!read("0,5").covers_points(points("0.5000001")));
    }
}
