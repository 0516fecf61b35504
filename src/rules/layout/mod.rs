//! Rules about the layout of a form (3xx).

pub(super) mod bd301_missing_sheet;
pub(super) mod bd302_missing_row;
pub(super) mod bd305_duplicate_row;
