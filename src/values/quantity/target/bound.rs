//! What a target means: which way it is compared, and with what.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::values::quantity::digits::format_decimal_vi;

/// Which way a figure of a row gets better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Better {
    More,
    Less,
}

impl Better {
    /// The word in definitions and for programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::More => "more",
            Self::Less => "less",
        }
    }

    pub fn read(word: &str) -> Option<Self> {
        [Self::More, Self::Less].into_iter().find(|known| known.as_str() == word)
    }
}

/// How a figure stands to its level where the target is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `95%`, `không dưới 95%`
    AtLeast,
    /// `> 85%`: exactly so much misses it.
    Above,
    /// `không quá 5%`
    AtMost,
    /// `dưới 5%`: exactly so much misses it.
    Below,
}

impl Comparison {
    pub const ALL: [Self; 4] = [Self::AtLeast, Self::Above, Self::AtMost, Self::Below];

    /// The word for programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AtLeast => "at-least",
            Self::Above => "above",
            Self::AtMost => "at-most",
            Self::Below => "below",
        }
    }

    /// The sign of formulas.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::Above => ">",
            Self::AtMost => "<=",
            Self::Below => "<",
        }
    }

    /// Whether the level is the most that there may be.
    pub fn is_upper(self) -> bool {
        match self {
            Self::AtMost | Self::Below => true,
            Self::AtLeast | Self::Above => false,
        }
    }

    /// Whether a figure that is exactly the level meets the target.
    pub fn takes_level(self) -> bool {
        match self {
            Self::AtLeast | Self::AtMost => true,
            Self::Above | Self::Below => false,
        }
    }

    /// Whether a figure on this side of the level meets the target.
    pub fn is_met(self, side: Ordering) -> bool {
        match side {
            Ordering::Less => self.is_upper(),
            Ordering::Equal => self.takes_level(),
            Ordering::Greater => !self.is_upper(),
        }
    }
}

/// What a figure is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// Percent points.
    Percent(Decimal),
    /// So many of what the row counts, in the row's own multiple: 50 of `50 nghìn người` in a row of
    /// "Nghìn người".
    Quantity(Decimal),
    /// A place in an order, from 1.
    Rank(i64),
    /// In percent of the earlier period's figure: 120 of `tăng 20%`.
    Growth(Decimal),
    /// One of the row's own choices, by its place among them.
    Choice(usize),
}

/// A target's meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bound {
    pub comparison: Comparison,
    pub level: Level,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Percent(points) => write!(f, "{}%", format_decimal_vi(*points)),
            Self::Quantity(number) => f.write_str(&format_decimal_vi(*number)),
            Self::Rank(rank) => write!(f, "{rank}"),
            Self::Growth(percent) => write!(f, "×{}%", format_decimal_vi(percent.normalize())),
            Self::Choice(at) => write!(f, "{}", at + 1),
        }
    }
}

/// On which side of a level a whole number is.
pub(super) fn side(count: i128, level: Decimal) -> Ordering {
    // Both are far below 2^96, but for a sum of many rows, which is above every level then.
    let whole = level.floor();
    let order = count.cmp(&whole.to_i128().unwrap_or(i128::MAX));
    if order == Ordering::Equal && whole != level { Ordering::Less } else { order }
}
