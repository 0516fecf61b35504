//! Rules about figures that must agree (5xx).

pub(super) mod bd501_numerator_exceeds_denominator;
pub(super) mod bd502_rate_mismatch;
pub(super) mod bd503_missing_evidence;
pub(super) mod bd504_evidence_count_mismatch;
pub(super) mod bd505_rate_without_base;
pub(super) mod bd506_check_failed;
pub(super) mod bd507_zero_denominator;
pub(super) mod bd508_status_contradicts_number;
pub(super) mod bd509_figures_beside_not_applicable;
pub(super) mod bd510_answer_not_asked;
