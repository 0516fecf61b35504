//! One pass over the XML of an .xlsx sheet for what calamine does not tell of a cell: whether it
//! holds a formula (one pass of calamine gives formulas or styles, not both), what was written in
//! it when calamine cannot make sense of it, and where it really is (calamine's row numbers wrap
//! round, and after an error it counts one column short).

use quick_xml::events::{BytesStart, Event};

use super::bounds::{COLUMNS, ROWS, within};
use super::xml::{Walk, attribute};
use crate::quantity::raw::RawValue;
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::workbook::Position;

/// One cell in the order of the XML.
#[derive(Debug, PartialEq)]
pub(super) struct ScannedCell {
    /// Where it is.
    pub(super) position: Position,
    /// Whether the XML says where it is, so that calamine must say the same.
    pub(super) addressed: bool,
    /// Index into the cell formats.
    pub(super) style: usize,
    /// Whether it holds a formula.
    pub(super) formula: bool,
    /// What stands in the cell where calamine refuses or misreads what is written there.
    pub(super) instead: Option<RawValue>,
}

/// The cells of a sheet, one after the other.
pub(super) struct SheetScan<'a> {
    walk: Walk<'a>,
    row: u64,
    column: u64,
}

/// What a cell's element holds.
#[derive(Default)]
struct Content {
    formula: bool,
    value: String,
    /// Whether the value is nothing but text: calamine drops the rest.
    plain: bool,
}

impl<'a> SheetScan<'a> {
    /// Reads up to the cells. `None` when the part has none, being no worksheet.
    pub(super) fn open(part: &'a str, bytes: &'a [u8]) -> Result<Option<Self>, OpenFailure> {
        let mut walk = Walk::new(part, bytes);
        loop {
            match walk.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "dimension" => {
                        check_dimension(&walk, &attribute(&element, "ref").unwrap_or_default())?;
                    }
                    "sheetData" => return Ok(Some(Self { walk, row: 0, column: 0 })),
                    _ => {}
                },
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// The next cell, empty ones too. After the last one the part is read to its end.
    pub(super) fn next_cell(&mut self) -> Result<Option<ScannedCell>, OpenFailure> {
        loop {
            match self.walk.next()? {
                Event::Start(element) if element.local_name().as_ref() == "row" => {
                    if let Some(row) = attribute(&element, "r") {
                        self.row = row_number(&self.walk, &row)?;
                    }
                }
                Event::End(element) if element.local_name().as_ref() == "row" => {
                    self.row += 1;
                    self.column = 0;
                }
                Event::Start(element) if element.local_name().as_ref() == "c" => {
                    return self.cell(&element).map(Some);
                }
                Event::End(element) if element.local_name().as_ref() == "sheetData" => {
                    self.walk.finish()?;
                    return Ok(None);
                }
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    fn cell(&mut self, element: &BytesStart<'_>) -> Result<ScannedCell, OpenFailure> {
        let address = attribute(element, "r");
        let (row, column) = match &address {
            Some(address) => split_address(&self.walk, address)?,
            None => (self.row, self.column),
        };
        self.column = column + 1;
        let style = attribute(element, "s").and_then(|style| style.parse().ok()).unwrap_or(0);
        let content = self.content()?;
        let kind = attribute(element, "t");
        Ok(ScannedCell {
            position: position(row, column)?,
            addressed: address.is_some(),
            style,
            formula: content.formula,
            instead: instead(kind.as_deref(), content),
        })
    }

    /// What is between the start and the end of a cell.
    fn content(&mut self) -> Result<Content, OpenFailure> {
        let mut content = Content { plain: true, ..Content::default() };
        let mut in_value = false;
        loop {
            match self.walk.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "f" => content.formula = true,
                    "v" => in_value = true,
                    _ if in_value => content.plain = false,
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "v" => in_value = false,
                    "c" => return Ok(content),
                    _ => {}
                },
                Event::Text(text) if in_value => content.value.push_str(&text.xml10_content()),
                Event::CData(text) if in_value => {
                    content.plain = false;
                    content.value.push_str(&text.xml10_content());
                }
                Event::GeneralRef(_) | Event::Comment(_) | Event::PI(_) if in_value => {
                    content.plain = false;
                }
                Event::Eof => return Err(self.walk.fail("ends within a cell")),
                _ => {}
            }
        }
    }
}

/// What calamine makes nothing of, or the wrong thing, is kept as it is written.
fn instead(kind: Option<&str>, content: Content) -> Option<RawValue> {
    let Content { value, plain, .. } = content;
    let unknown = || Some(RawValue::Error("?".to_owned()));
    match kind {
        // calamine knows seven error values in English; programs write more, and translate them.
        Some("e") => Some(RawValue::Error(if plain { value } else { "?".to_owned() })),
        // It takes an index that is no number for 0, which is somebody else's text.
        Some("s") if !plain || value.bytes().any(|byte| !byte.is_ascii_digit()) => unknown(),
        Some("n" | "b") | None if !plain => unknown(),
        Some("n") | None if !value.is_empty() && value.parse::<f64>().is_err() => {
            Some(RawValue::Text(value))
        }
        Some("b") if !is_truth_value(value.trim()) => Some(RawValue::Text(value)),
        Some("n" | "b" | "s" | "str" | "d" | "inlineStr" | "is") | None => None,
        Some(_) => Some(RawValue::Text(value)),
    }
}

fn is_truth_value(text: &str) -> bool {
    matches!(text, "" | "0" | "1")
        || text.eq_ignore_ascii_case("true")
        || text.eq_ignore_ascii_case("false")
}

/// Row and column of an address, from zero.
fn split_address(walk: &Walk<'_>, address: &str) -> Result<(u64, u64), OpenFailure> {
    let digits = address.find(|c: char| c.is_ascii_digit()).unwrap_or(address.len());
    let (letters, row) = address.split_at(digits);
    if letters.is_empty() || !letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Err(walk.fail(format_args!("no cell is at {address}")));
    }
    let column = letters.bytes().fold(0_u64, |sum, byte| {
        sum.saturating_mul(26).saturating_add(u64::from(byte.to_ascii_uppercase() - b'A') + 1)
    });
    within(Bound::Columns, column, COLUMNS)?;
    Ok((row_number(walk, row)?, column - 1))
}

/// A row number, from zero. What is beyond the last row of Excel would wrap round in calamine and
/// come out as another row.
fn row_number(walk: &Walk<'_>, text: &str) -> Result<u64, OpenFailure> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(walk.fail(format_args!("{text:?} is no row")));
    }
    let row = text.parse::<u64>().unwrap_or(u64::MAX);
    within(Bound::Rows, row, ROWS)?;
    row.checked_sub(1).ok_or_else(|| walk.fail("there is no row 0"))
}

fn position(row: u64, column: u64) -> Result<Position, OpenFailure> {
    within(Bound::Rows, row + 1, ROWS)?;
    within(Bound::Columns, column + 1, COLUMNS)?;
    // Both are small now.
    Ok(Position::new(u32::try_from(row).unwrap_or(0), u32::try_from(column).unwrap_or(0)))
}

/// calamine subtracts one corner from the other without looking.
fn check_dimension(walk: &Walk<'_>, area: &str) -> Result<(), OpenFailure> {
    let (first, last) = area.split_once(':').unwrap_or((area, area));
    let (first, last) = (split_address(walk, first)?, split_address(walk, last)?);
    if first.0 > last.0 || first.1 > last.1 {
        return Err(walk.fail(format_args!("{area} is no area")));
    }
    Ok(())
}
