//! What is kept of a return for looking over many together: its answers to rows of figures, and of
//! these the result and the cells in which something is written. The rest goes as soon as the file is checked.

use super::answer::AnswerCell;
use super::extract::Submission;
use super::traces::Traces;
use crate::key::{Field, FieldMap};

impl Submission<'_> {
    /// The return without what no rule over many returns reads. Its answers keep their places.
    #[must_use]
    pub fn figures_only(mut self) -> Self {
        self.unseen = Vec::new();
        for form in &mut self.forms {
            form.traces = Traces::default();
            for answer in &mut form.answers {
                answer.cells = if answer.indicator.measure.is_figure() {
                    written(&answer.cells)
                } else {
                    FieldMap::default()
                };
            }
        }
        self
    }
}

/// The cells in which something is written, and that of the result, which findings point at.
fn written(cells: &FieldMap<AnswerCell>) -> FieldMap<AnswerCell> {
    let is_kept =
        |(field, cell): &(&Field, &AnswerCell)| **field == Field::Value || !cell.reading.is_blank();
    let mut kept = FieldMap::with_capacity(cells.iter().filter(is_kept).count());
    for (field, cell) in cells.iter().filter(is_kept) {
        kept.insert(*field, cell.clone());
    }
    kept
}
