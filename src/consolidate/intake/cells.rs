//! Counts the cells of a return by what became of them: used, rejected, ignored.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::FileStatus;
use crate::campaign::identity::{HIDDEN_SHEET, form_from_printed};
use crate::reader::workbook::{NameTarget, Position, Sheet, Workbook};
use crate::rules::finding::Finding;
use crate::submission::Submission;
use crate::values::key::CellName;

/// The non-empty cells of the form sheets: each of them is counted once. A form sheet is one on which a
/// table of a form was found, to which the name of an input cell leads, or which prints a form's code;
/// copies of a sheet are form sheets too. A cell with a formula is not empty, and neither is one with a
/// space in it.
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
        for sheet in submission.forms.iter().flat_map(|form| &form.traces.sheets) {
            inputs.entry(sheet).or_default();
        }
        Self::of_sheets(workbook, |index, sheet| {
            let known = inputs.get(sheet.name.as_str()).cloned();
            known.or_else(|| has_marks(workbook, index, sheet).then(BTreeMap::new))
        })
    }

    /// The count of a return that was rejected before its answers were looked for: nothing is used, and
    /// what stands where the names of input cells lead is rejected.
    pub(super) fn of_rejected(workbook: &Workbook) -> Self {
        Self::of_sheets(workbook, |index, sheet| {
            has_marks(workbook, index, sheet).then(|| {
                named_cells(workbook, index)
                    .filter(|at: &Position| {
                        sheet.cells.get(at).is_some_and(|cell| !cell.value.is_blank())
                    })
                    .map(|at| (at, false))
                    .collect()
            })
        })
    }

    /// The count once it is known what becomes of the file: of a rejected one nothing is used, and of
    /// one that plays no part everything is ignored.
    pub(super) fn settled(self, status: FileStatus) -> Self {
        let Self { used, rejected, ignored } = self;
        match status {
            FileStatus::Accepted => self,
            FileStatus::Rejected => Self { used: 0, rejected: used + rejected, ignored },
            FileStatus::Superseded | FileStatus::Excluded | FileStatus::Ignored => {
                Self { used: 0, rejected: 0, ignored: used + rejected + ignored }
            }
        }
    }

    /// Counts the cells of the sheets for which `inputs` says of which cells the content was read.
    fn of_sheets(
        workbook: &Workbook,
        inputs: impl Fn(usize, &Sheet) -> Option<BTreeMap<Position, bool>>,
    ) -> Self {
        let mut count = Self::default();
        for (index, sheet) in workbook.sheets.iter().enumerate() {
            let Some(inputs) = inputs(index, sheet) else { continue };
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

/// Whether a sheet says that it is one of a form, be anything of its table left or not.
fn has_marks(workbook: &Workbook, index: usize, sheet: &Sheet) -> bool {
    sheet.name != HIDDEN_SHEET
        && (named_cells(workbook, index).next().is_some() || prints_code(sheet))
}

fn prints_code(sheet: &Sheet) -> bool {
    let mut texts = sheet.cells.values().filter_map(|cell| cell.value.text());
    texts.any(|text| text.contains("bdhvs") && form_from_printed(text).is_some())
}

/// Where on a sheet the names of input cells lead.
fn named_cells(workbook: &Workbook, sheet: usize) -> impl Iterator<Item = Position> {
    workbook.names.iter().filter_map(move |defined| match &defined.target {
        NameTarget::Cell(at) if at.sheet == sheet && defined.name.parse::<CellName>().is_ok() => {
            Some(at.position)
        }
        _ => None,
    })
}
