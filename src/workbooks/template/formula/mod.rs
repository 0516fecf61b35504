//! Formulas of a form: the rate worked out from its two figures, and the check column in words.
//!
//! Only functions of Excel 2010 and LibreOffice 7. The rules decide what counts; a formula says
//! beforehand what it can see in its own row.

mod computed;
mod figure;
mod line;
mod prose;

pub(super) use computed::{Addresses, computed, not_asked};
pub(super) use figure::rate;
pub(super) use line::{Refused, line_sum};

use crate::campaign::{Detail, Indicator};
use crate::i18n::Words;
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::words::Word;

/// The words that any figure takes; only counts take `Word::Nil` too.
const SILENT: [Word; 2] = [Word::NotApplicable, Word::NoData];

/// The longest formula that is written, in bytes; Excel reads 8,192 letters.
const LONGEST_CHECK: usize = 8_000;

/// The input cells of a row, and what a formula must know of their place.
pub(super) struct RowCells<'a> {
    /// The address of an input cell.
    pub address: &'a dyn Fn(Field) -> Option<String>,
    /// How many characters of prose are printed before the cell is full.
    pub room: usize,
    /// Whether it is the first row of the form.
    pub is_first: bool,
    /// The cells of a line that can be wrong.
    pub refused: &'a [Refused],
}

impl RowCells<'_> {
    pub(super) fn at(&self, field: Field) -> String {
        (self.address)(field).unwrap_or_else(|| "\"\"".to_owned())
    }
}

/// What the check column says of a complete row; texts that start with it count as complete.
pub(super) fn complete(words: &Words) -> String {
    t!(words, "form-check-complete")
}

/// Whether something is written in every cell, where more cannot be said in one formula.
fn all_written(checks: &[FigureCheck<'_>], ok: &str, words: &Words) -> String {
    let blank: Vec<String> = checks.iter().map(|check| is_blank(&check.value)).collect();
    if blank.is_empty() {
        return ok.to_owned();
    }
    format!("IF(OR({}),{},{ok})", blank.join(","), quoted(&t!(words, "form-check-blank")))
}

/// What the check column says of a figure, as a formula without its sign, and its result on a blank form.
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
            prose::entry(&line::asked(indicator), optional, cells, words)
        }
        Measure::Percent
        | Measure::Count
        | Measure::CountWithPeople
        | Measure::YesNo
        | Measure::Rank
        | Measure::Documents
        | Measure::Arranged
        | Measure::Text
        | Measure::Quantity
        | Measure::Ratio
        | Measure::Choice => figure::check(indicator, cells, words),
    };
    (formula, blank)
}

/// What the check column says of one figure of a row.
pub(super) struct FigureCheck<'a> {
    /// What the figure is called, where the row has several.
    pub caption: Option<&'a str>,
    /// The address of its value.
    pub value: String,
    pub formula: String,
    /// What it says of a blank row.
    pub blank: String,
}

/// The check column's formula of a row and its result on a blank form: what is wrong with the first of its
/// figures that is not complete.
pub(super) fn of_all(checks: &[FigureCheck<'_>], words: &Words) -> (String, String) {
    let ok = quoted(&complete(words));
    let length = complete(words).chars().count();
    let named = |check: &FigureCheck<'_>, text: &str| match check.caption {
        Some(caption) => format!("{}&{text}", quoted(&format!("{caption}: "))),
        None => text.to_owned(),
    };
    let mut formula = None;
    for check in checks.iter().rev() {
        let own = &check.formula;
        formula = Some(match formula {
            None if checks.len() == 1 => own.clone(),
            None => format!("IF(LEFT({own},{length})={ok},{ok},{})", named(check, own)),
            Some(rest) => format!("IF(LEFT({own},{length})={ok},{rest},{})", named(check, own)),
        });
    }
    let first = checks.first();
    let blank = first.map(|check| match check.caption {
        Some(caption) => format!("{caption}: {}", check.blank),
        None => check.blank.clone(),
    });
    // A formula error in the row's own cells must not blank the one column that explains.
    let error = quoted(&t!(words, "form-check-error"));
    let formula = formula.filter(|formula| formula.len() < LONGEST_CHECK);
    let formula = formula.unwrap_or_else(|| all_written(checks, &ok, words));
    (format!("=IFERROR({formula},{error})"), blank.unwrap_or_default())
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
