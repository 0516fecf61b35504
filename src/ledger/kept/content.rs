//! What a cell of a return holds, as small as can be: as it was read, and as it is written where the
//! program would write it otherwise.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::quantity::measure::Measure;
use crate::quantity::words::{ARRANGED, Status, Word, YES_NO};
use crate::submission::answer::{AnswerCell, FieldReading};

/// What a cell holds, as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    Blank,
    Integer(i64),
    Percent(Decimal),
    Choice(bool),
    Status(Status),
    Word(Word),
    Text(Box<str>),
    /// The words that are the figure itself, which the outcome holds.
    FigureText,
    /// What is none of these.
    Fault,
    /// The same, where it is written otherwise than it would be by the program.
    As(Box<(Content, Box<str>)>),
}

impl Content {
    pub(super) fn of(cell: &AnswerCell, measure: Measure) -> Self {
        let content = match &cell.reading {
            reading if reading.is_blank() => Self::Blank,
            reading if reading.word().is_some() => reading.word().map_or(Self::Blank, Self::Word),
            FieldReading::Integer(reading) => {
                reading.value().map_or(Self::Fault, |number| Self::Integer(*number))
            }
            FieldReading::Percent(reading) => {
                reading.value().map_or(Self::Fault, |points| Self::Percent(*points))
            }
            FieldReading::Choice(reading) => {
                reading.value().map_or(Self::Fault, |yes| Self::Choice(*yes))
            }
            FieldReading::Status(reading) => {
                reading.value().map_or(Self::Fault, |status| Self::Status(*status))
            }
            FieldReading::Text(reading) => {
                reading.value().map_or(Self::Fault, |text| Self::Text(text.as_str().into()))
            }
        };
        if cell.raw.value.is_blank() {
            return content;
        }
        let written = cell.raw.value.as_written();
        if content.plain(measure).is_some_and(|plain| plain == written) {
            return content;
        }
        Self::As(Box::new((content, written.into())))
    }

    pub(super) fn bare(&self) -> &Self {
        if let Self::As(said) = self { &said.0 } else { self }
    }

    /// As the program itself would write it.
    pub(super) fn plain(&self, measure: Measure) -> Option<Cow<'_, str>> {
        Some(match self.bare() {
            Self::Integer(number) => Cow::Owned(number.to_string()),
            Self::Percent(points) => Cow::Owned(points.normalize().to_string()),
            Self::Choice(yes) => {
                let choices = if measure == Measure::Arranged { ARRANGED } else { YES_NO };
                Cow::Borrowed(if *yes { choices[0] } else { choices[1] })
            }
            Self::Status(status) => Cow::Borrowed(status.as_str()),
            Self::Word(word) => Cow::Borrowed(word.as_str()),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Blank | Self::FigureText | Self::Fault | Self::As(_) => return None,
        })
    }
}
