//! A number with decimals: a quantity of something, one of the two figures of a rate, or what a ratio
//! comes to.

use rust_decimal::Decimal;

use crate::values::quantity::parse::count::{CountOptions, Multiple, from_numeral, multiple};
use crate::values::quantity::parse::nouns::{Unit, is_percent_sign};
use crate::values::quantity::parse::number_text::{NumberText, Sign, normalise};
use crate::values::quantity::parse::numeral::Numeral;
use crate::values::quantity::parse::percent::hundredfold;
use crate::values::quantity::parse::{Content, content, is_within_bounds};
use crate::values::quantity::rate_form::Per;
use crate::values::quantity::raw::{NumberFormat, RawCell};
use crate::values::quantity::reading::{Fault, Reading};
use crate::values::quantity::scale::Scale;
use crate::values::quantity::text;

/// What a number with decimals knows of its row.
#[derive(Debug, Clone, Copy)]
pub struct DecimalOptions<'a> {
    /// How many decimals the row declares.
    pub decimals: u32,
    /// What it knows of its own words.
    pub of: CountOptions<'a>,
}

/// Three decimals are what is left of `1.234` typed where `.` is the decimal mark.
const THOUSANDS: u32 = 3;

/// Reads a cell that asks for a number with decimals, from zero (docs/contract/numbers.md). The number
/// has as many decimals as the row declares, and more are a fault. A spelling that may group thousands
/// or mark decimals is ambiguous.
///
/// Faults: BD402, BD404 to BD407, BD409 to BD411, BD415.
pub fn decimal(cell: &RawCell, options: &DecimalOptions<'_>) -> Reading<Decimal> {
    let read = match content(cell) {
        Err(settled) => return settled,
        Ok(Content::Number(_, NumberFormat::Percent)) => Err(wrong("%")),
        Ok(Content::Number(number, _)) => {
            from_number(number, options.decimals).map(|value| (value, false))
        }
        Ok(Content::Text(written)) => from_text(written, options).map(|value| (value, true)),
    };
    reading(read)
}

/// Reads a cell that asks what a ratio comes to: its two figures say it exactly, so that any number of
/// decimals will do. A number up to 1 that nothing marks as percent is ambiguous, as in a percentage.
///
/// Faults: BD402, BD404 to BD406, BD409 to BD411, BD415.
pub fn ratio(cell: &RawCell, per: Per, options: &DecimalOptions<'_>) -> Reading<Decimal> {
    let read = match content(cell) {
        Err(settled) => return settled,
        Ok(Content::Number(number, NumberFormat::Percent)) if per == Per::Hundred => {
            positive(hundredfold(number)).map(|value| (value, false))
        }
        Ok(Content::Number(_, NumberFormat::Percent)) => Err(wrong("%")),
        Ok(Content::Number(number, _)) => {
            ratio_number(number, per, options).map(|value| (value, false))
        }
        Ok(Content::Text(written)) => ratio_text(written, per, options).map(|value| (value, true)),
    };
    reading(read)
}

fn reading(read: Result<(Decimal, bool), Fault>) -> Reading<Decimal> {
    match read {
        Ok((value, as_text)) => Reading::Value { value, as_text },
        Err(fault) => Reading::Fault(fault),
    }
}

fn wrong(written: &str) -> Fault {
    Fault::WrongMeasure { written: written.to_owned() }
}

fn positive(number: Decimal) -> Result<Decimal, Fault> {
    if number < Decimal::ZERO { Err(Fault::Negative(number)) } else { Ok(number) }
}

/// The number a thousand times as large, where its three decimals may be a group of digits.
fn as_thousands(number: Decimal) -> Option<Decimal> {
    let number = number.normalize();
    let may_group = number.scale() == THOUSANDS && number >= Decimal::ONE;
    may_group.then(|| number.checked_mul(Decimal::ONE_THOUSAND)).flatten().map(|n| n.normalize())
}

fn from_number(number: Decimal, decimals: u32) -> Result<Decimal, Fault> {
    let number = positive(number)?;
    match as_thousands(number).filter(|_| decimals < THOUSANDS) {
        Some(thousands) => Err(Fault::Ambiguous(number, thousands)),
        None => declared(number, decimals),
    }
}

