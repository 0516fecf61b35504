//! Who has sent what and when, who is late, and whom to remind.

pub mod receipts;
pub mod reminders;
pub mod status_json;
pub mod status_table;
pub mod tracking;
