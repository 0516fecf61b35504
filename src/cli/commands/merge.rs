//! `bdhvs merge PATH… -o FILE.xlsx`: the city's workbook.

use std::path::Path;

use anyhow::{Result, bail};

use crate::cli::Status;
use crate::cli::args::{Common, MergeArgs};
use crate::cli::commands::require_xlsx;
use crate::cli::failure::Failure;
use crate::cli::ui::Ui;
use crate::cli::work::{self, Work};
use crate::consolidated;
use crate::intake::{Found, Intake, Received, Standing, same_file, walk};
use crate::merge::Consolidation;
use crate::output::{Staged, stage};
use crate::report::{consolidation_json, table};
use crate::settings::FILE_NAME;
use crate::t;

pub(super) fn run(common: &Common, args: &MergeArgs, ui: &Ui) -> Result<Status> {
    require_xlsx(&args.output)?;
    let files = inputs(common, args)?;
    let work = Work::from_files(common, &files, &args.left_out)?;
    let words = ui.words();
    let intake = Intake {
        campaign: &work.campaign,
        period: &work.period,
        given: work.given,
        zero_words: &work.settings.zero_words,
        chosen: &args.chosen,
        left_out: &args.left_out,
        words,
    };
    let bar = ui.progress(files.len(), t!(words, "progress-reading"));
    let received = intake.take(&files, &|| bar.inc(1));
    bar.finish_and_clear();
    work.files_agree(&received)?;
    refuse_useless_choice(args, &received)?;
    let choices = &work.settings.official;
    let consolidation = Consolidation::new(&work.campaign, &work.period, &received, choices, words);
    let workbook = consolidated::write(&consolidation, words)?;
    let json = args.json.as_ref().map(|_| consolidation_json::write(&consolidation)).transpose()?;
    let staged = stage(&args.output, &workbook)?;
    let staged_json = match (&args.json, json) {
        (Some(path), Some(json)) => Some(stage(path, json.as_bytes())?),
        _ => None,
    };
    staged.place()?;
    staged_json.map_or(Ok(()), Staged::place)?;
    show(&consolidation, args, ui);
    Ok(if consolidation.has_errors() { Status::Findings } else { Status::Clean })
}

/// The files to take in, once it is sure that no result takes the place of anything that is read.
fn inputs(common: &Common, args: &MergeArgs) -> Result<Vec<Found>> {
    let files = walk(&args.paths)?;
    if let Some(json) = args.json.as_ref().filter(|json| is_same_place(json, &args.output)) {
        bail!(Failure::SameOutput { path: json.display().to_string() });
    }
    for output in [Some(&args.output), args.json.as_ref()].into_iter().flatten() {
        refuse_over_input(output, common, &files)?;
    }
    if files.is_empty() {
        bail!(Failure::NoFiles);
    }
    for named in args.chosen.iter().chain(&args.left_out) {
        if !files.iter().any(|found| same_file(&found.path, named)) {
            bail!(Failure::NotAmongInputs { path: named.display().to_string() });
        }
    }
    Ok(files)
}

/// A result never takes the place of a file that a unit sent, of the officer's decisions, of a
/// list of units or of a definition. An earlier result of this program is none of them.
fn refuse_over_input(output: &Path, common: &Common, files: &[Found]) -> Result<()> {
    let campaign = match &common.campaign {
        Some(named) => Some(named.clone()),
        None => work::settings()?.campaign,
    };
    let definition = campaign.as_deref().map(Path::new);
    let own = [Some(Path::new(FILE_NAME)), common.units.as_deref(), definition];
    let is_own = own.into_iter().flatten().any(|path| same_file(path, output));
    let is_sent = files.iter().any(|found| same_file(&found.path, output));
    if is_own || is_sent && !crate::intake::is_own_result(output) {
        bail!(Failure::OverInput { path: output.display().to_string() });
    }
    Ok(())
}

/// A file that the officer chose and that cannot be merged must not leave the field to the other.
fn refuse_useless_choice(args: &MergeArgs, received: &[Received<'_>]) -> Result<()> {
    let chosen = |file: &&Received<'_>| args.chosen.iter().any(|c| same_file(c, &file.found_at));
    let useless = received.iter().filter(chosen).find(|file| {
        matches!(file.standing, Standing::Rejected | Standing::Ignored | Standing::Excluded)
    });
    match useless {
        Some(file) => bail!(Failure::UselessChoice {
            path: file.path.clone(),
            reason: file.reason.clone().unwrap_or_default(),
        }),
        None => Ok(()),
    }
}

/// Whether two outputs, which need not exist yet, are one file.
fn is_same_place(a: &Path, b: &Path) -> bool {
    let folder = |path: &Path| match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => Path::new(".").to_owned(),
    };
    same_file(a, b) || a.file_name() == b.file_name() && same_file(&folder(a), &folder(b))
}

fn show(consolidation: &Consolidation<'_>, args: &MergeArgs, ui: &Ui) {
    let words = ui.words();
    if let Some(table) = table::verdicts(consolidation, ui.look(), words) {
        ui.say(&format!("{table}\n"));
    }
    for line in table::forms(consolidation, words) {
        ui.say(&line);
    }
    let returns = &consolidation.returns;
    ui.say(&t!(
        words,
        "summary-merge",
        expected = returns.expected.len(),
        submitted = returns.submitted.len(),
        merged = returns.merged.len(),
        missing = returns.missing.len()
    ));
    if let Some(table) = table::left_out(consolidation.files, ui.look(), words) {
        ui.say(&table);
    }
    let left_out: Vec<(usize, usize)> =
        consolidation.rows.iter().map(|row| row.row.left_out()).collect();
    let (wrong, blank): (usize, usize) =
        left_out.iter().fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
    if wrong + blank > 0 {
        ui.say(&t!(words, "summary-excluded", wrong = wrong, blank = blank));
    }
    ui.say(&t!(words, "next-after-merge", path = args.output.display().to_string()));
}
