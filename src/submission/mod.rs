//! What comes back from a unit: finding the cells, reading the answers.

pub mod answer;
pub mod extract;
mod figure;
pub mod locate;
mod reading;
pub mod stated;
pub mod unit_name;
