//! A reporting period (kỳ báo cáo).

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};

use super::calendar::Calendar;
use super::definition::{Value, day_or_moment};
use super::unit::OrgUnit;
use crate::values::key::{PeriodId, UnitCode};
use crate::values::quantity::target::Span;

/// What the figures of one round cover, and who is expected to send them.
#[derive(Debug, Clone)]
pub struct Period {
    /// The key: `2025-9t`.
    pub id: PeriodId,
    /// As printed: "9 tháng đầu năm 2025".
    pub title: String,
    /// The year whose targets the figures of the period are held against.
    pub target_year: u16,
    /// First day that cumulative and period counts cover.
    pub since: Date,
    /// Last day covered, and the day as of which stock figures are given.
    pub until: Date,
    /// Whose days the period covers, where that is said.
    pub calendar: Option<Calendar>,
    /// The day on which figures are closed, where it is said beside the last day covered.
    pub cut_off: Option<Date>,
    /// The deadline, where the document sets one.
    pub due: Option<Deadline>,
    /// Until when a corrected return is to be sent, where that is said.
    pub resend_due: Option<Deadline>,
    /// Appointments of single units, in their order.
    pub sessions: Vec<Session>,
    /// The units that the definition names, whether or not they exist at the end of the period.
    pub named: BTreeSet<UnitCode>,
    /// The units that are expected to report: those named that exist on the last day.
    pub expected: BTreeSet<UnitCode>,
}

/// Until when a return is on time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deadline {
    /// A return that comes on this day is still on time.
    Until(Date),
    /// The first day that is late: "trước ngày 15/6/2026".
    Before(Date),
    /// The moment at which it is needed.
    At(DateTime),
}

/// An appointment of one unit: a survey team comes, and the return must be ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub unit: UnitCode,
    /// The place, as the form prints it.
    pub place: String,
    /// The time, as the form prints it.
    pub time: String,
    /// When it starts, and the unit's deadline.
    pub starts: DateTime,
    /// What else is printed of it: the survey team.
    pub note: Option<String>,
}

impl Period {
    /// Expects those of the named units that exist on the last day.
    pub(super) fn expect_existing(&mut self, units: &[OrgUnit]) {
        let gone = units.iter().filter(|unit| !unit.exists_on(self.until));
        let gone: BTreeSet<&UnitCode> = gone.map(|unit| &unit.code).collect();
        self.expected = self.named.iter().filter(|code| !gone.contains(code)).cloned().collect();
    }

    /// Whether it covers a month, a quarter or a year, wherever that begins.
    pub fn span(&self) -> Option<Span> {
        let after = self.until.tomorrow().ok()?;
        let spans = [(Span::Month, 1.month()), (Span::Quarter, 3.months()), (Span::Year, 1.year())];
        let is_long = |length| self.since.checked_add(length).ok() == Some(after);
        spans.into_iter().find(|(_, length)| is_long(*length)).map(|(span, _)| span)
    }

    /// The appointment of a unit, if it has one.
    pub fn session(&self, unit: &UnitCode) -> Option<&Session> {
        self.sessions.iter().find(|session| session.unit == *unit)
    }

    /// The deadline of a unit: its appointment's, else the period's.
    pub fn deadline(&self, unit: &UnitCode) -> Option<Deadline> {
        self.session(unit).map(|session| Deadline::At(session.starts)).or(self.due)
    }

    /// Until when a unit sends its return again after it was corrected: a deadline of its own, else that
    /// of the return.
    pub fn resend_deadline(&self, unit: &UnitCode) -> Option<Deadline> {
        self.resend_due.or_else(|| self.deadline(unit))
    }
}

impl Deadline {
    /// A deadline as officers write it: a day, which is still on time, or a moment.
    pub fn read(written: &str) -> Option<Self> {
        match day_or_moment(written.trim())? {
            Value::Day(day) => Some(Self::Until(day)),
            Value::Moment(moment) => Some(Self::At(moment)),
            _ => None,
        }
    }

    /// Whether something received at a moment is late.
    pub fn is_missed(self, received: DateTime) -> bool {
        match self {
            Self::Until(day) => received.date() > day,
            Self::Before(day) => received.date() >= day,
            Self::At(moment) => received > moment,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// docs/definitions.md: "trước ngày 15/6" makes the 15th late.
    #[test]
    fn the_day_named_after_before_is_late() {
        let day = date(2026, 6, 15);
        let (eve, noon) = (date(2026, 6, 14).at(23, 59, 59, 0), day.at(12, 0, 0, 0));
        assert!(!Deadline::Before(day).is_missed(eve));
        assert!(Deadline::Before(day).is_missed(day.at(0, 0, 0, 0)));
        assert!(!Deadline::Until(day).is_missed(noon));
        assert!(Deadline::Until(day).is_missed(date(2026, 6, 16).at(0, 0, 0, 0)));
        let half_past_two = Deadline::At(day.at(14, 30, 0, 0));
        assert!(!half_past_two.is_missed(noon));
        assert!(half_past_two.is_missed(day.at(14, 31, 0, 0)));
    }
}
