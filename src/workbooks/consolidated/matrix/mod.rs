//! Units down, rows of the forms across: who reports what, who is behind, who has not answered. Rows
//! are written from above to below, since a sheet that keeps few of them in memory takes no others.

mod answer;
mod head;
mod plan;
mod standing;
mod totals;

use rust_xlsxwriter::{IgnoreError, Workbook, Worksheet, XlsxError};

use self::answer::{AnswerCell, Marked, Reporter};
use self::head::{
    BLOCK_ROW, CODE_WIDTH, COLUMN_WIDTH, FEWEST, FIRST_COLUMN, FIRST_ROW, NAME_WIDTH, TARGET_ROW,
    head,
};
use self::plan::{Block, MatrixColumn, blocks, leads};
use self::totals::{ColumnTotal, RowRange, Totals};
use super::BookContext;
use super::cells::adds_up;
use super::kind_totals::{self, UnitKind};
use super::style::{Kind, Tone};
use super::value::Value;
use crate::campaign::OrgUnit;
use crate::t;
use crate::values::key::Scope;
use crate::workbooks::paper::{self, Height, across, end_rows};

/// In percent; with it a page holds [`blocks`] uncut.
const PRINT_SCALE: u16 = 68;

pub(super) fn write(cx: &BookContext<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let blocks = blocks(cx);
    let columns: Vec<MatrixColumn<'_>> =
        blocks.iter().flat_map(|block| block.columns.iter().copied()).collect();
    let last = FIRST_COLUMN + u16::try_from(columns.len()).unwrap_or(u16::MAX) - 1;
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(t!(cx.words, "book-sheet-matrix"))?;
    head(cx, &blocks, sheet)?;
    let matrix = Matrix { cx, columns, last, marked: Marked::new(&cx.styles.matrix) };
    let end = matrix.units(sheet)?;
    let end = matrix.apart(end, sheet)?;
    let end = matrix.city(end, sheet)?;
    end_rows(sheet, end)?;
    print_setup(cx, &blocks, sheet)?;
    // What stands over few columns is wider than they are.
    let (end, last) = (end - 1, last.max(FIRST_COLUMN + FEWEST - 1));
    sheet.set_print_area(0, 0, end, last)?.ignore_error_range(
        FIRST_ROW,
        0,
        end,
        last,
        IgnoreError::NumberStoredAsText,
    )?;
    Ok(())
}

/// The rows of the sheet. What writes some of them gives the row below.
struct Matrix<'m> {
    cx: &'m BookContext<'m>,
    columns: Vec<MatrixColumn<'m>>,
    /// The last column of the sheet.
    last: u16,
    marked: Marked,
}

