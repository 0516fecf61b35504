//! How serious a finding is.

use std::fmt;

use serde::Serialize;

/// How serious a finding is. Ordered from worst to mildest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Keeps a file, a form or an answer out of the totals.
    Error,
    /// To be looked at; the figure counts.
    Warning,
    Info,
}

impl Severity {
    /// The word used in JSON and CSV.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
