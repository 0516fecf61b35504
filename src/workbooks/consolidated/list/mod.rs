//! A list as a sheet: captions, borders, filter, repeated captions in print; a list longer than a
//! sheet continues on the next.

mod column;
mod total;

use rust_xlsxwriter::{
    IgnoreError, Table, TableColumn, TableStyle, Workbook, Worksheet, XlsxError, utility,
};

pub(super) use self::column::{Column, Columns};
pub(super) use self::total::{TotalCell, TotalRow};
use super::BookContext;
use super::style::{Kind, Tone};
use super::value::Value;
use crate::campaign::identity::detail_name;
use crate::workbooks::paper::{self, Height, MANY_ROWS, most_common};

pub(super) const SHEET_ROWS: usize = 1_048_576;

/// Rows of a list of which the first tell how high most are.
const SAMPLE: usize = 1_000;

#[derive(Debug, Clone, Copy)]
pub(super) enum Print<K = ()> {
    OnePageWide,
    /// Wide lists: a new page before this column, the first columns repeated, at this scale.
    Split {
        /// The first column of the second page.
        before: K,
        /// The last of the columns that are repeated.
        repeat: K,
        /// In percent.
        scale: u16,
        /// The last column that is printed.
        last: K,
    },
}

/// A list before its rows are known.
pub(super) struct List<R, K = ()> {
    pub(super) name: String,
    /// The lines above the captions, the first of them the title; none where the list is data
    /// first and paper second.
    pub(super) head: Vec<String>,
    pub(super) columns: Columns<R, K>,
    /// The table that formulas and queries know it as; a plain filter without.
    pub(super) table: Option<NamedTable>,
    pub(super) print: Print<K>,
    /// What stands in place of rows when there are none.
    pub(super) none: String,
}

/// A list as a table of the workbook.
#[derive(Debug, Clone, Copy)]
pub(super) struct NamedTable {
    pub(super) name: &'static str,
    /// How many rows the list has on all its sheets.
    pub(super) rows: usize,
}

/// What a row is made from, with its tone.
#[derive(Debug)]
pub(super) struct ListRow<R> {
    pub(super) tone: Tone,
    pub(super) line: R,
}

impl<R> ListRow<R> {
    pub(super) fn plain(line: R) -> Self {
        Self { tone: Tone::Plain, line }
    }
}

struct Cells {
    tone: Tone,
    values: Vec<Value>,
}

impl<R, K: PartialEq> List<R, K> {
    /// Writes the list, row after row.
    pub(super) fn write(
        &self,
        cx: &BookContext<'_>,
        rows: impl Iterator<Item = ListRow<R>>,
        workbook: &mut Workbook,
    ) -> Result<(), XlsxError> {
        self.write_with_total(cx, rows, None, workbook)
    }

    /// The same with a row under the last one in which columns are added up.
    pub(super) fn write_with_total(
        &self,
        cx: &BookContext<'_>,
        rows: impl Iterator<Item = ListRow<R>>,
        total: Option<&TotalRow>,
        workbook: &mut Workbook,
    ) -> Result<(), XlsxError> {
        let room = self.room();
        let mut rows = rows.map(|row| self.cells(cx, &row)).peekable();
        for part in 1_usize.. {
            // A row is on disk as soon as the next one begins; earlier ones cannot be changed.
            let sheet = workbook.add_worksheet_with_constant_memory()?;
            sheet.set_name(self.part_name(part))?;
            self.head(cx, sheet)?;
            if let Some(table) = self.table.filter(|_| self.is_fitted()) {
                self.make_table(cx, table, part, sheet)?;
            }
            let written = self.rows(cx, rows.by_ref().take(room), sheet)?;
            let total = total.filter(|_| rows.peek().is_none());
            if let Some(total) = total {
                total.write(cx, (part == 1).then_some(self.header_row() + 1), written, sheet)?;
            }
            self.finish(cx, written, total.is_some(), sheet)?;
            self.name_columns(part, workbook)?;
            if rows.peek().is_none() {
                break;
            }
        }
        Ok(())
    }

    fn cells(&self, cx: &BookContext<'_>, row: &ListRow<R>) -> Cells {
        let values = self.columns.iter().map(|(_, column)| column.value(cx, &row.line)).collect();
        Cells { tone: row.tone, values }
    }

    /// The name of one of its sheets.
    fn part_name(&self, part: usize) -> String {
        if part == 1 { self.name.clone() } else { format!("{} ({part})", self.name) }
    }

    fn name_columns(&self, part: usize, workbook: &mut Workbook) -> Result<(), XlsxError> {
        let sheet = self.part_name(part).replace('\'', "''");
        for (index, column) in self.columns.iter() {
            let Some(name) = column.name else { continue };
            let at = utility::row_col_to_cell_absolute(self.header_row(), index);
            workbook.define_name(detail_name(part, name), &format!("='{sheet}'!{at}"))?;
        }
        Ok(())
    }

