//! A count: a whole number from zero, with or without its noun.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::values::quantity::parse::nouns::Unit;
use crate::values::quantity::parse::number_text::{NumberText, Sign, normalise};
use crate::values::quantity::parse::numeral::{Mark, Numeral};
use crate::values::quantity::parse::{Content, content, is_within_bounds, whole};
use crate::values::quantity::raw::{NumberFormat, RawCell};
use crate::values::quantity::reading::{Fault, Reading};
use crate::values::quantity::scale::{Scale, ScaledUnit};
use crate::values::quantity::text;

/// What a count knows of its own words.
#[derive(Debug, Clone, Copy, Default)]
pub struct CountOptions<'a> {
    /// The nouns of what is counted (`người`, `lượt người`): any may stand beside the number.
    pub nouns: &'a [String],
    /// The multiple in which the row's figures are; what is typed in another one is converted.
    pub scale: Scale,
    /// Words that mean zero (`zero_words` of the settings): `-`, `không có`.
    pub zero_words: &'a [String],
}

/// Reads a cell that asks for a count (docs/contract/numbers.md).
///
/// Faults: BD402, BD404 to BD407, BD409 to BD411, BD415.
pub fn count(cell: &RawCell, options: &CountOptions) -> Reading<i64> {
    let read = match content(cell) {
        Err(settled) => return settled,
        Ok(Content::Number(_, NumberFormat::Percent)) => {
            Err(Fault::WrongMeasure { written: "%".to_owned() })
        }
        Ok(Content::Number(number, _)) => from_number(number).map(|value| (value, false)),
        Ok(Content::Text(written)) => from_text(written, options).map(|value| (value, true)),
    };
    match read {
        Ok((value, as_text)) => Reading::Value { value, as_text },
        Err(fault) => Reading::Fault(fault),
    }
}

/// A stored number. Three decimals are what is left of `1.234` typed where `.` is the decimal mark.
fn from_number(number: Decimal) -> Result<i64, Fault> {
    if number < Decimal::ZERO {
        return Err(Fault::Negative(number));
    }
    whole(number).ok_or_else(|| match as_thousands(number) {
        Some(thousands) if number.scale() == 3 => Fault::Ambiguous(number, thousands.into()),
        thousands => Fault::Fractional { written: number, thousands },
    })
}

fn from_text(written: &str, options: &CountOptions) -> Result<i64, Fault> {
    let folded = text::fold(&normalise(written));
    if options.zero_words.iter().any(|word| text::fold(&normalise(word)) == folded) {
        return Ok(0);
    }
    let NumberText { numeral, sign, unit } = NumberText::read(written)?;
    let magnitude = match multiple(unit.as_deref(), options) {
        Some(Multiple { from, noun: Unit::Fits }) => converted(numeral, from, options.scale),
        Some(Multiple { noun: Unit::Other(written), .. }) => {
            return Err(Fault::WrongMeasure { written });
        }
        Some(Multiple { noun: Unit::Unknown, .. }) => return Err(Fault::NotANumber),
        None => match Unit::of(unit.as_deref(), options.nouns) {
            Unit::Fits => from_numeral(numeral),
            Unit::Other(written) => return Err(Fault::WrongMeasure { written }),
            Unit::Unknown => return Err(Fault::NotANumber),
        },
    };
    match sign {
        Sign::Positive => magnitude,
        Sign::Negative if magnitude == Ok(0) => magnitude,
        Sign::Negative => Err(Fault::Negative(-numeral.vietnamese().unwrap_or(numeral.smaller()))),
        Sign::Parenthesised => match magnitude? {
            0 => Ok(0),
            value => Err(Fault::Ambiguous(Decimal::from(-value), Decimal::from(value))),
        },
    }
}

/// Behind a number, another multiple than the row's: `triệu đồng` in a row of "Đồng", `đồng` in one of
/// "Triệu đồng".
pub(super) struct Multiple {
    pub(super) from: Scale,
    pub(super) noun: Unit,
}

/// `None` where neither the text nor the row has any.
pub(super) fn multiple(unit: Option<&str>, options: &CountOptions) -> Option<Multiple> {
    let folded = text::fold(unit?);
    let ScaledUnit { scale: from, is_said, noun } = ScaledUnit::of(&folded);
    if !is_said && options.scale == Scale::ONE {
        return None;
    }
    let nouns: Vec<String> = options
        .nouns
        .iter()
        .map(|noun| {
            let folded = text::fold(noun);
            ScaledUnit::of(&folded).noun.to_owned()
        })
        .collect();
    let noun = Some(noun).filter(|noun| !noun.is_empty());
    Some(Multiple { from, noun: Unit::of(noun, &nouns) })
}

/// The multiple in which a text says its number, where that is not the row's own.
pub fn other_multiple(written: &str, options: &CountOptions) -> Option<Scale> {
    let unit = NumberText::read(written).ok()?.unit;
    let said = multiple(unit.as_deref(), options)?;
    (said.noun == Unit::Fits && said.from != options.scale).then_some(said.from)
}

/// A written number in a multiple as a count in that of the row.
fn converted(numeral: Numeral, from: Scale, to: Scale) -> Result<i64, Fault> {
    if from == to {
        return from_numeral(numeral);
    }
    let convert = |number: Decimal| {
        from.convert(number, to).filter(|number| is_within_bounds(*number)).ok_or(Fault::NotANumber)
    };
    let Some(number) = numeral.vietnamese() else {
        let Numeral::Either { decimal, grouped, .. } = numeral else {
            return Err(Fault::NotANumber);
        };
        return Err(Fault::Ambiguous(convert(decimal)?, convert(grouped)?));
    };
    let written = convert(number)?;
    whole(written).ok_or(Fault::Fractional { written, thousands: None })
}

/// A written number by vi-VN rules: `1.250` is 1250, `1,250` may be 1.25 or 1250.
pub(super) fn from_numeral(numeral: Numeral) -> Result<i64, Fault> {
    if !is_within_bounds(numeral.smaller()) {
        return Err(Fault::NotANumber);
    }
    match numeral {
        Numeral::Whole(value) | Numeral::Either { grouped: value, mark: Mark::Dot, .. } => {
            whole(value).ok_or(Fault::NotANumber)
        }
        Numeral::Either { decimal, grouped, .. } => Err(Fault::Ambiguous(decimal, grouped)),
        Numeral::Decimal { value, dot } => whole(value).ok_or_else(|| Fault::Fractional {
            written: value,
            // With a comma the decimals were meant as decimals.
            thousands: dot.then(|| as_thousands(value.normalize())).flatten(),
        }),
    }
}

/// The count that lost its trailing zeros: 1.25 may be what is left of 1.250, 12.5 of 12.500.
fn as_thousands(number: Decimal) -> Option<i64> {
    let one_group = number.scale() <= 3 && (Decimal::ONE..Decimal::ONE_THOUSAND).contains(&number);
    one_group.then(|| (number * Decimal::ONE_THOUSAND).to_i64()).flatten()
}
