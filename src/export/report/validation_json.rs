//! `validate --format json`: schema `bdhvs.validation/1`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::compared_json::{Compared, compared};
use super::correction_json::{Listed, listed};
use super::json_text;
use crate::consolidate::intake::{CellCount, FileStatus, Intake, Received};
use crate::rules::decisions::{Setting, Waiver};
use crate::rules::finding::{Finding, Severity};
use crate::values::key::UnitCode;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    campaign: &'a str,
    period: &'a str,
    files: Vec<File<'a>>,
    findings: Vec<Alone<'a>>,
    severities: BTreeMap<&'static str, Setting>,
    waivers: &'a [Waiver],
    corrections: Vec<Listed<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    unit: Option<&'a UnitCode>,
    status: &'static str,
    reason: Option<&'a str>,
    sha256: Option<&'a str>,
    cells: CellCount,
    compared: Option<Compared<'a>>,
    findings: &'a [Finding],
}

/// A finding over all files that stands in none of them, with the unit that it concerns.
#[derive(Serialize)]
struct Alone<'a> {
    unit: Option<&'a UnitCode>,
    #[serde(flatten)]
    finding: &'a Finding,
}

/// The counts at the end of a validation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Summary {
    pub files: usize,
    /// Files that can be merged.
    pub accepted: usize,
    /// Files of which nothing is merged.
    pub rejected: usize,
    /// Files that are not returns, or step aside for another.
    pub ignored: usize,
    /// Open findings that keep something out of the totals.
    pub errors: usize,
    /// Open findings to be looked at.
    pub warnings: usize,
}

impl Summary {
    /// Counts files and findings.
    pub fn new(files: &[Received<'_>], together: &[(Option<UnitCode>, Finding)]) -> Self {
        let with = |status: &str| files.iter().filter(|file| self::status(file) == status).count();
        let alone = |severity| {
            let open = together.iter().filter(|(_, finding)| finding.is_open());
            open.filter(|(_, finding)| finding.severity == severity).count()
        };
        let in_files = |severity| files.iter().map(|file| file.count(severity)).sum::<usize>();
        let found = |severity| in_files(severity) + alone(severity);
        Self {
            files: files.len(),
            accepted: with("accepted"),
            rejected: with("rejected"),
            ignored: with("ignored"),
            errors: found(Severity::Error),
            warnings: found(Severity::Warning),
        }
    }
}

/// The status of a file in a validation.
pub fn status(file: &Received<'_>) -> &'static str {
    match file.status {
        FileStatus::Accepted => "accepted",
        FileStatus::Rejected => "rejected",
        FileStatus::Superseded | FileStatus::Excluded | FileStatus::Ignored => "ignored",
    }
}

/// The document, ending in a line feed.
///
/// # Errors
/// Never in practice: every key is a text and every figure a number.
pub fn write(
    intake: &Intake<'_>,
    files: &[Received<'_>],
    together: &[(Option<UnitCode>, Finding)],
) -> serde_json::Result<String> {
    let document = Document {
        schema: "bdhvs.validation/1",
        campaign: intake.campaign.id.as_str(),
        period: intake.period.id.as_str(),
        files: files
            .iter()
            .map(|file| File {
                path: &file.path,
                unit: file.unit.as_ref(),
                status: status(file),
                reason: file.reason.as_deref(),
                sha256: Some(file.sha256.as_str()).filter(|text| !text.is_empty()),
                cells: file.cells(),
                compared: file.compared.as_ref().map(compared),
                findings: &file.findings,
            })
            .collect(),
        findings: together
            .iter()
            .map(|(unit, finding)| Alone { unit: unit.as_ref(), finding })
            .collect(),
        severities: intake.decisions.severities.clone(),
        waivers: &intake.decisions.waivers,
        corrections: listed(&intake.decisions.corrections, files),
        summary: Summary::new(files, together),
    };
    json_text::text(&document)
}
