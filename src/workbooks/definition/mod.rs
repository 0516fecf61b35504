//! The definition of a campaign as a workbook: a sheet for each table, in the words of officials, and
//! a guide in front.
//!
//! The other direction, from a workbook to records, is the campaign's own
//! ([`crate::campaign::definition`]); it learns from [`captions`] what sheets and columns are called.

mod guide;
mod lists;
mod sheet;
mod style;

use rust_xlsxwriter::{DocProperties, Workbook, Worksheet, XlsxError};

use crate::campaign::definition::schema::{self, Column, TABLES, Table};
use crate::campaign::definition::{Captions, Definition};
use crate::campaign::identity::{Document, HIDDEN_SHEET, SCHEMA};
use crate::i18n::Words;
use crate::workbooks::paper;
use crate::workbooks::template::free_rows;
use style::DefinitionStyles;

/// What the sheets and columns of a definition workbook may be called, in every language.
///
/// # Errors
/// When the embedded catalogue does not parse, which a test excludes.
pub fn captions() -> Result<Captions, i18n_embed::I18nEmbedError> {
    let languages = Words::all()?;
    Ok(Captions::gather(|key| languages.iter().filter_map(|words| words.lookup(key)).collect()))
}

pub fn sheet_name(table: &Table, words: &Words) -> String {
    word(&format!("def-sheet-{}", table.key), table.key, words)
}

pub fn caption(table: &Table, column: &Column, words: &Words) -> String {
    word(&format!("def-{}-{}", table.key, column.key), column.key, words)
}

pub fn choice(column: &str, written: &str, words: &Words) -> String {
    word(&format!("def-choice-{column}-{written}"), written, words)
}

fn word(key: &str, otherwise: &str, words: &Words) -> String {
    words.lookup(key).unwrap_or_else(|| otherwise.to_owned())
}

/// Writes a definition. The same definition gives the same bytes.
///
/// # Errors
/// When a text is beyond Excel's limits.
pub fn write(definition: &Definition, words: &Words) -> Result<Vec<u8>, BookError> {
    let styles = DefinitionStyles::new();
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(definition)?);
    workbook.push_worksheet(guide::write(definition, words, &styles)?);
    for table in TABLES {
        let cx =
            sheet::DefinitionContext { definition, table, words, styles: &styles, alone: false };
        let of_items = table.is(&schema::CAMPAIGN);
        workbook.push_worksheet(if of_items { sheet::items(&cx)? } else { sheet::rows(&cx)? });
    }
    let mut hidden = Worksheet::new();
    hidden.set_name(HIDDEN_SHEET)?.set_hidden(true);
    hidden.write_string(0, 0, SCHEMA)?.write_string(0, 1, Document::Definition.schema())?;
    workbook.push_worksheet(hidden);
    // Heights are set for programs that do not fit them, and rows still grow with what is written.
    Ok(free_rows(workbook.save_to_buffer()?, 1)?)
}

/// Writes the list of units by itself, codes as text.
///
/// # Errors
/// When a text is beyond Excel's limits.
pub fn write_units(definition: &Definition, words: &Words) -> Result<Vec<u8>, BookError> {
    let styles = DefinitionStyles::new();
    let table = &schema::UNIT;
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(definition)?);
    let cx = sheet::DefinitionContext { definition, table, words, styles: &styles, alone: true };
    workbook.push_worksheet(sheet::rows(&cx)?);
    Ok(free_rows(workbook.save_to_buffer()?, 1)?)
}

/// Why a definition could not be written.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// A text is beyond Excel's limits.
    #[error("the workbook cannot be written")]
    Writer(#[from] XlsxError),
    /// The written workbook could not be packed again.
    #[error("the workbook cannot be packed")]
    Package(#[from] zip::result::ZipError),
}

/// It states what it is, so that nobody takes it for a return; it belongs to no unit.
fn properties(definition: &Definition) -> Result<DocProperties, XlsxError> {
    let title = definition.campaign().map(|campaign| campaign.required("title"));
    let day = definition.of(&schema::PERIOD).find_map(|period| period.day("until"));
    let day = day.unwrap_or(jiff::civil::date(2025, 1, 1));
    let keywords = Document::Definition.schema().to_owned();
    paper::properties(Document::Definition, &title.unwrap_or_default(), keywords, day, &[])
}
