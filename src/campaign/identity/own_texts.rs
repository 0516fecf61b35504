//! What the program itself wrote beside the forms of a workbook: its guide, the list of a corrected copy,
//! what a lead agency is told, the notes of cells, the foot of each page. The hidden sheet keeps a
//! fingerprint of each text, so that what a person adds is told apart in whatever language and by
//! whatever version the workbook was made.

use std::collections::BTreeSet;

use super::HIDDEN_SHEET;
use super::hash::fnv1a;
use crate::reader::workbook::{Sheet, Workbook};
use crate::values::key::Position;
use crate::values::quantity::text::letters;

/// The key beside which the hidden sheet keeps the fingerprints, a line for as many as some programs
/// keep of a text in an .xls.
pub const OWN_TEXTS: &str = "own-texts";
const LINE: usize = 28;
const DIGITS: usize = 8;
/// What some programs keep of a text in an .xls, in UTF-16 units.
const CUT: usize = 255;
/// A text of fewer letters and digits says who wrote it only together with its column.
const SHORT: usize = 4;
/// More texts than these are not kept: their sheets are known by where their tables are.
const MOST: usize = 40_000;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnTexts(BTreeSet<u32>);

impl OwnTexts {
    /// Adds a text, with the column of its cell if it stands in one.
    pub fn add(&mut self, column: Option<u32>, text: &str) {
        self.0.extend(fingerprint(column, text));
        let units: Vec<u16> = text.encode_utf16().take(CUT + 1).collect();
        if let (true, Some(kept)) = (units.len() > CUT, units.get(..CUT)) {
            self.0.extend(fingerprint(column, &String::from_utf16_lossy(kept)));
        }
    }

    /// Adds all texts of a sheet: of its cells, its notes and its printed pages.
    pub fn add_sheet(&mut self, sheet: &Sheet) {
        for (at, cell) in &sheet.cells {
            self.add(Some(at.column), &cell.value.as_written());
        }
        self.add_beside(sheet);
    }

    /// Adds what a sheet says beside its cells.
    pub fn add_beside(&mut self, sheet: &Sheet) {
        let notes = sheet.notes.iter().map(|note| &note.text);
        for text in notes.chain(&sheet.margins) {
            self.add(None, text);
        }
    }

    /// Whether a text was added, or says nothing.
    pub fn knows(&self, column: Option<u32>, text: &str) -> bool {
        fingerprint(column, text).is_none_or(|print| self.0.contains(&print))
    }

    /// The lines that the hidden sheet keeps.
    pub fn lines(&self) -> Vec<String> {
        if self.0.len() > MOST {
            return Vec::new();
        }
        let prints: Vec<String> = self.0.iter().map(|print| format!("{print:08x}")).collect();
        prints.chunks(LINE).map(<[String]>::concat).collect()
    }

    /// What the hidden sheet of a workbook keeps; `None` where it keeps nothing.
    pub fn of(workbook: &Workbook) -> Option<Self> {
        let sheet = workbook.sheets.iter().find(|sheet| sheet.name == HIDDEN_SHEET)?;
        let keys = sheet
            .cells
            .iter()
            .filter(|(at, cell)| at.column == 0 && cell.value.text() == Some(OWN_TEXTS));
        let lines = keys.filter_map(|(at, _)| {
            sheet.cells.get(&Position::new(at.row, at.column + 1))?.value.text()
        });
        let prints: BTreeSet<u32> = lines
            .flat_map(|line| line.as_bytes().chunks(DIGITS))
            .filter_map(|digits| u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok())
            .collect();
        (!prints.is_empty()).then_some(Self(prints))
    }
}

/// Letters and digits of a text, however it is spaced and punctuated; `None` where there are none.
fn fingerprint(column: Option<u32>, text: &str) -> Option<u32> {
    let letters = letters(text);
    let count = letters.chars().count();
    let mut bytes = letters.into_bytes();
    if let Some(column) = column.filter(|_| count < SHORT) {
        bytes.extend(column.to_le_bytes());
    }
    let hash = fnv1a(&bytes);
    // Both halves count.
    let print = u32::try_from((hash ^ (hash >> 32)) & u64::from(u32::MAX)).ok();
    print.filter(|_| count > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::quantity::raw::{RawCell, RawValue};

    #[test]
    fn texts_are_known_again_from_the_hidden_sheet() {
        let long = "Chỉ ghi vào các ô có nền vàng. ".repeat(20);
        let mut own = OwnTexts::default();
        own.add(Some(0), &long);
        own.add(Some(0), "1");
        own.add(None, "Phường Ba Đình");
        let mut hidden = Sheet { name: HIDDEN_SHEET.to_owned(), ..Sheet::default() };
        for (row, line) in (3..).zip(own.lines()) {
            for (column, text) in [OWN_TEXTS, &line].into_iter().enumerate() {
                let value = RawValue::Text(text.to_owned());
                let at = Position::new(row, u32::try_from(column).unwrap());
                hidden.cells.insert(at, RawCell { value, ..RawCell::default() });
            }
        }
        let workbook = Workbook {
            format: crate::reader::workbook::WorkbookFormat::Xlsx,
            sheets: vec![hidden],
            names: Vec::new(),
            custom_properties: std::collections::BTreeMap::new(),
            keywords: None,
            macros: false,
            errors_may_be_missing: false,
        };
        let read = OwnTexts::of(&workbook).unwrap();
        assert_eq!(read, own);
        let cut: String = long.chars().take(255).collect();
        for (column, text) in [
            (Some(3), &*long),
            (Some(0), &cut),
            (None, "phường  ba đình"),
            (Some(0), "1"),
            (Some(0), "–"),
        ] {
            assert!(read.knows(column, text), "{text}");
        }
        assert!(!read.knows(Some(4), "1"));
        assert!(!read.knows(Some(0), &format!("{long} tạm tính")));
    }
}
