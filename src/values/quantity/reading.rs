//! What a cell was read as: a value, one of the agreed words, or a fault. Never a guess.

use rust_decimal::Decimal;

use crate::values::quantity::words::Word;

/// The outcome of reading one cell as a figure of one measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading<T> {
    Blank,
    /// One value, and no other reading is possible.
    Value {
        value: T,
        /// It was stored as text (`1.250 người`): taken, and reported as BD403.
        as_text: bool,
    },
    /// One of the agreed words in place of a figure.
    Word(Word),
    /// Not a value; the fault says why.
    Fault(Fault),
}

/// Why a cell is not a value. Each fault is reported by the rule of the same name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// BD402: neither a number nor an agreed word.
    NotANumber,
    /// BD404: two numbers are possible; both, in the order "as stored", "as it may have been meant".
    Ambiguous(Decimal, Decimal),
    /// BD405: an approximate figure (`hơn 200`, `5-7`, `~150`).
    Approximate,
    /// BD406: a figure that is below zero.
    Negative(Decimal),
    /// BD407: a count that is not whole, and the whole number in thousands that it may have meant.
    Fractional {
        written: Decimal,
        /// `1.25` may be 1.250, that is 1250.
        thousands: Option<i64>,
    },
    /// BD407: more decimals than the row declares.
    MoreDecimals { written: Decimal, decimals: u32 },
    /// BD408: a percentage that is above 100.
    PercentOutOfRange(Decimal),
    /// BD409: a number of something else (`12 lớp` where people are counted; `%` in a count).
    WrongMeasure {
        /// The unit of measure that was written.
        written: String,
    },
    /// BD410: an error value such as `#DIV/0!` in the cell.
    FormulaError(String),
    /// BD411: a date where a number is asked; both readings where known.
    Date {
        /// The date as ISO 8601 writes it.
        iso: String,
        serial: Option<Decimal>,
    },
    /// BD412: not one of the choices.
    NotAChoice,
    /// BD413: not a rank (a whole number from 1).
    InvalidRank,
    /// BD415: a formula whose result is not in the file.
    Uncalculated,
    /// BD416: a part of the content, or all of it, is struck out, raised or lowered.
    StruckOrRaised,
    /// BD417: a picture stands in the cell.
    Picture,
}

impl<T> Reading<T> {
    /// The value, where there is exactly one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value { value, .. } => Some(value),
            _ => None,
        }
    }

    /// The fault, if the cell could not be read.
    pub fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Fault(fault) => Some(fault),
            _ => None,
        }
    }

    /// Applies `f` to the value and keeps everything else.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Reading<U> {
        match self {
            Self::Blank => Reading::Blank,
            Self::Value { value, as_text } => Reading::Value { value: f(value), as_text },
            Self::Word(word) => Reading::Word(word),
            Self::Fault(fault) => Reading::Fault(fault),
        }
    }
}

impl<T: PartialEq> Reading<T> {
    /// Whether two cells hold the same value or the same agreed word.
    pub fn says_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Value { value: one, .. }, Self::Value { value: other, .. }) => one == other,
            (Self::Word(one), Self::Word(other)) => one == other,
            _ => false,
        }
    }
}
