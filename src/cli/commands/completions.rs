//! `bdhvs completions SHELL`: what a shell needs to complete commands and options.

use anyhow::Result;
use clap_complete::{Shell, generate};

use crate::cli::ui::Ui;
use crate::cli::{Status, args};

pub(super) fn run(shell: Shell, ui: &Ui) -> Result<Status> {
    let mut script = Vec::new();
    generate(shell, &mut args::command(ui.words()), "bdhvs", &mut script);
    ui.print(&String::from_utf8(script)?);
    Ok(Status::Clean)
}
