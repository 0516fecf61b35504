//! What stands above the matrix: its title, the legend, and over each column the form, the number, what
//! it asks and its target. Written from above to below.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::answer::{AWAITING, CORRECTED};
use super::plan::{Block, MatrixColumn, Part};
use crate::t;
use crate::wording::names::shortened;
use crate::workbooks::consolidated::{BookContext, cells};
use crate::workbooks::paper::{Height, across};

/// The row of the captions of forms.
pub(super) const BLOCK_ROW: u32 = 3;
const NUMBER_ROW: u32 = 4;
const LABEL_ROW: u32 = 5;
/// The last row of the captions.
pub(super) const TARGET_ROW: u32 = 6;
pub(super) const FIRST_ROW: u32 = 7;
pub(super) const FIRST_COLUMN: u16 = 2;
/// In characters, as all widths.
pub(super) const CODE_WIDTH: u16 = 13;
pub(super) const NAME_WIDTH: u16 = 30;
/// The width of a column of figures.
pub(super) const COLUMN_WIDTH: u16 = 10;
/// Columns over which the legend stands at least.
pub(super) const FEWEST: u16 = 6;

/// Writes the head of the sheet.
pub(super) fn head(
    cx: &BookContext<'_>,
    blocks: &[Block<'_>],
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let styles = &cx.styles;
    sheet.set_column_width(0, CODE_WIDTH)?.set_column_width(1, NAME_WIDTH)?;
    // Over the columns that every page repeats, so that no page shows half of it.
    sheet.merge_range(0, 0, 2, 1, &t!(cx.words, "book-matrix-title"), &styles.title)?;
    let page = blocks
        .first()
        .map_or(usize::from(FEWEST), |block| block.columns.len().max(usize::from(FEWEST)));
    let page = FIRST_COLUMN + u16::try_from(page).unwrap_or(1) - 1;
    let width = (page - FIRST_COLUMN + 1) * COLUMN_WIDTH;
    let mut legend = t!(cx.words, "book-matrix-legend");
    if cx.has_corrections() {
        let sheet = t!(cx.words, "book-sheet-detail");
        legend.push(' ');
        legend.push_str(&t!(
            cx.words,
            "book-matrix-legend-corrections",
            corrected = CORRECTED,
            awaiting = AWAITING,
            sheet = sheet
        ));
    }
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
    for block in blocks {
        let width = u16::try_from(block.columns.len()).unwrap_or(1);
        across(sheet, BLOCK_ROW, (column, column + width - 1), &block.caption, header)?;
        column += width;
    }
    let columns = (FIRST_COLUMN..).zip(blocks.iter().flat_map(|block| &block.columns));
    let mut height = Height::new(styles.matrix.size);
    for (column, matrix) in columns.clone() {
        let number = format!("{} – {}", matrix.row.row.form.sheet, matrix.row.row.indicator.number);
        height.text(&number, COLUMN_WIDTH);
        sheet
            .write_string_with_format(NUMBER_ROW, column, number, header)?
            .set_column_width(column, COLUMN_WIDTH)?;
    }
    height.set(sheet, NUMBER_ROW)?;
    let mut height = Height::new(styles.matrix.size);
    for (column, matrix) in columns.clone() {
        let label = label(cx, matrix);
        height.text(&label, COLUMN_WIDTH - 1);
        sheet.write_string_with_format(LABEL_ROW, column, label, header)?;
    }
    height.set(sheet, LABEL_ROW)?;
    let mut height = Height::new(styles.matrix.size);
    for (column, matrix) in columns.clone() {
        let target = matrix.row.row.target.filter(|_| matrix.part == Part::Main);
        let target = target.map_or(cells::DASH, |target| target.notation());
        height.text(target, COLUMN_WIDTH);
        sheet.write_string_with_format(TARGET_ROW, column, target, header)?;
    }
    height.set(sheet, TARGET_ROW)
}

/// What a column holds, in few words.
fn label(cx: &BookContext<'_>, matrix: &MatrixColumn<'_>) -> String {
    let indicator = matrix.row.row.indicator;
    match (matrix.part, &indicator.people) {
        (Part::Main, _) => shortened(&indicator.title(), 48),
        (Part::People, Some(people)) => people.clone(),
        (Part::People, None) => t!(cx.words, "book-column-people"),
    }
}
