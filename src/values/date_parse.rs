//! Days and moments as people write them in lists: `30/9/2025`, `30/09/2025 14:30`, `2025-09-30`,
//! `2025-09-30T14:30`. The day comes before the month, as everywhere in Viet Nam.

use jiff::civil::{Date, DateTime, Time};

/// A day with or without a time of day. Without one, the day counts from its beginning.
pub fn read(written: &str) -> Option<DateTime> {
    let written = written.trim();
    if let Some(day) = day(written) {
        return Some(day.at(0, 0, 0, 0));
    }
    let (first, second) = written.split_once([' ', 'T'])?;
    let (first, second) = (first.trim(), second.trim());
    match (day(first), time(second)) {
        (Some(day), Some(time)) => Some(day.to_datetime(time)),
        _ => Some(day(second)?.to_datetime(time(first)?)),
    }
}

pub fn day(written: &str) -> Option<Date> {
    let parts: Vec<&str> = written.split(['/', '-', '.']).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let year = year.parse().ok().filter(|_| is_year)?;
    Date::new(year, one_or_two_digits(month)?, one_or_two_digits(day)?).ok()
}

fn one_or_two_digits(text: &str) -> Option<i8> {
    let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

/// A time of day: `14:30`, `14:30:05`, `14h30`, `14h`.
fn time(written: &str) -> Option<Time> {
    let written = written.replace(['h', 'H'], ":");
    let mut parts = written.trim_end_matches(':').split(':');
    let hour = one_or_two_digits(parts.next()?)?;
    let minute = parts.next().map_or(Some(0), one_or_two_digits)?;
    let second = parts.next().map_or(Some(0), one_or_two_digits)?;
    Time::new(hour, minute, second, 0).ok().filter(|_| parts.next().is_none())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::read;

    #[test]
    fn days_and_moments_are_read_as_they_are_written() {
        let (day, noon) = (date(2025, 9, 3), date(2025, 9, 3).at(12, 5, 0, 0));
        for written in
            ["3/9/2025", "03/09/2025", "2025-09-03", "3-9-2025", "03.09.2025", " 3/9/2025 "]
        {
            assert_eq!(read(written), Some(day.at(0, 0, 0, 0)), "{written}");
        }
        for written in
            ["3/9/2025 12:05", "2025-09-03T12:05:00", "12h05 3/9/2025", "2025-09-03 12:05"]
        {
            assert_eq!(read(written), Some(noon), "{written}");
        }
        for written in [
            "",
            "30/02/2025",
            "9/30/2025",
            "3/9/25",
            "3/9",
            "hôm qua",
            "2025-9-3-1",
            "3/9/2025 25:00",
        ] {
            assert_eq!(read(written), None, "{written}");
        }
    }
}
