//! Data styles of OpenDocument. They say in elements what a format code of Excel says in letters, and are
//! turned into one, so that both come to the same text.

use quick_xml::events::{BytesStart, Event};

use crate::reader::failure::OpenFailure;
use crate::reader::format::{Shown, Time};
use crate::reader::xml::{Walk, attribute, number, unescaped};
use crate::values::quantity::raw::NumberFormat;

/// As many digits before or after the mark are looked at.
const PLACES: usize = 28;

#[derive(Debug, Clone)]
pub(super) struct DataStyle {
    pub(super) shown: Shown,
    pub(super) is_truth: bool,
    /// Its own section of a format code.
    section: String,
    cases: Vec<Case>,
}

/// A style that stands in for another under a condition.
#[derive(Debug, Clone)]
struct Case {
    condition: String,
    style: String,
}

impl Case {
    /// The condition as a format code writes it; `None` for one that it does not know.
    fn condition(&self) -> Option<String> {
        let condition: String = self.condition.chars().filter(|c| !c.is_whitespace()).collect();
        Some(condition.strip_prefix("value()")?.replace("!=", "<>"))
    }
}

/// Words between the digits of a number.
struct EmbeddedText {
    /// How many digits are behind it.
    position: usize,
    words: String,
}

impl DataStyle {
    /// The style of an element of this name; `None` for any other.
    fn of(name: &str, element: &BytesStart<'_>) -> Option<Self> {
        let shown = match name {
            "number:number-style"
            | "number:currency-style"
            | "number:text-style"
            | "number:boolean-style" => Shown { format: NumberFormat::Other, time: None },
            "number:percentage-style" => Shown { format: NumberFormat::Percent, time: None },
            "number:date-style" => Shown { format: NumberFormat::Other, time: Some(Time::Moment) },
            "number:time-style" => {
                let is_cut = attribute(element, "truncate-on-overflow");
                let is_length = is_cut.is_some_and(|cut| cut == "false");
                let time = if is_length { Time::Length } else { Time::Moment };
                Shown { format: NumberFormat::Other, time: Some(time) }
            }
            _ => return None,
        };
        let is_truth = name == "number:boolean-style";
        Some(Self { shown, is_truth, section: String::new(), cases: Vec::new() })
    }

    /// Reads a data style, whose start is behind the walk, to its end; `None` for any other element, of
    /// which only the start is read.
    pub(super) fn read(
        walk: &mut Walk<'_>,
        element: &BytesStart<'_>,
    ) -> Result<Option<Self>, OpenFailure> {
        let Some(mut style) = Self::of(element.name().as_ref(), element) else { return Ok(None) };
        let mut depth = 0;
        loop {
            match walk.next()? {
                Event::Start(element) => {
                    depth += 1;
                    match element.name().as_ref() {
                        "number:number" => {
                            let inside = embedded(walk)?;
                            depth -= 1;
                            style.section.push_str(&digits(&element, &inside));
                        }
                        "number:scientific-number" => style.section.push_str("0.00E+00"),
                        "number:fraction" => style.section.push_str("# ?/?"),
                        "number:text-content" => style.section.push('@'),
                        "number:fill-character" | "loext:fill-character" => {
                            walk.content()?;
                            depth -= 1;
                            style.section.push_str("* ");
                        }
                        "number:text" | "number:currency-symbol" => {
                            let words = walk.content()?;
                            depth -= 1;
                            style.words(&words);
                        }
                        "style:map" => {
                            let condition = unescaped(&element, "condition");
                            let other = unescaped(&element, "apply-style-name");
                            let case = condition.zip(other);
                            style
                                .cases
                                .extend(case.map(|(condition, style)| Case { condition, style }));
                        }
                        _ => {}
                    }
                }
                Event::End(_) if depth == 0 => return Ok(Some(style)),
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(walk.fail("ends within a data style")),
                _ => {}
            }
        }
    }

    /// Words between the digits. The sign of a percentage is one of them.
    fn words(&mut self, words: &str) {
        let percent = (self.shown.format == NumberFormat::Percent).then(|| words.split_once('%'));
        match percent.flatten() {
            Some((before, behind)) => {
                self.section.push_str(&quoted(before));
                self.section.push('%');
                self.section.push_str(&quoted(behind));
            }
            None => self.section.push_str(&quoted(words)),
        }
    }

