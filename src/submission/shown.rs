//! What a cell was read as once it is known what it shows: a picture, words that are struck out, or
//! another text than the number that is stored.

use rust_decimal::{Decimal, RoundingStrategy};

use super::model::answer::FieldReading;
use crate::values::quantity::raw::{NumberFormat, RawCell, RawValue};
use crate::values::quantity::reading::{Fault, Reading};
use crate::values::quantity::words::Word;

/// The decimals of a percentage that the form itself shows; what is rounded to as many is rounded as
/// the form does it.
const PERCENT_DECIMALS: u32 = 2;

/// What a cell was read as, with what it shows. `read` reads a cell by its content alone. A text that
/// the cell shows is forgotten where it says the same as what is stored, so that from here on one that
/// is there says something else.
pub(super) fn as_shown(raw: &mut RawCell, read: &dyn Fn(&RawCell) -> FieldReading) -> FieldReading {
    let stored = read(raw);
    if raw.appearance.is_none() && raw.value.text().is_none_or(|text| !text.contains("DISPIMG(")) {
        return stored;
    }
    if raw.is_picture() {
        return match stored {
            FieldReading::Text(_) => FieldReading::Text(Reading::Blank),
            other => faulty(&other, Fault::Picture),
        };
    }
    if !raw.runs().is_empty() {
        return match stored {
            FieldReading::Text(_) => stored,
            other => faulty(&other, Fault::StruckOrRaised),
        };
    }
    let Some(shown) = raw.appearance.as_ref().and_then(|seen| seen.shown.clone()) else {
        return stored;
    };
    let typed = RawCell {
        value: RawValue::Text(shown),
        format: NumberFormat::Unknown,
        font: raw.font,
        ..RawCell::default()
    };
    match Together::of(&stored, &read(&typed)) {
        Together::Same => {
            if let Some(seen) = &mut raw.appearance {
                seen.shown = None;
            }
            stored
        }
        Together::Kept => stored,
        Together::Blank => blank(&stored),
        Together::Faulty(fault) => faulty(&stored, fault),
    }
}

/// What the content and the text shown come to together.
enum Together {
    /// Both say the same, so that one of them is enough.
    Same,
    /// What is stored stands, and what is shown is kept beside it.
    Kept,
    Blank,
    Faulty(Fault),
}

impl Together {
    fn of(stored: &FieldReading, shown: &FieldReading) -> Self {
        use FieldReading::{Choice, Chosen, Decimal as Quantity, Integer, Percent, Status, Text};
        match (stored, shown) {
            // Words are kept as they are stored; that none of them can be seen is said elsewhere.
            (Text(_), Text(Reading::Blank)) => Self::Kept,
            (Text(_), _) => Self::Same,
            _ if stored.fault().is_some() => Self::Kept,
            _ if stored.is_blank() || stored.says_the_same(shown) => Self::Same,
            (Integer(Reading::Value { value: 0, .. }), Integer(Reading::Word(Word::Nil)))
            | (Integer(Reading::Word(Word::Nil)), Integer(Reading::Value { value: 0, .. })) => {
                Self::Same
            }
            (
                Integer(Reading::Value { value: one, .. }),
                Integer(Reading::Value { value: other, .. }),
            ) => Self::Faulty(Fault::Ambiguous(Decimal::from(*one), Decimal::from(*other))),
            (
                Percent(Reading::Value { value: one, .. }),
                Percent(Reading::Value { value: other, .. }),
            ) => match (is_rounded(*one, *other), other.scale() >= PERCENT_DECIMALS) {
                (true, true) => Self::Same,
                (true, false) => Self::Kept,
                (false, _) => Self::Faulty(Fault::Ambiguous(*one, *other)),
            },
            // A number is shown with fewer decimals, or grouped in a way that has two readings as text.
            (Quantity(Reading::Value { value: one, .. }), Quantity(shown)) => match shown {
                Reading::Value { value: other, .. } if is_rounded(*one, *other) => Self::Kept,
                Reading::Value { value: other, .. } => Self::Faulty(Fault::Ambiguous(*one, *other)),
                Reading::Fault(Fault::Ambiguous(first, second))
                    if [first, second].iter().any(|read| is_rounded(*one, **read)) =>
                {
                    Self::Same
                }
                Reading::Fault(found) => Self::Faulty(found.clone()),
                Reading::Word(Word::Nil) if one.is_zero() => Self::Same,
                Reading::Word(_) => Self::Faulty(Fault::NotANumber),
                Reading::Blank => Self::Blank,
            },
            (Chosen(_), Chosen(Reading::Value { .. } | Reading::Word(_)))
            | (Choice(_), Choice(Reading::Value { .. } | Reading::Word(_)))
            | (Status(_), Status(Reading::Value { .. } | Reading::Word(_))) => {
                Self::Faulty(Fault::NotAChoice)
            }
            (_, shown) => match shown.fault() {
                Some(found) => Self::Faulty(found.clone()),
                None if shown.is_blank() => Self::Blank,
                None => Self::Faulty(Fault::NotANumber),
            },
        }
    }
}

