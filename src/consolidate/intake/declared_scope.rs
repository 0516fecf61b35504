//! What a file states about campaign and period.

use std::path::Path;

use super::own_results::is_ignored_by_name;
use super::walk::file_name;
use crate::campaign::identity::{Document, Part};
use crate::reader::bounds::FILE_BYTES;
use crate::reader::workbook::Workbook;
use crate::reader::{UnreadFile, open};
use crate::submission::identity_claims::Stated;
use crate::values::key::{CampaignId, PeriodId};

/// What a file states about the work that it belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeclaredScope {
    pub campaign: Option<CampaignId>,
    pub period: Option<PeriodId>,
}

impl DeclaredScope {
    pub(super) fn of(stated: &Stated) -> Self {
        Self {
            campaign: stated.agreed(Part::Campaign).and_then(|text| text.parse().ok()),
            period: stated.agreed(Part::Period).and_then(|text| text.parse().ok()),
        }
    }
}

/// Whether nothing can be read of a file, whatever the campaign: it cannot be opened, is no workbook, or is
/// passed over by its name.
pub fn is_unread(path: &Path) -> bool {
    workbook(path).is_none()
}

/// What a file states, without checking anything else of it.
pub fn probe(path: &Path) -> DeclaredScope {
    workbook(path)
        .map(|workbook| Stated::gather(&workbook))
        .filter(|stated| stated.document.is_none_or(|document| document == Document::Form))
        .map_or_else(DeclaredScope::default, |stated| DeclaredScope::of(&stated))
}

/// What a file holds, if it is a workbook and not passed over by its name.
fn workbook(path: &Path) -> Option<Workbook> {
    let name = file_name(path);
    if is_ignored_by_name(&name) {
        return None;
    }
    let file = UnreadFile::open(path).ok()?;
    if file.other_kind(&name).is_some() {
        return None;
    }
    open(&file.read(FILE_BYTES).ok()?, &name).ok()
}
