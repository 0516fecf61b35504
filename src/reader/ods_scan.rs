//! One walk over the content of an .ods before calamine sees it. calamine loops for ever on a part
//! that was cut short, and lays out every repeated row, column and space; this walk refuses the
//! first and counts the second. On the way it notes which cells are shown as percent and which
//! hold an error, which calamine does not tell.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

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
    marks: Marks,
}

/// A walk over content.xml.
struct Scan<'a> {
    walk: Walk<'a>,
    sheets: Vec<Marks>,
    cells: u64,
    rectangles: u64,
    text: u64,
    spaces: u64,
}

/// Walks the content to its end: the marks of every sheet in tab order.
pub(super) fn scan(bytes: &[u8]) -> Result<Vec<Marks>, OpenFailure> {
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

impl Scan<'_> {
    fn table(&mut self) -> Result<(), OpenFailure> {
        let mut table = Table::default();
        loop {
            match self.walk.next()? {
                Event::Start(element) if element.name().as_ref() == "table:table-row" => {
                    self.row(&element, &mut table)?;
                }
                Event::Start(element) if element.name().as_ref() == "table:table" => {
                    return Err(self.walk.fail("a table within a sheet"));
                }
                Event::End(element) if element.name().as_ref() == "table:table" => break,
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
        self.sheets.push(table.marks);
        within(Bound::Sheets, self.sheets.len() as u64, SHEETS)
    }

    fn row(&mut self, element: &BytesStart<'_>, table: &mut Table) -> Result<(), OpenFailure> {
        let repeats = self.repeats(element, "number-rows-repeated")?;
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
                    table.marks.insert(Position::new(small(row), small(column)), mark);
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
        for attribute in element.attributes().with_checks(false).filter_map(Result::ok) {
            match (attribute.key.as_ref(), attribute.value.as_ref()) {
                ("office:value-type", "percentage") => (holds, mark) = (true, Some(Mark::Percent)),
                ("calcext:value-type", "error") => (holds, mark) = (true, Some(Mark::Error)),
                ("office:value-type", _) => holds = true,
                ("table:formula" | "office:string-value", value) => {
                    holds = true;
                    text += value.len() as u64;
                }
                _ => {}
            }
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
