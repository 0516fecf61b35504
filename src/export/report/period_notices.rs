//! What is to be said of the days of a campaign's periods, line by line.

use crate::campaign::calendar::{Calendar, Notice, Span, notices};
use crate::campaign::{Campaign, Period};
use crate::i18n::Words;
use crate::t;
use crate::wording::deadlines::deadline;

/// The readings that were taken, and the warnings, in the order of the periods. None of them makes the
/// definition unusable.
pub fn lines(campaign: &Campaign, words: &Words) -> Vec<String> {
    let of_periods = campaign.periods.iter().flat_map(|period| {
        let of_period = notices(period).into_iter();
        of_period.map(move |notice| marked(notice, &line(period, notice, words), words))
    });
    of_periods.collect()
}

fn marked(notice: Notice, line: &str, words: &Words) -> String {
    if notice.is_warning() { t!(words, "campaign-warning", text = line) } else { line.to_owned() }
}

fn line(period: &Period, notice: Notice, words: &Words) -> String {
    let id = period.id.to_string();
    let own = |since, until| (words.date(since), words.date(until));
    let (since, until) = own(period.since, period.until);
    match notice {
        Notice::Read(calendar, _) => t!(
            words,
            "campaign-calendar-read",
            period = id,
            since = since,
            until = until,
            calendar = named(calendar, words)
        ),
        Notice::Unnamed(calendar, _) => t!(
            words,
            "campaign-calendar-unnamed",
            period = id,
            since = since,
            until = until,
            calendar = named(calendar, words)
        ),
        Notice::OtherDays(calendar, span, days) => {
            let (right_since, right_until) = own(days.since, days.until);
            t!(
                words,
                "campaign-calendar-other",
                period = id,
                since = since,
                until = until,
                calendar = named(calendar, words),
                span = span_words(span, words),
                rightsince = right_since,
                rightuntil = right_until
            )
        }
        Notice::OtherCutOff(calendar, span, day) => t!(
            words,
            "campaign-calendar-cut-off",
            period = id,
            cutoff = period.cut_off.map(|day| words.date(day)).unwrap_or_default(),
            calendar = named(calendar, words),
            span = span_words(span, words),
            right = words.date(day)
        ),
        Notice::NoSpan(calendar) => {
            let calendar = named(calendar, words);
            t!(words, "campaign-calendar-no-span", period = id, calendar = calendar)
        }
        Notice::CutOffBefore(day) => {
            let day = words.date(day);
            t!(words, "campaign-cut-off-before", period = id, cutoff = day, since = since)
        }
        Notice::TooSoon(day) => t!(
            words,
            "campaign-cut-off-due",
            period = id,
            cutoff = words.date(day),
            due = period.due.map(|due| deadline(due, words)).unwrap_or_default()
        ),
        Notice::ResendFirst => t!(
            words,
            "campaign-resend-first",
            period = id,
            resend = period.resend_due.map(|due| deadline(due, words)).unwrap_or_default(),
            due = period.due.map(|due| deadline(due, words)).unwrap_or_default()
        ),
    }
}

fn named(calendar: Calendar, words: &Words) -> String {
    match calendar {
        Calendar::Administrative => t!(words, "calendar-administrative"),
        Calendar::Statistical => t!(words, "calendar-statistical"),
        Calendar::Document => t!(words, "calendar-document"),
    }
}

fn span_words(span: Span, words: &Words) -> String {
    let year = span.year().to_string();
    match span {
        Span::Month(_, month) => t!(words, "span-month", month = month.to_string(), year = year),
        Span::Quarter(_, quarter) => {
            let roman = ["I", "II", "III", "IV"];
            let at = usize::try_from(quarter - 1).unwrap_or_default();
            let quarter = roman.get(at).copied().unwrap_or_default();
            t!(words, "span-quarter", quarter = quarter, year = year)
        }
        Span::Half(_, 1) => t!(words, "span-first-half", year = year),
        Span::Half(..) => t!(words, "span-second-half", year = year),
        Span::Year(_) => t!(words, "span-year", year = year),
    }
}
