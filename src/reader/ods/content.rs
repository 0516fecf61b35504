//! One walk over the content of an .ods: its sheets with their cells, and what is merged and hidden.
//! Repeated rows, columns and spaces are counted before anything is laid out.

use quick_xml::events::{BytesStart, Event};

use super::cell::CellElement;
use super::pictures;
use super::style::{Family, LEAST_SIZE, Look};
use super::styles::{CellStyle, Styles};
use super::table::{ColumnStyle, RepeatedCell, Row, Table};
use super::text;
use crate::reader::arrangement::Block;
use crate::reader::bounds::{Budget, CELLS, COLUMNS, NAMES, ROWS, SHEETS, nearest_cell, within};
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::workbook::{Position, Sheet};
use crate::reader::xml::{Walk, attribute, unescaped};

#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) sheets: Vec<Sheet>,
    /// The defined names of the workbook, with what they refer to.
    pub(super) names: Vec<(String, String)>,
}

struct Scan<'a> {
    walk: Walk<'a>,
    styles: &'a Styles,
    since_1904: bool,
    content: Content,
    budget: Budget,
    spaces: u64,
}

/// Walks the content to its end.
pub(super) fn read(bytes: &[u8], styles: &Styles) -> Result<Content, OpenFailure> {
    let mut scan = Scan {
        walk: Walk::new("content.xml", bytes),
        styles,
        since_1904: false,
        content: Content::default(),
        budget: Budget::default(),
        spaces: 0,
    };
    loop {
        match scan.walk.next()? {
            Event::Start(element) => match element.name().as_ref() {
                // Only what is named is a sheet.
                "table:table" => {
                    if let Some(name) = unescaped(&element, "name") {
                        scan.table(name, &element)?;
                    }
                }
                "table:null-date" => {
                    let day = attribute(&element, "date-value");
                    scan.since_1904 = day.is_some_and(|day| day.starts_with("1904"));
                }
                "table:named-range" => scan.name(&element, "cell-range-address")?,
                "table:named-expression" => scan.name(&element, "expression")?,
                _ => {}
            },
            Event::Eof => return Ok(scan.content),
            _ => {}
        }
    }
}

