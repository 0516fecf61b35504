//! One pass over the XML of a sheet: its cells, its merged areas, and what it hides.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use rust_decimal::Decimal;

use super::cell::{CellElement, CellReader};
use super::workbook_part::is_true;
use crate::reader::appearance::FORMULA_BYTES;
use crate::reader::arrangement::{Arrangement, Block};
use crate::reader::bounds::{Budget, COLUMNS, ROWS, nearest_cell, unreadable, within};
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::notes::margin_texts;
use crate::reader::rich_text::string_item;
use crate::reader::workbook::{Area, Position, Sheet};
use crate::reader::xml::{Walk, attribute};
use crate::values::quantity::raw::RawCell;

/// Reads a sheet, without its name. A part that is no worksheet has no cells.
pub(super) fn read(
    path: &str,
    part: &[u8],
    reader: &CellReader<'_>,
    budget: &mut Budget,
) -> Result<Sheet, OpenFailure> {
    read_only(path, part, reader, &|_| true, budget)
}

/// Reads the cells of a sheet that are asked for.
pub(super) fn read_only(
    path: &str,
    part: &[u8],
    reader: &CellReader<'_>,
    keep: &dyn Fn(Position) -> bool,
    budget: &mut Budget,
) -> Result<Sheet, OpenFailure> {
    let mut scan = Scan {
        walk: Walk::new(path, part),
        reader,
        keep,
        budget,
        row: 0,
        column: 0,
        written: CellElement::default(),
        cells: Vec::new(),
        arrangement: Arrangement::default(),
        margins: Vec::new(),
    };
    scan.run()?;
    let Scan { cells, arrangement, margins, .. } = scan;
    Ok(arrangement.of(Sheet { cells: in_order(path, cells)?, margins, ..Sheet::default() }))
}

struct Scan<'a> {
    walk: Walk<'a>,
    reader: &'a CellReader<'a>,
    keep: &'a dyn Fn(Position) -> bool,
    budget: &'a mut Budget,
    /// Where the next row and cell are that do not say where they are.
    row: u64,
    column: u64,
    written: CellElement,
    cells: Vec<(Position, RawCell)>,
    arrangement: Arrangement,
    margins: Vec<String>,
}

impl Scan<'_> {
    fn run(&mut self) -> Result<(), OpenFailure> {
        let mut in_data = false;
        loop {
            match self.walk.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "c" if in_data => self.cell(&element)?,
                    "row" if in_data => self.start_row(&element)?,
                    "sheetData" => in_data = true,
                    "col" if !in_data => self.columns(&element),
                    "mergeCell" if !in_data => self.merged(&element)?,
                    "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader"
                    | "firstFooter"
                        if !in_data =>
                    {
                        self.margins.extend(margin_texts(&self.walk.content()?));
                    }
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "row" if in_data => {
                        self.row += 1;
                        self.column = 0;
                    }
                    "sheetData" => in_data = false,
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn start_row(&mut self, element: &BytesStart<'_>) -> Result<(), OpenFailure> {
        let mut is_hidden = false;
        for attribute in element.attributes().with_checks(false).filter_map(Result::ok) {
            match attribute.key.as_ref() {
                "r" => self.row = row_number(&self.walk, &attribute.value)?,
                "hidden" => is_hidden |= is_true(&attribute.value),
                "ht" => is_hidden |= is_below(&attribute.value, LEAST_HEIGHT),
                _ => {}
            }
        }
        if is_hidden {
            self.arrangement.hide_rows(self.row, 1);
        }
        Ok(())
    }

    fn columns(&mut self, element: &BytesStart<'_>) {
        let is_hidden = attribute(element, "hidden").is_some_and(|hidden| is_true(&hidden))
            || attribute(element, "width").is_some_and(|width| is_below(&width, LEAST_WIDTH));
        let [first, last] = ["min", "max"]
            .map(|name| attribute(element, name).and_then(|text| text.trim().parse::<u64>().ok()));
        if let (true, Some(first @ 1..=COLUMNS), Some(last)) = (is_hidden, first, last) {
            self.arrangement.hide_columns(first - 1, last.saturating_sub(first) + 1);
        }
    }

    fn merged(&mut self, element: &BytesStart<'_>) -> Result<(), OpenFailure> {
        let area = attribute(element, "ref").unwrap_or_default();
        let area = Area::parse(&area);
        let Area { first, last } =
            area.ok_or_else(|| self.walk.fail("merged cells that are no area"))?;
        self.arrangement.merge(Block {
            row: first.row.into(),
            column: first.column.into(),
            rows: u64::from(last.row - first.row + 1),
            columns: u64::from(last.column - first.column + 1),
        })
    }

    fn cell(&mut self, element: &BytesStart<'_>) -> Result<(), OpenFailure> {
        self.written.clear();
        let mut address = Address { row: self.row, column: self.column };
        for attribute in element.attributes().with_checks(false).filter_map(Result::ok) {
            match attribute.key.as_ref() {
                "r" => address = Address::read(&self.walk, &attribute.value)?,
                "s" => self.written.style = attribute.value.parse().unwrap_or(0),
                "t" => self.written.kind.push_str(&attribute.value),
                "vm" => self.written.metadata = attribute.value.parse().unwrap_or(0),
                _ => {}
            }
        }
        self.column = address.column + 1;
        let position = address.position()?;
        self.content()?;
        if !(self.keep)(position) {
            return Ok(());
        }
        let cell = self.reader.read(&mut self.written, self.budget)?;
        self.cells.extend(cell.map(|cell| (position, cell)));
        Ok(())
    }

    /// What is between the start and the end of a cell.
    fn content(&mut self) -> Result<(), OpenFailure> {
        let mut values = 0;
        loop {
            match self.walk.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "v" => {
                        values += 1;
                        self.written.plain &= values == 1;
                        self.value()?;
                    }
                    "f" => {
                        self.written.formula = true;
                        self.formula()?;
                    }
                    "is" => self.written.inline = Some(string_item(&mut self.walk)?),
                    _ => self.walk.skip("a cell")?,
                },
                Event::End(_) => return Ok(()),
                Event::Eof => return Err(self.walk.fail("ends within a cell")),
                _ => {}
            }
        }
    }

    /// The text of `<v>`. What only a text can hold makes a number none.
    fn value(&mut self) -> Result<(), OpenFailure> {
        let is_text = matches!(self.written.kind.as_str(), "str" | "d");
        loop {
            match self.walk.next()? {
                Event::End(_) => return Ok(()),
                Event::Start(_) => {
                    self.written.plain = false;
                    self.walk.skip("a cell")?;
                }
                event => {
                    self.written.plain &= is_text || matches!(event, Event::Text(_));
                    self.walk.add_text(&event, &mut self.written.value)?;
                }
            }
        }
    }

    /// The words of a formula, as far as they are kept.
    fn formula(&mut self) -> Result<(), OpenFailure> {
        let mut depth = 0;
        loop {
            match self.walk.next()? {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return Ok(()),
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(self.walk.fail("ends within a cell")),
                event if self.written.formula_text.len() <= FORMULA_BYTES => {
                    self.walk.add_text(&event, &mut self.written.formula_text)?;
                }
                _ => {}
            }
        }
    }
}

