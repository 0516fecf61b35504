//! One sheet: the records of a table.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::style::{DefinitionStyles, SIZE};
use super::{caption, choice, lists, sheet_name, word};
use crate::campaign::definition::schema::{self, Column, Shape, Table};
use crate::campaign::definition::{Definition, Level, Record, Value, quoted};
use crate::i18n::Words;
use crate::t;
use crate::workbooks::paper::{self, Height};

const NARROWEST: u16 = 10;
/// The widest column of short texts, and of long ones.
const WIDEST: (u16, u16) = (24, 48);
/// Columns of official wording, messages and comments.
const LONG: [&str; 14] = [
    "label",
    "title",
    "caption",
    "phrase",
    "units",
    "expression",
    "vi",
    "en",
    "note",
    "evidence",
    "hint",
    "numerator",
    "denominator",
    "reporters",
];
/// The columns of the campaign's own sheet.
const ITEM_WIDTHS: [u16; 3] = [26, 62, 50];
/// A list whose items are longer stands with each on its own line.
const SHORT_ITEM: usize = 16;

/// What a sheet is made of.
pub(super) struct DefinitionContext<'a> {
    pub definition: &'a Definition,
    pub table: &'static Table,
    pub words: &'a Words,
    pub styles: &'a DefinitionStyles,
    /// Whether the other sheets, which lists of choice refer to, are not there.
    pub alone: bool,
}

/// The campaign's own sheet: an item in each row, with what it means.
pub(super) fn items(cx: &DefinitionContext<'_>) -> Result<Worksheet, XlsxError> {
    let (words, styles) = (cx.words, cx.styles);
    let mut sheet = Worksheet::new();
    sheet.set_name(sheet_name(cx.table, words))?.set_freeze_panes(1, 1)?;
    let captions =
        [t!(words, "def-head-item"), t!(words, "def-head-value"), t!(words, "def-head-help")];
    for ((column, text), width) in (0_u16..).zip(captions).zip(ITEM_WIDTHS) {
        sheet.write_string_with_format(0, column, text, &styles.header)?;
        sheet.set_column_width(column, f64::from(width))?;
    }
    let record = cx.definition.campaign();
    let mut row = 1;
    for column in cx.table.columns {
        let text = record.and_then(|record| cell(record, column, words)).unwrap_or_default();
        let name = marked(caption(cx.table, column, words), column.required);
        sheet.write_string_with_format(row, 0, &name, &styles.chapter)?;
        write(&mut sheet, (row, 1), &text, column.shape, styles)?;
        let help = word(&format!("def-campaign-{}-help", column.key), "", words);
        sheet.write_string_with_format(row, 2, &help, &styles.help)?;
        height(&mut sheet, row, [name, text, help].iter().zip(ITEM_WIDTHS))?;
        if let Some(list) = lists::of(cx.definition, cx.table, column, words)? {
            sheet.add_data_validation(row, 1, row, 1, &list)?;
        }
        row += 1;
    }
    let note = record.map_or("", |record| record.note.as_str());
    sheet.write_string_with_format(row, 0, t!(words, "def-note"), &styles.chapter)?;
    sheet.write_string_with_format(row, 1, note, &styles.text)?;
    sheet.write_string_with_format(row, 2, t!(words, "def-note-help"), &styles.help)?;
    height(&mut sheet, row, [(note.to_owned(), ITEM_WIDTHS[1])].iter().map(|(t, w)| (t, *w)))?;
    paper::landscape(&mut sheet, &sheet_name(cx.table, words), words);
    sheet.set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(sheet)
}

/// Makes a row high enough for its texts in columns of these widths.
fn height<'t>(
    sheet: &mut Worksheet,
    row: u32,
    texts: impl IntoIterator<Item = (&'t String, u16)>,
) -> Result<(), XlsxError> {
    let mut height = Height::new(SIZE);
    for (text, width) in texts {
        height.text(text, width);
    }
    height.set(sheet, row)
}

/// A column of a sheet with what stands in it.
struct Written {
    caption: String,
    needed: bool,
    shape: Shape,
    cells: Vec<String>,
    long: bool,
}

