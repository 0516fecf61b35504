//! What a consolidation carries on: the figures of its units and what they come to, exact, for the
//! next period and for the next level.

mod code;

pub use code::{FigureCode, NotACode};
