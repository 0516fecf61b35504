//! From what is written in a cell's element to its value. What makes no sense is kept as it is written,
//! so that a rule can name it.

use calamine::{ExcelDateTime, ExcelDateTimeType};
use quick_xml::events::BytesStart;

use super::styles::CellStyle;
use super::text::Words;
use crate::reader::appearance::{appearance, keep_formula, runs};
use crate::reader::format::Time;
use crate::reader::{number, value};
use crate::values::quantity::raw::{NumberFormat, RawCell, RawValue, TextEffect, is_error_value};

/// What a cell says in its attributes.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// How many rows and columns it spans.
    pub(super) spans: (u64, u64),
    pub(super) style: Option<String>,
    kind: String,
    /// `office:value`, which some programs write into texts too.
    number: Option<String>,
    text: Option<String>,
    date: Option<String>,
    time: Option<String>,
    truth: Option<String>,
    formula: Option<String>,
    is_error: bool,
}

/// Whether there is nothing in a cell: most have a style and no more.
pub(super) fn unwritten(written: &Written, words: &Words) -> bool {
    written.kind.is_empty() && written.formula.is_none() && words.text.is_empty()
}

impl Written {
    /// Reads the attributes.
    pub(super) fn of(element: &BytesStart<'_>) -> Self {
        let mut written = Self { spans: (1, 1), ..Self::default() };
        for attribute in element.attributes().with_checks(false).filter_map(Result::ok) {
            let raw = attribute.value.as_ref();
            let value = || {
                quick_xml::escape::unescape(raw)
                    .map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned)
            };
            match attribute.key.as_ref() {
                "table:style-name" => written.style = Some(value()),
                "office:value-type" => written.kind = value(),
                "calcext:value-type" => written.is_error = raw == "error",
                "office:value" => written.number = Some(value()),
                "office:string-value" => written.text = Some(value()),
                "office:date-value" => written.date = Some(value()),
                "office:time-value" => written.time = Some(value()),
                "office:boolean-value" => written.truth = Some(value()),
                "table:formula" => written.formula = Some(value()),
                // A span that is no number is no span: these are no figures.
                "table:number-rows-spanned" => written.spans.0 = raw.parse().unwrap_or(1),
                "table:number-columns-spanned" => written.spans.1 = raw.parse().unwrap_or(1),
                _ => {}
            }
        }
        written
    }

    /// The cell, unless it is empty.
    pub(super) fn read(
        self,
        words: &Words,
        style: Option<&CellStyle>,
        since_1904: bool,
    ) -> Option<RawCell> {
        let formula = self.formula.is_some();
        let time = style.and_then(|style| style.shown).and_then(|shown| shown.time);
        let value = self.with_errors(self.value(&words.text, time, since_1904));
        let is_empty = matches!(&value, RawValue::Text(text) if text.is_empty());
        if !formula && (is_empty || value == RawValue::Empty) {
            return None;
        }
        let format = self.format(&value, style);
        let mut cell = RawCell { value, format, formula, ..RawCell::default() };
        if let Some(style) = style {
            look(&mut cell, words, style);
        } else if !words.pieces.is_empty() {
            give_runs(&mut cell, words, TextEffect::Plain);
        }
        if let Some(formula) = &self.formula {
            keep_formula(&mut cell, in_words(formula));
        }
        Some(cell)
    }

    fn value(&self, text: &str, time: Option<Time>, since_1904: bool) -> RawValue {
        let as_shown = || match text {
            "" => RawValue::Empty,
            text => RawValue::Text(text.to_owned()),
        };
        let iso = |iso: &Option<String>| match iso {
            Some(iso) => RawValue::Date { iso: iso.clone(), serial: None },
            None => as_shown(),
        };
        match (self.kind.as_str(), &self.number) {
            ("float" | "percentage" | "currency", Some(written)) => match time {
                Some(time) => serial(written, time, since_1904),
                None => number::written(written.trim()),
            },
            ("date", _) => iso(&self.date),
            ("time", _) => iso(&self.time),
            // Some programs write the value of a truth where that of a number belongs.
            ("boolean", number) => {
                match self.truth.as_ref().or(number.as_ref()).map(|t| t.trim()) {
                    Some(truth) if truth == "1" || truth.eq_ignore_ascii_case("true") => {
                        RawValue::Bool(true)
                    }
                    Some(truth) if truth == "0" || truth.eq_ignore_ascii_case("false") => {
                        RawValue::Bool(false)
                    }
                    _ => as_shown(),
                }
            }
            ("string", _) => {
                let stored = self.text.as_deref().filter(|stored| {
                    // LibreOffice keeps the text of an error in the content.
                    !(stored.is_empty() && self.is_error)
                });
                RawValue::Text(stored.unwrap_or(text).to_owned())
            }
            _ => as_shown(),
        }
    }

    /// A text that is an error value is an error: a constant one comes without any mark.
    fn with_errors(&self, value: RawValue) -> RawValue {
        match value {
            RawValue::Text(text)
                if self.is_error
                    || is_error_value(&text)
                    // LibreOffice's own errors have numbers.
                    || (self.formula.is_some() && text.starts_with("Err:")) =>
            {
                RawValue::Error(text)
            }
            other => other,
        }
    }

    /// How a number is shown, by its type and its style.
    fn format(&self, value: &RawValue, style: Option<&CellStyle>) -> NumberFormat {
        let styled = style.and_then(|style| style.shown).map(|shown| shown.format);
        match (self.kind.as_str(), value) {
            ("percentage", _) => NumberFormat::Percent,
            (_, RawValue::Number(_)) => styled.unwrap_or(NumberFormat::Other),
            _ => NumberFormat::Unknown,
        }
    }
}

