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
    Continuous,
    Recurring,
    Unstated,
}

impl Timeframe {
    /// Reads the official notation. What names no date that a task must be done by has none: it is
    /// never made up.
    pub fn parse(notation: &str) -> Self {
        let folded = text::fold(notation);
        let folded = folded.trim_end_matches('.').trim();
        if after(folded, "thường xuyên").is_some() {
            return Self::Continuous;
        }
        if after(folded, "định kỳ").or_else(|| after(folded, "hằng")).is_some() {
            return Self::Recurring;
        }
        if let Some(rest) = after(folded, "từ") {
            return span(rest).map_or(Self::Unstated, |(first, _)| Self::From(first));
        }
        let rest = after(folded, "hoàn thành").unwrap_or(folded);
        let rest = after(rest, "trong").unwrap_or(rest);
        span(rest).map_or(Self::Unstated, |(_, last)| Self::Due(last))
    }

    /// The last day on which the task can be done in time.
    pub fn due(self) -> Option<Date> {
        match self {
            Self::Due(day) => Some(day),
            _ => None,
        }
    }
}

/// What stands after a word at the beginning. The word is folded as the text is, which moves the
/// tone mark of "hoàn" and "quý".
fn after<'t>(folded: &'t str, word: &str) -> Option<&'t str> {
    let rest = folded.strip_prefix(text::fold(word).as_str())?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim_start())
}

/// The first and last day of a month, a quarter, a year or a span of years.
fn span(folded: &str) -> Option<(Date, Date)> {
    if let Some(rest) = after(folded, "tháng") {
        let (month, year) = rest.split_once('/')?;
        let (month, year) = (month.trim().parse::<i8>().ok()?, year_of(year)?);
        return months(year, month, month);
    }
    if let Some(rest) = after(folded, "quý") {
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
    let rest = after(folded, "năm")?;
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
