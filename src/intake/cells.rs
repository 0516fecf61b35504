//! Counts the cells of a return by what became of them: used, rejected, ignored.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::reader::workbook::Workbook;
use crate::rules::finding::{Finding, Severity};
use crate::submission::extract::Submission;

/// The non-empty cells of the form sheets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct CellCount {
    /// Input cells whose content was read.
    pub used: usize,
    /// Input cells with an error.
    pub rejected: usize,
    /// Everything else: captions, official text, formulas.
    pub ignored: usize,
}

impl CellCount {
    pub(super) fn new(
        workbook: &Workbook,
        submission: &Submission<'_>,
        findings: &[Finding],
    ) -> Self {
        let wrong: BTreeSet<(&str, &str)> = findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .filter_map(|f| Some((f.location.sheet.as_deref()?, f.location.cell.as_deref()?)))
            .collect();
        let mut count = Self::default();
        let mut sheets = BTreeSet::new();
        for (_, cell) in submission.answers().flat_map(|answer| &answer.cells) {
            let sheet: &str = &cell.place.sheet;
            sheets.insert(sheet);
            if cell.raw.value.is_blank() && !cell.raw.formula || cell.reading.is_blank() {
                continue;
            }
            if wrong.contains(&(sheet, cell.place.position.to_string().as_str())) {
                count.rejected += 1;
            } else {
                count.used += 1;
            }
        }
        let non_empty: usize = workbook
            .sheets
            .iter()
            .filter(|sheet| sheets.contains(sheet.name.as_str()))
            .map(|sheet| sheet.cells.len())
            .sum();
        count.ignored = non_empty.saturating_sub(count.used + count.rejected);
        count
    }
}
