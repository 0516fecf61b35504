//! The workbooks that a clerk gets: one per unit, holding only what that unit must report.
//!
//! [`crate::layout`] decides where everything stands, without writing anything; the other modules write it.

mod context;
mod earlier;
mod filled;
mod foot;
mod formula;
mod grow;
mod guard;
mod guide;
mod head;
mod marks;
pub mod register;
mod row;
mod sheet;
mod slug;
mod style;
mod write;

pub use filled::{Filled, Filling, LOOK, MUST, Mend};
pub(crate) use grow::free_rows;
pub use guide::deadline;
pub use slug::{file_name, is_named_for, slug};
pub(crate) use write::free_sheet_name;
pub use write::{TemplateError, write_blank, write_corrected, write_with_previous, write_workbook};