/// Whether one number is the other with fewer decimals.
fn is_rounded(exact: Decimal, shown: Decimal) -> bool {
    exact.round_dp_with_strategy(shown.scale(), RoundingStrategy::MidpointAwayFromZero) == shown
}

/// A fault of the kind that a reading is of.
fn faulty(like: &FieldReading, fault: Fault) -> FieldReading {
    match like {
        FieldReading::Integer(_) => FieldReading::Integer(Reading::Fault(fault)),
        FieldReading::Percent(_) => FieldReading::Percent(Reading::Fault(fault)),
        FieldReading::Decimal(_) => FieldReading::Decimal(Reading::Fault(fault)),
        FieldReading::Chosen(_) => FieldReading::Chosen(Reading::Fault(fault)),
        FieldReading::Choice(_) => FieldReading::Choice(Reading::Fault(fault)),
        FieldReading::Status(_) => FieldReading::Status(Reading::Fault(fault)),
        FieldReading::Text(_) => FieldReading::Text(Reading::Fault(fault)),
    }
}

fn blank(like: &FieldReading) -> FieldReading {
    match like {
        FieldReading::Integer(_) => FieldReading::Integer(Reading::Blank),
        FieldReading::Percent(_) => FieldReading::Percent(Reading::Blank),
        FieldReading::Decimal(_) => FieldReading::Decimal(Reading::Blank),
        FieldReading::Chosen(_) => FieldReading::Chosen(Reading::Blank),
        FieldReading::Choice(_) => FieldReading::Choice(Reading::Blank),
        FieldReading::Status(_) => FieldReading::Status(Reading::Blank),
        FieldReading::Text(_) => FieldReading::Text(Reading::Blank),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::quantity::parse::{self, CountOptions};
    use crate::values::quantity::raw::Appearance;

    fn cell(value: RawValue, shown: &str) -> RawCell {
        let appearance = Appearance { shown: Some(shown.to_owned()), ..Appearance::default() };
        RawCell { value, appearance: Some(Box::new(appearance)), ..RawCell::default() }
    }

    fn number(text: &str) -> RawValue {
        RawValue::Number(text.parse().unwrap())
    }

    fn counted(stored: &str, shown: &str) -> (Reading<i64>, bool) {
        let nouns = ["người".to_owned()];
        let options = CountOptions { nouns: &nouns, ..CountOptions::default() };
        let mut raw = cell(number(stored), shown);
        let read = |raw: &RawCell| FieldReading::Integer(parse::count(raw, &options));
        let FieldReading::Integer(reading) = as_shown(&mut raw, &read) else { panic!() };
        (reading, raw.appearance.unwrap().shown.is_some())
    }

    #[test]
    fn a_count_is_what_both_say() {
        let value = |value| Reading::Value { value, as_text: false };
        assert_eq!(counted("1250", "1.250 người"), (value(1250), false));
        assert_eq!(counted("0", "Không phát sinh"), (value(0), false));
        let ambiguous =
            |one: i64, other: i64| Reading::Fault(Fault::Ambiguous(one.into(), other.into()));
        assert_eq!(counted("1250000", "1.250"), (ambiguous(1_250_000, 1250), true));
        assert_eq!(counted("5", "5 nghìn người"), (ambiguous(5, 5_000), true));
        let other = Fault::WrongMeasure { written: "lớp".to_owned() };
        assert_eq!(counted("5", "5 lớp"), (Reading::Fault(other), true));
        assert_eq!(counted("350", ""), (Reading::Blank, true));
        assert_eq!(counted("1", "TRUE"), (Reading::Fault(Fault::NotANumber), true));
        let fractional =
            Fault::Fractional { written: "12.4".parse().unwrap(), thousands: Some(12_400) };
        assert_eq!(counted("12.4", "12"), (Reading::Fault(fractional), true));
        assert_eq!(counted("7", "Không áp dụng"), (Reading::Fault(Fault::NotANumber), true));
    }

    #[test]
    fn a_percentage_may_be_rounded_for_the_eye() {
        let percent = |stored: &str, format, shown: &str| {
            let mut raw = RawCell { format, ..cell(number(stored), shown) };
            let read = |raw: &RawCell| FieldReading::Percent(parse::percent(raw));
            let FieldReading::Percent(reading) = as_shown(&mut raw, &read) else { panic!() };
            (reading.value().map(ToString::to_string), raw.appearance.unwrap().shown.is_some())
        };
        let of = |text: &str| Some(text.to_owned());
        assert_eq!(percent("0.85499", NumberFormat::Percent, "85%"), (of("85.499"), true));
        assert_eq!(percent("0.85499", NumberFormat::Percent, "85,50%"), (of("85.499"), false));
        assert_eq!(
            percent("66.6666666666667", NumberFormat::Other, "66,67"),
            (of("66.6666666666667"), false)
        );
        assert_eq!(percent("85", NumberFormat::Other, "85%"), (of("85"), false));
        assert_eq!(percent("8500", NumberFormat::Other, "8.500‰"), (None, true));
        assert_eq!(percent("85", NumberFormat::Other, "0,1"), (None, true));
    }
}
