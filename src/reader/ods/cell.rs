//! From what is written in a cell's element to its value. What makes no sense is kept as it is written,
//! so that a rule can name it.

use calamine::{ExcelDateTime, ExcelDateTimeType};
use quick_xml::events::BytesStart;

use super::styles::CellStyle;
use super::text::Words;
use crate::reader::appearance::{give_runs, give_shown, keep_formula};
use crate::reader::format::Time;
use crate::reader::{number, value};
use crate::values::quantity::raw::{NumberFormat, RawCell, RawValue, TextEffect, is_error_value};

/// What a cell says in its attributes.
#[derive(Debug, Default)]
pub(super) struct CellElement {
    /// How many rows and columns it spans.
    pub(super) rows: u64,
    pub(super) columns: u64,
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

impl CellElement {
    /// What the attributes of a cell's element say.
    pub(super) fn of(element: &BytesStart<'_>) -> Self {
        let mut written = Self { rows: 1, columns: 1, ..Self::default() };
        for attribute in element.attributes().with_checks(false).filter_map(Result::ok) {
            let raw = attribute.value.as_ref();
            match attribute.key.as_ref() {
                "table:style-name" => written.style = Some(resolved(raw)),
                "office:value-type" => written.kind = resolved(raw),
                "calcext:value-type" => written.is_error = raw == "error",
                "office:value" => written.number = Some(resolved(raw)),
                "office:string-value" => written.text = Some(resolved(raw)),
                "office:date-value" => written.date = Some(resolved(raw)),
                "office:time-value" => written.time = Some(resolved(raw)),
                "office:boolean-value" => written.truth = Some(resolved(raw)),
                "table:formula" => written.formula = Some(resolved(raw)),
                // A span that is no number is no span: these are no figures.
                "table:number-rows-spanned" => written.rows = raw.parse().unwrap_or(1),
                "table:number-columns-spanned" => written.columns = raw.parse().unwrap_or(1),
                _ => {}
            }
        }
        written
    }

    /// Whether there is nothing in a cell: most have a style and no more.
    pub(super) fn is_bare(&self, words: &Words) -> bool {
        self.kind.is_empty() && self.formula.is_none() && words.text.is_empty()
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
        match style {
            Some(style) => look(&mut cell, words, style),
            None => give_words_runs(&mut cell, words, TextEffect::Plain),
        }
        if let Some(formula) = &self.formula {
            keep_formula(&mut cell, in_words(formula));
        }
        Some(cell)
    }

    fn value(&self, text: &str, time: Option<Time>, since_1904: bool) -> RawValue {
        match (self.kind.as_str(), &self.number) {
            ("float" | "percentage" | "currency", Some(written)) => match time {
                Some(time) => serial(written, time, since_1904),
                None => number::written(written.trim()),
            },
            ("date", _) => date_or_text(self.date.as_ref(), text),
            ("time", _) => date_or_text(self.time.as_ref(), text),
            // Some programs write the value of a truth where that of a number belongs.
            ("boolean", number) => {
                match self.truth.as_ref().or(number.as_ref()).map(|t| t.trim()) {
                    Some(truth) if truth == "1" || truth.eq_ignore_ascii_case("true") => {
                        RawValue::Bool(true)
                    }
                    Some(truth) if truth == "0" || truth.eq_ignore_ascii_case("false") => {
                        RawValue::Bool(false)
                    }
                    _ => as_shown(text),
                }
            }
            ("string", _) => {
                let stored = self.text.as_deref().filter(|stored| {
                    // LibreOffice keeps the text of an error in the content.
                    !(stored.is_empty() && self.is_error)
                });
                RawValue::Text(stored.unwrap_or(text).to_owned())
            }
            _ => as_shown(text),
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

/// The value of an attribute, its character references resolved; the raw value where one of them means
/// nothing.
fn resolved(raw: &str) -> String {
    quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned)
}

/// The words of a cell as its value.
fn as_shown(text: &str) -> RawValue {
    if text.is_empty() { RawValue::Empty } else { RawValue::Text(text.to_owned()) }
}

fn date_or_text(iso: Option<&String>, text: &str) -> RawValue {
    match iso {
        Some(iso) => RawValue::Date { iso: iso.clone(), serial: None },
        None => as_shown(text),
    }
}

/// Gives a cell what it shows besides its content.
fn look(cell: &mut RawCell, words: &Words, style: &CellStyle) {
    give_words_runs(cell, words, style.look.effect());
    let shown = match (&cell.value, style.is_truth) {
        (RawValue::Number(number), true) if number.is_zero() => Some("FALSE".to_owned()),
        (RawValue::Number(_), true) => Some("TRUE".to_owned()),
        (value, _) => style.code.as_ref().and_then(|code| code.shown(value)),
    };
    give_shown(cell, shown, style.faint);
}

/// Gives a cell the parts of its text; of any other content the whole.
fn give_words_runs(cell: &mut RawCell, words: &Words, effect: TextEffect) {
    let is_text = cell.value.text() == Some(words.text.as_str());
    give_runs(cell, if is_text { &words.pieces } else { &[] }, effect);
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
