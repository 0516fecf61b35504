//! Files of which nothing counts, each with the reason.

use super::{Decision, FileStatus, Intake, Received};
use crate::rules::engine;
use crate::rules::finding::Severity;

/// A rejected file gives its worst finding as the reason, and has one.
pub(super) fn rejected<'c>(intake: &Intake<'c>, mut received: Received<'c>) -> Received<'c> {
    received.status = FileStatus::Rejected;
    if received.count(Severity::Error) == 0 {
        let detail = "nothing was found, and nothing can be merged";
        received.findings.extend(engine::internal_failure(detail, intake.words));
        received.detail = Some(detail.to_owned());
    }
    received.reason = received
        .findings
        .iter()
        .min_by_key(|finding| finding.severity)
        .map(|finding| format!("{} {}", finding.code, finding.message));
    received
}

/// What is ignored has no part in the result, and no fingerprint in it either: merging the same
/// returns again over an earlier result gives the same bytes.
pub(super) fn ignore(mut received: Received<'_>, reason: String) -> Received<'_> {
    received.sha256.clear();
    received.status = FileStatus::Ignored;
    received.reason = Some(reason);
    received
}

/// Another file of the unit counts in its place.
pub(super) fn step_aside(file: &mut Received<'_>, other: &str, reason: String) {
    file.status = FileStatus::Superseded;
    file.replaced_by = Some(other.to_owned());
    file.reason = Some(reason);
    file.findings.clear();
    file.kept = None;
}

/// Whether the officer has chosen it, so that it does not step aside.
pub(super) fn is_chosen(file: &Received<'_>) -> bool {
    file.decision == Some(Decision::Use)
}
