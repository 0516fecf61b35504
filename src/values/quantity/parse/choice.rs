//! A choice from a list of two, as `yes-no` and `arranged` cells ask for.

use crate::values::quantity::choices::Choices;
use crate::values::quantity::legacy;
use crate::values::quantity::raw::{NumberFormat, RawCell, RawValue};
use crate::values::quantity::reading::{Fault, Reading};
use crate::values::quantity::text;
use crate::values::quantity::words::{Status, Word};

/// Reads a cell that asks for one of two choices, yes first (docs/contract/forms.md). Exactly the words
/// of the list count, whatever their case, spacing or way of composing accents: `Có` is yes, `x` and 1
/// and TRUE are not.
///
/// Faults: BD410, BD412, BD415.
pub fn choice(cell: &RawCell, choices: [&str; 2]) -> Reading<bool> {
    one_of(cell, |written| {
        let folded = text::fold(written);
        let [yes, no] = choices.map(|choice| text::fold(choice) == folded);
        (yes || no).then_some(yes)
    })
}

/// Reads a cell that asks for one of the row's own choices: which of them it is, from 0. A number counts
/// where a choice is that number.
///
/// Faults: BD410, BD412, BD415.
pub fn choice_of(cell: &RawCell, choices: &Choices) -> Reading<usize> {
    if let RawValue::Number(number) = &cell.value {
        let found = choices.find(&number.normalize().to_string());
        return match found.filter(|_| cell.format != NumberFormat::Percent) {
            Some(value) => Reading::Value { value, as_text: false },
            None => Reading::Fault(Fault::NotAChoice),
        };
    }
    one_of(cell, |written| choices.find(written))
}

/// Reads a cell that asks how far a task is (docs/contract/wording.md).
///
/// Faults: BD410, BD412, BD415.
pub fn status(cell: &RawCell) -> Reading<Status> {
    one_of(cell, Status::read)
}

fn one_of<T>(cell: &RawCell, read: impl Fn(&str) -> Option<T>) -> Reading<T> {
    if cell.value.is_blank() {
        return match cell.value {
            RawValue::Empty if cell.formula => Reading::Fault(Fault::Uncalculated),
            _ => Reading::Blank,
        };
    }
    let written = match &cell.value {
        RawValue::Text(written) => written,
        RawValue::Error(error) => return Reading::Fault(Fault::FormulaError(error.clone())),
        _ => return Reading::Fault(Fault::NotAChoice),
    };
    if let Some(value) = read(written) {
        return Reading::Value { value, as_text: false };
    }
    let meant = legacy::decode_one_of(written, cell.font, |text| {
        read(text).is_some() || Word::read(text).is_some()
    });
    if let Some(meant) = meant {
        return match (read(&meant), Word::read(&meant)) {
            (Some(value), _) => Reading::Value { value, as_text: false },
            (None, Some(word)) => Reading::Word(word),
            (None, None) => Reading::Fault(Fault::NotAChoice),
        };
    }
    match (Word::read(written), super::stand_in::stand_in(written)) {
        (Some(word), _) => Reading::Word(word),
        (_, Some(fault @ Fault::FormulaError(_))) => Reading::Fault(fault),
        _ => Reading::Fault(Fault::NotAChoice),
    }
}
