//! An outline for the whole area: under each section what every unit wrote, whole, with the cell
//! that it stands in.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::frame::{self, HEADER_ROW, Headings};
use super::style::{Kind, Tone};
use super::value::pointing;
use super::{BookContext, nonresponse, pointer};
use crate::campaign::Form;
use crate::ledger::{Passage, SectionRow};
use crate::t;
use crate::values::key::Field;
use crate::workbooks::paper::{Extent, Height, end_rows};

const LAST: u16 = 2;
const WIDTHS: [u16; 3] = [28, 106, 30];

/// Writes the sheet of an outline.
pub(super) fn write(
    cx: &BookContext<'_>,
    form: &Form,
    workbook: &mut Workbook,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(cx.sheet_names.of(form))?;
    let all = Extent { last: LAST, width: frame::sum(WIDTHS) };
    frame::head(cx, form, all, sheet)?;
    let captions = [
        t!(cx.words, "book-column-unit"),
        t!(cx.words, "book-column-text"),
        t!(cx.words, "book-column-source"),
    ];
    for ((column, width), caption) in (0_u16..).zip(WIDTHS).zip(captions) {
        sheet.write_string_with_format(HEADER_ROW, column, caption, &cx.styles.header)?;
        sheet.set_column_width(column, width)?;
    }
    let mut row = HEADER_ROW + 1;
    let mut headings = Headings::default();
    for section in cx.consolidation.sections_of(&form.id) {
        for heading in headings.before(form, section.indicator) {
            frame::heading(cx, row, heading, all, sheet)?;
            row += 1;
        }
        row = write_section(cx, section, row, sheet)?;
    }
    let below = frame::finish(cx, LAST, row, 0, sheet)?;
    end_rows(sheet, below)
}

fn write_section(
    cx: &BookContext<'_>,
    section: &SectionRow<'_>,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<u32, XlsxError> {
    let all = Extent { last: LAST, width: frame::sum(WIDTHS) };
    let (answered, expected) = (section.answered(), section.expected());
    let coverage = t!(cx.words, "book-section-coverage", answered = answered, expected = expected);
    let label = frame::numbered(&section.indicator.number, &section.indicator.label);
    let label = format!("{label}\n{coverage}");
    frame::band(cx, row, &frame::Band { text: &label, tone: Tone::Total }, all, sheet)?;
    let mut row = row + 1;
    for passage in &section.passages {
        row = write_passage(cx, passage, row, sheet)?;
    }
    for line in nonresponse::lines(cx, &section.silent) {
        frame::band(cx, row, &frame::Band { text: &line, tone: Tone::Doubtful }, all, sheet)?;
        row += 1;
    }
    Ok(row)
}

/// One unit's text in one cell; a text higher than a row may be takes several rows, so that it is
/// printed whole.
fn write_passage(
    cx: &BookContext<'_>,
    passage: &Passage<'_>,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<u32, XlsxError> {
    let source = pointer(cx, &passage.reply, Field::Text);
    let text = match (passage.faulty, passage.text.is_empty()) {
        (_, true) => t!(cx.words, "book-text-gone"),
        (true, _) => format!("{}\n{}", t!(cx.words, "book-text-faulty"), passage.text),
        (false, _) => passage.text.to_string(),
    };
    let text = pointing(text, || t!(cx.words, "book-cut", pointer = source.clone()));
    let tone = if passage.faulty { Tone::Bad } else { Tone::Plain };
    let cells = [passage.reply.unit.name.as_str(), text.as_str(), source.as_str()];
    let palette = &cx.styles.form;
    let mut height = Height::new(palette.size);
    for (cell, width) in cells.into_iter().zip(WIDTHS) {
        height.text(cell, width);
    }
    let last_row = height.spread(sheet, row)?;
    let format = palette.format(Kind::Prose, tone);
    for (column, cell) in (0_u16..).zip(cells) {
        if last_row > row {
            sheet.merge_range(row, column, last_row, column, cell, format)?;
        } else {
            sheet.write_string_with_format(row, column, cell, format)?;
        }
    }
    Ok(last_row + 1)
}
