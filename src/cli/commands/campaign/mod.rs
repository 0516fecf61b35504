//! `bdhvs campaign …`: definitions, looked at, checked, started and carried between folder and
//! workbook.

mod check;
mod export;
mod import;
mod list;
mod new;
mod province_texts;
mod show;

use std::path::Path;

use anyhow::{Result, bail};

use crate::campaign::definition::{Definition, files};
use crate::cli::Status;
use crate::cli::args::{CampaignAction, Common};
use crate::cli::failure::Failure;
use crate::cli::ui::Ui;
use crate::files::output::OutputRun;

pub(super) fn run(common: &Common, action: &CampaignAction, ui: &Ui) -> Result<Status> {
    match action {
        CampaignAction::List => list::run(ui),
        CampaignAction::Show { name } => show::run(common, name.as_deref(), ui),
        CampaignAction::Check { name } => check::run(common, name.as_deref(), ui),
        CampaignAction::New { folder, from } => new::run(common, folder, from.as_deref(), ui),
        CampaignAction::Export { name, output } => export::run(common, name.as_deref(), output, ui),
        CampaignAction::Import { file, output } => import::run(file, output, ui),
    }
}

/// A folder that takes a definition is new or empty: what is in another may be somebody's work.
fn refuse_filled(folder: &Path) -> Result<()> {
    let filled = match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => folder.exists(),
    };
    if filled {
        bail!(Failure::NotEmpty { path: folder.display().to_string() });
    }
    Ok(())
}

/// Writes the files of a definition, all or none.
fn write_folder(definition: &Definition, folder: &Path) -> Result<Vec<String>> {
    let mut run = OutputRun::new();
    let mut names = Vec::new();
    for (name, text) in files(definition) {
        run.stage(&folder.join(&name), text.as_bytes())?;
        names.push(name);
    }
    run.commit()?;
    Ok(names)
}
