//! One walk over the content of an .ods before calamine sees it. calamine loops for ever on a part
//! that was cut short, and lays out every repeated row, column and space; this walk refuses the
//! first and counts the second. On the way it notes what calamine does not tell: which cells are
//! shown as percent or hold an error, what is merged and what is hidden.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::arrangement::Arrangement;
use super::bounds::{
    CELLS, COLUMNS, RECTANGLE_CELLS, REPEATED_SPACES, ROWS, SHEETS, TEXT_BYTES, within,
};
use super::xml::{Walk, attribute};
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::workbook::Position;

/// What the content says of a cell and calamine does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A number shown as percent.
    Percent,
    /// The text is an error of the program that wrote it.
    Error,
}

/// The marked cells of one sheet.
pub(super) type Marks = BTreeMap<Position, Mark>;

/// What the content says of a sheet.
#[derive(Debug, Default)]
pub(super) struct OdsSheet {
    /// The marked cells.
    pub(super) marks: Marks,
    /// What is merged and hidden.
    pub(super) arrangement: Arrangement,
}

/// A row being walked.
#[derive(Default)]
struct Row {
    repeats: u64,
    column: u64,
    /// Columns up to the last cell that holds something: what calamine lays out.
    used: u64,
    first: Option<u64>,
    text: u64,
    marks: Vec<(u64, u64, Mark)>,
    /// Merged cells: the first column, and how many rows and columns.
    merged: Vec<(u64, (u64, u64))>,
}

/// The counts of the sheet being walked.
#[derive(Default)]
struct Table {
    row: u64,
    first_row: Option<u64>,
    rows: u64,
    first_column: Option<u64>,
    columns: u64,
    laid_out: u64,
    /// The next column that is declared.
    declared: u64,
    /// Of each group of rows or columns that is open, whether its outline is closed.
    groups: Vec<bool>,
    /// How many of them are.
    closed: usize,
    sheet: OdsSheet,
}

/// A walk over content.xml.
struct Scan<'a> {
    walk: Walk<'a>,
    sheets: Vec<OdsSheet>,
    cells: u64,
    rectangles: u64,
    text: u64,
    spaces: u64,
}

/// Walks the content to its end: every sheet in tab order.
pub(super) fn scan(bytes: &[u8]) -> Result<Vec<OdsSheet>, OpenFailure> {
    let walk = Walk::new("content.xml", bytes);
    let mut scan = Scan { walk, sheets: vec![], cells: 0, rectangles: 0, text: 0, spaces: 0 };
    loop {
        match scan.walk.next()? {
            // Only what is named is a sheet for calamine.
            Event::Start(element)
                if element.name().as_ref() == "table:table"
                    && attribute(&element, "name").is_some() =>
            {
                scan.table()?;
            }
            Event::Eof => return Ok(scan.sheets),
            _ => {}
        }
    }
}

impl Table {
    /// Whether a row or column that begins here is hidden: by itself, or with its group.
    fn hides(&self, element: &BytesStart<'_>) -> bool {
        let is_visible =
            attribute(element, "visibility").is_none_or(|visibility| visibility == "visible");
        !is_visible || self.closed > 0
    }
}

