//! A workbook as read: sparse sheets, defined names, properties. No meaning yet.

use std::collections::BTreeMap;
use std::fmt;

use crate::quantity::raw::RawCell;

/// A position on a sheet, row first, both from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Row, from zero.
    pub row: u32,
    /// Column, from zero.
    pub column: u32,
}

impl Position {
    /// A position from zero-based row and column.
    #[must_use]
    pub fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }

    /// Reads an A1 address, with or without `$`. `None` for anything else, ranges included.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.replace('$', "");
        let digits = text.find(|c: char| c.is_ascii_digit())?;
        let (letters, number) = text.split_at(digits);
        if letters.is_empty() || letters.len() > 3 || number.len() > 7 {
            return None;
        }
        let column = letters.chars().try_fold(0_u32, |sum, c| {
            c.is_ascii_alphabetic()
                .then(|| sum * 26 + (c.to_ascii_uppercase() as u32 - 'A' as u32 + 1))
        })?;
        let row: u32 = number.parse().ok()?;
        Some(Self { row: row.checked_sub(1)?, column: column - 1 })
    }
}

impl fmt::Display for Position {
    /// The A1 address: `F9`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut rest = self.column + 1;
        while rest > 0 {
            let digit = (rest - 1) % 26;
            letters.push(char::from(b'A' + u8::try_from(digit).unwrap_or(0)));
            rest = (rest - 1) / 26;
        }
        let column: String = letters.iter().rev().collect();
        f.pad(&format!("{column}{}", self.row + 1))
    }
}

/// Which program's format a file is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WorkbookFormat {
    /// Office Open XML (.xlsx, .xlsm).
    Xlsx,
    /// Excel binary workbook (.xlsb).
    Xlsb,
    /// Excel 97-2003 (.xls).
    Xls,
    /// OpenDocument (.ods).
    Ods,
}

/// One sheet: only the cells that hold something.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The name on the tab, byte for byte as stored.
    pub name: String,
    /// Whether the tab is hidden.
    pub hidden: bool,
    /// The non-empty cells, by row, then column. A cell with a formula and no result is kept.
    pub cells: BTreeMap<Position, RawCell>,
}

/// A defined name that refers to one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellReference {
    /// Index into [`Workbook::sheets`].
    pub sheet: usize,
    /// Where on the sheet.
    pub position: Position,
}

/// What a defined name points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameTarget {
    /// One cell of a sheet of this workbook.
    Cell(CellReference),
    /// The cell was deleted (`#REF!`).
    Deleted,
    /// A range, a constant, a formula, another workbook, or a sheet that is not there.
    Other(String),
}

/// A defined name. The same name can occur more than once, when a sheet was duplicated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinedName {
    /// The name as stored.
    pub name: String,
    /// What it points at.
    pub target: NameTarget,
}

/// A workbook in memory.
#[derive(Debug, Clone)]
pub struct Workbook {
    /// The file's format, by content.
    pub format: WorkbookFormat,
    /// The sheets in tab order.
    pub sheets: Vec<Sheet>,
    /// Every defined name, in the file's order.
    pub names: Vec<DefinedName>,
    /// Custom document properties that hold text, by name.
    pub custom_properties: BTreeMap<String, String>,
    /// The document's keywords. What stands between them does not survive: LibreOffice turns
    /// spaces into commas in .ods.
    pub keywords: Option<String>,
    /// Whether the file carries macros.
    pub macros: bool,
    /// Whether error values may be missing from the cells (the reader of .xlsb drops them).
    pub errors_may_be_missing: bool,
}

impl Workbook {
    /// The cell at a reference, if it holds anything.
    #[must_use]
    pub fn cell(&self, at: &CellReference) -> Option<&RawCell> {
        self.sheets.get(at.sheet)?.cells.get(&at.position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_read_and_print() {
        for (text, row, column) in [
            ("A1", 0, 0),
            ("F9", 8, 5),
            ("Z1", 0, 25),
            ("AA10", 9, 26),
            ("XFD1048576", 1_048_575, 16_383),
        ] {
            assert_eq!(Position::parse(text), Some(Position::new(row, column)));
            assert_eq!(Position::new(row, column).to_string(), text);
        }
        assert_eq!(Position::parse("$F$9"), Some(Position::new(8, 5)));
        for bad in ["", "9", "F", "F0", "A1:B2", "#REF!", "ABCD1", "A12345678"] {
            assert_eq!(Position::parse(bad), None, "{bad}");
        }
    }
}
