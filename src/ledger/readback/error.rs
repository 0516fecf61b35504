//! Why a file carries nothing that can be taken over: what, where.

use std::fmt::Display;

use crate::reader::failure::OpenFailure;
use crate::values::key::{CampaignId, PeriodId, UnitCode};

/// A file that cannot be taken for an earlier consolidation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    /// It cannot be opened as a workbook.
    #[error(transparent)]
    Open(#[from] OpenFailure),
    /// It is a workbook in another format than .xlsx.
    #[error("not .xlsx")]
    Format,
    /// Nothing says that it is a consolidation.
    #[error("not a consolidation")]
    NotOne,
    /// It is one, and something that it must carry is not there or cannot be read.
    #[error("{what} is missing or unreadable ({detail})")]
    NotWhole {
        /// What: a key of the JSON, a column or a hidden sheet of the workbook.
        what: String,
        /// What exactly, in English, for the curious.
        detail: String,
    },
    /// Two places claim to be the same column or result: a sheet was copied.
    #[error("{name} stands twice")]
    Twice { name: String },
    /// A figure or a total was changed after the consolidation was written.
    #[error("{} figures were changed", .0.len())]
    Changed(Vec<Change>),
    /// It is of another campaign.
    #[error("of campaign {found}")]
    OtherCampaign { found: CampaignId },
    /// It is not of an earlier period.
    #[error("of period {found}")]
    NotEarlier { found: PeriodId },
}

/// Something that must be there is not, or cannot be read.
pub(super) fn not_whole(what: &str, detail: impl Display) -> SnapshotError {
    SnapshotError::NotWhole { what: what.to_owned(), detail: detail.to_string() }
}

/// A figure that does not say what the consolidation said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The sheet and cell; none in JSON.
    pub place: Option<super::SnapshotPlace>,
    /// The row: `bieu1.3`.
    pub row: String,
    /// Whose figure; none for a total.
    pub unit: Option<UnitCode>,
    pub written: String,
    pub expected: String,
}
