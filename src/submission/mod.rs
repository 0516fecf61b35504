//! What comes back from a unit: finding the cells, reading the answers.

mod align;
mod altered_texts;
mod apply_corrections;
mod cell_reading;
mod computed;
mod conditions;
pub mod difference;
mod extract;
mod form_words;
mod hidden_content;
pub mod identity_claims;
mod layout_changes;
mod line_formulas;
mod locate;
mod look;
pub mod model;
mod moved_rows;
mod name_forms;
mod outside;
mod own_formula;
mod own_pages;
mod printed_name;
mod row_columns;
mod row_print;
mod scope;
mod shared_cells;
mod shown;
mod side_columns;
mod table;
mod table_search;
pub mod together;
pub mod unit_name;
mod wording;

pub use apply_corrections::apply_corrections;
pub use extract::extract;
pub use model::{FormReturn, PrintedNames, Submission, answer, correction};