impl Scan<'_> {
    fn table(&mut self) -> Result<(), OpenFailure> {
        let mut table = Table::default();
        loop {
            match self.walk.next()? {
                Event::Start(element) => match element.name().as_ref() {
                    "table:table-row" => self.row(&element, &mut table)?,
                    "table:table-column" => self.column(&element, &mut table)?,
                    "table:table-row-group" | "table:table-column-group" => {
                        let is_closed = attribute(&element, "display").as_deref() == Some("false");
                        table.groups.push(is_closed);
                        table.closed += usize::from(is_closed);
                    }
                    "table:table" => return Err(self.walk.fail("a table within a sheet")),
                    _ => {}
                },
                Event::End(element) => match element.name().as_ref() {
                    "table:table-row-group" | "table:table-column-group" => {
                        table.closed -= usize::from(table.groups.pop() == Some(true));
                    }
                    "table:table" => break,
                    _ => {}
                },
                Event::Eof => return Err(self.walk.fail("ends within a sheet")),
                _ => {}
            }
        }
        // calamine lays out values and formulas, once as they are stored and once as a rectangle.
        self.rectangles += 2 * table.laid_out;
        if let (Some(row), Some(column)) = (table.first_row, table.first_column) {
            self.rectangles += 2 * (table.rows - row) * (table.columns - column);
        }
        within(Bound::Cells, self.rectangles, RECTANGLE_CELLS)?;
        self.sheets.push(table.sheet);
        within(Bound::Sheets, self.sheets.len() as u64, SHEETS)
    }

    fn column(&self, element: &BytesStart<'_>, table: &mut Table) -> Result<(), OpenFailure> {
        let repeats = self.repeats(element, "number-columns-repeated")?;
        if table.hides(element) {
            table.sheet.arrangement.hide_columns(table.declared, repeats);
        }
        table.declared = table.declared.saturating_add(repeats);
        Ok(())
    }

    fn row(&mut self, element: &BytesStart<'_>, table: &mut Table) -> Result<(), OpenFailure> {
        let repeats = self.repeats(element, "number-rows-repeated")?;
        if table.hides(element) {
            table.sheet.arrangement.hide_rows(table.row, repeats);
        }
        let mut row = Row { repeats, ..Row::default() };
        loop {
            match self.walk.next()? {
                Event::Start(element)
                    if matches!(
                        element.name().as_ref(),
                        "table:table-cell" | "table:covered-table-cell"
                    ) =>
                {
                    self.cell(&element, &mut row)?;
                }
                Event::End(element) if element.name().as_ref() == "table:table-row" => break,
                Event::Eof => return Err(self.walk.fail("ends within a row")),
                _ => {}
            }
        }
        self.end_row(row, table)
    }

    /// Counts a row as often as it is repeated.
    fn end_row(&mut self, row: Row, table: &mut Table) -> Result<(), OpenFailure> {
        let begin = table.row;
        table.row = table.row.saturating_add(row.repeats);
        table.laid_out += row.used;
        for (column, span) in row.merged {
            for row in begin..table.row.min(ROWS) {
                table.sheet.arrangement.merge((row, column), span)?;
            }
        }
        let Some(first) = row.first else { return Ok(()) };
        within(Bound::Rows, table.row, ROWS)?;
        table.first_row.get_or_insert(begin);
        table.rows = table.row;
        table.first_column = Some(table.first_column.map_or(first, |column| column.min(first)));
        table.columns = table.columns.max(row.used);
        self.text = self.text.saturating_add(row.text.saturating_mul(row.repeats));
        within(Bound::UnpackedBytes, self.text, TEXT_BYTES)?;
        for (column, columns, mark) in row.marks {
            self.cells = self.cells.saturating_add(columns.saturating_mul(row.repeats));
            within(Bound::Cells, self.cells, CELLS)?;
            for row in begin..table.row {
                for column in column..column + columns {
                    // Both are within the bounds of a sheet.
                    let small = |index| u32::try_from(index).unwrap_or(u32::MAX);
                    table.sheet.marks.insert(Position::new(small(row), small(column)), mark);
                }
            }
        }
        Ok(())
    }

    fn cell(&mut self, element: &BytesStart<'_>, row: &mut Row) -> Result<(), OpenFailure> {
        let repeats = self.repeats(element, "number-columns-repeated")?;
        let column = row.column;
        row.column = row.column.saturating_add(repeats);
        let (mut holds, mut mark, mut text) = (false, None, 0);
        let mut spans: (u64, u64) = (1, 1);
        for attribute in element.attributes().with_checks(false).filter_map(Result::ok) {
            match (attribute.key.as_ref(), attribute.value.as_ref()) {
                ("office:value-type", "percentage") => (holds, mark) = (true, Some(Mark::Percent)),
                ("calcext:value-type", "error") => (holds, mark) = (true, Some(Mark::Error)),
                ("office:value-type", _) => holds = true,
                // A span that is no number is no span: these are no figures.
                ("table:number-rows-spanned", rows) => spans.0 = rows.parse().unwrap_or(1),
                ("table:number-columns-spanned", columns) => spans.1 = columns.parse().unwrap_or(1),
                ("table:formula" | "office:string-value", value) => {
                    holds = true;
                    text += value.len() as u64;
                }
                _ => {}
            }
        }
        if (spans.0 > 1 || spans.1 > 1) && column < COLUMNS {
            row.merged.push((column, spans));
        }
        text += self.cell_text()?;
        if holds {
            within(Bound::Columns, row.column, COLUMNS)?;
            row.used = row.column;
            row.first.get_or_insert(column);
            row.text = row.text.saturating_add(text.saturating_mul(repeats));
            row.marks.extend(mark.map(|mark| (column, repeats, mark)));
        }
        Ok(())
    }

    /// Walks to the end of a cell; returns how much text is in it.
    fn cell_text(&mut self) -> Result<u64, OpenFailure> {
        let mut length = 0;
        let mut depth = 0;
        loop {
            match self.walk.next()? {
                Event::Start(element) => {
                    depth += 1;
                    if element.name().as_ref() == "text:s" {
                        let spaces = self.repeats(&element, "c")?;
                        length += spaces;
                        self.spaces = self.spaces.saturating_add(spaces);
                        within(Bound::Repeats, self.spaces, REPEATED_SPACES)?;
                    }
                }
                Event::End(_) if depth == 0 => return Ok(length),
                Event::End(_) => depth -= 1,
                Event::Text(text) => length += text.len() as u64,
                // calamine drops it, and no spreadsheet program writes it.
                Event::CData(_) => return Err(self.walk.fail("a cell with a CDATA section")),
                Event::Eof => return Err(self.walk.fail("ends within a cell")),
                _ => {}
            }
        }
    }

    fn repeats(&self, element: &BytesStart<'_>, name: &str) -> Result<u64, OpenFailure> {
        let Some(text) = attribute(element, name) else { return Ok(1) };
        text.parse().map_err(|_| self.walk.fail(format_args!("{text:?} is no count")))
    }
}