impl Scan<'_> {
    fn name(&mut self, element: &BytesStart<'_>, target: &str) -> Result<(), OpenFailure> {
        let name = unescaped(element, "name").unwrap_or_default();
        self.content.names.push((name, unescaped(element, target).unwrap_or_default()));
        within(Bound::Names, self.content.names.len() as u64, NAMES)
    }

    fn table(&mut self, name: String, element: &BytesStart<'_>) -> Result<(), OpenFailure> {
        let style = unescaped(element, "style-name");
        let hidden = style.is_some_and(|style| !self.styles.is_shown(&style));
        let mut table = Table::new();
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
                    "table:shapes" => self.shapes(&mut table)?,
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
        self.content.sheets.push(table.sheet(name, hidden));
        within(Bound::Sheets, self.content.sheets.len() as u64, SHEETS)
    }

    /// What lies on a sheet: pictures are kept, and whatever else is drawn is no content.
    fn shapes(&mut self, table: &mut Table) -> Result<(), OpenFailure> {
        let mut depth = 0;
        loop {
            match self.walk.next()? {
                Event::Start(element) if element.name().as_ref() == "draw:frame" => {
                    let frame = pictures::frame(&mut self.walk, &element)?;
                    table.add_pictures(frame.into_iter().collect(), None);
                }
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return Ok(()),
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(self.walk.fail("ends within a drawing")),
                _ => {}
            }
        }
    }

    fn size(&self, family: Family, element: &BytesStart<'_>) -> Option<u64> {
        self.styles.size(family, &unescaped(element, "style-name")?)
    }

    fn column(&self, element: &BytesStart<'_>, table: &mut Table) -> Result<(), OpenFailure> {
        let repeats = self.repeats(element, "number-columns-repeated")?;
        let size = self.size(Family::Column, element);
        if table.hides(element) || size.is_some_and(|size| size < LEAST_SIZE) {
            table.arrangement.hide_columns(table.declared, repeats);
        }
        table.columns.push(repeats, size);
        table.declared = table.declared.saturating_add(repeats);
        let name = unescaped(element, "default-cell-style-name");
        table.column_styles.push(ColumnStyle { end: table.declared, name });
        Ok(())
    }

    fn row(&mut self, element: &BytesStart<'_>, table: &mut Table) -> Result<(), OpenFailure> {
        let repeats = self.repeats(element, "number-rows-repeated")?;
        let size = self.size(Family::Row, element);
        if table.hides(element) || size.is_some_and(|size| size < LEAST_SIZE) {
            table.arrangement.hide_rows(table.row, repeats);
        }
        table.rows.push(repeats, size);
        let style = unescaped(element, "default-cell-style-name");
        let mut row = Row { repeats, style, ..Row::default() };
        loop {
            match self.walk.next()? {
                Event::Start(element)
                    if matches!(
                        element.name().as_ref(),
                        "table:table-cell" | "table:covered-table-cell"
                    ) =>
                {
                    self.cell(&element, &mut row, table)?;
                }
                Event::End(element) if element.name().as_ref() == "table:table-row" => break,
                Event::Eof => return Err(self.walk.fail("ends within a row")),
                _ => {}
            }
        }
        self.end_row(row, table)
    }

    /// Lays a row out as often as it is repeated.
    fn end_row(&mut self, row: Row, table: &mut Table) -> Result<(), OpenFailure> {
        let begin = table.row;
        table.row = table.row.saturating_add(row.repeats);
        for block in row.merged {
            for row in begin..table.row.min(ROWS) {
                table.arrangement.merge(Block { row, ..block })?;
            }
        }
        if row.cells.is_empty() {
            return Ok(());
        }
        within(Bound::Rows, table.row, ROWS)?;
        for RepeatedCell { column, columns, cell } in row.cells {
            within(Bound::Cells, columns.saturating_mul(row.repeats), CELLS)?;
            let length = cell.value.text().map_or(0, str::len);
            for row in begin..table.row {
                for column in column..column + columns {
                    self.budget.cell(length)?;
                    table.cells.insert(nearest_cell(row, column), cell.clone());
                }
            }
        }
        Ok(())
    }

    fn cell(
        &mut self,
        element: &BytesStart<'_>,
        row: &mut Row,
        table: &mut Table,
    ) -> Result<(), OpenFailure> {
        let repeats = self.repeats(element, "number-columns-repeated")?;
        let column = row.column;
        row.column = row.column.saturating_add(repeats);
        let written = CellElement::of(element);
        let (rows, columns) = (written.rows, written.columns);
        if (rows > 1 || columns > 1) && column < COLUMNS {
            row.merged.push(Block { row: 0, column, rows, columns });
        }
        let style: Option<&CellStyle> = (written.style.as_deref())
            .or(row.style.as_deref())
            .or_else(|| table.column_style(column))
            .and_then(|name| self.styles.cell(name));
        let look = style.map_or_else(Look::default, |style| style.look);
        let mut words = text::read(&mut self.walk, self.styles, look, &mut self.spaces)?;
        if !words.frames.is_empty() {
            let row = u32::try_from(table.row).ok();
            let anchor = row.zip(u32::try_from(column).ok());
            if let Some((row, column)) = anchor {
                let frames = std::mem::take(&mut words.frames);
                table.add_pictures(frames, Some(Position::new(row, column)));
            }
        }
        if written.is_bare(&words) {
            return Ok(());
        }
        if let Some(cell) = written.read(&words, style, self.since_1904) {
            within(Bound::Columns, row.column, COLUMNS)?;
            row.cells.push(RepeatedCell { column, columns: repeats, cell });
        }
        Ok(())
    }

    fn repeats(&self, element: &BytesStart<'_>, name: &str) -> Result<u64, OpenFailure> {
        let Some(text) = attribute(element, name) else { return Ok(1) };
        text.parse().map_err(|_| self.walk.fail(format_args!("{text:?} is no count")))
    }
}
