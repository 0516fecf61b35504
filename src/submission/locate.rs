//! Finds the input cells of a form in a workbook that came back.
//!
//! A cell is found by its defined name, which follows inserted rows and renamed sheets. Two more
//! ways (the printed number with the caption, and the address at issue) vote in the same place:
//! [`Located`] is what all of them end in.

use std::collections::BTreeMap;

use super::workbook::{CellReference, NameTarget, Workbook};
use crate::key::CellName;

/// Where an input cell is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Located {
    /// Found.
    At(CellReference),
    /// Its name is there, but the cell was deleted.
    Deleted,
    /// Nothing tells where it is.
    Missing,
}

/// The input cells of a workbook by name. Where a sheet was duplicated a name occurs twice; the
/// first, which belongs to the original, counts.
#[derive(Debug, Default)]
pub struct CellIndex {
    by_name: BTreeMap<CellName, Located>,
}

impl CellIndex {
    /// Indexes the defined names of a workbook.
    #[must_use]
    pub fn new(workbook: &Workbook) -> Self {
        let mut by_name: BTreeMap<CellName, Located> = BTreeMap::new();
        for defined in &workbook.names {
            let Ok(name) = defined.name.parse::<CellName>() else { continue };
            let located = match &defined.target {
                NameTarget::Cell(at) => Located::At(at.clone()),
                NameTarget::Deleted => Located::Deleted,
                NameTarget::Other(_) => continue,
            };
            let known = by_name.entry(name).or_insert_with(|| located.clone());
            if *known == Located::Deleted {
                *known = located;
            }
        }
        Self { by_name }
    }

    /// Where an input cell is.
    #[must_use]
    pub fn locate(&self, name: &CellName) -> Located {
        self.by_name.get(name).cloned().unwrap_or(Located::Missing)
    }
}
