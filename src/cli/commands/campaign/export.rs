//! `bdhvs campaign export`: a definition as a workbook.

use std::path::Path;

use anyhow::{Result, bail};

use crate::campaign::load_with_definition;
use crate::cli::Status;
use crate::cli::args::Common;
use crate::cli::commands::{refuse_other_content, require_xlsx};
use crate::cli::ui::Ui;
use crate::cli::{failure::Failure, work};
use crate::consolidate::intake::same_file;
use crate::t;
use crate::workbooks::definition;

pub(super) fn run(common: &Common, name: Option<&str>, output: &Path, ui: &Ui) -> Result<Status> {
    require_xlsx(output)?;
    let store = work::named(name, common)?;
    if store.on_disk().is_some_and(|source| same_file(source, output)) {
        bail!(Failure::OverInput { path: output.display().to_string() });
    }
    let (_, definition) = load_with_definition(&store)?;
    let workbook = definition::write(&definition, ui.words())?;
    refuse_other_content(output, &workbook)?;
    ui.write(output, &workbook)?;
    let path = output.display().to_string();
    ui.say(&t!(ui.words(), "summary-campaign-export", path = path.as_str()));
    ui.say(&t!(ui.words(), "next-after-campaign-export", path = path.as_str()));
    Ok(Status::Clean)
}
