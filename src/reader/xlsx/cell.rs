//! From what is written in a cell's element to its value. What makes no sense is kept as it is
//! written, so that a rule can name it; what cannot be told is the error `?` and never a guess.

use calamine::{ExcelDateTime, ExcelDateTimeType};

use super::strings::SharedStrings;
use super::styles::{Style, Styles};
use crate::reader::appearance::{Piece, appearance, give_runs, give_shown, keep_formula};
use crate::reader::bounds::Budget;
use crate::reader::failure::OpenFailure;
use crate::reader::format::Time;
use crate::reader::rich_text::{Item, unescape};
use crate::reader::{number, value};
use crate::values::quantity::raw::{LOST, RawCell, RawValue};

/// What is written in a cell's element.
#[derive(Debug, Default)]
pub(super) struct CellElement {
    /// The type that it says it is of; empty for none.
    pub(super) kind: String,
    /// The number of its cell format, from zero.
    pub(super) style: usize,
    pub(super) formula: bool,
    /// The formula in words; empty where the file gives none.
    pub(super) formula_text: String,
    /// The number of what the file says of its value elsewhere; 0 for nothing.
    pub(super) metadata: usize,
    /// The text of `<v>`; empty when it is not there.
    pub(super) value: String,
    /// Whether `<v>` is there at most once, and nothing but plain text.
    pub(super) plain: bool,
    pub(super) inline: Option<Item>,
}

impl CellElement {
    /// Makes room for the next cell.
    pub(super) fn clear(&mut self) {
        self.kind.clear();
        self.value.clear();
        self.formula_text.clear();
        self.metadata = 0;
        (self.style, self.formula, self.plain, self.inline) = (0, false, true, None);
    }
}

/// Reads cells by what the workbook says elsewhere.
#[derive(Debug)]
pub(super) struct CellReader<'a> {
    pub(super) strings: &'a SharedStrings,
    pub(super) styles: &'a Styles,
    pub(super) since_1904: bool,
    /// Which metadata of values stand for pictures; `None` where only the content is asked.
    pub(super) pictures: Option<&'a [bool]>,
}

impl CellReader<'_> {
    /// The cell, unless it is empty.
    pub(super) fn read(
        &self,
        written: &mut CellElement,
        budget: &mut Budget,
    ) -> Result<Option<RawCell>, OpenFailure> {
        let style = self.styles.get(written.style);
        let shown = style.number.shown;
        let value = self.value(written, shown.time);
        // Some programs write an empty text into every cell they style.
        let is_empty = matches!(&value, RawValue::Text(text) if text.is_empty());
        if !written.formula && (is_empty || value == RawValue::Empty) {
            return Ok(None);
        }
        budget.cell(value.text().map_or(0, str::len))?;
        let formula = written.formula;
        let mut cell =
            RawCell { value, format: shown.format, formula, font: style.font, appearance: None };
        if let Some(pictures) = self.pictures {
            self.look(&mut cell, written, style);
            let at = written.metadata.checked_sub(1);
            if at.and_then(|at| pictures.get(at)) == Some(&true) {
                appearance(&mut cell).picture = true;
            }
        }
        Ok(Some(cell))
    }

    /// Gives the cell what it shows besides its content.
    fn look(&self, cell: &mut RawCell, written: &CellElement, style: Style) {
        give_runs(cell, self.pieces(written), style.effect);
        let code = self.styles.code(style);
        give_shown(cell, code.and_then(|code| code.shown(&cell.value)), style.faint);
        keep_formula(cell, &written.formula_text);
    }

    /// The runs of a rich text.
    fn pieces<'w>(&'w self, written: &'w CellElement) -> &'w [Piece] {
        match (&written.inline, written.kind.as_str()) {
            (Some(inline), _) => &inline.pieces,
            (None, "s") => written.value.parse().map_or(&[], |index| self.strings.pieces(index)),
            (None, _) => &[],
        }
    }

    fn value(&self, written: &mut CellElement, time: Option<Time>) -> RawValue {
        if let Some(inline) = &mut written.inline {
            let is_alone = written.value.is_empty() || is_inline(&written.kind);
            let text = std::mem::take(&mut inline.text);
            return if is_alone { RawValue::Text(text) } else { unknown() };
        }
        if !written.plain {
            return unknown();
        }
        let text = written.value.as_str();
        match written.kind.as_str() {
            kind if is_inline(kind) => RawValue::Empty,
            "e" => RawValue::Error(text.to_owned()),
            "s" => self.shared(text),
            "b" => truth(text),
            "str" => RawValue::Text(unescape(text)),
            "" | "n" => self.number(text, time),
            _ if text.is_empty() => RawValue::Empty,
            "d" => RawValue::Date { iso: text.to_owned(), serial: None },
            _ => RawValue::Text(text.to_owned()),
        }
    }

    fn shared(&self, index: &str) -> RawValue {
        if index.is_empty() {
            return RawValue::Empty;
        }
        let is_number = index.bytes().all(|byte| byte.is_ascii_digit());
        let index = index.parse().ok().filter(|_| is_number);
        let text = index.and_then(|index| self.strings.get(index));
        text.map_or_else(unknown, |text| RawValue::Text(text.to_owned()))
    }

    fn number(&self, text: &str, time: Option<Time>) -> RawValue {
        if text.is_empty() {
            return RawValue::Empty;
        }
        let kind = match time {
            None => return number::written(text),
            Some(Time::Moment) => ExcelDateTimeType::DateTime,
            Some(Time::Length) => ExcelDateTimeType::TimeDelta,
        };
        match text.parse::<f64>() {
            Ok(serial) => value::date(&ExcelDateTime::new(serial, kind, self.since_1904)),
            Err(_) => RawValue::Text(text.to_owned()),
        }
    }
}

fn is_inline(kind: &str) -> bool {
    matches!(kind, "inlineStr" | "is")
}

fn unknown() -> RawValue {
    RawValue::Error(LOST.to_owned())
}

/// A truth value; Excel writes 0 and 1, XML knows words too.
fn truth(text: &str) -> RawValue {
    match text.trim() {
        "" => RawValue::Empty,
        "0" => RawValue::Bool(false),
        "1" => RawValue::Bool(true),
        word if word.eq_ignore_ascii_case("false") => RawValue::Bool(false),
        word if word.eq_ignore_ascii_case("true") => RawValue::Bool(true),
        _ => RawValue::Text(text.to_owned()),
    }
}
