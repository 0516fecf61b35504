//! Units down, rows of the forms across: who reports what, who is behind, who has not answered. Rows
//! are written from above to below, since a sheet that keeps few of them in memory takes no others.

mod answer;
mod head;
mod plan;
mod totals;

use rust_xlsxwriter::{IgnoreError, Workbook, Worksheet, XlsxError};

use self::answer::Marked;
use self::head::{
    BLOCK_ROW, CODE_WIDTH, COLUMN_WIDTH, FEWEST, FIRST_COLUMN, FIRST_ROW, NAME_WIDTH, TARGET_ROW,
    head,
};
pub(super) use self::plan::kinds;
use self::plan::{Block, MatrixColumn, blocks, leads};
use self::totals::Totals;
use super::calculation_sheet::adds_up;
use super::style::{Kind, Tone};
use super::value::Value;
use super::{Context, kind_totals};
use crate::campaign::OrgUnit;
use crate::t;
use crate::values::key::Scope;
use crate::workbooks::paper::{self, Height, across, end_rows};

/// In percent; with it a page holds [`blocks`] uncut.
const PRINT_SCALE: u16 = 68;

pub(super) fn write(cx: &Context<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let blocks = blocks(cx);
    let columns: Vec<MatrixColumn<'_>> =
        blocks.iter().flat_map(|block| block.columns.iter().copied()).collect();
    let last = FIRST_COLUMN + u16::try_from(columns.len()).unwrap_or(u16::MAX) - 1;
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(t!(cx.words, "book-sheet-matrix"))?;
    head(cx, &blocks, sheet)?;
    let end = units(cx, &columns, last, sheet)?;
    let end = apart(cx, &columns, last, end, sheet)?;
    let end = city(cx, &columns, last, end, sheet)?;
    end_rows(sheet, end)?;
    // What stands over few columns is wider than they are.
    print_setup(cx, &blocks, (end - 1, last.max(FIRST_COLUMN + FEWEST - 1)), sheet)
}

/// The units by kind, each kind under its caption and above its subtotal, and below them all the total.
fn units(
    cx: &Context<'_>,
    columns: &[MatrixColumn<'_>],
    last: u16,
    sheet: &mut Worksheet,
) -> Result<u32, XlsxError> {
    let marked = Marked::new(&cx.styles.matrix);
    let kinds = kinds(cx, true);
    let shown: Vec<&str> = kind_totals::shown(&kinds).map(|(kind, _)| *kind).collect();
    let mut row = FIRST_ROW;
    let mut ranges = Vec::new();
    for (kind, units) in &kinds {
        let kind: &str = kind;
        band(cx, row, kind, last, sheet)?;
        row += 1;
        let first = row;
        for unit in units {
            line(cx, &marked, row, (unit, Scope::Own), columns, sheet)?;
            row += 1;
        }
        let range = (first, row - 1);
        ranges.push(range);
        if shown.contains(&kind) {
            let caption = t!(cx.words, "book-matrix-kind-total", kind = kind);
            let captions = [caption, t!(cx.words, "book-matrix-coverage")];
            let of_kind = |column: &MatrixColumn<'_>| {
                let figures = kind_totals::figures(cx, &column.row.row, kind, units)?;
                Some(figures.rollup)
            };
            let block = Totals { ranges: &[range], kind: Some(kind), of: &of_kind };
            totals(cx, columns, (row, &captions), &block, sheet)?;
            row += 2;
        }
    }
    let captions = [t!(cx.words, "book-matrix-total"), t!(cx.words, "book-matrix-coverage")];
    let whole =
        |column: &MatrixColumn<'_>| adds_up(column.row).then(|| column.row.row.rollup.clone());
    let block = Totals { ranges: &ranges, kind: None, of: &whole };
    totals(cx, columns, (row, &captions), &block, sheet)?;
    Ok(row + 2)
}

/// A caption over rows.
fn band(
    cx: &Context<'_>,
    row: u32,
    caption: &str,
    last: u16,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let palette = &cx.styles.matrix;
    let format = palette.format(Kind::Text, Tone::Total);
    across(sheet, row, (0, 1), caption, format)?;
    Height::new(palette.size).text(caption, CODE_WIDTH + NAME_WIDTH - 4).set(sheet, row)?;
    for column in FIRST_COLUMN..=last {
        sheet.write_blank(row, column, format)?;
    }
    Ok(())
}