/// A sheet with a record in each row.
pub(super) fn rows(cx: &DefinitionContext<'_>) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    let columns = columns(cx);
    let entries = u32::try_from(cx.definition.of(cx.table).count()).unwrap_or(u32::MAX / 2);
    let last = u16::try_from(columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    sheet.set_name(sheet_name(cx.table, cx.words))?;
    let mut captions = Vec::new();
    for (index, column) in (0_u16..).zip(&columns) {
        let header = if column.needed { &cx.styles.header_needed } else { &cx.styles.header };
        let name = marked(column.caption.clone(), column.needed);
        sheet.write_string_with_format(0, index, &name, header)?;
        sheet.set_column_width(index, f64::from(width(column)))?;
        captions.push((name, width(column)));
        let blank = match column.shape {
            Shape::Whole => &cx.styles.blank_whole,
            _ => &cx.styles.blank_text,
        };
        sheet.set_column_format(index, blank)?;
        for (row, text) in (1..).zip(&column.cells) {
            write(&mut sheet, (row, index), text, column.shape, cx.styles)?;
        }
    }
    height(&mut sheet, 0, captions.iter().map(|(text, width)| (text, *width)))?;
    for row in 0..entries {
        let cells = columns.iter().map(|column| (column.cells.get(row as usize), width(column)));
        height(&mut sheet, row + 1, cells.filter_map(|(text, width)| Some((text?, width))))?;
    }
    if !cx.alone {
        validations(cx, entries + lists::SPARE, &mut sheet)?;
    }
    // What names the entry stays in sight.
    let fixed = if cx.table.names_its_form() { 2 } else { 1 };
    sheet.set_freeze_panes(1, fixed)?.autofilter(0, 0, entries.max(1), last)?;
    paper::landscape(&mut sheet, &sheet_name(cx.table, cx.words), cx.words);
    sheet.set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(sheet)
}

fn columns(cx: &DefinitionContext<'_>) -> Vec<Written> {
    let words = cx.words;
    let records: Vec<&Record> = cx.definition.of(cx.table).collect();
    let mut columns = Vec::new();
    if cx.table.names_its_form() {
        columns.push(Written {
            caption: t!(words, "def-form-of"),
            needed: true,
            shape: Shape::Text,
            cells: records.iter().map(|record| record.form.clone()).collect(),
            long: false,
        });
    }
    columns.extend(cx.table.columns.iter().map(|column| Written {
        caption: caption(cx.table, column, words),
        needed: column.required,
        shape: column.shape,
        cells:
            records.iter().map(|record| cell(record, column, words).unwrap_or_default()).collect(),
        long: LONG.contains(&column.key),
    }));
    if cx.table.is(&schema::UNIT) {
        columns.extend(cx.definition.rows_with_levels().into_iter().map(|row| {
            Written {
                caption: Level::caption(row),
                needed: false,
                shape: Shape::Text,
                cells: records
                    .iter()
                    .map(|unit| unit.level(row).map(|l| l.notation.clone()).unwrap_or_default())
                    .collect(),
                long: false,
            }
        }));
    }
    // The list of units has a column of notes of its own.
    if !cx.table.is(&schema::UNIT) {
        columns.push(Written {
            caption: t!(words, "def-note"),
            needed: false,
            shape: Shape::Text,
            cells: records.iter().map(|record| record.note.clone()).collect(),
            long: true,
        });
    }
    columns
}

fn validations(
    cx: &DefinitionContext<'_>,
    last: u32,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let mut first = 0;
    if cx.table.names_its_form() {
        let forms = lists::of_forms(cx.definition, cx.words)?;
        sheet.add_data_validation(1, 0, last, 0, &forms)?;
        first = 1;
    }
    for (index, column) in (first..).zip(cx.table.columns) {
        if let Some(list) = lists::of(cx.definition, cx.table, column, cx.words)? {
            sheet.add_data_validation(1, index, last, index, &list)?;
        }
    }
    Ok(())
}

/// A value as its cell shows it; `None` where nothing is said.
fn cell(record: &Record, column: &Column, words: &Words) -> Option<String> {
    let value = &record.cells.get(column.key)?.value;
    Some(match (value, column.shape) {
        (Value::Text(text), Shape::Choice(_)) => choice(column.key, text, words),
        (Value::Text(text), _) => quoted(text),
        (Value::Flag(true), _) => t!(words, "def-yes"),
        (Value::Flag(false), _) => t!(words, "def-no"),
        (Value::Day(day), _) => words.date(*day),
        (Value::Moment(moment), _) => {
            format!("{} {}", words.date(moment.date()), moment.strftime("%H:%M"))
        }
        (Value::List(items), _) if items.is_empty() => quoted(""),
        (Value::List(items), _) => {
            let short = items.iter().all(|item| item.text.chars().count() <= SHORT_ITEM);
            let items: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
            items.join(if short { "; " } else { ";\n" })
        }
        (Value::Whole(number), _) => number.to_string(),
    })
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    shape: Shape,
    styles: &DefinitionStyles,
) -> Result<(), XlsxError> {
    let format: &Format = if shape == Shape::Whole { &styles.whole } else { &styles.text };
    match text.parse::<i32>() {
        Ok(number) if shape == Shape::Whole => {
            sheet.write_number_with_format(row, column, number, format)?;
        }
        _ if text.is_empty() => {
            sheet.write_blank(row, column, format)?;
        }
        _ => {
            sheet.write_string_with_format(row, column, text, format)?;
        }
    }
    Ok(())
}

/// A caption with the star of what must be filled in.
fn marked(caption: String, needed: bool) -> String {
    if needed { format!("{caption} (*)") } else { caption }
}

/// Wide enough for the longest line, within reason.
fn width(column: &Written) -> u16 {
    let lines = column.cells.iter().flat_map(|text| text.lines());
    let cells = lines.map(|line| line.chars().count()).max().unwrap_or(0) + 2;
    let caption = column.caption.chars().count().min(16);
    let widest = if column.long { WIDEST.1 } else { WIDEST.0 };
    u16::try_from(cells.max(caption)).unwrap_or(widest).clamp(NARROWEST, widest)
}
