//! What comes back from a unit: finding the cells, reading the answers.

mod align;
pub mod answer;
pub mod correction;
pub mod difference;
pub mod extract;
mod figure;
pub mod hidden_content;
pub mod identity_claims;
pub mod layout_changes;
pub mod locate;
mod look;
mod moved_rows;
mod name_forms;
pub mod outside;
mod own_formula;
mod own_pages;
pub mod printed_name;
mod reading;
mod row_print;
mod scope;
mod shared_cells;
mod shown;
mod side_columns;
mod table;
pub mod together;
pub mod unit_name;
mod wording;
