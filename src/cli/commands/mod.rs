//! One thin file per command.

mod explain;
mod merge;
mod template;
mod validate;

use anyhow::Result;

use super::Status;
use super::args::{Action, Args};
use super::ui::Ui;

/// Runs what was asked for, on as many threads as were asked for.
pub(super) fn run(args: &Args, ui: &Ui) -> Result<Status> {
    let mut pool = rayon::ThreadPoolBuilder::new();
    if let Some(jobs) = args.common.jobs {
        pool = pool.num_threads(jobs);
    }
    pool.build()?.install(|| match &args.action {
        Action::Template { only, output } => {
            template::run(&args.common, only, output.as_deref(), ui)
        }
        Action::Validate { paths, format } => validate::run(&args.common, paths, *format, ui),
        Action::Merge(own) => merge::run(&args.common, own, ui),
        Action::Explain { code } => explain::run(code.as_deref(), ui),
    })
}
