//! Figures: what a cell may hold, how it is read, compared and shown. Exact throughout.

pub mod exact;
pub mod measure;
pub mod rate;
pub mod raw;
pub mod reading;
pub mod text;
pub mod words;
