//! A cell of the file that a unit sent: where it is, and its content as a person sees it.

use std::sync::Arc;

use crate::values::key::Position;
use crate::values::quantity::format::format_decimal_vi;
use crate::values::quantity::raw::{NumberFormat, RawCell, RawValue};

/// A cell in the file that the unit sent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub sheet: Arc<str>,
    pub position: Position,
}

/// The content as a person sees it: a number in a cell formatted as percent is in percent points,
/// because 0.855 and 85.5 % are not the same answer.
pub(in crate::submission) fn written(raw: &RawCell) -> String {
    match (&raw.value, raw.format) {
        (RawValue::Number(number), NumberFormat::Percent) => {
            number.checked_mul(rust_decimal::Decimal::ONE_HUNDRED).map_or_else(
                || raw.value.as_written(),
                |points| format!("{}%", format_decimal_vi(points)),
            )
        }
        (value, _) => value.as_written(),
    }
}
