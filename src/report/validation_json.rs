//! `validate --format json`: schema `bdhvs.validation/1`.

use serde::Serialize;

use super::compared_json::{Compared, compared};
use crate::campaign::{Campaign, Period};
use crate::intake::{CellCount, Received, Standing};
use crate::key::UnitCode;
use crate::rules::finding::{Finding, Severity};

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    campaign: &'a str,
    period: &'a str,
    files: Vec<File<'a>>,
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

/// The counts at the end of a validation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Files given.
    pub files: usize,
    /// Files that can be merged.
    pub accepted: usize,
    /// Files of which nothing is merged.
    pub rejected: usize,
    /// Files that are not returns, or step aside for another.
    pub ignored: usize,
    /// Findings that keep something out of the totals.
    pub errors: usize,
    /// Findings to be looked at.
    pub warnings: usize,
}

impl Summary {
    /// Counts files and findings.
    #[must_use]
    pub fn new(files: &[Received<'_>]) -> Self {
        let with = |status: &str| files.iter().filter(|file| self::status(file) == status).count();
        let found = |severity| files.iter().map(|file| file.count(severity)).sum();
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
#[must_use]
pub fn status(file: &Received<'_>) -> &'static str {
    match file.standing {
        Standing::Accepted => "accepted",
        Standing::Rejected => "rejected",
        Standing::Superseded | Standing::Excluded | Standing::Ignored => "ignored",
    }
}

/// The document, ending in a line feed.
///
/// # Errors
/// Never in practice: every key is a text and every figure a number.
pub fn write(
    campaign: &Campaign,
    period: &Period,
    files: &[Received<'_>],
) -> serde_json::Result<String> {
    let document = Document {
        schema: "bdhvs.validation/1",
        campaign: campaign.id.as_str(),
        period: period.id.as_str(),
        files: files
            .iter()
            .map(|file| File {
                path: &file.path,
                unit: file.unit.as_ref(),
                status: status(file),
                reason: file.reason.as_deref(),
                sha256: Some(file.sha256.as_str()).filter(|text| !text.is_empty()),
                cells: file.cells,
                compared: file.compared.as_ref().map(compared),
                findings: &file.findings,
            })
            .collect(),
        summary: Summary::new(files),
    };
    let mut text = serde_json::to_string_pretty(&document)?;
    text.push('\n');
    Ok(text)
}
