//! A sheet of an .ods and a row of it, while they are walked.

use quick_xml::events::BytesStart;

use super::pictures::{self, Frame, Sizes};
use crate::reader::arrangement::{Arrangement, Block};
use crate::reader::workbook::{Area, Cells, Position, Sheet};
use crate::reader::xml::attribute;
use crate::values::quantity::raw::RawCell;

/// The height of a row and the width of a column that do not say how large they are, in thousandths of
/// a millimetre.
const ROW_SIZE: u64 = 4_520;
const COLUMN_SIZE: u64 = 22_580;
/// As many pictures of a sheet are looked at.
const PICTURES: usize = 10_000;

#[derive(Default)]
pub(super) struct Row {
    pub(super) repeats: u64,
    pub(super) column: u64,
    pub(super) style: Option<String>,
    pub(super) cells: Vec<RepeatedCell>,
    /// Merged cells, as if each began in row 0.
    pub(super) merged: Vec<Block>,
}

pub(super) struct RepeatedCell {
    pub(super) column: u64,
    pub(super) columns: u64,
    pub(super) cell: RawCell,
}

/// A style of the cells of columns.
pub(super) struct ColumnStyle {
    /// The column behind those that have it.
    pub(super) end: u64,
    pub(super) name: Option<String>,
}

struct Picture {
    frame: Frame,
    /// The cell that it is anchored in.
    anchor: Option<Position>,
}

pub(super) struct Table {
    pub(super) row: u64,
    /// The next column that is declared.
    pub(super) declared: u64,
    pub(super) column_styles: Vec<ColumnStyle>,
    pub(super) rows: Sizes,
    pub(super) columns: Sizes,
    pictures: Vec<Picture>,
    /// Of each group of rows or columns that is open, whether its outline is closed.
    pub(super) groups: Vec<bool>,
    pub(super) closed: usize,
    pub(super) cells: Cells,
    pub(super) arrangement: Arrangement,
}

impl Table {
    pub(super) fn new() -> Self {
        Self {
            row: 0,
            declared: 0,
            column_styles: Vec::new(),
            rows: Sizes::new(ROW_SIZE),
            columns: Sizes::new(COLUMN_SIZE),
            pictures: Vec::new(),
            groups: Vec::new(),
            closed: 0,
            cells: Cells::new(),
            arrangement: Arrangement::default(),
        }
    }

    /// Whether a row or column that begins here is hidden: by itself, or with its group.
    pub(super) fn hides(&self, element: &BytesStart<'_>) -> bool {
        let is_visible =
            attribute(element, "visibility").is_none_or(|visibility| visibility == "visible");
        !is_visible || self.closed > 0
    }

    /// The style of the cells of a column that say none themselves.
    pub(super) fn column_style(&self, column: u64) -> Option<&str> {
        let at = self.column_styles.partition_point(|style| style.end <= column);
        self.column_styles.get(at)?.name.as_deref()
    }

    /// Adds pictures that are anchored in a cell, or lie on the sheet; no more than are looked at.
    pub(super) fn add_pictures(&mut self, frames: Vec<Frame>, anchor: Option<Position>) {
        if self.pictures.len() < PICTURES {
            self.pictures.extend(frames.into_iter().map(|frame| Picture { frame, anchor }));
        }
    }

    pub(super) fn sheet(self, name: String, hidden: bool) -> Sheet {
        let pictures: Vec<Area> = (self.pictures.iter())
            .map(|picture| {
                pictures::area(&picture.frame, picture.anchor, &self.columns, &self.rows)
            })
            .collect();
        self.arrangement.of(Sheet { name, hidden, cells: self.cells, pictures, ..Sheet::default() })
    }
}
