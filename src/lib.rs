//! bdhvs issues the reporting workbooks of a campaign, checks what comes back and consolidates it.
//!
//! Nothing is dropped, nothing is guessed, and every consolidated figure leads back to a cell in a
//! file that a unit sent.

#![forbid(unsafe_code)]
#![warn(clippy::pedantic, clippy::print_stdout, clippy::print_stderr)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::exit, clippy::dbg_macro, clippy::todo)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]
#![allow(clippy::module_name_repetitions)]
#![allow(clippy::must_use_candidate, clippy::return_self_not_must_use)]

mod campaign;
mod cli;
mod consolidate;
mod export;
mod files;
mod follow_up;
mod i18n;
mod ledger;
mod reader;
mod rules;
mod submission;
#[doc(hidden)]
pub mod testing;
mod values;
mod wording;
mod workbooks;

pub use cli::{Status, report_internal_failure, run};
