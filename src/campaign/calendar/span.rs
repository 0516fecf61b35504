//! Which month, quarter, half or year a period is.

use jiff::civil::Date;

use super::{Calendar, Days};
use crate::campaign::Period;
use crate::values::quantity::text;

/// A period of the year for which the decree sets days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// A month, from one.
    Month(i16, i8),
    /// A quarter, from one.
    Quarter(i16, i8),
    /// The first or the second half.
    Half(i16, i8),
    Year(i16),
}

/// What a title or an id says of the period.
enum Said {
    Span(Span),
    /// A period for which the decree has no days: nine months, a school year, from one month to another.
    Other,
}

impl Span {
    /// The part of the year that a period is: as its title says, else its id, else its days where they
    /// are those of a calendar. `None` where it is another one, or cannot be told.
    pub fn of(period: &Period) -> Option<Self> {
        let year = i16::try_from(period.target_year).ok()?;
        let said = of_title(&period.title, year).or_else(|| of_id(period.id.as_str()));
        match said {
            Some(Said::Span(span)) => Some(span),
            Some(Said::Other) => None,
            None => Self::of_days(Days { since: period.since, until: period.until }),
        }
    }

    /// Whether the title or the id says that it is a period for which the decree has no days.
    pub fn is_other(period: &Period) -> bool {
        let year = i16::try_from(period.target_year).unwrap_or_default();
        let said = of_title(&period.title, year).or_else(|| of_id(period.id.as_str()));
        matches!(said, Some(Said::Other))
    }

    fn of_days(days: Days) -> Option<Self> {
        let year = days.until.year();
        let months = (1..=12).map(|month| Self::Month(year, month));
        let quarters = (1..=4).map(|quarter| Self::Quarter(year, quarter));
        let halves = (1..=2).map(|half| Self::Half(year, half));
        let mut spans = months.chain(quarters).chain(halves).chain([Self::Year(year)]);
        let is_one = |span: &Self| {
            Calendar::ALL.into_iter().any(|calendar| span.days(calendar) == Some(days))
        };
        spans.find(is_one)
    }

    pub const fn year(self) -> i16 {
        match self {
            Self::Month(year, _)
            | Self::Quarter(year, _)
            | Self::Half(year, _)
            | Self::Year(year) => year,
        }
    }

    /// The first and the last month of it.
    const fn months(self) -> (i8, i8) {
        match self {
            Self::Month(_, month) => (month, month),
            Self::Quarter(_, quarter) => (quarter * 3 - 2, quarter * 3),
            Self::Half(_, half) => (half * 6 - 5, half * 6),
            Self::Year(_) => (1, 12),
        }
    }

    /// Its days in a calendar; the document's are in the document.
    pub fn days(self, calendar: Calendar) -> Option<Days> {
        let (first, last) = self.months();
        let since = start_of(self.year(), first, calendar)?;
        let until = match calendar {
            Calendar::Administrative => Date::new(self.year(), last, 14).ok()?,
            Calendar::Statistical => Date::new(self.year(), last, 1).ok()?.last_of_month(),
            Calendar::Document => return None,
        };
        Some(Days { since, until })
    }

    /// The first day of its year in a calendar: where what is counted from the start of the year begins.
    pub fn year_start(self, calendar: Calendar) -> Option<Date> {
        start_of(self.year(), 1, calendar)
    }
}

/// The first day of what begins with a month.
fn start_of(year: i16, month: i8, calendar: Calendar) -> Option<Date> {
    match calendar {
        Calendar::Administrative if month == 1 => Date::new(year.checked_sub(1)?, 12, 15).ok(),
        Calendar::Administrative => Date::new(year, month - 1, 15).ok(),
        Calendar::Statistical => Date::new(year, month, 1).ok(),
        Calendar::Document => None,
    }
}

/// What a title says: "Quý I năm 2026", "6 tháng đầu năm 2026", "Tháng 3/2026", "Năm 2026". The year is
/// the last one named, else the one given.
fn of_title(title: &str, year: i16) -> Option<Said> {
    // `text::fold` writes "qúy".
    let folded = text::clean(title).to_lowercase().replace("qúy", "quý");
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let years: Vec<i16> = words.iter().filter_map(|word| year_of(word)).collect();
    let year = years.last().copied().unwrap_or(year);
    let after = |word: &str, at: usize| {
        let found = words.iter().position(|other| *other == word)?;
        words.get(found + at).copied()
    };
    let count = |word: &str| words.iter().filter(|other| **other == word).count();
    if let Some(quarter) = after("quý", 1).and_then(ordinal).filter(|number| *number <= 4) {
        return Some(if count("quý") == 1 {
            Said::Span(Span::Quarter(year, quarter))
        } else {
            Said::Other
        });
    }
    let from_to =
        words.contains(&"từ") || count("tháng") > 1 || years.len() > 1 || count("học") > 0;
    let at = words.iter().position(|word| *word == "tháng");
    if let Some(at) = at {
        let before = at.checked_sub(1).and_then(|at| words.get(at)).copied().and_then(ordinal);
        let (next, end) = (words.get(at + 1).copied(), words.get(at + 2).copied());
        return Some(match (before, next, end) {
            (Some(6), Some("đầu" | "cuối"), _) if count("tháng") > 1 => Said::Other,
            (Some(6), Some("đầu"), _) => Said::Span(Span::Half(year, 1)),
            (Some(6), Some("cuối"), _) => Said::Span(Span::Half(year, 2)),
            (None, Some(month), _) if !from_to => match ordinal(month).filter(|month| *month <= 12)
            {
                Some(month) => Said::Span(Span::Month(year, month)),
                None => Said::Other,
            },
            _ => Said::Other,
        });
    }
    if from_to || words.contains(&"ngày") || words.contains(&"tuần") || words.contains(&"đợt")
    {
        return Some(Said::Other);
    }
    let named = after("năm", 1).and_then(year_of);
    named.map(|year| Said::Span(Span::Year(year)))
}

