//! Figures: what a cell may hold, how it is read, compared and shown. Exact throughout.

pub mod raw;
pub mod reading;
pub mod text;
pub mod words;
