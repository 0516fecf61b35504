//! The workbooks that are written: forms, the consolidated workbook, feedback, lead agencies' forms and
//! definitions, in one paper style.

pub mod consolidated;
pub mod definition;
pub mod feedback;
pub mod lead_form;
pub mod paper;
pub mod template;
