//! `bdhvs validate PATH…`: what comes back, checked.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::cli::Status;
use crate::cli::args::{Common, Format};
use crate::cli::failure::Failure;
use crate::cli::ui::{Ui, print_plain};
use crate::cli::work::Work;
use crate::intake::{Intake, Received, walk};
use crate::report::difference_table::differences;
use crate::report::validation_json::{self, Summary};
use crate::report::{csv, table};
use crate::t;

pub(super) fn run(common: &Common, paths: &[PathBuf], format: Format, ui: &Ui) -> Result<Status> {
    let files = walk(paths)?;
    if files.is_empty() {
        bail!(Failure::NoFiles);
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
    let received = intake.take(&files, &|| bar.inc(1));
    bar.finish_and_clear();
    work.files_agree(&received)?;
    match format {
        Format::Json => {
            print_plain(&validation_json::write(&work.campaign, &work.period, &received)?);
        }
        Format::Csv => print_plain(&String::from_utf8(csv::write(&received)?)?),
        Format::Table => show(&work, &received, ui),
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
    ui.say(&if summary.errors > 0 {
        t!(words, "next-after-errors")
    } else {
        t!(words, "next-after-validate")
    });
}
