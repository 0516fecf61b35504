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
pub mod carried;
pub mod cli;
pub mod consolidated;
pub mod contrast;
pub mod definition_book;
pub mod extract;
pub mod feedback;
pub mod fingerprint;
pub mod i18n;
pub mod identity;
pub mod intake;
pub mod key;
pub mod layout;
pub mod ledger;
pub mod merge;
pub mod moment;
pub mod naming;
pub mod output;
pub mod package;
pub mod paper;
pub mod previous;
pub mod quantity;
pub mod reader;
pub mod receipts;
pub mod reminders;
pub mod report;
pub mod rules;
pub mod settings;
pub mod submission;
pub mod template;
pub mod tracking;
pub mod wording;
pub mod workspace;