    /// The whole code: the styles that stand in for this one under conditions, and then this one.
    pub(super) fn code<'s>(&self, find: impl Fn(&str) -> Option<&'s Self>) -> String {
        let mut cases: Vec<(String, &str)> = Vec::new();
        for case in &self.cases {
            if let (Some(condition), Some(style)) = (case.condition(), find(&case.style)) {
                cases.push((condition, &style.section));
            }
        }
        let conditions: Vec<&str> = cases.iter().map(|(condition, _)| condition.as_str()).collect();
        // What a code of Excel says by the order of its sections.
        let is_plain = matches!(conditions.as_slice(), [">=0"] | [">0", "<0"] | [">0", "<0", "=0"]);
        let mut code = String::new();
        for (condition, section) in &cases {
            if !is_plain {
                code.push('[');
                code.push_str(condition);
                code.push(']');
            }
            code.push_str(section);
            code.push(';');
        }
        code.push_str(&self.section);
        if code.is_empty() { "\"\"".to_owned() } else { code }
    }
}

/// Words as a code writes them.
fn quoted(words: &str) -> String {
    let pieces = words.split('"').map(|piece| match piece {
        "" => String::new(),
        piece => format!("\"{piece}\""),
    });
    pieces.collect::<Vec<String>>().join("\\\"")
}

/// Words set between the digits of a number, each with how many digits are behind it, up to its end.
fn embedded(walk: &mut Walk<'_>) -> Result<Vec<EmbeddedText>, OpenFailure> {
    let mut inside = Vec::new();
    let mut depth = 0;
    loop {
        match walk.next()? {
            Event::Start(element) if element.name().as_ref() == "number:embedded-text" => {
                let position = number(&element, "position");
                let words = walk.content()?;
                inside.extend(position.map(|position| EmbeddedText { position, words }));
            }
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => return Ok(inside),
            Event::End(_) => depth -= 1,
            Event::Eof => return Err(walk.fail("ends within a data style")),
            _ => {}
        }
    }
}

/// The digits of a number, as a format code writes them.
fn digits(element: &BytesStart<'_>, inside: &[EmbeddedText]) -> String {
    let is_grouped = attribute(element, "grouping").is_some_and(|grouped| grouped == "true");
    let factor = attribute(element, "display-factor").unwrap_or_default();
    let stated: Option<usize> = number(element, "decimal-places");
    let decimals = stated.map(|places| places.min(PLACES));
    if decimals.is_none() && !is_grouped && factor.is_empty() && inside.is_empty() {
        return "General".to_owned();
    }
    let zeros = number(element, "min-integer-digits").unwrap_or(0).min(PLACES);
    let least = if is_grouped { 4 } else { 1 };
    let furthest = inside.iter().map(|text| text.position + 1).max().unwrap_or(0);
    let places = zeros.max(least).max(furthest.min(PLACES));
    let mut code = String::new();
    for place in (0..places).rev() {
        code.push(if place < zeros { '0' } else { '#' });
        for text in inside.iter().filter(|text| text.position == place) {
            code.push_str(&quoted(&text.words));
        }
        if is_grouped && place == 3 {
            code.push(',');
        }
    }
    // 1000, 1000000: a comma for each thousand.
    let nothing = factor.strip_prefix('1').filter(|zeros| zeros.bytes().all(|byte| byte == b'0'));
    code.push_str(&",".repeat(nothing.map_or(0, |zeros| zeros.len().min(PLACES) / 3)));
    let Some(decimals) = decimals.or(Some(10).filter(|_| inside.is_empty())) else { return code };
    let may_lack = attribute(element, "decimal-replacement").is_some() || stated.is_none();
    let least =
        if may_lack { 0 } else { number(element, "min-decimal-places").unwrap_or(decimals) };
    let least = least.min(decimals);
    if decimals > 0 {
        code.push('.');
        code.push_str(&"0".repeat(least));
        code.push_str(&"#".repeat(decimals - least));
    }
    code
}
