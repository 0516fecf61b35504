//! Why an earlier consolidation cannot be taken, in words.

use crate::i18n::Words;
use crate::ledger::readback::{Change, SnapshotError};
use crate::t;
use crate::wording::names::open_failure;

/// How many changed figures a message names.
const NAMED: usize = 5;

/// Why it cannot be taken, and what to do.
pub(super) fn problem(path: &str, error: &SnapshotError, words: &Words) -> String {
    match error {
        SnapshotError::Open(failure) => {
            t!(words, "failure-earlier-open", path = path, detail = open_failure(failure, words))
        }
        SnapshotError::Format => t!(words, "failure-earlier-format", path = path),
        SnapshotError::NotOne => t!(words, "failure-earlier-not-one", path = path),
        SnapshotError::NotWhole { what, .. } => {
            t!(words, "failure-earlier-not-whole", path = path, what = what.as_str())
        }
        SnapshotError::Twice { name } => {
            t!(words, "failure-earlier-twice", path = path, name = name.as_str())
        }
        SnapshotError::Changed(changes) => {
            let mut lines: Vec<String> =
                changes.iter().take(NAMED).map(|change| changed(change, words)).collect();
            let more: usize = changes.len().saturating_sub(NAMED);
            if more > 0 {
                lines.push(t!(words, "failure-earlier-more", count = more));
            }
            let lines = lines.join("\n");
            t!(
                words,
                "failure-earlier-changed",
                path = path,
                count = changes.len(),
                changes = lines
            )
        }
        SnapshotError::OtherCampaign { found } => {
            t!(words, "failure-earlier-campaign", path = path, found = found.as_str())
        }
        SnapshotError::NotEarlier { found } => {
            t!(words, "failure-earlier-period", path = path, found = found.as_str())
        }
    }
}

fn changed(change: &Change, words: &Words) -> String {
    let at = change.place.as_ref().map(|at| format!("{}!{}", at.sheet, at.cell));
    let unit = change.unit.as_ref().map(ToString::to_string);
    let of = [at, Some(change.row.clone()), unit];
    let of = of.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let (written, expected) = (change.written.as_str(), change.expected.as_str());
    t!(words, "failure-earlier-change", of = of, written = written, expected = expected)
}
