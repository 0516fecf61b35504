//! What a file states about campaign and period.

use std::path::Path;

use super::own_results::is_ignored_by_name;
use super::walk::file_name;
use crate::campaign::identity::{Document, Part};
use crate::reader::{open, read_file};
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
    let name = file_name(path);
    is_ignored_by_name(&name) || !read_file(path).is_ok_and(|bytes| open(&bytes, &name).is_ok())
}

/// What a file states, without checking anything else of it.
pub fn probe(path: &Path) -> DeclaredScope {
    let name = file_name(path);
    if is_ignored_by_name(&name) {
        return DeclaredScope::default();
    }
    read_file(path)
        .ok()
        .and_then(|bytes| open(&bytes, &name).ok())
        .map(|workbook| Stated::gather(&workbook))
        .filter(|stated| stated.document.is_none_or(|document| document == Document::Form))
        .map_or_else(DeclaredScope::default, |stated| DeclaredScope::of(&stated))
}
