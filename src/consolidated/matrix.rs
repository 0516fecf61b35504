//! Units down, rows of the forms across: who reports what, who is behind, who has not answered.

use rust_xlsxwriter::{IgnoreError, Workbook, Worksheet, XlsxError};

use super::matrix_cells::{self, Marked};
use super::matrix_plan::{Block, MatrixColumn, Part, blocks, kinds, leads};
use super::style::{Kind, Tone};
use super::value::Value;
use super::{Context, cells};
use crate::campaign::OrgUnit;
use crate::key::Scope;
use crate::naming::shortened;
use crate::paper::{self, Height, across};
use crate::t;

const BLOCK_ROW: u32 = 3;
const NUMBER_ROW: u32 = 4;
const LABEL_ROW: u32 = 5;
const TARGET_ROW: u32 = 6;
const FIRST_ROW: u32 = 7;
const FIRST_COLUMN: u16 = 2;
const CODE_WIDTH: u16 = 13;
const NAME_WIDTH: u16 = 30;
const COLUMN_WIDTH: u16 = 10;
/// Columns over which the legend stands at least.
const FEWEST: u16 = 6;
/// In percent; with it a page holds [`blocks`] uncut.
const PRINT_SCALE: u16 = 68;

/// Writes the sheet.
pub(super) fn write(cx: &Context<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let blocks = blocks(cx);
    let columns: Vec<MatrixColumn<'_>> =
        blocks.iter().flat_map(|block| block.columns.iter().copied()).collect();
    let last = FIRST_COLUMN + u16::try_from(columns.len()).unwrap_or(u16::MAX) - 1;
    let sheet = workbook.add_worksheet();
    sheet.set_name(t!(cx.words, "book-sheet-matrix"))?;
    head(cx, &blocks, sheet)?;
    let end = units(cx, &columns, last, sheet)?;
    let captions = [t!(cx.words, "book-matrix-total"), t!(cx.words, "book-matrix-coverage")];
    let whole = |column: &MatrixColumn<'_>| {
        let row = &column.row.row;
        let counts = !row.asked.is_empty() && !row.is_apart_only();
        counts.then(|| matrix_cells::totals(cx, column, &row.rollup))
    };
    totals(cx, &columns, (end, &captions), &whole, sheet)?;
    let end = apart(cx, &columns, last, end + 2, sheet)?;
    let end = city(cx, &columns, last, end, sheet)?;
    // What stands over few columns is wider than they are.
    print_setup(cx, &blocks, (end - 1, last.max(FIRST_COLUMN + FEWEST - 1)), sheet)
}

fn head(cx: &Context<'_>, blocks: &[Block<'_>], sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let styles = &cx.styles;
    sheet.set_column_width(0, CODE_WIDTH)?.set_column_width(1, NAME_WIDTH)?;
    // Over the columns that every page repeats, so that no page shows half of it.
    sheet.merge_range(0, 0, 2, 1, &t!(cx.words, "book-matrix-title"), &styles.title)?;
    let page = blocks
        .first()
        .map_or(usize::from(FEWEST), |block| block.columns.len().max(usize::from(FEWEST)));
    let page = FIRST_COLUMN + u16::try_from(page).unwrap_or(1) - 1;
    let width = (page - FIRST_COLUMN + 1) * COLUMN_WIDTH;
    let legend = t!(cx.words, "book-matrix-legend");
    for (row, text, format) in [(0, cx.period(), &styles.subtitle), (2, legend, &styles.note)] {
        across(sheet, row, (FIRST_COLUMN, page), &text, format)?;
        Height::new(11).text(&text, width).set(sheet, row)?;
    }
    let header = &styles.header_small;
    let captions = [t!(cx.words, "book-column-code"), t!(cx.words, "book-column-unit")];
    for (column, caption) in (0_u16..).zip(captions) {
        sheet.merge_range(BLOCK_ROW, column, TARGET_ROW, column, &caption, header)?;
    }
    let mut column = FIRST_COLUMN;
    let mut height = Height::new(styles.matrix.size);
    for block in blocks {
        let width = u16::try_from(block.columns.len()).unwrap_or(1);
        across(sheet, BLOCK_ROW, (column, column + width - 1), &block.caption, header)?;
        for matrix in &block.columns {
            let label = caption(cx, matrix, column, sheet)?;
            height.text(&label, COLUMN_WIDTH - 1);
            column += 1;
        }
    }
    height.set(sheet, LABEL_ROW)
}

