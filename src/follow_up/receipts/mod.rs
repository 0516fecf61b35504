//! The register of receipts (sổ tiếp nhận): which file came when, and how. A person keeps it, or the
//! program adds to it; what is written in it is never changed.

mod keep;
mod matching;
mod read;

pub use keep::added;
pub use matching::{Match, Note};
pub use read::{Receipts, ReceiptsError, ReceiptsProblem};
