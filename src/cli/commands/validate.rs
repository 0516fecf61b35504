//! `bdhvs validate PATH…`: what comes back, checked.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::campaign::{Store, load};
use crate::cli::Status;
use crate::cli::args::{Common, Format, ValidateArgs};
use crate::cli::commands::feedback::{self, Written};
use crate::cli::decisions;
use crate::cli::failure::Failure;
use crate::cli::load_returns::{Choices, say_parts};
use crate::cli::next_command::NextCommand;
use crate::cli::shown;
use crate::cli::ui::Ui;
use crate::cli::work::{Work, inputs, period, today, workspace};
use crate::consolidate::intake::{Found, Intake, Received, Reviewed, is_unread};
use crate::export::report::difference_table::differences;
use crate::export::report::validation_json::{self, Summary};
use crate::export::report::{csv, findings_table};
use crate::files::workspace::RETURNED;
use crate::rules::decisions::Decisions;
use crate::rules::finding::Finding;
use crate::rules::rule::ExplicitScope;
use crate::t;
use crate::values::key::UnitCode;

/// Findings that stand in no file, with the unit that each concerns.
type Together = [(Option<UnitCode>, Finding)];

pub(super) fn run(common: &Common, args: &ValidateArgs, ui: &Ui) -> Result<Status> {
    let files = inputs(&args.paths)?;
    if files.is_empty() {
        bail!(Failure::NoFiles);
    }
    let (replies_to, paths) = replies_to(args);
    if let Some(folder) = &replies_to {
        feedback::refuse_folder(folder, &paths)?;
    }
    let choices = Choices { chosen: &args.chosen, left_out: &args.left_out, register: None };
    choices.are_among(&files)?;
    let work = match Work::from_files(common, &files, &args.left_out) {
        Ok(work) => work,
        Err(error) => return without_campaign(&files, args.format, error, ui),
    };
    let intake = work.intake(&args.chosen, &args.left_out, ui.words());
    let bar = ui.progress(files.len(), t!(ui.words(), "progress-reading"));
    let received = intake.take(&files, &|| bar.inc(1));
    bar.finish_and_clear();
    ui.details(&received);
    work.files_agree(&received)?;
    choices.are_of_use(&received)?;
    let Reviewed { files: received, findings: together } = intake.across(received, None);
    decisions::notes(&work, &received, &together, ui);
    let written = match &replies_to {
        Some(folder) => {
            let day = today(common)?;
            Some(feedback::write(
                &intake,
                feedback::Inputs { found: &files, received: &received },
                feedback::Output { folder, day },
                ui,
            )?)
        }
        None => None,
    };
    match args.format {
        Format::Json => ui.print(&validation_json::write(&intake, &received, &together)?),
        Format::Csv => ui.print(&String::from_utf8(csv::write(&received, &together)?)?),
        Format::Table => {
            let summary = show(&work, &received, &together, ui);
            say_parts(&work.campaign, &received, ui);
            next(args, replies_to.as_deref(), summary, written, ui);
        }
    }
    let clean = !received.iter().any(Received::has_error);
    Ok(if clean { Status::Clean } else { Status::Findings })
}

fn show(work: &Work, received: &[Received<'_>], together: &Together, ui: &Ui) -> Summary {
    let (words, look) = (ui.words(), ui.look());
    ui.say_where(work.workspace.as_ref());
    let shown = shown::worst(received, Ui::most_files());
    for file in &shown {
        ui.say(&findings_table::file(file, &work.campaign, look, words));
        let year = work.period.target_year;
        // Files that complete each other differ in no cell that both answer.
        let compared = file.compared.as_ref().filter(|_| file.brings.is_none());
        if let Some(table) = compared.and_then(|c| differences(c, year, look, words)) {
            ui.say(&table);
        }
    }
    shown::say_rest(received, shown.len(), ui);
    if let Some(table) = findings_table::together(together, &work.campaign, look, words) {
        ui.say(&table);
    }
    decisions::say_corrections(work, received, ui);
    let summary = Summary::new(received, together);
    ui.say(&format!(
        "\n{}",
        t!(
            words,
            "summary-validate",
            files = summary.files,
            accepted = summary.accepted,
            rejected = summary.rejected,
            ignored = summary.ignored,
            errors = summary.errors,
            warnings = summary.warnings
        )
    ));
    summary
}

/// What files are of which nothing can be read, where nothing says which campaign is worked on: that is the
/// same in every campaign. Anything else needs to know.
fn without_campaign(
    files: &[Found],
    format: Format,
    error: anyhow::Error,
    ui: &Ui,
) -> Result<Status> {
    let unknown = matches!(error.downcast_ref(), Some(Failure::NoCampaign { .. }));
    let any = Store::builtin_names().into_iter().next();
    let Some(any) = any.filter(|_| unknown && format == Format::Table) else { return Err(error) };
    let unread: Vec<Found> = files.iter().filter(|found| is_unread(&found.path)).cloned().collect();
    let campaign = load(&Store::builtin(&any))?;
    let period = period(&campaign, None)?;
    let intake = Intake {
        campaign: &campaign,
        period: &period,
        given: ExplicitScope::default(),
        zero_words: &[],
        decisions: &Decisions::default(),
        registers: &[],
        corrections: &[],
        chosen: &[],
        left_out: &[],
        words: ui.words(),
    };
    let received = intake.take(&unread, &|| {});
    ui.details(&received);
    let shown = shown::worst(&received, Ui::most_files());
    for file in &shown {
        ui.say(&findings_table::file(file, &campaign, ui.look(), ui.words()));
    }
    shown::say_rest(&received, shown.len(), ui);
    if unread.len() < files.len() {
        return Err(error);
    }
    let clean = !received.iter().any(Received::has_error);
    Ok(if clean { Status::Clean } else { Status::Findings })
}

/// Where the replies go: to the folder named, else to that of the working folder whose returns these
/// are, so that nothing need be typed there.
fn replies_to(args: &ValidateArgs) -> (Option<PathBuf>, Vec<PathBuf>) {
    let inside = workspace().filter(|_| args.paths.is_empty());
    let paths = match &inside {
        Some(inside) => vec![inside.received()],
        None => args.paths.clone(),
    };
    (args.feedback.clone().or_else(|| inside.map(|inside| inside.returned())), paths)
}

/// What was written, and what to do next.
fn next(
    args: &ValidateArgs,
    folder: Option<&Path>,
    summary: Summary,
    written: Option<Written>,
    ui: &Ui,
) {
    let words = ui.words();
    let has_errors = summary.errors > 0;
    if let (Some(Written { replies, copies }), Some(folder)) = (written, folder) {
        let folder = folder.display().to_string();
        let folder = folder.as_str();
        ui.say(&t!(words, "summary-feedback", count = replies, folder = folder, copies = copies));
    }
    let next = NextCommand::new(&args.paths, &args.chosen, &args.left_out);
    let output: &[&str] = if next.is_of_folder() { &[] } else { &["-o", "tong-hop.xlsx"] };
    ui.say(&match (has_errors, written) {
        (true, Some(_)) => t!(words, "next-after-feedback", command = next.plain("status", &[])),
        (true, None) => {
            let command = next.with_choices("validate", &["--feedback", RETURNED]);
            t!(words, "next-after-errors", command = command)
        }
        (false, _) => {
            t!(words, "next-after-validate", command = next.with_choices("merge", output))
        }
    });
}
