//! `bdhvs validate PATH…`: what comes back, checked.

use anyhow::{Result, bail};

use crate::cli::Status;
use crate::cli::args::{Common, Format, ValidateArgs};
use crate::cli::commands::feedback::{self, Written};
use crate::cli::failure::Failure;
use crate::cli::ui::{Ui, print_plain};
use crate::cli::work::{Work, today};
use crate::intake::{Intake, Received, walk};
use crate::report::difference_table::differences;
use crate::report::validation_json::{self, Summary};
use crate::report::{csv, table};
use crate::t;

pub(super) fn run(common: &Common, args: &ValidateArgs, ui: &Ui) -> Result<Status> {
    let files = walk(&args.paths)?;
    if files.is_empty() {
        bail!(Failure::NoFiles);
    }
    if let Some(folder) = &args.feedback {
        feedback::refuse_folder(folder, &args.paths)?;
    }
    let work = Work::from_files(common, &files, &[])?;
    let intake = Intake {
        campaign: &work.campaign,
        period: &work.period,
        given: work.given,
        zero_words: &work.settings.zero_words,
        chosen: &[],
        left_out: &[],
        words: ui.words(),
    };
    let bar = ui.progress(files.len(), t!(ui.words(), "progress-reading"));
    let received = intake.check(&files, &|| bar.inc(1));
    bar.finish_and_clear();
    work.files_agree(&received)?;
    let written = match &args.feedback {
        Some(folder) => {
            let day = today(common)?;
            Some(feedback::write(&intake, (&files, &received), (folder, day), ui)?)
        }
        None => None,
    };
    match args.format {
        Format::Json => {
            print_plain(&validation_json::write(&work.campaign, &work.period, &received)?);
        }
        Format::Csv => print_plain(&String::from_utf8(csv::write(&received)?)?),
        Format::Table => {
            show(&work, &received, ui);
            next(args, &received, written, ui);
        }
    }
    let clean = !received.iter().any(Received::has_error);
    Ok(if clean { Status::Clean } else { Status::Findings })
}

fn show(work: &Work, received: &[Received<'_>], ui: &Ui) {
    let (words, look) = (ui.words(), ui.look());
    for file in received {
        ui.say(&table::file(file, &work.campaign, look, words));
        let year = work.period.target_year;
        let compared = file.compared.as_ref();
        if let Some(table) = compared.and_then(|c| differences(c, year, look, words)) {
            ui.say(&table);
        }
    }
    let summary = Summary::new(received);
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
}

/// What was written, and what to do next.
fn next(args: &ValidateArgs, received: &[Received<'_>], written: Option<Written>, ui: &Ui) {
    let words = ui.words();
    let has_errors = Summary::new(received).errors > 0;
    if let (Some(Written { replies, copies }), Some(folder)) = (written, &args.feedback) {
        let folder = folder.display().to_string();
        let folder = folder.as_str();
        ui.say(&t!(words, "summary-feedback", count = replies, folder = folder, copies = copies));
    }
    ui.say(&match (has_errors, written) {
        (true, Some(_)) => t!(words, "next-after-feedback"),
        (true, None) => t!(words, "next-after-errors"),
        (false, _) => t!(words, "next-after-validate"),
    });
}
