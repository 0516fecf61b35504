//! What the returns of a period are followed up from.

use jiff::civil::Date;

use crate::campaign::{Campaign, Period};
use crate::consolidate::intake::Received;
use crate::rules::decisions::Decisions;
use crate::workbooks::template::register::Register;

#[derive(Debug, Clone, Copy)]
pub struct TrackingInput<'a, 'i> {
    pub campaign: &'a Campaign,
    pub period: &'a Period,
    pub files: &'a [Received<'a>],
    /// The register of the forms that were issued, where there is one.
    pub issued: Option<&'i Register>,
    /// The day of the report.
    pub as_of: Date,
    pub decisions: &'a Decisions,
}
