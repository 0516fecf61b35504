//! What is written for other programs and for the terminal: reports and the data package.

pub mod package;
pub mod report;