/// The cells by place. Excel does not open a sheet that holds a cell twice; taking either would be a
/// guess.
fn in_order(
    path: &str,
    mut cells: Vec<(Position, RawCell)>,
) -> Result<BTreeMap<Position, RawCell>, OpenFailure> {
    cells.sort_by_key(|(position, _)| *position);
    match cells.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        Some(pair) => Err(unreadable(format_args!("{path}: {} is there twice", pair[0].0))),
        None => Ok(cells.into_iter().collect()),
    }
}

/// A row below this height, in points, and a column below this width, in letters, hide what they hold.
const LEAST_HEIGHT: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
const LEAST_WIDTH: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// Whether a height or width is too small for anything to be seen, which hides like hiding does.
fn is_below(size: &str, least: Decimal) -> bool {
    size.trim().parse::<Decimal>().is_ok_and(|size| size < least)
}

/// Where a cell says that it is, from zero.
struct Address {
    row: u64,
    column: u64,
}

impl Address {
    fn read(walk: &Walk<'_>, address: &str) -> Result<Self, OpenFailure> {
        let digits = address.bytes().position(|byte| byte.is_ascii_digit());
        let (letters, row) = address.split_at(digits.unwrap_or(address.len()));
        if letters.is_empty() || !letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Err(walk.fail(format_args!("no cell is at {address}")));
        }
        let column = letters.bytes().fold(0_u64, |sum, byte| {
            sum.saturating_mul(26).saturating_add(u64::from(byte.to_ascii_uppercase() - b'A') + 1)
        });
        within(Bound::Columns, column, COLUMNS)?;
        Ok(Self { row: row_number(walk, row)?, column: column - 1 })
    }

    /// The place on the sheet; a failure beyond its bounds.
    fn position(&self) -> Result<Position, OpenFailure> {
        within(Bound::Rows, self.row + 1, ROWS)?;
        within(Bound::Columns, self.column + 1, COLUMNS)?;
        Ok(nearest_cell(self.row, self.column))
    }
}

/// The row that a text numbers from one, as a number from zero.
fn row_number(walk: &Walk<'_>, text: &str) -> Result<u64, OpenFailure> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(walk.fail(format_args!("{text:?} is no row")));
    }
    let row = text.parse::<u64>().unwrap_or(u64::MAX);
    within(Bound::Rows, row, ROWS)?;
    row.checked_sub(1).ok_or_else(|| walk.fail("there is no row 0"))
}