/// What the cell shows besides its content. Nearly every cell passes each test.
fn look(cell: &mut RawCell, words: &Words, style: &CellStyle) {
    let effect = style.look.effect();
    if effect != TextEffect::Plain || !words.pieces.is_empty() {
        give_runs(cell, words, effect);
    }
    let shown = match (&cell.value, style.is_truth) {
        (RawValue::Number(number), true) if number.is_zero() => Some("FALSE".to_owned()),
        (RawValue::Number(_), true) => Some("TRUE".to_owned()),
        (value, _) => style.code.as_ref().and_then(|code| code.shown(value)),
    };
    if let Some(shown) = shown {
        appearance(cell).shown = Some(shown);
    }
    if style.faint && !cell.value.is_blank() {
        appearance(cell).faint = true;
    }
}

/// The parts of a text; of any other content the whole.
fn give_runs(cell: &mut RawCell, words: &Words, effect: TextEffect) {
    let pieces = match &cell.value {
        RawValue::Text(text) if *text == words.text => words.pieces.as_slice(),
        _ => &[],
    };
    let runs = runs(&cell.value.as_written(), pieces, effect);
    if !runs.is_empty() {
        appearance(cell).runs = runs;
    }
}

/// A number that is shown as a day, a time of day or a length of time.
fn serial(written: &str, time: Time, since_1904: bool) -> RawValue {
    let kind = match time {
        Time::Moment => ExcelDateTimeType::DateTime,
        Time::Length => ExcelDateTimeType::TimeDelta,
    };
    match written.trim().parse::<f64>() {
        Ok(serial) => value::date(&ExcelDateTime::new(serial, kind, since_1904)),
        Err(_) => RawValue::Text(written.to_owned()),
    }
}

/// A formula without the name of its grammar and the `=` at its beginning.
fn in_words(formula: &str) -> &str {
    let (grammar, rest) = formula.split_once(':').unwrap_or(("", formula));
    let is_grammar =
        !grammar.is_empty() && grammar.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let formula = if is_grammar && rest.starts_with('=') { rest } else { formula };
    formula.strip_prefix('=').unwrap_or(formula)
}
