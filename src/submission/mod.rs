//! What comes back from a unit: finding the cells, reading the answers.

mod align;
pub mod answer;
mod beside;
mod contest;
pub mod correction;
pub mod difference;
pub mod extract;
mod figure;
pub mod locate;
mod look;
mod moved;
mod name_forms;
pub mod outside;
mod own_formula;
mod own_pages;
pub mod printed_name;
mod reading;
mod row_print;
mod scope;
mod shown;
pub mod stated;
mod table;
pub mod together;
pub mod traces;
pub mod unit_name;
pub mod unseen;
mod wording;
