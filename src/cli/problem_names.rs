//! What the parts of a definition are called where a mistake stands: by their keys in TOML and CSV, by
//! their captions in a workbook.

use crate::campaign::definition::schema::{TABLES, Table};
use crate::campaign::definition::{FORM_OF, Place, Spot};
use crate::i18n::Words;
use crate::values::quantity::text::fold;

/// The names that hold in one place.
pub(super) struct Names<'w> {
    words: &'w Words,
    in_workbook: bool,
    sheet: Option<&'static Table>,
}

impl<'w> Names<'w> {
    pub fn at(place: &Place, words: &'w Words) -> Self {
        let sheet = match &place.spot {
            Spot::Cell { sheet, .. } | Spot::Sheet(sheet) => Some(sheet),
            Spot::Whole | Spot::Line(_) => None,
        };
        let table = TABLES.into_iter().find(|table: &&'static Table| {
            let caption = words.lookup(&format!("def-sheet-{}", table.key));
            let names = [caption.as_deref(), Some(table.key)];
            sheet.is_some_and(|sheet| names.into_iter().flatten().any(|n| fold(n) == fold(sheet)))
        });
        Self { words, in_workbook: sheet.is_some(), sheet: table }
    }

    /// Whether the mistake stands in a workbook, where keys are captions.
    pub fn is_in_workbook(&self) -> bool {
        self.in_workbook
    }

    pub fn sheet(&self, table: &str) -> String {
        self.words.lookup(&format!("def-sheet-{table}")).unwrap_or_else(|| table.to_owned())
    }

    pub fn table(&self, table: &str) -> String {
        if self.in_workbook { self.sheet(table) } else { table.to_owned() }
    }

    pub fn key(&self, key: &str) -> String {
        if !self.in_workbook {
            return key.to_owned();
        }
        let of = |table: &Table| self.words.lookup(&format!("def-{}-{key}", table.key));
        self.sheet
            .and_then(of)
            .or_else(|| self.words.lookup("def-form-of").filter(|_| key == FORM_OF))
            .or_else(|| TABLES.into_iter().find_map(of))
            .unwrap_or_else(|| key.to_owned())
    }

    pub fn choice(&self, key: &str, word: &str) -> String {
        let caption = self.words.lookup(&format!("def-choice-{key}-{word}"));
        caption.filter(|_| self.in_workbook).unwrap_or_else(|| word.to_owned())
    }

    pub fn choices(&self, key: &str, choices: &[&str]) -> String {
        let names: Vec<String> = choices.iter().map(|word| self.choice(key, word)).collect();
        names.join(", ")
    }
}
