//! Rules over all returns together (7xx).

pub(super) mod bd703_lead_differs_from_units;
pub(super) mod bd705_missing_submission;
pub(super) mod bd706_late_submission;
pub(super) mod bd707_possible_double_count;
pub(super) mod bd708_overdue_task;
