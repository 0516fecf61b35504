//! Single values from text, as cells of a list or of a sheet hold them.

use jiff::civil::{Date, DateTime};

use super::Place;
use super::record::{Item, Value};
use super::schema::{Column, Shape};
use crate::campaign::problem::{Expected, ProblemKind, nearest};
use crate::values::quantity::text;

/// What separates the items of a list in a cell.
const SEPARATORS: [char; 3] = [';', '\n', '\r'];

/// A value from the text of a cell; `None` for a blank one.
///
/// # Errors
/// What the text is not.
pub(super) fn from_text(
    column: &Column,
    written: &str,
    place: &Place,
) -> Result<Option<Value>, ProblemKind> {
    let trimmed = written.trim();
    if trimmed.is_empty() {
        return Ok(None);
    }
    Ok(Some(match column.shape {
        Shape::Text => Value::Text(trimmed.to_owned()),
        Shape::Whole => Value::Whole(
            trimmed.parse().map_err(|_| column.is_not(Expected::WholeNumber, trimmed))?,
        ),
        Shape::Flag => {
            Value::Flag(flag(trimmed).ok_or_else(|| column.is_not(Expected::YesNo, trimmed))?)
        }
        Shape::Day => {
            Value::Day(day(trimmed).ok_or_else(|| column.is_not(Expected::Day, trimmed))?)
        }
        Shape::Moment => {
            Value::Moment(moment(trimmed).ok_or_else(|| column.is_not(Expected::Moment, trimmed))?)
        }
        Shape::DayOrMoment => {
            day_or_moment(trimmed).ok_or_else(|| column.is_not(Expected::DayOrMoment, trimmed))?
        }
        Shape::List => Value::List(
            trimmed
                .split(SEPARATORS)
                .map(str::trim)
                .filter(|item| !item.is_empty())
                .map(|item| Item { text: item.to_owned(), place: place.clone() })
                .collect(),
        ),
        Shape::Choice(choices) => Value::Text(choice(column, choices, trimmed)?),
    }))
}

/// One of a few words, or which of them may be meant.
pub(super) fn choice(
    column: &Column,
    choices: &'static [&'static str],
    written: &str,
) -> Result<String, ProblemKind> {
    if choices.contains(&written) {
        return Ok(written.to_owned());
    }
    Err(ProblemKind::NotOneOf {
        key: column.key,
        value: written.to_owned(),
        hint: nearest(written, choices.iter().copied()),
        choices,
    })
}

/// Whether an item of a list holds what separates items in a cell.
pub(super) fn holds_separator(item: &str) -> bool {
    item.contains(SEPARATORS)
}

fn flag(written: &str) -> Option<bool> {
    match text::fold(written).as_str() {
        "true" | "có" | "yes" | "x" | "1" => Some(true),
        "false" | "không" | "no" | "0" => Some(false),
        _ => None,
    }
}

/// `2025-09-30`, or `30/9/2025` as officials write it.
pub(in crate::campaign) fn day(written: &str) -> Option<Date> {
    if let Ok(date) = written.parse() {
        return Some(date);
    }
    let mut parts = written.split('/').map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let year = year.parse().ok().filter(|_| year.len() == 4)?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok().filter(|_| parts.next().is_none())
}

/// A day where no hour is written, else a moment.
pub(in crate::campaign) fn day_or_moment(written: &str) -> Option<Value> {
    if written.contains(':') {
        return moment(written).map(Value::Moment);
    }
    day(written).map(Value::Day)
}

/// `2026-05-22T08:30`, or `22/5/2026 08:30`.
fn moment(written: &str) -> Option<DateTime> {
    if let Ok(moment) = written.parse::<DateTime>() {
        return Some(moment);
    }
    let (date, time) = written.split_once(' ')?;
    let time = time.trim();
    let time =
        time.parse().ok().or_else(|| format!("0{time}").parse::<jiff::civil::Time>().ok())?;
    Some(day(date)?.to_datetime(time))
}
