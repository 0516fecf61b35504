//! A list as a sheet: captions, borders, filter, repeated captions in print; a list longer than a
//! sheet continues on the next.

use rust_xlsxwriter::{
    IgnoreError, Table, TableColumn, TableStyle, Workbook, Worksheet, XlsxError, utility,
};

use super::Context;
use super::style::{Kind, Tone};
use super::value::Value;
use crate::campaign::identity::detail_name;
use crate::workbooks::paper::{self, Height, MANY_ROWS, most_common};

pub(super) const SHEET_ROWS: usize = 1_048_576;

/// Rows of a list of which the first tell how high most are.
const SAMPLE: usize = 1_000;

#[derive(Debug)]
pub(super) struct Column {
    caption: String,
    width: u16,
    kind: Kind,
    name: Option<&'static str>,
}

impl Column {
    /// A column of running words.
    pub(super) fn text(caption: String, width: u16) -> Self {
        Self { caption, width, kind: Kind::Text, name: None }
    }

    /// A column of long codes, each on one line.
    pub(super) fn code(caption: String, width: u16) -> Self {
        Self { caption, width, kind: Kind::Code, name: None }
    }

    /// Gives the caption a defined name, by which the column is found again in any language,
    /// wherever it is moved.
    pub(super) fn named(self, name: &'static str) -> Self {
        Self { name: Some(name), ..self }
    }

