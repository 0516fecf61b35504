//! Rows of two levels that are one although their words differ.

use crate::values::key::{FormId, IndicatorId};

/// Somebody's word that a row beneath and the row of the same number here are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameRow {
    pub form: FormId,
    pub indicator: IndicatorId,
    /// The row beneath: its wording, what else of it differs, or `form.indicator`.
    pub theirs: String,
    pub who: String,
    pub why: String,
    /// Where it is written.
    pub place: String,
}
