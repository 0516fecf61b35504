//! A rate as two numbers, because its percentage alone can be neither added nor checked.

use std::fmt;

use rust_decimal::Decimal;

use crate::values::quantity::exact::Exact;
use crate::values::quantity::rate_form::{Per, RateForm};

/// How many of how many. The denominator is above zero and the numerator is not below it; the
/// numerator may exceed the denominator, which is for rule BD501 to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rate {
    numerator: Decimal,
    denominator: Decimal,
    form: RateForm,
}

/// Two numbers that are not a rate, or rates that cannot be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RateError {
    /// A rate of nothing, which rule BD507 reports.
    #[error("the denominator is zero")]
    ZeroDenominator,
    /// One of the two is below zero.
    #[error("{0} is below zero")]
    Negative(Decimal),
    /// The numbers or their sums are beyond what is computed with.
    #[error("the sum of the rates is too large")]
    Overflow,
}

impl Rate {
    /// A percentage of two numbers.
    ///
    /// # Errors
    ///
    /// [`RateError::ZeroDenominator`] and [`RateError::Negative`].
    pub fn new(
        numerator: impl Into<Decimal>,
        denominator: impl Into<Decimal>,
    ) -> Result<Self, RateError> {
        let (numerator, denominator) = (numerator.into(), denominator.into());
        match [numerator, denominator].into_iter().find(|number| *number < Decimal::ZERO) {
            Some(below) => Err(RateError::Negative(below)),
            None if denominator.is_zero() => Err(RateError::ZeroDenominator),
            None => Self { numerator, denominator, form: RateForm::PERCENT }
                .bounded()
                .ok_or(RateError::Overflow),
        }
    }

    /// The same two numbers as a rate of another form.
    pub fn in_form(self, form: RateForm) -> Self {
        Self { form, ..self }
    }

    /// Where it can be told exactly, whatever it is per.
    fn bounded(self) -> Option<Self> {
        let most = Per::HundredThousand.factor();
        Exact::times_ratio(most, self.numerator, self.denominator).map(|_| self)
    }

    pub fn form(self) -> RateForm {
        self.form
    }

    pub fn numerator(self) -> Decimal {
        self.numerator
    }

    /// Of how many, which is above zero.
    pub fn denominator(self) -> Decimal {
        self.denominator
    }

    /// What it comes to, in percent points or what else it is per, exactly.
    pub fn value(self) -> Exact {
        // Whatever was made is within bounds.
        Exact::times_ratio(self.form.per.factor(), self.numerator, self.denominator)
            .unwrap_or(Exact::from(0))
    }

    /// Σ numerator / Σ denominator (docs/contract/figures.md): the rate of all that is counted together.
    /// `None` for no rates at all.
    ///
    /// # Errors
    ///
    /// [`RateError::Overflow`].
    pub fn total(rates: impl IntoIterator<Item = Self>) -> Result<Option<Self>, RateError> {
        rates.into_iter().try_fold(None, |sum: Option<Self>, rate| match sum {
            None => Ok(Some(rate)),
            Some(sum) => sum.checked_add(rate).map(Some).ok_or(RateError::Overflow),
        })
    }