    /// A column of codes, addresses and numbers.
    pub(super) fn short(caption: String, width: u16) -> Self {
        Self { caption, width, kind: Kind::Centred, name: None }
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Print {
    /// All columns on one page.
    OnePageWide,
    /// Wide lists: a new page before this column, the first columns repeated, at this scale.
    Split {
        /// The first column of the second page.
        before: u16,
        /// The last of the columns that are repeated.
        repeat: u16,
        /// In percent.
        scale: u16,
        /// The last column printed.
        last: u16,
    },
}

/// A list before its rows are known.
#[derive(Debug)]
pub(super) struct List {
    pub(super) name: String,
    /// The lines above the captions, the first of them the title; none where the list is data
    /// first and paper second.
    pub(super) head: Vec<String>,
    pub(super) columns: Vec<Column>,
    /// The name as a table for formulas and queries, and how many rows it has; a plain filter
    /// without.
    pub(super) table: Option<(&'static str, usize)>,
    pub(super) print: Print,
    /// What stands in place of rows when there are none.
    pub(super) none: String,
}

/// A row with its tone.
pub(super) type ListRow = (Tone, Vec<Value>);

impl List {
    /// Writes the list, row after row.
    pub(super) fn write(
        &self,
        cx: &Context<'_>,
        rows: impl Iterator<Item = ListRow>,
        workbook: &mut Workbook,
    ) -> Result<(), XlsxError> {
        let room = self.room();
        let mut rows = rows.peekable();
        for part in 1_usize.. {
            // A row is on disk as soon as the next one begins; earlier ones cannot be changed.
            let sheet = workbook.add_worksheet_with_constant_memory()?;
            sheet.set_name(self.part_name(part))?;
            self.head(cx, sheet)?;
            if let Some((name, all)) = self.table.filter(|_| self.is_fitted()) {
                let rows = all.saturating_sub((part - 1) * room).min(room);
                self.make_table(cx, (name, part), rows, sheet)?;
            }
            let written = self.rows(cx, rows.by_ref().take(room), sheet)?;
            self.finish(cx, written, sheet)?;
            self.name_columns(part, workbook)?;
            if rows.peek().is_none() {
                break;
            }
        }
        Ok(())
    }

    /// The name of one of its sheets.
    fn part_name(&self, part: usize) -> String {
        if part == 1 { self.name.clone() } else { format!("{} ({part})", self.name) }
    }

    fn name_columns(&self, part: usize, workbook: &mut Workbook) -> Result<(), XlsxError> {
        let sheet = self.part_name(part).replace('\'', "''");
        for (index, column) in (0_u16..).zip(&self.columns) {
            let Some(name) = column.name else { continue };
            let at = utility::row_col_to_cell_absolute(self.header_row(), index);
            workbook.define_name(detail_name(part, name), &format!("='{sheet}'!{at}"))?;
        }
        Ok(())
    }

    /// Rows of the list on one sheet. Below rows that have heights one is left to end them.
    fn room(&self) -> usize {
        SHEET_ROWS - self.head.len() - 1 - usize::from(self.is_fitted())
    }

    /// Whether rows are made as high as their text, and the list a table. Nobody prints a long one; it
    /// has a plain filter, since the cells of a table are remembered one by one too.
    fn is_fitted(&self) -> bool {
        self.table.is_none_or(|(_, rows)| rows <= MANY_ROWS)
    }

    fn header_row(&self) -> u32 {
        u32::try_from(self.head.len()).unwrap_or_default()
    }

    fn last_column(&self) -> u16 {
        u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    /// The lines above the captions.
    fn head(&self, cx: &Context<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (row, line) in (0..).zip(&self.head) {
            let format = if row == 0 { &cx.styles.title } else { &cx.styles.subtitle };
            paper::across(sheet, row, (0, self.last_column()), line, format)?;
            let width = self.columns.iter().map(|column| column.width).fold(0, u16::saturating_add);
            Height::new(if row == 0 { 14 } else { 12 }).text(line, width).set(sheet, row)?;
        }
        Ok(())
    }

    /// The captions and the rows under them; gives how many.
    fn rows(
        &self,
        cx: &Context<'_>,
        mut rows: impl Iterator<Item = ListRow>,
        sheet: &mut Worksheet,
    ) -> Result<u32, XlsxError> {
        let header = self.header_row();
        let mut height = Height::new(cx.styles.list.size);
        for (index, column) in (0_u16..).zip(&self.columns) {
            let format = &cx.styles.header_small;
            sheet.write_string_with_format(header, index, &column.caption, format)?;
            sheet.set_column_width(index, column.width)?;
            // Captions are bold, and a list's carry the button of the filter.
            height.text(&column.caption, column.width.saturating_sub(3));
        }
        height.set(sheet, header)?;
        let sample: Vec<ListRow> = rows.by_ref().take(SAMPLE).collect();
        let mut usual = None;
        if sample.len() == SAMPLE && self.is_fitted() {
            usual = most_common(sample.iter().map(|(_, values)| self.fitting(cx, values)));
        }
        if let Some(points) = usual {
            sheet.set_default_row_height(points);
        }
        let mut written = 0;
        for (row, (tone, values)) in (header + 1..).zip(sample.into_iter().chain(rows)) {
            for ((index, column), value) in (0_u16..).zip(&self.columns).zip(&values) {
                cx.styles.list.put(sheet, (row, index), value, (column.kind, tone))?;
            }
            if self.is_fitted() {
                self.fitting(cx, &values).set_beside(usual, sheet, row)?;
            }
            written += 1;
        }
        if written == 0 {
            let format = cx.styles.list.format(Kind::Centred, Tone::Plain);
            paper::across(sheet, header + 1, (0, self.last_column()), &self.none, format)?;
        }
        Ok(written)
    }

    /// The height that a row needs.
    fn fitting(&self, cx: &Context<'_>, values: &[Value]) -> Height {
        let mut height = Height::new(cx.styles.list.size);
        for (column, value) in self.columns.iter().zip(values) {
            if column.kind != Kind::Code {
                height.text(value.wording(), column.width);
            }
        }
        height
    }

    /// Makes the rows to come a table.
    fn make_table(
        &self,
        cx: &Context<'_>,
        (name, part): (&str, usize),
        rows: usize,
        sheet: &mut Worksheet,
    ) -> Result<(), XlsxError> {
        let rows = u32::try_from(rows).unwrap_or(u32::MAX);
        if rows == 0 {
            return Ok(());
        }
        let name = if part == 1 { name.to_owned() } else { format!("{name}{part}") };
        let format = &cx.styles.header_small;
        let columns: Vec<TableColumn> = self
            .columns
            .iter()
            .map(|c| TableColumn::new().set_header(&c.caption).set_header_format(format))
            .collect();
        let table = Table::new().set_name(name).set_style(TableStyle::None).set_columns(&columns);
        let header = self.header_row();
        sheet.add_table(header, 0, header + rows, self.last_column(), &table)?;
        Ok(())
    }

    fn finish(&self, cx: &Context<'_>, rows: u32, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let (header, last_column) = (self.header_row(), self.last_column());
        let last_row = header + rows.max(1);
        if self.is_fitted() {
            paper::end_rows(sheet, last_row + 1)?;
        }
        if self.table.is_none() || !self.is_fitted() || rows == 0 {
            sheet.autofilter(header, 0, last_row, last_column)?;
        }
        paper::landscape(sheet, &cx.foot(), cx.words);
        sheet
            .set_repeat_rows(header, header)?
            .set_freeze_panes(header + 1, 0)?
            .ignore_error_range(
                header,
                0,
                last_row,
                last_column,
                IgnoreError::NumberStoredAsText,
            )?;
        match self.print {
            Print::OnePageWide => {
                sheet.set_print_fit_to_pages(1, 0);
            }
            Print::Split { before, repeat, scale, last } => {
                sheet.set_print_scale(scale).set_repeat_columns(0, repeat)?;
                sheet.set_vertical_page_breaks(&[u32::from(before)])?;
                sheet.set_print_area(0, 0, last_row, last)?;
                sheet.set_freeze_panes(header + 1, repeat + 1)?;
            }
        }
        Ok(())
    }
}