/// The number with the decimals that are declared.
fn declared(number: Decimal, decimals: u32) -> Result<Decimal, Fault> {
    let mut value = number.normalize();
    if value.scale() > decimals {
        return Err(Fault::MoreDecimals { written: value, decimals });
    }
    value.rescale(decimals);
    if value.scale() == decimals { Ok(value) } else { Err(Fault::NotANumber) }
}

fn from_text(written: &str, options: &DecimalOptions<'_>) -> Result<Decimal, Fault> {
    if is_zero_word(written, options.of.zero_words) {
        return declared(Decimal::ZERO, options.decimals);
    }
    let NumberText { numeral, sign, unit } = NumberText::read(written)?;
    let from = fits(unit.as_deref(), &options.of)?;
    let scaled = |number: Decimal| {
        from.map_or(Some(number), |from| from.convert(number, options.of.scale))
            .filter(|number| is_within_bounds(*number))
            .ok_or(Fault::NotANumber)
    };
    let magnitude = match one_of(numeral, options.decimals) {
        Ok(number) => declared(scaled(number)?, options.decimals),
        Err(Fault::Ambiguous(one, other)) => Err(Fault::Ambiguous(scaled(one)?, scaled(other)?)),
        Err(fault) => Err(fault),
    };
    signed(magnitude?, sign)
}

fn is_zero_word(written: &str, zero_words: &[String]) -> bool {
    let folded = text::fold(&normalise(written));
    zero_words.iter().any(|word| text::fold(&normalise(word)) == folded)
}

/// The multiple in which the number is said, where one is and it is of what the row counts.
fn fits(unit: Option<&str>, of: &CountOptions<'_>) -> Result<Option<Scale>, Fault> {
    let (from, noun) = match multiple(unit, of) {
        Some(Multiple { from, noun }) => (Some(from), noun),
        None => (None, Unit::of(unit, of.nouns)),
    };
    match noun {
        Unit::Fits => Ok(from),
        Unit::Other(written) => Err(Fault::WrongMeasure { written }),
        Unit::Unknown => Err(Fault::NotANumber),
    }
}

fn signed(magnitude: Decimal, sign: Sign) -> Result<Decimal, Fault> {
    match sign {
        _ if magnitude.is_zero() => Ok(magnitude),
        Sign::Positive => Ok(magnitude),
        Sign::Negative => Err(Fault::Negative(-magnitude)),
        Sign::Parenthesised => Err(Fault::Ambiguous(-magnitude, magnitude)),
    }
}

/// The one number that a numeral can be.
fn one_of(numeral: Numeral, decimals: u32) -> Result<Decimal, Fault> {
    if !is_within_bounds(numeral.smaller()) {
        return Err(Fault::NotANumber);
    }
    match numeral {
        // Where there are no decimals `1.250` is what it is in a count.
        Numeral::Either { .. } if decimals == 0 => from_numeral(numeral).map(Decimal::from),
        Numeral::Either { decimal, grouped, .. } => Err(Fault::Ambiguous(decimal, grouped)),
        Numeral::Whole(value) | Numeral::Decimal { value, .. } => Ok(value),
    }
}

fn ratio_number(number: Decimal, per: Per, options: &DecimalOptions<'_>) -> Result<Decimal, Fault> {
    let number = positive(number)?;
    if let Some(thousands) = as_thousands(number).filter(|_| options.decimals < THOUSANDS) {
        return Err(Fault::Ambiguous(number, thousands));
    }
    unmarked(number, per)
}

/// A number that nothing marks as percent.
fn unmarked(number: Decimal, per: Per) -> Result<Decimal, Fault> {
    let is_doubtful = per == Per::Hundred && number > Decimal::ZERO && number <= Decimal::ONE;
    if is_doubtful { Err(Fault::Ambiguous(number, hundredfold(number))) } else { Ok(number) }
}