/// What an id says: `2026-q1`, `2026-6t`, `2026-03`, `2026`.
fn of_id(id: &str) -> Option<Said> {
    let parts: Vec<&str> = id.split('-').collect();
    let (year, part) = match parts.as_slice() {
        [year] => return year_of(year).map(|year| Said::Span(Span::Year(year))),
        [one, other] => match (year_of(one), year_of(other)) {
            (Some(year), None) => (year, *other),
            (None, Some(year)) => (year, *one),
            (Some(_), Some(_)) | (None, None) => return None,
        },
        _ => return None,
    };
    let quarter = part.strip_prefix("quy").or_else(|| part.strip_prefix('q')).and_then(ordinal);
    if let Some(quarter) = quarter.filter(|quarter| *quarter <= 4) {
        return Some(Said::Span(Span::Quarter(year, quarter)));
    }
    match part {
        "6t" | "6t-dau" | "h1" => return Some(Said::Span(Span::Half(year, 1))),
        "h2" => return Some(Said::Span(Span::Half(year, 2))),
        "9t" => return Some(Said::Other),
        _ => {}
    }
    let month = part.strip_prefix('t').unwrap_or(part).parse::<i8>().ok();
    month.filter(|month| (1..=12).contains(month)).map(|month| Said::Span(Span::Month(year, month)))
}

fn year_of(word: &str) -> Option<i16> {
    let year = word.parse::<i16>().ok().filter(|_| word.len() == 4)?;
    (1900..2200).contains(&year).then_some(year)
}

/// A small number in figures, in Roman figures or in a word.
fn ordinal(word: &str) -> Option<i8> {
    let in_word = match word {
        "i" | "một" | "nhất" => 1,
        "ii" | "hai" => 2,
        "iii" | "ba" => 3,
        "iv" | "tư" | "bốn" => 4,
        "sáu" => 6,
        "chín" => 9,
        _ => word.parse::<i8>().ok().filter(|_| word.len() <= 2)?,
    };
    (in_word > 0).then_some(in_word)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn span(title: &str) -> Option<Span> {
        match of_title(title, 2026)? {
            Said::Span(span) => Some(span),
            Said::Other => None,
        }
    }

    #[test]
    fn titles_say_which_part_of_the_year_they_are() {
        for (title, expected) in [
            ("Quý I năm 2026", Some(Span::Quarter(2026, 1))),
            ("Quý IV/2025", Some(Span::Quarter(2025, 4))),
            ("Báo cáo quý 2", Some(Span::Quarter(2026, 2))),
            ("Quý ba năm 2026", Some(Span::Quarter(2026, 3))),
            ("6 tháng đầu năm 2026", Some(Span::Half(2026, 1))),
            ("06 tháng cuối năm 2026", Some(Span::Half(2026, 2))),
            ("Tháng 3 năm 2026", Some(Span::Month(2026, 3))),
            ("Tháng 12/2025", Some(Span::Month(2025, 12))),
            ("Năm 2026", Some(Span::Year(2026))),
            ("9 tháng đầu năm 2025", None),
            ("Năm học 2025-2026", None),
            ("Từ tháng 05/2025 đến hết tháng 05/2026", None),
            ("Từ 1/7/2025 đến 17/5/2026", None),
            ("Ngày 15/9/2026", None),
        ] {
            assert_eq!(span(title), expected, "{title}");
        }
    }

    /// Điều 12, as the issue has it.
    #[test]
    fn the_administrative_calendar_runs_from_the_15th_to_the_14th() {
        let days = |span: Span| span.days(Calendar::Administrative).unwrap();
        let of = |since, until| Days { since, until };
        assert_eq!(days(Span::Quarter(2026, 1)), of(date(2025, 12, 15), date(2026, 3, 14)));
        assert_eq!(days(Span::Quarter(2026, 2)), of(date(2026, 3, 15), date(2026, 6, 14)));
        assert_eq!(days(Span::Half(2026, 1)), of(date(2025, 12, 15), date(2026, 6, 14)));
        assert_eq!(days(Span::Half(2026, 2)), of(date(2026, 6, 15), date(2026, 12, 14)));
        assert_eq!(days(Span::Year(2026)), of(date(2025, 12, 15), date(2026, 12, 14)));
        assert_eq!(days(Span::Month(2026, 3)), of(date(2026, 2, 15), date(2026, 3, 14)));
        let quarter = Span::Quarter(2024, 1).days(Calendar::Statistical).unwrap();
        assert_eq!(quarter, of(date(2024, 1, 1), date(2024, 3, 31)));
        assert_eq!(Span::of_days(quarter), Some(Span::Quarter(2024, 1)));
    }
}
