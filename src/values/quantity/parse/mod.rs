//! Reading a cell as a figure: the table of docs/contract/numbers.md, and its neighbours.
//!
//! Every reader takes the stored cell and answers with a [`Reading`]: one value, an agreed word, or
//! the fault that says why there is no value. A spelling that leaves two numbers possible is
//! [`Fault::Ambiguous`] and never decided here. Text is read by vi-VN rules (`.` groups threes, `,`
//! is the decimal mark); other spellings are taken only where no other number is possible.
//!
//! - `numeral` – digits and separators: which numbers can they be?
//! - `number_text` – a text around a number: sign, unit, signs of approximation
//! - one file per reader: `count`, `percent`, `rank`, `choice`, `words`

mod approximate;
mod choice;
mod count;
mod decimal;
mod nouns;
mod number_text;
mod numeral;
mod percent;
mod prose;
mod rank;
mod stand_in;

pub use choice::{choice, choice_of, status};
pub use count::{CountOptions, count, other_multiple};
pub use decimal::{DecimalOptions, decimal, ratio};
pub use nouns::KNOWN_NOUNS;
pub(crate) use nouns::{is_noun, is_percent_sign};
pub(crate) use number_text::{Pieces, normalise};
pub(crate) use numeral::{Mark, Numeral};
pub use percent::percent;
pub use prose::words;
pub use rank::rank;

use rust_decimal::Decimal;

use crate::values::quantity::legacy;
use crate::values::quantity::raw::{NumberFormat, RawCell, RawValue};
use crate::values::quantity::reading::{Fault, Reading};
use crate::values::quantity::words::Word;

/// The largest figure taken: 10^15. Excel keeps fifteen digits of a number, so that beyond this
/// the digits in the file need not be the digits that were typed.
pub const LARGEST: i64 = 1_000_000_000_000_000;

/// What is left to decide once the cases that all figures share are settled.
enum Content<'a> {
    /// A stored number, no larger than [`LARGEST`], without trailing zeros.
    Number(Decimal, NumberFormat),
    /// Text that is neither blank, an agreed word, an error value nor a date.
    Text(&'a str),
}

/// Settles what every figure shares: blanks, agreed words, errors, dates, truth values.
fn content<T>(cell: &RawCell) -> Result<Content<'_>, Reading<T>> {
    let fault = match &cell.value {
        RawValue::Empty if cell.formula => Fault::Uncalculated,
        value if value.is_blank() => return Err(Reading::Blank),
        RawValue::Number(number) if is_within_bounds(*number) => {
            return Ok(Content::Number(number.normalize(), cell.format));
        }
        RawValue::Text(text) => {
            if let Some(word) = agreed_word(text, cell.font) {
                return Err(Reading::Word(word));
            }
            match stand_in::stand_in(text) {
                Some(fault) => fault,
                None => return Ok(Content::Text(text)),
            }
        }
        RawValue::Date { iso, serial } => Fault::Date { iso: iso.clone(), serial: *serial },
        RawValue::Error(error) => Fault::FormulaError(error.clone()),
        RawValue::Empty
        | RawValue::Number(_)
        | RawValue::Unrepresentable(_)
        | RawValue::Bool(_) => Fault::NotANumber,
    };
    Err(Reading::Fault(fault))
}

/// An agreed word, in one of the old encodings too.
fn agreed_word(text: &str, font: Option<legacy::Encoding>) -> Option<Word> {
    Word::read(text).or_else(|| {
        let meant = legacy::decode_one_of(text, font, |text| Word::read(text).is_some())?;
        Word::read(&meant)
    })
}

fn is_within_bounds(number: Decimal) -> bool {
    number.abs() <= Decimal::from(LARGEST)
}

/// The number as an integer, where it is whole.
fn whole(number: Decimal) -> Option<i64> {
    number.is_integer().then(|| i64::try_from(number.normalize().mantissa()).ok()).flatten()
}
