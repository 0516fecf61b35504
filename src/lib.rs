//! bdhvs issues the reporting workbooks of a campaign, checks what comes back and consolidates it.
//!
//! Nothing is dropped, nothing is guessed, and every consolidated figure leads back to a cell in a
//! file that a unit sent.

#![forbid(unsafe_code)]
#![warn(missing_docs, clippy::pedantic, clippy::print_stdout, clippy::print_stderr)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::exit, clippy::dbg_macro, clippy::todo)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]
#![allow(clippy::module_name_repetitions, clippy::must_use_candidate)]

pub mod campaign;
pub mod cli;
pub mod consolidate;
pub mod export;
pub mod files;
pub mod follow_up;
pub mod i18n;
pub mod ledger;
pub mod reader;
pub mod rules;
pub mod submission;
pub mod values;
pub mod wording;
pub mod workbooks;
