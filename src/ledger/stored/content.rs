//! What a cell of a return holds, as it was read, as small as can be.

use std::borrow::Cow;
use std::ops::Range;

use crate::campaign::Indicator;
use crate::submission::answer::FieldReading;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::words::{ARRANGED, Status, Word, YES_NO};

/// What a cell holds, as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Blank,
    Integer(i64),
    /// A percentage or another number with decimals, by its number among those of the return.
    Percent(u32),
    Choice(bool),
    /// Which of the row's own choices.
    Chosen(u8),
    Status(Status),
    Word(Word),
    Text(Span),
    /// The words that are the figure itself, which the outcome holds.
    FigureText,
    /// What is none of these.
    Fault,
}

/// Where a text stands among the words of a return; a workbook holds less than 4 GiB of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    start: u32,
    length: u32,
}

impl Span {
    pub(super) fn new(of: Range<usize>) -> Self {
        let [start, length] =
            [of.start, of.len()].map(|number| u32::try_from(number).unwrap_or(u32::MAX));
        Self { start, length }
    }

    pub(super) fn range(self) -> Range<usize> {
        let [start, length] =
            [self.start, self.length].map(|number| usize::try_from(number).unwrap_or(usize::MAX));
        start..start.saturating_add(length)
    }
}

impl Content {
    /// What a cell holds that holds no text and no percentage.
    pub(super) fn of(reading: &FieldReading) -> Self {
        match reading {
            reading if reading.is_blank() => Self::Blank,
            reading if reading.word().is_some() => reading.word().map_or(Self::Blank, Self::Word),
            FieldReading::Integer(reading) => {
                reading.value().map_or(Self::Fault, |number| Self::Integer(*number))
            }
            FieldReading::Choice(reading) => {
                reading.value().map_or(Self::Fault, |yes| Self::Choice(*yes))
            }
            FieldReading::Chosen(reading) => {
                let at = reading.value().and_then(|at| u8::try_from(*at).ok());
                at.map_or(Self::Fault, Self::Chosen)
            }
            FieldReading::Status(reading) => {
                reading.value().map_or(Self::Fault, |status| Self::Status(*status))
            }
            FieldReading::Percent(_) | FieldReading::Decimal(_) | FieldReading::Text(_) => {
                Self::Fault
            }
        }
    }

    /// As the program itself would write it; nothing for what it would not, and for what the arena holds.
    pub(super) fn plain(self, indicator: &Indicator) -> Option<Cow<'static, str>> {
        Some(match self {
            Self::Integer(number) => Cow::Owned(number.to_string()),
            Self::Choice(yes) => {
                let choices =
                    if indicator.measure == Measure::Arranged { ARRANGED } else { YES_NO };
                Cow::Borrowed(if yes { choices[0] } else { choices[1] })
            }
            Self::Chosen(at) => {
                let choices = indicator.measure_form.choices.as_slice();
                Cow::Owned(choices.get(usize::from(at))?.clone())
            }
            Self::Status(status) => Cow::Borrowed(status.as_str()),
            Self::Word(word) => Cow::Borrowed(word.as_str()),
            Self::Blank | Self::Percent(_) | Self::Text(_) | Self::FigureText | Self::Fault => {
                return None;
            }
        })
    }
}
