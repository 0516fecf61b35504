//! When a task is due, from the official notation: `Tháng 5/2025`, `Quý III/2025`, `Thường xuyên`.

use jiff::civil::{Date, date};

use super::text;

/// When a task is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timeframe {
    /// By the end of a day.
    Due(Date),
    /// From a day on; no end is named.
    From(Date),
    /// All the time.
    Continuous,
    /// Again and again.
    Recurring,
    /// The notation names no time.
    Unstated,
}

impl Timeframe {
    /// Reads the official notation. What names no date that a task must be done by has none: it is
    /// never made up.
    #[must_use]
    pub fn parse(notation: &str) -> Self {
        let folded = text::fold(notation);
        let folded = folded.trim_end_matches('.').trim();
        if folded.starts_with("thường xuyên") {
            return Self::Continuous;
        }
        if folded.starts_with("định kỳ") || folded.starts_with("hằng ") {
            return Self::Recurring;
        }
        if let Some(rest) = folded.strip_prefix("từ ") {
            return span(rest).map_or(Self::Unstated, |(first, _)| Self::From(first));
        }
        let rest = folded
            .strip_prefix("hoàn thành ")
            .map_or(folded, |rest| rest.strip_prefix("trong ").unwrap_or(rest));
        span(rest).map_or(Self::Unstated, |(_, last)| Self::Due(last))
    }

    /// The last day on which the task can be done in time.
    #[must_use]
    pub fn due(self) -> Option<Date> {
        match self {
            Self::Due(day) => Some(day),
            _ => None,
        }
    }
}

/// The first and last day of a month, a quarter, a year or a span of years.
fn span(folded: &str) -> Option<(Date, Date)> {
    if let Some(rest) = folded.strip_prefix("tháng ") {
        let (month, year) = rest.split_once('/')?;
        let (month, year) = (month.trim().parse::<i8>().ok()?, year_of(year)?);
        return months(year, month, month);
    }
    if let Some(rest) = folded.strip_prefix("quý ") {
        let (quarter, year) = rest.split_once('/')?;
        let quarter = match quarter.trim() {
            "i" | "1" => 1,
            "ii" | "2" => 2,
            "iii" | "3" => 3,
            "iv" | "4" => 4,
            _ => return None,
        };
        return months(year_of(year)?, quarter * 3 - 2, quarter * 3);
    }
    let rest = folded.strip_prefix("năm ")?;
    let (first, last) = rest.split_once(['-', '–']).unwrap_or((rest, rest));
    let (first, last) = (year_of(first)?, year_of(last)?);
    (first <= last).then_some((date(first, 1, 1), date(last, 12, 31)))
}

fn year_of(text: &str) -> Option<i16> {
    text.trim().parse().ok().filter(|year| (1900..=9998).contains(year))
}

fn months(year: i16, first: i8, last: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, first, 1).ok()?;
    Some((first, Date::new(year, last, 1).ok()?.last_of_month()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Requirement: time of a task is parsed; what has no date in it has no due date.
    #[test]
    fn official_notations_are_read() {
        for (notation, read) in [
            ("Tháng 5/2025.", Timeframe::Due(date(2025, 5, 31))),
            ("Tháng 2/2024", Timeframe::Due(date(2024, 2, 29))),
            ("Quý III/2025.", Timeframe::Due(date(2025, 9, 30))),
            ("Năm 2025 - 2026.", Timeframe::Due(date(2026, 12, 31))),
            ("Năm 2025-2026.", Timeframe::Due(date(2026, 12, 31))),
            ("hoàn thành trong tháng 5/2025", Timeframe::Due(date(2025, 5, 31))),
            ("Từ tháng 6/2025.", Timeframe::From(date(2025, 6, 1))),
            ("Thường xuyên.", Timeframe::Continuous),
            ("Định kỳ Ngày thứ Sáu tuần thứ 4 hằng tháng, trực tiếp tại: …", Timeframe::Recurring),
            ("Định kỳ hằng quý", Timeframe::Recurring),
            ("Theo hướng dẫn của Bộ Công an.", Timeframe::Unstated),
            ("Tháng 13/2025", Timeframe::Unstated),
            ("Quý V/2025", Timeframe::Unstated),
            ("Năm 2026 - 2025", Timeframe::Unstated),
            ("", Timeframe::Unstated),
        ] {
            assert_eq!(Timeframe::parse(notation), read, "{notation}");
        }
    }
}
