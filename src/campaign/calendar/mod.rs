//! The calendars of periodic reports (Nghị định 09/2019/NĐ-CP, Điều 12), and which period of the year a
//! reporting period is.
//!
//! Read from a stored summary of the decree, not from its text: whoever has the text may say otherwise
//! with `calendar = "van-ban"`.

mod review;
mod span;

pub use review::{Notice, notices};
pub use span::Span;

use jiff::civil::Date;

use super::{Campaign, Period};

/// Whose days a periodic report covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calendar {
    /// Periodic reports of state agencies: from the 15th of a month to the 14th of another.
    Administrative,
    /// Statistical reports: from the first day of a month to the last of another.
    Statistical,
    /// The days that the document itself sets: nine months, one occasion, the exercises of the Party.
    Document,
}

impl Calendar {
    pub const ALL: [Self; 3] = [Self::Administrative, Self::Statistical, Self::Document];

    /// The word in a definition and in `bdhvs.toml`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Administrative => "hanh-chinh",
            Self::Statistical => "thong-ke",
            Self::Document => "van-ban",
        }
    }

    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|calendar| calendar.as_str() == word)
    }
}

/// The days from one to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    pub since: Date,
    pub until: Date,
}

impl Campaign {
    /// Takes the days of a calendar that the officer chooses, for every period for which the document
    /// sets none of its own.
    pub fn follow(&mut self, calendar: Calendar) {
        for period in &mut self.periods {
            period.follow(calendar);
            period.expect_existing(&self.units);
        }
    }
}

impl Period {
    /// Takes the days of a calendar that the officer chooses, where the document sets none of its own
    /// and the period is a month, a quarter, half a year or a year. One that counts from the start of
    /// the year goes on doing so.
    fn follow(&mut self, calendar: Calendar) {
        if self.calendar == Some(Calendar::Document) || calendar == Calendar::Document {
            return;
        }
        let Some(span) = Span::of(self) else { return };
        let from_new_year =
            Calendar::ALL.into_iter().any(|own| span.year_start(own) == Some(self.since));
        let (Some(days), Some(new_year)) = (span.days(calendar), span.year_start(calendar)) else {
            return;
        };
        self.since = if from_new_year { new_year } else { days.since };
        self.until = days.until;
        self.calendar = Some(calendar);
    }
}
