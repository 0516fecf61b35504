//! One thin file per command.

mod blank;
mod campaign;
mod completions;
mod explain;
mod extract;
mod feedback;
mod init;
mod merge;
mod status;
mod template;
mod validate;

use std::path::Path;

use anyhow::{Result, bail};

use super::Status;
use super::args::{Action, Args};
use super::failure::Failure;
use super::ui::Ui;

/// Runs what was asked for, on as many threads as were asked for.
pub(super) fn run(args: &Args, ui: &Ui) -> Result<Status> {
    let mut pool = rayon::ThreadPoolBuilder::new();
    if let Some(jobs) = args.common.jobs {
        pool = pool.num_threads(jobs);
    }
    pool.build()?.install(|| match &args.action {
        Action::Template(own) if own.blank => blank::run(&args.common, own.output.as_deref(), ui),
        Action::Template(own) => template::run(&args.common, own, ui),
        Action::Validate(own) => validate::run(&args.common, own, ui),
        Action::Merge(own) => merge::run(&args.common, own, ui),
        Action::Extract(own) => extract::run(&args.common, own, ui),
        Action::Init { folder } => init::run(&args.common, folder, ui),
        Action::Status(own) => status::run(&args.common, own, ui),
        Action::Completions { shell } => completions::run(*shell, ui),
        Action::Explain { code } => explain::run(code.as_deref(), ui),
        Action::Campaign(own) => campaign::run(&args.common, own, ui),
    })
}

/// A workbook is written with the ending by which programs know it.
fn require_xlsx(output: &Path) -> Result<()> {
    if output.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("xlsx")) {
        bail!(Failure::NotXlsx { path: output.display().to_string() });
    }
    Ok(())
}

/// A file that is there already may be somebody's work: only the same content may replace it.
fn refuse_other_content(output: &Path, bytes: &[u8]) -> Result<()> {
    match std::fs::read(output) {
        Ok(old) if old != bytes => bail!(Failure::Exists { path: output.display().to_string() }),
        _ => Ok(()),
    }
}
