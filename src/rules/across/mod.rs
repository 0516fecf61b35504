//! Rules over all returns together (7xx).

pub(super) mod bd701_outlier;
pub(super) mod bd702_decrease_since_previous;
pub(super) mod bd703_lead_differs_from_units;
pub(super) mod bd704_repeated_evidence;
pub(super) mod bd705_missing_submission;
pub(super) mod bd706_late_submission;
pub(super) mod bd707_possible_double_count;
pub(super) mod bd708_overdue_task;
pub(super) mod bd709_unchanged_since_previous;
pub(super) mod bd710_own_exceeds_city;
mod direction;
mod implausible;
