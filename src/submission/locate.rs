//! Finds the input cells of a form in a workbook that came back.
//!
//! A cell is found by its defined name, which follows inserted rows and renamed sheets. Two more
//! ways (the printed number with the caption, and the address at issue) vote in the same place:
//! [`Located`] is what all of them end in.

use std::collections::BTreeMap;

use crate::key::CellName;
use crate::reader::workbook::{CellReference, NameTarget, Workbook};

/// Where an input cell is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Located {
    /// Found.
    At(CellReference),
    /// Its name is there more than once and leads to cells that do not hold the same.
    Ambiguous(Vec<CellReference>),
    /// Its name is there, but the cell was deleted.
    Deleted,
    /// Nothing tells where it is.
    Missing,
}

/// The input cells of a workbook by name. A name occurs twice where a sheet was duplicated: while
/// both cells hold the same, the first stands for both; once they differ, nothing tells which of
/// them the unit means.
#[derive(Debug)]
pub struct CellIndex<'a> {
    workbook: &'a Workbook,
    by_name: BTreeMap<CellName, Vec<CellReference>>,
}

impl<'a> CellIndex<'a> {
    /// Indexes the defined names of a workbook.
    #[must_use]
    pub fn new(workbook: &'a Workbook) -> Self {
        let mut by_name: BTreeMap<CellName, Vec<CellReference>> = BTreeMap::new();
        for defined in &workbook.names {
            let Ok(name) = defined.name.parse::<CellName>() else { continue };
            let targets = by_name.entry(name).or_default();
            if let NameTarget::Cell(at) = &defined.target
                && !targets.contains(at)
            {
                targets.push(at.clone());
            }
        }
        Self { workbook, by_name }
    }

    /// Where an input cell is.
    #[must_use]
    pub fn locate(&self, name: &CellName) -> Located {
        match self.by_name.get(name).map(Vec::as_slice) {
            None => Located::Missing,
            Some([]) => Located::Deleted,
            Some([only]) => Located::At(only.clone()),
            Some(targets @ [first, rest @ ..]) => {
                let content = |at| self.workbook.cell(at).map(|cell| (&cell.value, cell.formula));
                if rest.iter().all(|other| content(other) == content(first)) {
                    Located::At(first.clone())
                } else {
                    Located::Ambiguous(targets.to_vec())
                }
            }
        }
    }
}
