//! What comes back from a unit: opening the file, finding the cells, reading the answers.

pub mod failure;
pub mod open;
pub mod workbook;
