//! What comes back from a unit: opening the file, finding the cells, reading the answers.

pub mod answer;
pub mod extract;
pub mod failure;
pub mod locate;
pub mod open;
pub mod stated;
pub mod workbook;
