//! Formulas of a form: the rate worked out from its two figures, and the check column in words.
//!
//! Only functions of Excel 2010 and LibreOffice 7. The rules decide what counts; a formula says
//! beforehand what it can see in its own row.

mod figure;
mod prose;

pub(super) use figure::rate;

use crate::campaign::{Detail, Indicator};
use crate::i18n::Words;
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::words::Word;

/// The words that any figure takes; only counts take `Word::Nil` too.
const SILENT: [Word; 2] = [Word::NotApplicable, Word::NoData];

/// The input cells of a row, and what a formula must know of their place.
pub(super) struct RowCells<'a> {
    /// The address of an input cell.
    pub address: &'a dyn Fn(Field) -> Option<String>,
    /// How many characters of prose are printed before the cell is full.
    pub room: usize,
    /// Whether it is the first row of the form.
    pub is_first: bool,
}

impl RowCells<'_> {
    fn at(&self, field: Field) -> String {
        (self.address)(field).unwrap_or_else(|| "\"\"".to_owned())
    }
}

/// What the check column says of a complete row; texts that start with it count as complete.
pub(super) fn complete(words: &Words) -> String {
    t!(words, "form-check-complete")
}

/// The check column's formula and its result on a blank form.
pub(super) fn check(
    indicator: &Indicator,
    cells: &RowCells<'_>,
    words: &Words,
) -> (String, String) {
    let (formula, blank) = match indicator.measure {
        Measure::Status => prose::task(cells, words),
        Measure::Section => prose::section(cells, words),
        Measure::Entry => {
            let optional: &[Field] = match &indicator.detail {
                Detail::Entry { optional, .. } => optional,
                _ => &[],
            };
            prose::entry(&indicator.fields(), optional, cells, words)
        }
        Measure::Percent
        | Measure::Count
        | Measure::CountWithPeople
        | Measure::YesNo
        | Measure::Rank
        | Measure::Documents
        | Measure::Arranged
        | Measure::Text => figure::check(indicator, cells, words),
    };
    // A formula error in the row's own cells must not blank the one column that explains.
    let error = quoted(&t!(words, "form-check-error"));
    (format!("=IFERROR({formula},{error})"), blank)
}

fn is_blank(cell: &str) -> String {
    format!("LEN(TRIM({cell}))=0")
}

fn is_word(cell: &str, words: &[Word]) -> String {
    let same: Vec<String> =
        words.iter().map(|word| format!("TRIM({cell})={}", quoted(word.as_str()))).collect();
    format!("OR({})", same.join(","))
}

/// A text as a formula writes it.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
