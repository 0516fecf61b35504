//! What the targets share: input made of parts, which panics count, and what must hold of a workbook.

mod panics;
mod parts;
mod returns;

pub use panics::{must, only_others_may_panic};
pub use parts::{Parts, package, split};
pub use returns::check;