impl Matrix<'_> {
    /// The units by kind, each kind under its caption and above its subtotal, and below them all the
    /// total.
    fn units(&self, sheet: &mut Worksheet) -> Result<u32, XlsxError> {
        let words = self.cx.words;
        let kinds = kind_totals::kinds(self.cx, true);
        let shown: Vec<&str> = kind_totals::shown(&kinds).map(|kind| kind.caption).collect();
        let mut row = FIRST_ROW;
        let mut ranges = Vec::new();
        for UnitKind { caption: kind, units } in &kinds {
            let kind: &str = kind;
            let range = self.kind(kind, units, row, sheet)?;
            ranges.push(range);
            row = range.last + 1;
            if shown.contains(&kind) {
                let totals = Totals {
                    caption: t!(words, "book-matrix-kind-total", kind = kind),
                    ranges: &[range],
                    kind: Some(kind),
                    of: &|column| {
                        let row = &column.row.row;
                        Some(kind_totals::figures(self.cx, row, kind, units)?.rollup)
                    },
                };
                row = self.totals(&totals, row, sheet)?;
            }
        }
        let totals = Totals {
            caption: t!(words, "book-matrix-total"),
            ranges: &ranges,
            kind: None,
            of: &|MatrixColumn { row: consolidated, .. }| {
                adds_up(&consolidated.row).then(|| consolidated.row.rollup.clone())
            },
        };
        self.totals(&totals, row, sheet)
    }

    /// The units whose figures stand beside the total, each kind with its own subtotal.
    fn apart(&self, row: u32, sheet: &mut Worksheet) -> Result<u32, XlsxError> {
        let words = self.cx.words;
        let mut row = row;
        for UnitKind { caption: kind, units } in kind_totals::kinds(self.cx, false) {
            let caption = t!(words, "book-block-apart", kind = kind);
            let range = self.kind(&caption, &units, row, sheet)?;
            let totals = Totals {
                caption: t!(words, "book-apart-total", kind = kind),
                ranges: &[range],
                kind: Some(kind),
                of: &|column| {
                    let mut apart = column.row.row.apart.iter();
                    Some(apart.find(|apart| apart.caption == kind)?.rollup.clone())
                },
            };
            row = self.totals(&totals, range.last + 1, sheet)?;
        }
        Ok(row)
    }

    /// What the lead agencies report of the whole area, below the totals and in none of them.
    fn city(&self, row: u32, sheet: &mut Worksheet) -> Result<u32, XlsxError> {
        let leads = leads(self.cx);
        if leads.is_empty() {
            return Ok(row);
        }
        let area = self.cx.consolidation.campaign.area_short.as_str();
        self.band(&t!(self.cx.words, "book-block-city", area = area), row, sheet)?;
        let mut row = row + 1;
        for unit in leads {
            self.line(Reporter { unit, scope: Scope::City }, row, sheet)?;
            row += 1;
        }
        Ok(row)
    }

    /// The units of a kind under a caption; gives their rows.
    fn kind(
        &self,
        caption: &str,
        units: &[&OrgUnit],
        row: u32,
        sheet: &mut Worksheet,
    ) -> Result<RowRange, XlsxError> {
        self.band(caption, row, sheet)?;
        let first = row + 1;
        let mut last = row;
        for unit in units {
            last += 1;
            self.line(Reporter { unit, scope: Scope::Own }, last, sheet)?;
        }
        Ok(RowRange { first, last })
    }

    fn band(&self, caption: &str, row: u32, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let format = self.cx.styles.matrix.format(Kind::Text, Tone::Total);
        self.caption(caption, row, sheet)?;
        for column in FIRST_COLUMN..=self.last {
            sheet.write_blank(row, column, format)?;
        }
        Ok(())
    }

    /// A text over the code and the name, in bold.
    fn caption(&self, caption: &str, row: u32, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let palette = &self.cx.styles.matrix;
        across(sheet, row, (0, 1), caption, palette.format(Kind::Text, Tone::Total))?;
        Height::new(palette.size).text(caption, CODE_WIDTH + NAME_WIDTH - 4).set(sheet, row)
    }

    fn line(
        &self,
        reporter: Reporter<'_>,
        row: u32,
        sheet: &mut Worksheet,
    ) -> Result<(), XlsxError> {
        let palette = &self.cx.styles.matrix;
        let code = Value::from(reporter.unit.code.as_str());
        palette.put(sheet, (row, 0), &code, Kind::Centred.toned(Tone::Plain))?;
        let (name, tone) = name(self.cx, reporter.unit);
        let mut height = Height::new(palette.size);
        height.text(&name, NAME_WIDTH);
        palette.put(sheet, (row, 1), &name.into(), Kind::Text.toned(tone))?;
        for (column, matrix) in (FIRST_COLUMN..).zip(&self.columns) {
            let cell = AnswerCell { cx: self.cx, marked: &self.marked, reporter, column: matrix };
            let text = cell.write(row, column, sheet)?;
            height.text(text.wording(), COLUMN_WIDTH);
        }
        height.set(sheet, row)
    }

    /// What the columns come to, and below it of how many units; closed where they come to nothing.
    fn totals(
        &self,
        totals: &Totals<'_>,
        row: u32,
        sheet: &mut Worksheet,
    ) -> Result<u32, XlsxError> {
        let palette = &self.cx.styles.matrix;
        let columns = (FIRST_COLUMN..).zip(&self.columns);
        let sums: Vec<Option<ColumnTotal>> =
            columns.map(|(at, column)| totals.of_column(self.cx, at, column)).collect();
        let coverage = t!(self.cx.words, "book-matrix-coverage");
        // One row after the other: an earlier one can no longer be changed.
        for (row, caption, is_total) in [(row, &totals.caption, true), (row + 1, &coverage, false)]
        {
            self.caption(caption, row, sheet)?;
            for (column, sum) in (FIRST_COLUMN..).zip(&sums) {
                if let Some(ColumnTotal { total, coverage }) = sum {
                    let value = if is_total { total } else { coverage };
                    palette.put(sheet, (row, column), value, Kind::Centred.toned(Tone::Total))?;
                } else {
                    let closed = palette.format(Kind::Centred, Tone::Closed);
                    sheet.write_blank(row, column, closed)?;
                }
            }
        }
        Ok(row + 2)
    }
}

/// The unit's name, and why its row is empty where it is.
fn name(cx: &BookContext<'_>, unit: &OrgUnit) -> (String, Tone) {
    let returns = &cx.consolidation.returns;
    let name = unit.name.as_str();
    if cx.index.has(unit) {
        (name.to_owned(), Tone::Plain)
    } else if returns.missing.iter().any(|missing| missing.code == unit.code) {
        (t!(cx.words, "book-unit-missing", name = name), Tone::Doubtful)
    } else {
        (t!(cx.words, "book-unit-rejected", name = name), Tone::Bad)
    }
}

fn print_setup(
    cx: &BookContext<'_>,
    blocks: &[Block<'_>],
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let mut breaks = Vec::new();
    let mut column = u32::from(FIRST_COLUMN);
    for block in blocks {
        column += u32::try_from(block.columns.len()).unwrap_or_default();
        breaks.push(column);
    }
    breaks.pop();
    paper::landscape(sheet, &cx.foot(), cx.words);
    sheet
        .set_print_scale(PRINT_SCALE)
        .set_vertical_page_breaks(&breaks)?
        .set_repeat_rows(BLOCK_ROW, TARGET_ROW)?
        .set_repeat_columns(0, 1)?
        .set_freeze_panes(FIRST_ROW, FIRST_COLUMN)?;
    Ok(())
}
