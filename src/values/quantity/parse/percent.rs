//! A percentage: a decimal from 0 to 100 in percent points.

use rust_decimal::Decimal;

use crate::values::quantity::parse::nouns::{Unit, is_percent_sign};
use crate::values::quantity::parse::number_text::{NumberText, Sign};
use crate::values::quantity::parse::numeral::{Mark, Numeral};
use crate::values::quantity::parse::{Content, content, is_within_bounds};
use crate::values::quantity::raw::{NumberFormat, RawCell};
use crate::values::quantity::reading::{Fault, Reading};

/// Reads a cell that asks for a percentage, into percent points (docs/contract/numbers.md). The digits
/// of text stay as written (`85,50` has two decimals); a stored number has no trailing zeros.
///
/// A number up to 1 that nothing marks as percent points or as a fraction of one is ambiguous: 1
/// may be 1 % or 100 %. Zero is zero either way.
///
/// Faults: BD402, BD404 to BD406, BD408 to BD411, BD415.
pub fn percent(cell: &RawCell) -> Reading<Decimal> {
    let read = match content(cell) {
        Err(settled) => return settled,
        Ok(Content::Number(number, NumberFormat::Percent)) => {
            in_range(hundredfold(number)).map(|value| (value, false))
        }
        Ok(Content::Number(number, _)) => unmarked(number).map(|value| (value, false)),
        Ok(Content::Text(written)) => from_text(written).map(|value| (value, true)),
    };
    match read {
        Ok((value, as_text)) => Reading::Value { value, as_text },
        Err(fault) => Reading::Fault(fault),
    }
}

fn from_text(written: &str) -> Result<Decimal, Fault> {
    let NumberText { numeral, sign, unit } = NumberText::read(written)?;
    let is_marked = unit.as_deref().is_some_and(is_percent_sign);
    if !is_marked {
        match Unit::of::<&str>(unit.as_deref(), &[]) {
            Unit::Fits => {}
            // `85% số người` is a percentage of something that the text alone does not tell.
            Unit::Other(written) if written.starts_with('%') => return Err(Fault::NotANumber),
            Unit::Other(written) => return Err(Fault::WrongMeasure { written }),
            Unit::Unknown => return Err(Fault::NotANumber),
        }
    }
    if sign == Sign::Negative && !numeral.smaller().is_zero() {
        return Err(Fault::Negative(-numeral.smaller()));
    }
    let value = one_of(numeral)?;
    let value = if is_marked { in_range(value) } else { unmarked(value) }?;
    if sign == Sign::Parenthesised && !value.is_zero() {
        return Err(Fault::Ambiguous(-value, value));
    }
    Ok(value)
}

/// The one number that a numeral can be. `85.125` is 85125 by vi-VN rules, which no percentage is,
/// so it is ambiguous; `85,125` is 85.125 by vi-VN rules, and no percentage by any other.
fn one_of(numeral: Numeral) -> Result<Decimal, Fault> {
    let hundred = Decimal::ONE_HUNDRED;
    match numeral {
        Numeral::Either { decimal, grouped, mark: Mark::Dot } if decimal <= hundred => {
            Err(Fault::Ambiguous(decimal, grouped))
        }
        other => Ok(other.smaller()),
    }
}

/// A number that nothing marks as percent.
fn unmarked(number: Decimal) -> Result<Decimal, Fault> {
    if number > Decimal::ZERO && number <= Decimal::ONE {
        return Err(Fault::Ambiguous(number, hundredfold(number)));
    }
    in_range(number)
}

fn in_range(points: Decimal) -> Result<Decimal, Fault> {
    if points < Decimal::ZERO {
        Err(Fault::Negative(points))
    } else if points <= Decimal::ONE_HUNDRED {
        Ok(points)
    } else if is_within_bounds(points) {
        Err(Fault::PercentOutOfRange(points))
    } else {
        Err(Fault::NotANumber)
    }
}

/// A hundred times the number, with two decimals fewer: 0.855 becomes 85.5. The number is within
/// bounds, so there is room for its digits.
pub(super) fn hundredfold(number: Decimal) -> Decimal {
    let mut points = number;
    if points.scale() >= 2 && points.set_scale(points.scale() - 2).is_ok() {
        return points;
    }
    (number * Decimal::ONE_HUNDRED).normalize()
}
