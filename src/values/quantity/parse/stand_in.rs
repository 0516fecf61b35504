//! Text that stands in for something other than text.
//!
//! LibreOffice saves the errors and dates of an .ods sheet again as text: `#REF!`, `2025-06-15`.
//! They must be told as errors and dates all the same (docs/choices.md), and so must a date that
//! was typed as text, which no count can be.

use jiff::civil::{Date, DateTime};

use crate::values::quantity::raw::is_error_value;
use crate::values::quantity::reading::Fault;
use crate::values::quantity::text;

/// The fault of a text that is an error value or a date; `None` for any other text.
pub(super) fn stand_in(written: &str) -> Option<Fault> {
    let written = text::clean(written);
    if is_error(&written) {
        return Some(Fault::FormulaError(written));
    }
    if is_iso_date(&written) {
        return Some(Fault::Date { iso: written, serial: None });
    }
    let date = vietnamese_date(&written)?;
    Some(Fault::Date { iso: date.to_string(), serial: None })
}

/// Whether a clean text is an error value.
pub(super) fn is_error(written: &str) -> bool {
    // LibreOffice numbers the errors that Excel does not have: `Err:502`.
    let numbered = written.strip_prefix("Err:").is_some_and(|code| code.parse::<u16>().is_ok());
    numbered || is_error_value(written)
}

/// `2025-06-15`, with or without a time. Dates without hyphens are numbers here.
fn is_iso_date(written: &str) -> bool {
    let bytes = written.as_bytes();
    bytes.get(4) == Some(&b'-')
        && bytes.get(7) == Some(&b'-')
        && (written.parse::<Date>().is_ok() || written.parse::<DateTime>().is_ok())
}

/// Day, month and a year of four digits: `15/6/2025`, `15-06-2025`, `15.6.2025`.
fn vietnamese_date(written: &str) -> Option<Date> {
    let mark = written.chars().find(|c| matches!(c, '/' | '-' | '.'))?;
    let mut parts = written.split(mark);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_and_dates_are_told_from_text() {
        for error in ["#REF!", "#n/a", " #DIV/0! ", "Err:502"] {
            assert!(matches!(stand_in(error), Some(Fault::FormulaError(_))), "{error}");
        }
        for date in ["2025-06-15", "2025-06-15T00:00:00", "15/6/2025", "15-06-2025", "15.6.2025"] {
            let Some(Fault::Date { iso, serial: None }) = stand_in(date) else { panic!("{date}") };
            assert!(iso.starts_with("2025-06-15"), "{date}");
        }
        for text in ["20250615", "31/2/2025", "1.234.567", "5-7", "15/6", "#1", "Err:", "2025-9t"] {
            assert_eq!(stand_in(text), None, "{text}");
        }
    }
}