    /// Numerators and denominators added, each to each. `None` beyond what is computed with.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        Self {
            numerator: self.numerator.checked_add(other.numerator)?,
            denominator: self.denominator.checked_add(other.denominator)?,
            form: self.form,
        }
        .bounded()
    }

    /// Whether a written percentage (in percent points) is this rate: rounded half-up, or cut off,
    /// to as many decimals as are written. 85 is said of 85.4 and of 84.6; 91 is not said of 90.1.
    ///
    /// The decimals are those of the [`Decimal`]'s scale, so `85,0` as text promises more than
    /// `85`; a stored number has no trailing zeros to promise with.
    pub fn agrees_with(self, percent: Decimal) -> bool {
        // With u the unit of the last decimal: p = floor(x) or p = floor(x + u/2), that is,
        // p - u/2 ≤ x < p + u. Twice the mantissa and twice 10^28 both fit in an i128.
        let (written, unit) = (percent.mantissa(), 10_i128.pow(percent.scale()));
        let exact = self.value().ratio();
        exact >= num_rational::Ratio::new(2 * written - 1, 2 * unit)
            && exact < num_rational::Ratio::new(written + 1, unit)
    }

    /// Which of two possible readings of a percentage (BD404: 0.855 or 85.5) is this rate, where
    /// exactly one is: its two figures settle an ambiguous 0.855 (docs/contract/forms.md).
    pub fn settle(self, first: Decimal, second: Decimal) -> Option<Decimal> {
        match (self.agrees_with(first), self.agrees_with(second)) {
            (true, false) => Some(first),
            (false, true) => Some(second),
            _ => None,
        }
    }
}

impl From<Rate> for Exact {
    /// The number is in percent points, or what else the rate is per.
    fn from(rate: Rate) -> Self {
        rate.value()
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(numerator: i64, denominator: i64) -> Rate {
        Rate::new(numerator, denominator).unwrap()
    }

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_rate_needs_a_base() {
        assert_eq!(Rate::new(5, 0), Err(RateError::ZeroDenominator));
        assert_eq!(Rate::new(0, 0), Err(RateError::ZeroDenominator));
        assert_eq!(Rate::new(-1, 5), Err(RateError::Negative(Decimal::NEGATIVE_ONE)));
        assert_eq!(Rate::new(1, -5), Err(RateError::Negative(Decimal::from(-5))));
        assert_eq!(rate(7, 5).to_string(), "7/5");
    }

    #[test]
    fn rates_add_up_as_fractions_of_the_whole() {
        // docs/contract/figures.md: Σ numerator / Σ denominator, not the mean of 100 % and 0 %.
        let total = Rate::total([rate(10, 10), rate(0, 90)]).unwrap();
        assert_eq!(total, Some(rate(10, 100)));
        assert_eq!(Rate::total([]), Ok(None));
        assert_eq!(Rate::new(Decimal::MAX, Decimal::new(1, 28)), Err(RateError::Overflow));
        assert!(Rate::total(std::iter::repeat_n(rate(i64::MAX, 1), 4_000)).is_ok());
    }

    #[test]
    fn a_written_percentage_may_be_rounded_or_cut() {
        let table = [
            (854, 1000, "85", true), // 85.4 cut and rounded
            (859, 1000, "85", true), // cut
            (859, 1000, "86", true), // rounded
            (855, 1000, "86", true), // half-up
            (854, 1000, "86", false),
            (901, 1000, "91", false),
            (854, 1000, "85.0", false), // two figures promised more
            (2, 3, "66.67", true),
            (2, 3, "66.66", true),
            (2, 3, "66.68", false),
            (2, 3, "66.6666666666667", true), // fifteen digits, as Excel keeps
            (1, 1, "100", true),
            (999, 1000, "100", true),
            (994, 1000, "100", false),
            (0, 7, "0", true),
            (1, 7, "0", false),
            (7, 5, "140", true),
        ];
        for (n, d, written, agrees) in table {
            assert_eq!(rate(n, d).agrees_with(decimal(written)), agrees, "{n}/{d} {written}");
        }
        assert!(!rate(i64::MAX, 1).agrees_with(Decimal::MAX));
        assert!(!rate(1, i64::MAX).agrees_with(Decimal::MIN));
    }

    #[test]
    fn the_two_figures_settle_an_ambiguous_percentage() {
        // docs/contract/forms.md
        let (small, large) = (decimal("0.855"), decimal("85.5"));
        assert_eq!(rate(855, 1000).settle(small, large), Some(large));
        assert_eq!(rate(855, 100_000).settle(small, large), Some(small));
        assert_eq!(rate(1, 2).settle(small, large), None);
    }
}
