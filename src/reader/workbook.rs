//! A workbook as read: sparse sheets, defined names, properties. No meaning yet.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

pub use crate::values::key::{Area, Position};
use crate::values::quantity::raw::RawCell;

/// Which program's format a file is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WorkbookFormat {
    /// Office Open XML: .xlsx, and .xlsm with macros.
    Xlsx,
    /// The binary workbook of newer programs: .xlsb.
    Xlsb,
    /// The binary workbook of Excel 97 to 2003: .xls.
    Xls,
    /// The workbook of LibreOffice and others: .ods.
    Ods,
}

/// The cells of a sheet that hold something, by row, then column.
pub type Cells = BTreeMap<Position, RawCell>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    /// A note of a cell, or a remark with its replies.
    Note,
    /// A text box or a shape with words, or a picture's own words.
    TextBox,
}

/// Words on a sheet that stand in no cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub kind: NoteKind,
    /// The cell that it belongs to, or at which it is anchored.
    pub at: Option<Position>,
    /// What it says; of a remark with replies all of it, a line each.
    pub text: String,
}

/// One sheet: only the cells that hold something.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The name on the tab, byte for byte as stored.
    pub name: String,
    pub hidden: bool,
    /// The non-empty cells, by row, then column. A cell with a formula and no result is kept.
    pub cells: Cells,
    /// The merged cells, in the order of the file.
    pub merged: Vec<Area>,
    /// The rows that are hidden, in the order of the file: by hand, by a filter, by a closed outline.
    pub hidden_rows: Vec<RangeInclusive<u32>>,
    /// The columns that are hidden, in the order of the file.
    pub hidden_columns: Vec<RangeInclusive<u32>>,
    /// Notes, remarks, text boxes and shapes with words, in the order of the file.
    pub notes: Vec<Note>,
    pub pictures: Vec<Area>,
    /// What the headers and footers of the printed page say, without codes for fonts, page numbers
    /// and the like; those that say nothing are left out.
    pub margins: Vec<String>,
}

/// A defined name that refers to one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellReference {
    /// An index into [`Workbook::sheets`] of the same workbook.
    pub sheet: usize,
    pub position: Position,
}

/// What a defined name points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameTarget {
    /// One cell of a sheet of this workbook.
    Cell(CellReference),
    /// The cell was deleted: the file says `#REF!` in its place.
    Deleted,
    /// A range, a constant, a formula, another workbook, or a sheet that is not there.
    Other(String),
}

/// A defined name. The same name can occur more than once, when a sheet was duplicated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinedName {
    pub name: String,
    pub target: NameTarget,
}

#[derive(Debug, Clone)]
pub struct Workbook {
    pub format: WorkbookFormat,
    pub sheets: Vec<Sheet>,
    /// Every defined name, in the file's order.
    pub names: Vec<DefinedName>,
    /// Custom document properties that hold text, by name.
    pub custom_properties: BTreeMap<String, String>,
    /// The document's keywords. What stands between them does not survive: LibreOffice turns
    /// spaces into commas in .ods.
    pub keywords: Option<String>,
    pub macros: bool,
    /// Whether error values may be missing from the cells (the reader of .xlsb drops them).
    pub errors_may_be_missing: bool,
}

impl Workbook {
    /// The cell at a reference, if it holds anything.
    pub fn cell(&self, at: &CellReference) -> Option<&RawCell> {
        self.sheets.get(at.sheet)?.cells.get(&at.position)
    }
}
