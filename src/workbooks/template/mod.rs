//! The workbooks that a clerk gets: one per unit, holding only what that unit must report.
//!
//! [`crate::campaign::layout`] decides where everything stands, without writing anything; the other modules write it.

mod context;
mod document_identity;
mod filled;
mod foot;
mod formula;
mod grow;
mod guard;
mod guide;
mod head;
mod head_cells;
mod list_total;
mod prior_column;
pub mod register;
mod row;
mod row_check;
mod sheet;
mod style;
mod write;

pub use filled::{Filled, MEND_COLOUR, Mend, Prefill, REVIEW_COLOUR};
pub(crate) use grow::free_rows;
pub(crate) use write::free_sheet_name;
pub use write::{
    Answered, TemplateError, write_blank, write_corrected, write_with_previous, write_workbook,
};
