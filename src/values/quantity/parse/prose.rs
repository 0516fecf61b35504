//! Free text: evidence, explanations, the sections of an outline.

use crate::values::quantity::digits::format_decimal_vi;
use crate::values::quantity::legacy;
use crate::values::quantity::raw::{NumberFormat, RawCell, RawValue};
use crate::values::quantity::reading::{Fault, Reading};
use crate::values::quantity::text;

/// Reads a cell that asks for text: NFC, nothing invisible, single spaces, line breaks kept. Numbers
/// and dates become what stands in the cell (2025 stays `2025`: it may be a year). Text that is
/// certainly in an old encoding is converted.
///
/// The agreed words are text here; where they may replace the text, the caller asks
/// [`Word::read`](crate::values::quantity::words::Word::read).
///
/// Faults: BD410, BD415.
pub fn words(cell: &RawCell) -> Reading<String> {
    let value = match &cell.value {
        RawValue::Empty if cell.formula => return Reading::Fault(Fault::Uncalculated),
        RawValue::Error(error) => return Reading::Fault(Fault::FormulaError(error.clone())),
        value if value.is_blank() => return Reading::Blank,
        RawValue::Number(number) => match cell.format {
            // 28 digits leave no room for a shift only in numbers that nobody shows as percent.
            NumberFormat::Percent => {
                number.checked_mul(rust_decimal::Decimal::ONE_HUNDRED).map_or_else(
                    || cell.value.as_written(),
                    |points| format!("{}%", format_decimal_vi(points)),
                )
            }
            NumberFormat::Other | NumberFormat::Unknown => format_decimal_vi(*number),
        },
        RawValue::Text(written) => {
            text::clean_lines(legacy::decode(written, cell.font).as_deref().unwrap_or(written))
        }
        value => value.as_written(),
    };
    if super::stand_in::is_error(&value) {
        return Reading::Fault(Fault::FormulaError(value));
    }
    Reading::Value { value, as_text: false }
}
