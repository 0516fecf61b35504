//! `bdhvs extract --unit CODE PATH… -o FILE.xlsx`: what a lead agency reports from.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::merge::refuse_over_input;
use super::require_xlsx;
use crate::campaign::{Campaign, OrgUnit, Period};
use crate::cli::Status;
use crate::cli::args::{Common, ExtractArgs};
use crate::cli::decisions;
use crate::cli::failure::Failure;
use crate::cli::load_returns::{self, Background, Choices};
use crate::cli::next_command::NextCommand;
use crate::cli::ui::Ui;
use crate::cli::work::{self, Work};
use crate::consolidate::intake::{FileStatus, Received, Reviewed, return_of};
use crate::i18n::Words;
use crate::t;
use crate::workbooks::feedback::is_untouched;
use crate::workbooks::lead_form::{self, Extract, Sent};

pub(super) fn run(common: &Common, args: &ExtractArgs, ui: &Ui) -> Result<Status> {
    let output = output(args)?;
    require_xlsx(&output)?;
    let files = work::inputs(&args.paths)?;
    refuse_over_input(&output, common, args.register.as_deref(), &files)?;
    if files.is_empty() {
        bail!(Failure::NoFiles);
    }
    let choices = choices(args);
    choices.are_among(&files)?;
    let mut work = Work::from_files(common, &files, &args.left_out)?;
    work.registers.extend(args.register.clone());
    let unit = lead(&work.campaign, &work.period, &args.unit)?;
    let words = ui.words();
    let reviewed = load_returns::take(&work, &files, choices, None, ui)?;
    let Reviewed { files: received, findings: together } = reviewed;
    let background = Background::default();
    let consolidation = load_returns::consolidate(&work, &received, together, background, words);
    decisions::notes(&work, &received, &consolidation.findings, ui);
    let own = received
        .iter()
        .find(|file| file.status == FileStatus::Accepted && file.unit.as_ref() == Some(&unit.code));
    let intake = work.intake(&args.chosen, &args.left_out, words);
    let files_of = own.map(|file| return_of(&received, file)).unwrap_or_default();
    let sums = files_of.iter().map(|file| file.sha256.clone()).collect();
    let submission = own.and_then(|file| intake.submission(&received, file));
    let sent = submission.map(|submission| Sent { submission, sums });
    let extract = lead_form::write(&consolidation, unit, sent.as_ref(), words)?;
    let old = std::fs::read(&output).ok();
    if output.exists()
        && old.is_none_or(|old| old != extract.bytes && !is_untouched(&old, &extract.bytes))
    {
        bail!(Failure::Exists { path: output.display().to_string() });
    }
    ui.write(&output, &extract.bytes)?;
    ui.say_where(work.workspace.as_ref());
    decisions::say_corrections(&work, &received, ui);
    show(&extract, unit, &files_of, &next(args, &output, ui.words()), ui);
    Ok(if consolidation.has_errors() { Status::Findings } else { Status::Clean })
}

/// The file named; in a working folder without a name, one among what is sent back.
fn output(args: &ExtractArgs) -> Result<PathBuf> {
    match (&args.output, work::workspace()) {
        (Some(output), _) => Ok(output.clone()),
        // The code is looked up later; what is no code never becomes a part of a path.
        (None, Some(inside)) => {
            let code: String = args
                .unit
                .chars()
                .filter(|c: &char| c.is_ascii_alphanumeric() || *c == '-')
                .collect();
            Ok(inside.returned().join(format!("{code}-dau-moi.xlsx")))
        }
        (None, None) => bail!(Failure::OutsideWorkspace { argument: "--output" }),
    }
}

/// The unit asked for, which leads at least one row.
fn lead<'c>(campaign: &'c Campaign, period: &'c Period, asked: &str) -> Result<&'c OrgUnit> {
    let unit = campaign.units.iter().find(|unit| unit.code.as_str() == asked);
    let Some(unit) = unit else {
        let hint = campaign.nearest_unit(asked);
        bail!(Failure::UnknownUnit { asked: asked.to_owned(), hint })
    };
    let leads: Vec<&OrgUnit> = lead_form::leads(campaign, period).collect();
    if leads.iter().any(|lead| lead.code == unit.code) {
        return Ok(unit);
    }
    let (unit, period) = (unit.code.to_string(), period.id.to_string());
    let leads: Vec<String> =
        leads.iter().map(|lead: &&OrgUnit| format!("{} ({})", lead.code, lead.name)).collect();
    bail!(Failure::LeadsNothing { unit, period, leads })
}

fn show(extract: &Extract, unit: &OrgUnit, files: &[&Received<'_>], next: &str, ui: &Ui) {
    let words = ui.words();
    let left = extract.rows - extract.proposed - extract.reported;
    ui.say(&t!(
        words,
        "summary-extract",
        unit = unit.name.as_str(),
        rows = extract.rows,
        proposed = extract.proposed,
        reported = extract.reported,
        left = left
    ));
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    if paths.is_empty() {
        ui.say(&t!(words, "summary-extract-none"));
    } else {
        ui.say(&t!(words, "summary-extract-own", path = paths.join("; ")));
    }
    ui.say(next);
}

/// What the officer says of the files.
fn choices(args: &ExtractArgs) -> Choices<'_> {
    Choices { chosen: &args.chosen, left_out: &args.left_out, register: args.register.as_deref() }
}

fn next(args: &ExtractArgs, output: &Path, words: &Words) -> String {
    let command = NextCommand::new(&args.paths, &[], &[]).plain("validate", &[]);
    t!(words, "next-after-extract", path = output.display().to_string(), command = command)
}
