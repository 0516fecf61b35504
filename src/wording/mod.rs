//! How rows, files, differences and deadlines are called, for the rules and for all outputs.

pub mod deadlines;
pub mod difference_text;
pub mod file_names;
pub mod names;
pub mod plausibility;
