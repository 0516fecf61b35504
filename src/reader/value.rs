//! From calamine's values to raw values: decimals for floats, ISO text for dates, and the errors
//! as Excel prints them in English.

use calamine::{CellErrorType, Data, DataType, ExcelDateTime};
use rust_decimal::Decimal;

use super::number;
use crate::values::quantity::raw::RawValue;

/// The serial number after the last day that Excel knows, 31 December 9999.
const LAST_SERIAL: f64 = 2_958_466.0;
const SECONDS_A_DAY: i64 = 86_400;

/// One value as calamine gives it.
pub(super) fn raw(value: Data) -> RawValue {
    match value {
        Data::Empty => RawValue::Empty,
        Data::Int(whole) => RawValue::Number(Decimal::from(whole)),
        Data::Float(float) => number::number(float),
        Data::String(text) => RawValue::Text(text),
        Data::Bool(truth) => RawValue::Bool(truth),
        Data::DateTime(date) => self::date(&date),
        Data::DateTimeIso(iso) | Data::DurationIso(iso) => RawValue::Date { iso, serial: None },
        // calamine prints this one as #DATA!.
        Data::Error(CellErrorType::GettingData) => RawValue::Error("#GETTING_DATA".to_owned()),
        Data::Error(error) => RawValue::Error(error.to_string()),
    }
}

/// A date with the number behind it.
pub(super) fn date(date: &ExcelDateTime) -> RawValue {
    RawValue::Date { iso: iso(date), serial: number::decimal(date.as_f64()) }
}

/// How much text a value carries, for the budget.
pub(super) fn text_length(data: &impl DataType) -> usize {
    data.get_string().map_or(0, str::len)
}

/// A date, a time of day, or both; empty for a number that no date stands for.
fn iso(date: &ExcelDateTime) -> String {
    let serial = date.as_f64();
    if date.is_duration() {
        return duration(serial);
    }
    // calamine would give the first or the last day it knows.
    if !(0.0..LAST_SERIAL).contains(&serial) {
        return String::new();
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if serial < 1.0 {
        return time;
    }
    let day = format!("{year:04}-{month:02}-{day:02}");
    if time == "00:00:00" { day } else { format!("{day}T{time}") }
}

/// A length of time, of format `[h]:mm:ss`.
fn duration(days: f64) -> String {
    if !(-LAST_SERIAL..LAST_SERIAL).contains(&days) {
        return String::new();
    }
    // Within the bounds above the seconds fit many times over.
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    let seconds = (days * SECONDS_A_DAY as f64).round() as i64;
    let sign = if seconds < 0 { "-" } else { "" };
    let seconds = seconds.abs();
    format!("{sign}PT{}H{}M{}S", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    fn date(serial: f64, kind: ExcelDateTimeType, since_1904: bool) -> String {
        iso(&ExcelDateTime::new(serial, kind, since_1904))
    }

    #[test]
    fn dates_are_iso_text() {
        let day = ExcelDateTimeType::DateTime;
        assert_eq!(date(45_930.0, day, false), "2025-09-30");
        assert_eq!(date(44_468.0, day, true), "2025-09-30");
        assert_eq!(date(45_930.5, day, false), "2025-09-30T12:00:00");
        assert_eq!(date(0.75, day, false), "18:00:00");
        assert_eq!(date(-3.0, day, false), "");
        assert_eq!(date(3e6, day, false), "");
        assert_eq!(date(1.5, ExcelDateTimeType::TimeDelta, false), "PT36H0M0S");
        assert_eq!(date(f64::NAN, ExcelDateTimeType::TimeDelta, false), "");
    }

    #[test]
    fn a_date_keeps_the_number_behind_it() {
        let data = Data::DateTime(ExcelDateTime::new(45_930.0, ExcelDateTimeType::DateTime, false));
        let serial = Some(Decimal::from(45_930));
        assert_eq!(raw(data), RawValue::Date { iso: "2025-09-30".to_owned(), serial });
    }

    #[test]
    fn errors_are_as_excel_prints_them() {
        assert_eq!(
            raw(Data::Error(CellErrorType::GettingData)),
            RawValue::Error("#GETTING_DATA".to_owned())
        );
        for error in [CellErrorType::Div0, CellErrorType::NA, CellErrorType::Name] {
            let RawValue::Error(text) = raw(Data::Error(error)) else { panic!() };
            assert!(crate::values::quantity::raw::is_error_value(&text), "{text}");
        }
        assert!(!crate::values::quantity::raw::is_error_value("#1"));
    }
}
