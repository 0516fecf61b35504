//! What the sheets and columns of a definition workbook may be called. The words are the catalogue's,
//! which this module does not know: whoever reads a workbook brings them.

use std::collections::BTreeMap;

use super::schema::{Column, Shape, TABLES, Table};
use crate::campaign::problem::nearest;
use crate::values::quantity::text;

/// The key of the column that says which form a record belongs to.
pub const FORM_OF: &str = "form";
/// The key of the column of comments.
pub const NOTE: &str = "note";

/// What a sheet of the workbook is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SheetRole {
    Table(&'static Table),
    /// The guide: not a part of the definition.
    Beside,
}

/// What a column of a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnRole {
    Value(&'static Column),
    /// The form that the record belongs to.
    FormOf,
    Note,
    /// Its caption is not known: that is reported, and not what stands under it.
    Unknown,
}

/// The names that sheets, columns and words of choice go by: their keys, and their captions in every
/// language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Captions {
    sheets: Names<SheetRole>,
    columns: BTreeMap<&'static str, Names<ColumnRole>>,
    choices: BTreeMap<&'static str, Names<&'static str>>,
    head: Names<()>,
}

/// Names with what they stand for, as written, found as folded.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Names<T> {
    by_name: BTreeMap<String, (String, T)>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { by_name: BTreeMap::new() }
    }
}

impl<T: Copy> Names<T> {
    fn add(&mut self, names: impl IntoIterator<Item = String>, means: T) {
        for name in names {
            self.by_name.entry(text::fold(&name)).or_insert((name, means));
        }
    }

    fn find(&self, written: &str) -> Option<T> {
        self.by_name.get(&text::fold(written)).map(|(_, means)| *means)
    }

    /// The name that may be meant, without regard to accents.
    fn near(&self, written: &str) -> Option<String> {
        let plain: Vec<(String, &String)> =
            self.by_name.values().map(|(name, _)| (text::plain(name), name)).collect();
        let found = nearest(&text::plain(written), plain.iter().map(|(plain, _)| plain.as_str()))?;
        plain.iter().find(|(plain, _)| *plain == found).map(|(_, name)| (*name).clone())
    }
}

impl Captions {
    /// Gathers the names. `lookup` gives the captions of a key of the catalogue in every language.
    pub fn gather(lookup: impl Fn(&str) -> Vec<String>) -> Self {
        let mut captions = Self::default();
        for table in TABLES {
            let mut names = lookup(&format!("def-sheet-{}", table.key));
            names.push(table.key.to_owned());
            captions.sheets.add(names, SheetRole::Table(table));
            let columns = captions.columns.entry(table.key).or_default();
            for column in table.columns {
                let mut names = lookup(&format!("def-{}-{}", table.key, column.key));
                names.push(column.key.to_owned());
                columns.add(names, ColumnRole::Value(column));
                let Shape::Choice(words) = column.shape else { continue };
                for word in words {
                    let mut names = lookup(&format!("def-choice-{}-{word}", column.key));
                    names.push((*word).to_owned());
                    captions.choices.entry(column.key).or_default().add(names, *word);
                }
            }
            if table.names_its_form() {
                let mut names = lookup("def-form-of");
                names.push(FORM_OF.to_owned());
                columns.add(names, ColumnRole::FormOf);
            }
            // A list of units has a column of notes of its own; comments have no place in a CSV.
            let mut names = lookup("def-note");
            names.push(NOTE.to_owned());
            columns.add(names, ColumnRole::Note);
        }
        captions.sheets.add(lookup("def-guide-sheet"), SheetRole::Beside);
        captions
            .sheets
            .add([crate::campaign::identity::HIDDEN_SHEET.to_owned()], SheetRole::Beside);
        captions.head.add(lookup("def-head-item"), ());
        captions
    }

    pub(super) fn sheet(&self, name: &str) -> Result<SheetRole, Option<String>> {
        self.sheets.find(name).ok_or_else(|| self.sheets.near(name))
    }

    pub(super) fn column(&self, table: &Table, name: &str) -> Result<ColumnRole, Option<String>> {
        // The star marks what must be filled in.
        let name = name.trim().trim_end_matches("(*)").trim_end();
        let Some(names) = self.columns.get(table.key) else { return Err(None) };
        names.find(name).ok_or_else(|| names.near(name))
    }

    /// A word of choice; else the one that may be meant.
    pub(super) fn choice(
        &self,
        column: &Column,
        written: &str,
    ) -> Result<&'static str, Option<String>> {
        let Some(names) = self.choices.get(column.key) else { return Err(None) };
        names.find(written).ok_or_else(|| {
            let near = names.near(written)?;
            names.find(&near).map(str::to_owned)
        })
    }

    /// Whether a text is the caption over the items of the campaign.
    pub(super) fn is_head_of_items(&self, written: &str) -> bool {
        self.head.find(written).is_some()
    }
}
