//! What a rate is per, and how many decimals of it are shown.

use rust_decimal::Decimal;

use crate::values::quantity::digits::{group, with_decimals};
use crate::values::quantity::format::{PERCENT_DECIMALS, format_percent_vi};

/// What a rate is per: 5 of 1.000, 59 triệu đồng of each person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Per {
    /// An average.
    One,
    Hundred,
    Thousand,
    HundredThousand,
}

impl Per {
    pub const ALL: [Self; 4] = [Self::One, Self::Hundred, Self::Thousand, Self::HundredThousand];

    pub const fn factor(self) -> u32 {
        match self {
            Self::One => 1,
            Self::Hundred => 100,
            Self::Thousand => 1_000,
            Self::HundredThousand => 100_000,
        }
    }

    pub fn read(factor: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|per| i64::from(per.factor()) == factor)
    }

    /// The sign after the number; nothing where the unit of measure says it.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Hundred => "%",
            Self::Thousand => "‰",
            Self::One | Self::HundredThousand => "",
        }
    }
}

/// How a rate is put into a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RateForm {
    pub per: Per,
    /// Of what is shown; the rate itself is exact.
    pub decimals: u32,
}

impl RateForm {
    /// Percent points with two decimals.
    pub const PERCENT: Self = Self { per: Per::Hundred, decimals: PERCENT_DECIMALS };

    /// A number of this form, with its sign: `84,5%`, `2,50‰`, `59,00`.
    pub fn with_sign(self, shown: Decimal) -> String {
        format!("{}{}", self.format(shown), self.per.sign())
    }

    /// A number of this form. A percentage loses its trailing zeros.
    pub fn format(self, shown: Decimal) -> String {
        if self == Self::PERCENT {
            format_percent_vi(shown)
        } else {
            group(&with_decimals(shown, self.decimals))
        }
    }
}

/// A rate of which only what it comes to was given, in its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bare {
    pub value: Decimal,
    pub form: RateForm,
}

impl Bare {
    /// In percent points.
    pub fn percent(value: Decimal) -> Self {
        Self { value, form: RateForm::PERCENT }
    }
}
