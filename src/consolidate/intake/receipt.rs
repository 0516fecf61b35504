//! When a file was received, and from where that is known.

use std::path::Path;

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use serde::Serialize;

/// The time at which a file was received, with what says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The moment, in the time of Viet Nam.
    pub at: DateTime,
    pub source: ReceiptSource,
}

/// From where the time of receipt is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReceiptSource {
    /// A line of the register of receipts.
    Register,
    /// The file's own time: when it was last saved, as a rule when the attachment was.
    FileTime,
}

/// When a file was last saved, as exactly as the system keeps it.
pub(super) fn saved_at(path: &Path) -> Option<std::time::SystemTime> {
    std::fs::metadata(path).ok()?.modified().ok()
}

/// The time of a file in the time of Viet Nam, which has one zone and no summer time; `None` where
/// the system keeps none.
pub(super) fn file_time(path: &Path) -> Option<Receipt> {
    let time = std::fs::metadata(path).ok()?.modified().ok()?;
    let stamp = jiff::Timestamp::try_from(time).ok()?;
    let at = TimeZone::fixed(Offset::constant(7)).to_datetime(stamp);
    // Registers and tables show whole seconds.
    let at = at.with().subsec_nanosecond(0).build().ok()?;
    Some(Receipt { at, source: ReceiptSource::FileTime })
}
