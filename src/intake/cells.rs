//! Counts the cells of a return by what became of them: used, rejected, ignored.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::reader::workbook::{Position, Workbook};
use crate::rules::finding::Finding;
use crate::submission::extract::Submission;

/// The non-empty cells of the form sheets: each of them is counted once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct CellCount {
    /// Input cells whose content was read.
    pub used: usize,
    /// Input cells with an error, and those that more than one answer claims.
    pub rejected: usize,
    /// Everything else: what the form prints, its formulas, its foot, and what BD304 names.
    pub ignored: usize,
}

impl CellCount {
    pub(super) fn new(
        workbook: &Workbook,
        submission: &Submission<'_>,
        findings: &[Finding],
    ) -> Self {
        let wrong: BTreeSet<(&str, String)> = findings
            .iter()
            .filter(|finding| finding.is_open_error())
            .filter_map(|f| Some((f.location.sheet.as_deref()?, f.location.cell.clone()?)))
            .collect();
        // Whether the content of an input cell was read; of a sheet, the cells that it says it of.
        let mut inputs: BTreeMap<&str, BTreeMap<Position, bool>> = BTreeMap::new();
        for answer in submission.answers() {
            for cell in answer.cells.values() {
                let (sheet, at): (&str, Position) = (&cell.place.sheet, cell.place.position);
                let inputs = inputs.entry(sheet).or_default();
                if !cell.reading.is_blank() {
                    let is_wrong = !wrong.is_empty() && wrong.contains(&(sheet, at.to_string()));
                    inputs.insert(at, !is_wrong);
                }
            }
            for place in answer.contested.values().flatten() {
                inputs.entry(&place.sheet).or_default().insert(place.position, false);
            }
        }
        let mut count = Self::default();
        for sheet in &workbook.sheets {
            let Some(inputs) = inputs.get(sheet.name.as_str()) else { continue };
            for at in sheet.cells.keys() {
                match inputs.get(at) {
                    Some(true) => count.used += 1,
                    Some(false) => count.rejected += 1,
                    None => count.ignored += 1,
                }
            }
        }
        count
    }
}
