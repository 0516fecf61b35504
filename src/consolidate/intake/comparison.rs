//! What a file says differently from another one of its unit.

use crate::submission::difference::{Difference, Side};

/// A file held against another one of its unit.
#[derive(Debug, Clone)]
pub struct Comparison<'c> {
    /// The path of the other one, as people and JSON know it; of several that complete each other,
    /// with `; ` between them.
    pub with: String,
    /// The cells in which the file says something else; none when every answer is the same.
    pub differences: Vec<Difference<'c>>,
}

impl Comparison<'_> {
    pub(super) fn is_same(&self) -> bool {
        self.differences.is_empty()
    }

    /// Whether no cell is filled in on both sides otherwise: such files may complete each other.
    pub(super) fn may_complete(&self) -> bool {
        !self.differences.iter().any(|found| is_filled(&found.this) && is_filled(&found.other))
    }
}

fn is_filled(side: &Side) -> bool {
    !matches!(side, Side::Blank(_) | Side::Deleted)
}
