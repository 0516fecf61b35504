//! `bdhvs campaign import`: the workbook of a definition as a folder.

use std::path::Path;

use anyhow::Result;

use super::{refuse_filled, write_folder};
use crate::campaign::{Store, load_with_definition};
use crate::cli::Status;
use crate::cli::ui::Ui;
use crate::t;
use crate::workbooks::definition;

pub(super) fn run(file: &Path, output: &Path, ui: &Ui) -> Result<Status> {
    let store = Store::workbook(file.to_owned(), definition::captions()?);
    let (_, definition) = load_with_definition(&store)?;
    refuse_filled(output)?;
    let names = write_folder(&definition, output)?;
    let folder = output.display().to_string();
    let files = names.join(", ");
    ui.say(&t!(ui.words(), "summary-campaign-folder", folder = folder.as_str(), files = files));
    ui.say(&t!(ui.words(), "next-after-campaign-folder", folder = folder.as_str()));
    Ok(Status::Clean)
}
