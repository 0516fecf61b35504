//! What is handed on: JSON and CSV for programs, tables for the terminal. Each gives text or
//! bytes; nothing here prints.

pub mod campaign_table;
pub mod consolidation_json;
pub mod csv;
pub mod table;
pub mod validation_json;
