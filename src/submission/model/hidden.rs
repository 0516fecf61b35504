//! What a return holds that does not show.

use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use super::cell::Place;
use crate::values::key::FormId;

/// The rows or the columns of a sheet, from zero.
pub type Lines = Vec<RangeInclusive<u32>>;

/// What does not show on one sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unseen {
    /// The form whose input cells are on the sheet; `None` for a sheet of the unit's own.
    pub form: Option<FormId>,
    pub hidden: Hidden,
    /// The cells concerned: what holds something, and input cells that hold nothing.
    pub places: Vec<Place>,
}

/// What is hidden of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hidden {
    Sheet,
    /// Rows and columns of it in which a cell is concerned.
    Lines {
        rows: Lines,
        columns: Lines,
    },
    /// Input cells whose content has the colour of its ground, is shown as nothing, or is under a
    /// picture.
    Cells,
    /// Input cells that show a percentage with fewer decimals than are stored.
    Decimals {
        /// What is stored and what is shown, cell by cell.
        rounded: Vec<Rounded>,
    },
}

/// A percentage and what is shown of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rounded {
    /// In percent points, with every decimal that the file holds.
    pub stored: Decimal,
    /// The text that the cell shows.
    pub shown: String,
}