    /// Rows of the list on one sheet. Below rows that have heights one is left to end them.
    fn room(&self) -> usize {
        SHEET_ROWS - self.head.len() - 2 - usize::from(self.is_fitted())
    }

    /// Whether rows are made as high as their text, and the list a table. Nobody prints a long one; it
    /// has a plain filter, since the cells of a table are remembered one by one too.
    fn is_fitted(&self) -> bool {
        self.table.is_none_or(|table| table.rows <= MANY_ROWS)
    }

    fn header_row(&self) -> u32 {
        u32::try_from(self.head.len()).unwrap_or_default()
    }

    fn head(&self, cx: &BookContext<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (row, line) in (0..).zip(&self.head) {
            let format = if row == 0 { &cx.styles.title } else { &cx.styles.subtitle };
            paper::across(sheet, row, (0, self.columns.last()), line, format)?;
            let size = if row == 0 { 14 } else { 12 };
            Height::new(size).text(line, self.columns.width()).set(sheet, row)?;
        }
        Ok(())
    }

    /// The captions and the rows under them; gives how many.
    fn rows(
        &self,
        cx: &BookContext<'_>,
        mut rows: impl Iterator<Item = Cells>,
        sheet: &mut Worksheet,
    ) -> Result<u32, XlsxError> {
        let header = self.header_row();
        self.columns.write_captions(cx, header, sheet)?;
        let sample: Vec<Cells> = rows.by_ref().take(SAMPLE).collect();
        let mut usual = None;
        if sample.len() == SAMPLE && self.is_fitted() {
            usual = most_common(sample.iter().map(|cells| self.fitting(cx, &cells.values)));
        }
        if let Some(points) = usual {
            sheet.set_default_row_height(points);
        }
        let mut written = 0;
        for (row, Cells { tone, values }) in (header + 1..).zip(sample.into_iter().chain(rows)) {
            for ((index, column), value) in self.columns.iter().zip(&values) {
                cx.styles.list.put(sheet, (row, index), value, column.kind.toned(tone))?;
            }
            if self.is_fitted() {
                self.fitting(cx, &values).set_beside(usual, sheet, row)?;
            }
            written += 1;
        }
        if written == 0 {
            let format = cx.styles.list.format(Kind::Centred, Tone::Plain);
            paper::across(sheet, header + 1, (0, self.columns.last()), &self.none, format)?;
        }
        Ok(written)
    }

    /// The height that a row needs.
    fn fitting(&self, cx: &BookContext<'_>, values: &[Value]) -> Height {
        let mut height = Height::new(cx.styles.list.size);
        for ((_, column), value) in self.columns.iter().zip(values) {
            if column.kind != Kind::Code {
                height.text(value.wording(), column.width);
            }
        }
        height
    }

    /// Makes the rows to come on one of the sheets a table.
    fn make_table(
        &self,
        cx: &BookContext<'_>,
        table: NamedTable,
        part: usize,
        sheet: &mut Worksheet,
    ) -> Result<(), XlsxError> {
        let NamedTable { name, rows: all } = table;
        let rows = all.saturating_sub((part - 1) * self.room()).min(self.room());
        let rows = u32::try_from(rows).unwrap_or(u32::MAX);
        if rows == 0 {
            return Ok(());
        }
        let name = if part == 1 { name.to_owned() } else { format!("{name}{part}") };
        let format = &cx.styles.header_small;
        let columns: Vec<TableColumn> = self
            .columns
            .iter()
            .map(|(_, column)| {
                TableColumn::new().set_header(&column.caption).set_header_format(format)
            })
            .collect();
        let table = Table::new().set_name(name).set_style(TableStyle::None).set_columns(&columns);
        let header = self.header_row();
        sheet.add_table(header, 0, header + rows, self.columns.last(), &table)?;
        Ok(())
    }

    fn finish(
        &self,
        cx: &BookContext<'_>,
        rows: u32,
        has_total: bool,
        sheet: &mut Worksheet,
    ) -> Result<(), XlsxError> {
        let (header, last_column) = (self.header_row(), self.columns.last());
        let last_row = header + rows.max(1);
        if self.is_fitted() {
            paper::end_rows(sheet, last_row + 1 + u32::from(has_total))?;
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
        match &self.print {
            Print::OnePageWide => {
                sheet.set_print_fit_to_pages(1, 0);
            }
            Print::Split { before, repeat, scale, last } => {
                let [before, repeat, last] =
                    [before, repeat, last].map(|key| self.columns.index(key));
                sheet.set_print_scale(*scale).set_repeat_columns(0, repeat)?;
                sheet.set_vertical_page_breaks(&[u32::from(before)])?;
                sheet.set_print_area(0, 0, last_row, last)?;
                sheet.set_freeze_panes(header + 1, repeat + 1)?;
            }
        }
        Ok(())
    }
}
