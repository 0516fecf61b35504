//! From the files that came to the figures of the whole area.

pub(crate) mod answer_use;
pub(crate) mod answers;
pub(crate) mod index;
pub mod intake;
pub mod merge;
pub mod names;
pub mod result_cell;
pub mod verdict_parts;
