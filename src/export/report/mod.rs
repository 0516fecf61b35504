//! What is handed on: JSON and CSV for programs, tables for the terminal. Each gives text or
//! bytes; nothing here prints.

pub mod campaign_table;
mod compared_json;
pub mod consolidation_json;
pub mod consolidation_table;
pub mod correction_json;
pub mod correction_lines;
pub mod csv;
pub mod difference_table;
pub mod findings_table;
pub(crate) mod json_text;
pub mod period_notices;
pub mod row_readings;
pub mod table_style;
pub mod target_notices;
pub mod validation_json;
