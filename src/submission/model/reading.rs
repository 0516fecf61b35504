//! What one input cell was read as, by the kind of its field.

use rust_decimal::Decimal;

use crate::values::quantity::reading::{Fault, Reading};
use crate::values::quantity::words::{Status, Word};

/// What one input cell was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldReading {
    Integer(Reading<i64>),
    Percent(Reading<Decimal>),
    /// A number with decimals, or what a ratio comes to.
    Decimal(Reading<Decimal>),
    /// One of two choices; yes is true.
    Choice(Reading<bool>),
    /// Which of the row's own choices.
    Chosen(Reading<usize>),
    Status(Reading<Status>),
    Text(Reading<String>),
}

impl FieldReading {
    /// The fault, if the cell could not be read.
    pub fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Integer(reading) => reading.fault(),
            Self::Percent(reading) | Self::Decimal(reading) => reading.fault(),
            Self::Chosen(reading) => reading.fault(),
            Self::Choice(reading) => reading.fault(),
            Self::Status(reading) => reading.fault(),
            Self::Text(reading) => reading.fault(),
        }
    }

    /// The agreed word in place of a figure.
    pub fn word(&self) -> Option<Word> {
        match self {
            Self::Integer(Reading::Word(word))
            | Self::Percent(Reading::Word(word))
            | Self::Decimal(Reading::Word(word))
            | Self::Chosen(Reading::Word(word))
            | Self::Choice(Reading::Word(word))
            | Self::Status(Reading::Word(word))
            | Self::Text(Reading::Word(word)) => Some(*word),
            _ => None,
        }
    }

    pub fn is_blank(&self) -> bool {
        matches!(
            self,
            Self::Integer(Reading::Blank)
                | Self::Percent(Reading::Blank)
                | Self::Decimal(Reading::Blank)
                | Self::Chosen(Reading::Blank)
                | Self::Choice(Reading::Blank)
                | Self::Status(Reading::Blank)
                | Self::Text(Reading::Blank)
        )
    }

    /// Whether something is written that could be read.
    pub fn is_said(&self) -> bool {
        !self.is_blank() && self.fault().is_none()
    }

    /// Whether two cells hold the same value or the same agreed word, however it is stored. Two faults
    /// are not the same: of neither is it known what was meant.
    pub fn says_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Integer(one), Self::Integer(other)) => one.says_the_same(other),
            (Self::Percent(one), Self::Percent(other))
            | (Self::Decimal(one), Self::Decimal(other)) => one.says_the_same(other),
            (Self::Chosen(one), Self::Chosen(other)) => one.says_the_same(other),
            (Self::Choice(one), Self::Choice(other)) => one.says_the_same(other),
            (Self::Status(one), Self::Status(other)) => one.says_the_same(other),
            (Self::Text(one), Self::Text(other)) => one.says_the_same(other),
            _ => false,
        }
    }

    /// Whether a figure was stored as text.
    pub fn is_number_as_text(&self) -> bool {
        matches!(
            self,
            Self::Integer(Reading::Value { as_text: true, .. })
                | Self::Percent(Reading::Value { as_text: true, .. })
                | Self::Decimal(Reading::Value { as_text: true, .. })
        )
    }

    /// The same, stored as a number where it is one.
    pub(in crate::submission) fn stored_as_number(mut self) -> Self {
        match &mut self {
            Self::Integer(Reading::Value { as_text, .. })
            | Self::Percent(Reading::Value { as_text, .. })
            | Self::Decimal(Reading::Value { as_text, .. }) => *as_text = false,
            Self::Integer(_)
            | Self::Percent(_)
            | Self::Decimal(_)
            | Self::Choice(_)
            | Self::Chosen(_)
            | Self::Status(_)
            | Self::Text(_) => {}
        }
        self
    }
}
