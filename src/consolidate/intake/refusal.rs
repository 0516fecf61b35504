//! Files that make way for another one of their unit.

use super::{Decision, FileStatus, Received};

/// Another file of the unit counts in its place.
pub(super) fn step_aside(file: &mut Received<'_>, other: &str, reason: String) {
    file.status = FileStatus::Superseded;
    file.replaced_by = Some(other.to_owned());
    file.reason = Some(reason);
    file.findings.clear();
    file.drop_stored();
}

/// Whether the officer has chosen it, so that it does not step aside.
pub(super) fn is_chosen(file: &Received<'_>) -> bool {
    file.decision == Some(Decision::Use)
}
