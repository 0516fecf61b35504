//! The first sheet: what the workbook is, how to go on, and every column explained.

use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::style::{DefinitionStyles, SIZE};
use super::{caption, sheet_name, word};
use crate::campaign::definition::schema::{self, TABLES};
use crate::campaign::definition::{Definition, FORM_OF, NOTE};
use crate::i18n::Words;
use crate::t;
use crate::workbooks::paper::{self, Height, across};

const WIDTHS: [u16; 3] = [30, 20, 86];
const LAST: u16 = 2;

pub(super) fn write(
    definition: &Definition,
    words: &Words,
    styles: &DefinitionStyles,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(t!(words, "def-guide-sheet"))?;
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, f64::from(width))?;
    }
    let title = definition.campaign().map(|campaign| campaign.required("title"));
    across(&mut sheet, 0, (0, LAST), &t!(words, "def-guide-title"), &styles.title)?;
    across(&mut sheet, 1, (0, LAST), &title.unwrap_or_default(), &styles.title)?;
    let mut row = 3;
    for text in prose(words) {
        across(&mut sheet, row, (0, LAST), &text, &styles.prose)?;
        Height::new(SIZE).text(&text, WIDTHS.iter().sum()).set(&mut sheet, row)?;
        row += 1;
    }
    row += 1;
    let captions = [
        t!(words, "def-guide-column-caption"),
        t!(words, "def-guide-key-caption"),
        t!(words, "def-guide-help-caption"),
    ];
    for (column, text) in (0_u16..).zip(captions) {
        sheet.write_string_with_format(row, column, text, &styles.header)?;
    }
    for table in TABLES {
        row += 1;
        let name = sheet_name(table, words);
        let help = word(&format!("def-sheet-{}-help", table.key), "", words);
        let target = format!("internal:'{}'!A1", name.replace('\'', "''"));
        let link = Url::new(target).set_text(&name);
        sheet.write_url_with_format(row, 0, link, &styles.chapter_link)?;
        sheet.write_string_with_format(row, 1, table.key, &styles.chapter)?;
        sheet.write_string_with_format(row, 2, help, &styles.chapter)?;
        let mut lines = Vec::new();
        if table.names_its_form() {
            lines.push([
                t!(words, "def-form-of"),
                FORM_OF.to_owned(),
                t!(words, "def-form-of-help"),
            ]);
        }
        for column in table.columns {
            let star = if column.required { " (*)" } else { "" };
            let name = format!("{}{star}", caption(table, column, words));
            let help = word(&format!("def-{}-{}-help", table.key, column.key), "", words);
            lines.push([name, column.key.to_owned(), help]);
        }
        if !table.is(&schema::UNIT) {
            lines.push([t!(words, "def-note"), NOTE.to_owned(), t!(words, "def-note-help")]);
        }
        for line in lines {
            row += 1;
            let mut height = Height::new(SIZE);
            for ((column, text), width) in (0_u16..).zip(&line).zip(WIDTHS) {
                sheet.write_string_with_format(row, column, text, &styles.help)?;
                height.text(text, width);
            }
            height.set(&mut sheet, row)?;
        }
    }
    paper::landscape(&mut sheet, &t!(words, "def-guide-sheet"), words);
    sheet.set_print_fit_to_pages(1, 0);
    Ok(sheet)
}

fn prose(words: &Words) -> [String; 6] {
    [
        t!(words, "def-guide-what"),
        t!(words, "def-guide-columns"),
        t!(words, "def-guide-lists"),
        t!(words, "def-guide-text"),
        t!(words, "def-guide-who"),
        t!(words, "def-guide-next"),
    ]
}
