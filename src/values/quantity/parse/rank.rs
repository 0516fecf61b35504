//! A rank: a whole number from 1.

use crate::values::quantity::parse::count::from_numeral;
use crate::values::quantity::parse::nouns::Unit;
use crate::values::quantity::parse::number_text::{NumberText, Sign};
use crate::values::quantity::parse::{Content, content, whole};
use crate::values::quantity::raw::{NumberFormat, RawCell};
use crate::values::quantity::reading::{Fault, Reading};

/// What may stand beside a rank. `tốp 5` is not among them: it is any rank up to 5 (BD405).
const NOUNS: [&str; 9] =
    ["hạng", "hạng thứ", "thứ", "thứ hạng", "vị trí", "vị trí thứ", "xếp", "xếp hạng", "xếp thứ"];

/// Reads a cell that asks for a rank (docs/contract/numbers.md).
///
/// Faults: BD402, BD404 (`(3)`), BD405, BD409 to BD411, BD413 for every number that is not a whole
/// number from 1, BD415.
pub fn rank(cell: &RawCell) -> Reading<i64> {
    let read = match content(cell) {
        Err(settled) => return settled,
        Ok(Content::Number(_, NumberFormat::Percent)) => {
            Err(Fault::WrongMeasure { written: "%".to_owned() })
        }
        Ok(Content::Number(number, _)) => {
            whole(number).ok_or(Fault::InvalidRank).map(|value| (value, false))
        }
        Ok(Content::Text(written)) => from_text(written).map(|value| (value, true)),
    };
    match read {
        Ok((value, as_text)) if value >= 1 => Reading::Value { value, as_text },
        Ok(_) => Reading::Fault(Fault::InvalidRank),
        Err(fault) => Reading::Fault(fault),
    }
}

fn from_text(written: &str) -> Result<i64, Fault> {
    let NumberText { numeral, sign, unit } = NumberText::read(written)?;
    match Unit::of(unit.as_deref(), &NOUNS) {
        Unit::Fits => {}
        Unit::Other(written) => return Err(Fault::WrongMeasure { written }),
        Unit::Unknown => return Err(Fault::NotANumber),
    }
    let value = from_numeral(numeral).map_err(|_| Fault::InvalidRank)?;
    match sign {
        Sign::Positive => Ok(value),
        Sign::Parenthesised if value >= 1 => Err(Fault::Ambiguous((-value).into(), value.into())),
        Sign::Negative | Sign::Parenthesised => Err(Fault::InvalidRank),
    }
}