fn caption(
    cx: &Context<'_>,
    matrix: &MatrixColumn<'_>,
    column: u16,
    sheet: &mut Worksheet,
) -> Result<String, XlsxError> {
    let header = &cx.styles.header_small;
    let indicator = matrix.row.row.indicator;
    let number = format!("{} – {}", matrix.row.row.form.sheet, indicator.number);
    let label = match (matrix.part, &indicator.people) {
        (Part::Main, _) => shortened(&indicator.label, 48),
        (Part::People, Some(people)) => people.clone(),
        (Part::People, None) => t!(cx.words, "book-column-people"),
    };
    let target = matrix.row.row.target.filter(|_| matrix.part == Part::Main);
    let target = target.map_or(cells::DASH, |target| target.notation());
    sheet
        .write_string_with_format(NUMBER_ROW, column, number, header)?
        .write_string_with_format(LABEL_ROW, column, &label, header)?
        .write_string_with_format(TARGET_ROW, column, target, header)?
        .set_column_width(column, COLUMN_WIDTH)?;
    Ok(label)
}

/// The units by kind, each kind under its caption.
fn units(
    cx: &Context<'_>,
    columns: &[MatrixColumn<'_>],
    last: u16,
    sheet: &mut Worksheet,
) -> Result<u32, XlsxError> {
    let marked = Marked::new(&cx.styles.matrix);
    let mut row = FIRST_ROW;
    for (kind, units) in kinds(cx, true) {
        band(cx, row, kind, last, sheet)?;
        row += 1;
        for unit in units {
            line(cx, &marked, row, (unit, Scope::Own), columns, sheet)?;
            row += 1;
        }
    }
    Ok(row)
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

/// The figures of a unit.
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
        let text = matrix_cells::write(cx, marked, sheet, (row, column), (unit, scope), matrix)?;
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
        for unit in units {
            line(cx, &marked, row, (unit, Scope::Own), columns, sheet)?;
            row += 1;
        }
        let captions =
            [t!(cx.words, "book-apart-total", kind = kind), t!(cx.words, "book-matrix-coverage")];
        let of_kind = |column: &MatrixColumn<'_>| {
            let found = column.row.row.apart.iter().find(|apart| apart.caption == kind)?;
            Some(matrix_cells::totals(cx, column, &found.rollup))
        };
        totals(cx, columns, (row, &captions), &of_kind, sheet)?;
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
    if cx.index.of(unit).is_some() {
        (name.to_owned(), Tone::Plain)
    } else if returns.missing.iter().any(|missing| missing.code == unit.code) {
        (t!(cx.words, "book-unit-missing", name = name), Tone::Doubtful)
    } else {
        (t!(cx.words, "book-unit-rejected", name = name), Tone::Bad)
    }
}

/// What the columns come to, and of how many units; closed where they come to nothing.
fn totals(
    cx: &Context<'_>,
    columns: &[MatrixColumn<'_>],
    (row, captions): (u32, &[String; 2]),
    of: &dyn Fn(&MatrixColumn<'_>) -> Option<(Value, Value)>,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let palette = &cx.styles.matrix;
    for (row, caption) in (row..).zip(captions) {
        across(sheet, row, (0, 1), caption, palette.format(Kind::Text, Tone::Total))?;
        Height::new(palette.size).text(caption, CODE_WIDTH + NAME_WIDTH - 4).set(sheet, row)?;
    }
    for (column, matrix) in (FIRST_COLUMN..).zip(columns) {
        let Some((total, coverage)) = of(matrix) else {
            let closed = palette.format(Kind::Centred, Tone::Closed);
            sheet.write_blank(row, column, closed)?.write_blank(row + 1, column, closed)?;
            continue;
        };
        palette.put(sheet, (row, column), &total, (Kind::Centred, Tone::Total))?;
        palette.put(sheet, (row + 1, column), &coverage, (Kind::Centred, Tone::Total))?;
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
