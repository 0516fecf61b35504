//! A reporting period (kỳ báo cáo).

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::key::{PeriodId, UnitCode};

/// What the figures of one round cover, and who is expected to send them.
#[derive(Debug, Clone)]
pub struct Period {
    /// The key: `2025-9t`.
    pub id: PeriodId,
    /// As printed: "9 tháng đầu năm 2025".
    pub title: String,
    /// Whose year's targets apply.
    pub target_year: u16,
    /// First day that cumulative and period counts cover.
    pub since: Date,
    /// Last day covered, and the day as of which stock figures are given.
    pub until: Date,
    /// The last day on time, where the document sets one.
    pub due: Option<Date>,
    /// The units that are expected to report.
    pub expected: BTreeSet<UnitCode>,
}