fn ratio_text(written: &str, per: Per, options: &DecimalOptions<'_>) -> Result<Decimal, Fault> {
    let NumberText { numeral, sign, unit } = NumberText::read(written)?;
    let own_sign = |unit: &str| match per {
        Per::Hundred => is_percent_sign(unit),
        Per::Thousand => unit == per.sign() || text::fold(unit) == "phần nghìn",
        Per::One | Per::HundredThousand => false,
    };
    let is_marked = unit.as_deref().is_some_and(own_sign);
    if !is_marked {
        fits(unit.as_deref(), &options.of)?;
    }
    let value = one_of(numeral, options.decimals.max(1))?;
    signed(if is_marked { value } else { unmarked(value, per)? }, sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::quantity::raw::RawValue;

    fn number(text: &str) -> RawCell {
        RawCell { value: RawValue::Number(text.parse().unwrap()), ..RawCell::default() }
    }

    fn written(text: &str) -> RawCell {
        RawCell { value: RawValue::Text(text.to_owned()), ..RawCell::default() }
    }

    fn read(cell: &RawCell, decimals: u32) -> String {
        let nouns = ["km".to_owned()];
        let of = CountOptions { nouns: &nouns, ..CountOptions::default() };
        said(decimal(cell, &DecimalOptions { decimals, of }))
    }

    fn said(reading: Reading<Decimal>) -> String {
        match reading {
            Reading::Value { value, .. } => value.to_string(),
            Reading::Fault(Fault::Ambiguous(one, other)) => format!("{one} or {other}"),
            Reading::Fault(Fault::MoreDecimals { written, decimals }) => {
                format!("{written} beyond {decimals}")
            }
            Reading::Fault(Fault::WrongMeasure { written }) => format!("not {written}"),
            Reading::Fault(Fault::Negative(number)) => format!("below zero: {number}"),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn digits_are_those_that_are_declared() {
        let table = [
            ("12.5", 2, "12.50"),
            ("0.3", 2, "0.30"),
            ("12.345", 2, "12.345 or 12345"),
            ("0.125", 2, "0.125 beyond 2"),
            ("12.3456", 2, "12.3456 beyond 2"),
            ("1.234", 3, "1.234"),
            ("12.5", 0, "12.5 beyond 0"),
            ("-1.5", 2, "below zero: -1.5"),
        ];
        for (stored, decimals, meant) in table {
            assert_eq!(read(&number(stored), decimals), meant, "{stored}");
        }
    }

    #[test]
    fn text_is_read_where_it_can_mean_one_number() {
        let table = [
            ("12,5", 2, "12.50"),
            ("12.5 km", 2, "12.50"),
            ("1.250,75 km", 2, "1250.75"),
            ("1.234.567", 2, "1234567.00"),
            ("1.234", 2, "1.234 or 1234"),
            ("1,234", 3, "1.234 or 1234"),
            ("1.234", 0, "1234"),
            ("12,345 km", 2, "12.345 or 12345"),
            ("5%", 2, "not %"),
            ("5‰", 2, "not ‰"),
            ("12 lớp", 2, "not lớp"),
            ("(3)", 2, "-3.00 or 3.00"),
        ];
        for (text, decimals, meant) in table {
            assert_eq!(read(&written(text), decimals), meant, "{text}");
        }
    }

    #[test]
    fn another_multiple_is_converted_exactly() {
        let nouns = ["triệu đồng".to_owned()];
        let scale = Scale::of_row(Some("Triệu đồng"), &nouns);
        let of = CountOptions { nouns: &nouns, scale, ..CountOptions::default() };
        let table = [
            ("650 triệu đồng", "650.00"),
            ("650.000.000 đồng", "650.00"),
            ("1,5 tỷ đồng", "1500.00"),
            ("650.000.500 đồng", "650.0005 beyond 2"),
            ("650", "650.00"),
            ("650 km", "NotANumber"),
        ];
        for (text, meant) in table {
            let read = said(decimal(&written(text), &DecimalOptions { decimals: 2, of }));
            assert!(read.contains(meant), "{text}: {read}");
        }
    }

    #[test]
    fn a_ratio_knows_its_sign() {
        let options = DecimalOptions { decimals: 2, of: CountOptions::default() };
        let table = [
            (Per::Thousand, "5‰", "5"),
            (Per::Thousand, "5%", "not %"),
            (Per::Hundred, "120%", "120"),
            (Per::Hundred, "5‰", "not ‰"),
            (Per::Hundred, "0,5", "0.5 or 50"),
            (Per::One, "0,5", "0.5"),
            (Per::One, "35,25", "35.25"),
        ];
        for (per, text, meant) in table {
            assert_eq!(said(ratio(&written(text), per, &options)), meant, "{text}");
        }
    }
}