fn line(
    cx: &Context<'_>,
    marked: &Marked,
    row: u32,
    (unit, scope): (&OrgUnit, Scope),
    columns: &[MatrixColumn<'_>],
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let palette = &cx.styles.matrix;
    let code = Value::from(unit.code.as_str());
    palette.put(sheet, (row, 0), &code, (Kind::Centred, Tone::Plain))?;
    let (name, tone) = name(cx, unit);
    let mut height = Height::new(palette.size);
    height.text(&name, NAME_WIDTH);
    palette.put(sheet, (row, 1), &name.into(), (Kind::Text, tone))?;
    for (column, matrix) in (FIRST_COLUMN..).zip(columns) {
        let text = answer::write(cx, marked, sheet, (row, column), (unit, scope), matrix)?;
        height.text(text.wording(), COLUMN_WIDTH);
    }
    height.set(sheet, row)
}

/// The units whose figures stand beside the total, below it, each kind with its own subtotal.
fn apart(
    cx: &Context<'_>,
    columns: &[MatrixColumn<'_>],
    last: u16,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<u32, XlsxError> {
    let marked = Marked::new(&cx.styles.matrix);
    let mut row = row;
    for (kind, units) in kinds(cx, false) {
        band(cx, row, &t!(cx.words, "book-block-apart", kind = kind), last, sheet)?;
        row += 1;
        let first = row;
        for unit in units {
            line(cx, &marked, row, (unit, Scope::Own), columns, sheet)?;
            row += 1;
        }
        let of_kind = |column: &MatrixColumn<'_>| {
            let found = column.row.row.apart.iter().find(|apart| apart.caption == kind)?;
            Some(found.rollup.clone())
        };
        let block = Totals { ranges: &[(first, row - 1)], kind: Some(kind), of: &of_kind };
        let caption = t!(cx.words, "book-apart-total", kind = kind);
        let captions = [caption, t!(cx.words, "book-matrix-coverage")];
        totals(cx, columns, (row, &captions), &block, sheet)?;
        row += 2;
    }
    Ok(row)
}

/// What the lead agencies report of the whole area, below the totals and in none of them.
fn city(
    cx: &Context<'_>,
    columns: &[MatrixColumn<'_>],
    last: u16,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<u32, XlsxError> {
    let leads = leads(cx);
    if leads.is_empty() {
        return Ok(row);
    }
    let area = cx.consolidation.campaign.area_short.as_str();
    band(cx, row, &t!(cx.words, "book-block-city", area = area), last, sheet)?;
    let marked = Marked::new(&cx.styles.matrix);
    let mut row = row + 1;
    for lead in leads {
        line(cx, &marked, row, (lead, Scope::City), columns, sheet)?;
        row += 1;
    }
    Ok(row)
}

/// The unit's name, and why its row is empty where it is.
fn name(cx: &Context<'_>, unit: &OrgUnit) -> (String, Tone) {
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

/// What the columns come to, and below it of how many units; closed where they come to nothing.
fn totals(
    cx: &Context<'_>,
    columns: &[MatrixColumn<'_>],
    (row, [total, coverage]): (u32, &[String; 2]),
    block: &Totals<'_>,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let palette = &cx.styles.matrix;
    let sums: Vec<Option<(Value, Value)>> =
        (FIRST_COLUMN..).zip(columns).map(|(at, column)| block.of_column(cx, at, column)).collect();
    for (row, caption, second) in [(row, total, false), (row + 1, coverage, true)] {
        across(sheet, row, (0, 1), caption, palette.format(Kind::Text, Tone::Total))?;
        Height::new(palette.size).text(caption, CODE_WIDTH + NAME_WIDTH - 4).set(sheet, row)?;
        for (column, sums) in (FIRST_COLUMN..).zip(&sums) {
            if let Some((sum, of)) = sums {
                let value = if second { of } else { sum };
                palette.put(sheet, (row, column), value, (Kind::Centred, Tone::Total))?;
            } else {
                let closed = palette.format(Kind::Centred, Tone::Closed);
                sheet.write_blank(row, column, closed)?;
            }
        }
    }
    Ok(())
}

fn print_setup(
    cx: &Context<'_>,
    blocks: &[Block<'_>],
    (last_row, last): (u32, u16),
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
        .set_print_area(0, 0, last_row, last)?
        .set_freeze_panes(FIRST_ROW, FIRST_COLUMN)?
        .ignore_error_range(FIRST_ROW, 0, last_row, last, IgnoreError::NumberStoredAsText)?;
    Ok(())
}
