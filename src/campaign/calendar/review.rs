//! A period held against the calendar that it names, and its deadline against its cut-off.

use jiff::civil::{Date, Weekday};

use super::{Calendar, Days, Span};
use crate::campaign::{Deadline, Period};

/// Something about the days of a period that a person should see. None makes a definition unusable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// The calendar by which the days of the period were read.
    Read(Calendar, Span),
    /// The days are those of a calendar, which the definition does not name.
    Unnamed(Calendar, Span),
    /// The period has other days in the calendar that it names.
    OtherDays(Calendar, Span, Days),
    /// Figures are closed on another day than the last of the period in the calendar that it names.
    OtherCutOff(Calendar, Span, Date),
    /// The calendar has no days for such a period, or it cannot be told which one it is.
    NoSpan(Calendar),
    /// Figures are closed before the first day of the period.
    CutOffBefore(Date),
    /// Less than a working day lies between the cut-off and the deadline.
    TooSoon(Date),
    /// The deadline of corrections is before that of the returns.
    ResendFirst,
}

impl Notice {
    pub const fn is_warning(self) -> bool {
        match self {
            Self::Read(..) | Self::Unnamed(..) => false,
            Self::OtherDays(..)
            | Self::OtherCutOff(..)
            | Self::NoSpan(_)
            | Self::CutOffBefore(_)
            | Self::TooSoon(_)
            | Self::ResendFirst => true,
        }
    }
}

/// Everything that is to be said of the days of a period.
pub fn notices(period: &Period) -> Vec<Notice> {
    let mut notices = Vec::new();
    of_calendar(period, &mut notices);
    if let Some(day) = period.cut_off.filter(|day| *day < period.since) {
        notices.push(Notice::CutOffBefore(day));
    }
    // The day on which figures are closed is known where it is said, or where the calendar says it.
    let named = period.calendar.is_some_and(|calendar| calendar != Calendar::Document);
    let closed = period.cut_off.or_else(|| named.then_some(period.until));
    if let (Some(closed), Some(due)) = (closed, period.due)
        && !has_working_day(closed, due.last_day())
    {
        notices.push(Notice::TooSoon(closed));
    }
    if let (Some(due), Some(resend)) = (period.due, period.resend_due)
        && resend.last_day() < due.last_day()
    {
        notices.push(Notice::ResendFirst);
    }
    notices
}

fn of_calendar(period: &Period, notices: &mut Vec<Notice>) {
    let span = Span::of(period);
    let calendar = match (period.calendar, span) {
        (None, Some(span)) => {
            let own = Calendar::ALL.into_iter().find(|calendar| fits(period, *calendar, span));
            notices.extend(own.map(|calendar| Notice::Unnamed(calendar, span)));
            return;
        }
        (None, None) | (Some(Calendar::Document), _) => return,
        (Some(calendar), _) => calendar,
    };
    let Some(span) = span else {
        // Nine months and the like have the document's days, whatever calendar the others follow.
        if !Span::is_other(period) {
            notices.push(Notice::NoSpan(calendar));
        }
        return;
    };
    match span.days(calendar) {
        Some(days) if !fits(period, calendar, span) => {
            notices.push(Notice::OtherDays(calendar, span, days));
        }
        Some(days) => {
            notices.push(Notice::Read(calendar, span));
            let cut_off = period.cut_off.filter(|day| *day != days.until);
            if cut_off.is_some() && calendar == Calendar::Administrative {
                notices.push(Notice::OtherCutOff(calendar, span, days.until));
            }
        }
        None => {}
    }
}

/// Whether a period has the days of a calendar. It may count from the start of the year.
fn fits(period: &Period, calendar: Calendar, span: Span) -> bool {
    let starts = [span.days(calendar).map(|days| days.since), span.year_start(calendar)];
    span.days(calendar).is_some_and(|days| days.until == period.until)
        && starts.contains(&Some(period.since))
}

/// Whether a working day comes after one day and not after another. Saturdays and Sundays are none;
/// public holidays, which move from year to year, are not known.
fn has_working_day(after: Date, last: Date) -> bool {
    let days = std::iter::successors(after.tomorrow().ok(), |day| day.tomorrow().ok());
    days.take_while(|day| *day <= last)
        .any(|day| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday))
}

impl Deadline {
    /// The last day on which a return can be on time.
    pub fn last_day(self) -> Date {
        match self {
            Self::Until(day) => day,
            Self::Before(day) => day.yesterday().unwrap_or(day),
            Self::At(moment) => moment.date(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::*;

    fn quarter(calendar: Calendar, since: Date, until: Date) -> Period {
        Period {
            id: "2026-q2".parse().unwrap(),
            title: "Quý II năm 2026".to_owned(),
            target_year: 2026,
            since,
            until,
            calendar: Some(calendar),
            cut_off: None,
            due: None,
            resend_due: None,
            sessions: Vec::new(),
            named: BTreeSet::new(),
            expected: BTreeSet::new(),
        }
    }

    #[test]
    fn a_period_is_held_against_the_calendar_that_it_names() {
        let (start, end) = (date(2026, 4, 1), date(2026, 6, 30));
        let warned = |period: &Period| notices(period).into_iter().any(Notice::is_warning);
        assert!(warned(&quarter(Calendar::Administrative, start, end)));
        assert!(!warned(&quarter(Calendar::Statistical, start, end)));
        assert!(!warned(&quarter(Calendar::Statistical, date(2026, 1, 1), end)), "from new year");
        assert!(!warned(&quarter(Calendar::Document, start, end)));
        let by_law = quarter(Calendar::Administrative, date(2026, 3, 15), date(2026, 6, 14));
        assert!(!warned(&by_law));
        assert!(warned(&Period { cut_off: Some(date(2026, 6, 30)), ..by_law }));
    }

    #[test]
    fn a_working_day_lies_between_the_cut_off_and_the_deadline() {
        // 2026-06-12 is a Friday.
        let friday = date(2026, 6, 12);
        assert!(!has_working_day(friday, friday));
        assert!(!has_working_day(friday, date(2026, 6, 14)));
        assert!(has_working_day(friday, date(2026, 6, 15)));
        assert!(!has_working_day(friday, Deadline::Before(date(2026, 6, 15)).last_day()));
    }

    #[test]
    fn a_chosen_calendar_moves_the_days_of_a_quarter() {
        let mut period = quarter(Calendar::Statistical, date(2026, 1, 1), date(2026, 6, 30));
        period.follow(Calendar::Administrative);
        assert_eq!((period.since, period.until), (date(2025, 12, 15), date(2026, 6, 14)));
        let mut period = quarter(Calendar::Statistical, date(2026, 4, 1), date(2026, 6, 30));
        period.follow(Calendar::Administrative);
        assert_eq!((period.since, period.until), (date(2026, 3, 15), date(2026, 6, 14)));
    }
}
