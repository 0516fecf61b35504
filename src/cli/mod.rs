//! The command line: the only layer that knows clap, colour, the terminal and the clock.

mod args;
mod clap_errors;
mod commands;
mod decision_words;
mod decisions;
mod definition;
mod failure;
mod io_words;
mod load_returns;
mod next_command;
mod output_words;
mod prior_file;
mod prior_file_words;
mod problem_names;
mod problem_words;
mod receipts;
mod receipts_words;
mod registers;
mod shape_words;
mod shown;
mod target_words;
mod ui;
mod work;

use std::ffi::OsString;

use crate::i18n::{Language, Words};
use ui::Ui;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Everything was clean.
    Clean,
    /// It worked, and there are errors among the findings, or files were left out.
    Findings,
    /// It could not do the job: usage, definition, input and output.
    Failed,
}

impl Status {
    /// The exit code: 0, 1 or 2.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Failed => 2,
        }
    }
}

pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Status {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let language = args::language(&arguments);
    let words = match Words::load(language) {
        Ok(words) => words,
        Err(error) => {
            ui::last_words(&format!("bdhvs: {error}"));
            return Status::Failed;
        }
    };
    let parsed = match args::command(&words).try_get_matches_from(&arguments) {
        Ok(matches) => args::Args::read(&matches),
        Err(error) => return clap_errors::show(&error, &words),
    };
    let ui = Ui::new(&parsed.common, words);
    let status = commands::run(&parsed, &ui).unwrap_or_else(|error| {
        ui.failure(&failure::describe(&error, ui.words()));
        ui.detail("bdhvs", &format!("{error:#}"));
        Status::Failed
    });
    // A report that has not arrived is not done, whatever it says.
    match ui.lost_output() {
        Some(error) => {
            ui.failure(&output_words::standard_output(error, ui.words()));
            Status::Failed
        }
        None => status,
    }
}

/// The last resort of the binary: a panic that nothing caught.
pub fn report_internal_failure() {
    let message = Words::load(Language::VI)
        .map_or_else(|error| error.to_string(), |words| crate::t!(words, "internal-failure"));
    ui::last_words(&message);
}
