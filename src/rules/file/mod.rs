//! Rules about a file as a whole (1xx).

pub(super) mod bd101_unreadable;
pub(super) mod bd102_encrypted;
pub(super) mod bd103_unsupported_type;
pub(super) mod bd104_too_large;
pub(super) mod bd105_duplicate_submission;
pub(super) mod bd106_identical_copy;
pub(super) mod bd107_foreign_workbook;
pub(super) mod bd108_stale_template;
pub(super) mod bd109_macros_present;
pub(super) mod bd110_internal_failure;
pub(super) mod bd111_unit_counted_twice;
pub(super) mod bd112_altered_consolidation;
pub(super) mod bd113_rows_not_asked;
pub(super) mod bd114_out_of_reach;
pub(super) mod bd115_changed_beyond_request;
pub(super) mod bd116_named_for_another;
