//! `bdhvs status PATH…`: who has sent, who has not, who was late, who must resend.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::template::load_register;
use crate::cli::Status;
use crate::cli::args::{Common, Format, StatusArgs};
use crate::cli::decisions;
use crate::cli::failure::Failure;
use crate::cli::load_returns::{Choices, check_each, say_parts};
use crate::cli::next_command::NextCommand;
use crate::cli::prior_file;
use crate::cli::receipts::Register;
use crate::cli::registers;
use crate::cli::ui::Ui;
use crate::cli::work::{Work, inputs, today};
use crate::consolidate::intake::{Found, Received, same_file};
use crate::files::output::OutputRun;
use crate::files::turn::Turn;
use crate::files::workspace::{RECEIPTS_FILE, RECEIVED, RETURNED, Workspace};
use crate::follow_up::receipts;
use crate::follow_up::reminders;
use crate::follow_up::tracking::{Tracking, TrackingInput, UnitStatus};
use crate::follow_up::{status_json, status_table};
use crate::ledger::prior::Previous;
use crate::t;
use crate::workbooks::template::register::{CSV_NAME, Register as Issued};

pub(super) fn run(common: &Common, args: &StatusArgs, ui: &Ui) -> Result<Status> {
    let files = inputs(&args.paths)?;
    let register = Register::find(args.register.as_deref())?;
    let choices = Choices { chosen: &args.chosen, left_out: &args.left_out, register: None };
    choices.are_among(&files)?;
    let mut work = Work::from_files(common, &files, &args.left_out)?;
    work.registers.extend(args.register.clone());
    let (words, as_of) = (ui.words(), today(common)?);
    let issued = issued(args, work.workspace.as_ref())?;
    let earlier = prior_file::read(args.previous.as_deref(), common, &work)?;
    let previous = earlier.as_ref().map(|earlier| earlier.beside(&work)).transpose()?;
    let received = take(&work, &files, choices, previous.as_ref(), ui);
    work.files_agree(&received)?;
    choices.are_of_use(&received)?;
    let matched = register.as_ref().map(|r| r.hold_against(&work.campaign, &received));
    let received = match &matched {
        Some(matched) => matched.received(received),
        None => received,
    };
    let received: Vec<Received<'_>> = received.into_iter().map(Received::or_file_time).collect();
    decisions::corrections(&work, &received, ui);
    let notes = match (&register, &matched) {
        (Some(register), Some(matched)) => register.notes(matched, words),
        _ => Vec::new(),
    };
    let Work { campaign, period, .. } = &work;
    let tracking = Tracking::new(
        TrackingInput {
            campaign,
            period,
            files: &received,
            issued: issued.as_ref(),
            as_of,
            decisions: &work.decisions,
        },
        words,
    );
    let mut done = Vec::new();
    if let Some(folder) = &args.reminders {
        done.extend(remind(&tracking, folder, ui)?);
    }
    if let (Some(register), Some(_)) = (&register, &args.register) {
        done.push(keep(register, &received, ui)?);
    }
    match args.format {
        Format::Json => ui.print(&status_json::write(&tracking, &notes)?),
        Format::Csv => ui.print(&String::from_utf8(status_json::write_csv(&tracking)?)?),
        Format::Table => {
            ui.say_where(work.workspace.as_ref());
            show(&tracking, register.as_ref(), &notes, ui);
            decisions::say_corrections(&work, &received, ui);
            if let Some(previous) = &previous {
                ui.say(&status_table::since(&tracking, previous.period, words));
            }
            for line in &done {
                ui.say(line);
            }
            say_parts(&work.campaign, &received, ui);
            ui.say(&next(&tracking, args, work.workspace.as_ref(), ui));
        }
    }
    Ok(if tracking.has_errors() { Status::Findings } else { Status::Clean })
}

/// The returns, checked each by itself and held against an earlier consolidation where there is one:
/// how units stand does not wait for files that contradict each other.
fn take<'w>(
    work: &'w Work,
    files: &[Found],
    choices: Choices<'w>,
    previous: Option<&Previous<'_>>,
    ui: &'w Ui,
) -> Vec<Received<'w>> {
    let intake = work.intake(choices.chosen, choices.left_out, ui.words());
    let received = check_each(&intake, files, ui);
    match previous {
        Some(previous) => intake.since(received, previous),
        None => received,
    }
}

/// The issue register named, or that of the working folder if it is there.
fn issued(args: &StatusArgs, workspace: Option<&Workspace>) -> Result<Option<Issued>> {
    match (&args.issued, workspace) {
        (Some(path), _) if !path.is_file() => {
            bail!(Failure::NoRegister { path: path.display().to_string() })
        }
        (Some(path), _) => load_register(path).map(Some),
        (None, Some(inside)) => {
            let path = inside.issued().join(CSV_NAME);
            path.is_file().then(|| load_register(&path)).transpose()
        }
        (None, None) => Ok(None),
    }
}

fn show(tracking: &Tracking<'_>, register: Option<&Register>, notes: &[String], ui: &Ui) {
    let (words, look) = (ui.words(), ui.look());
    for line in status_table::head(tracking, register.map(|r| r.shown.as_str()), words) {
        ui.say(&line);
    }
    if let Some(table) = status_table::kinds(tracking, look, words) {
        ui.say(&format!("{table}\n"));
    }
    ui.say(&status_table::units(tracking, look, words));
    if let Some(table) = status_table::unattributed(tracking, Ui::most_files(), look, words) {
        ui.say(&format!("\n{table}"));
    }
    for note in notes {
        ui.say(note);
    }
    ui.say(&format!("\n{}", status_table::summary(tracking, words)));
}

/// Writes the reminders and their list. What an earlier run left for units that have sent since stays,
/// and is told.
fn remind(tracking: &Tracking<'_>, folder: &Path, ui: &Ui) -> Result<Vec<String>> {
    let words = ui.words();
    let reminded = reminders::reminders(tracking, words);
    let mut run = OutputRun::new();
    for (_, reminder) in &reminded {
        run.stage(&folder.join(&reminder.file), &reminder.bytes())?;
    }
    let csv = reminders::to_csv(tracking, &reminded, words)?;
    run.stage(&folder.join(reminders::CSV_NAME), &csv)?;
    let book = reminders::to_xlsx(tracking, &reminded, words)?;
    run.stage(&folder.join(reminders::XLSX_NAME), &book)?;
    run.commit()?;
    ui.completed(&run);
    let shown = folder.display().to_string();
    let mut done = vec![t!(
        words,
        "summary-reminders",
        count = reminded.len(),
        folder = shown,
        list = reminders::XLSX_NAME
    )];
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let stale = names
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.ends_with(reminders::ENDING))
        .filter(|name| !reminded.iter().any(|(_, reminder)| reminder.file == *name))
        .count();
    if stale > 0 {
        done.push(t!(words, "summary-reminders-stale", count = stale));
    }
    Ok(done)
}

/// Adds the new files to the register.
fn keep(register: &Register, received: &[Received<'_>], ui: &Ui) -> Result<String> {
    let words = ui.words();
    let path = &register.path;
    if received.iter().any(|file| same_file(&file.found_at, path) && !file.sha256.is_empty()) {
        bail!(Failure::OverInput { path: path.display().to_string() });
    }
    if register.receipts.is_workbook() {
        return Ok(t!(words, "summary-receipts-workbook", path = register.shown.as_str()));
    }
    registers::refuse_unwritable(path)?;
    let mut run = OutputRun::new();
    let _turn = Turn::take(path)?;
    // Another run or a person may have written into it since it was read.
    let count = loop {
        let before = std::fs::read(path).ok();
        let now = register.again()?;
        let listed = now.receipts.listed(received, |file| now.name(file));
        let channel = t!(words, "receipts-file-time");
        let (bytes, count) =
            receipts::added(&now.receipts, &listed, received, |file| now.name(file), &channel)?;
        if count == 0 && before.is_some() {
            break count;
        }
        run.withdraw(path);
        run.stage(path, &bytes)?;
        if run.commit_if(&|| std::fs::read(path).ok() == before)? {
            break count;
        }
    };
    ui.completed(&run);
    if count == 0 {
        return Ok(t!(words, "summary-receipts-none", path = register.shown.as_str()));
    }
    Ok(t!(words, "summary-receipts", count = count, path = register.shown.as_str()))
}

/// What to type next.
fn next(
    tracking: &Tracking<'_>,
    args: &StatusArgs,
    workspace: Option<&Workspace>,
    ui: &Ui,
) -> String {
    let words = ui.words();
    let next = NextCommand::new(&args.paths, &args.chosen, &args.left_out);
    let inside = workspace.filter(|_| next.is_of_folder());
    let must_act = tracking.units.iter().any(UnitStatus::must_act);
    let own_times = tracking.receipt_sources().file_time > 0;
    if args.register.is_none() && own_times {
        let file = shown_in(inside, &format!("{RECEIVED}/{RECEIPTS_FILE}"), RECEIPTS_FILE);
        let command = next.with_choices("status", &["--register", &file]);
        t!(words, "next-status-register", command = command)
    } else if args.reminders.is_none() && must_act {
        let folder = shown_in(inside, &format!("{RETURNED}/nhac"), "nhac");
        let command = next.with_choices("status", &["--reminders", &folder]);
        t!(words, "next-status-remind", command = command)
    } else if must_act {
        t!(words, "next-status-wait", command = next.plain("validate", &[]))
    } else {
        let output: &[&str] = if inside.is_some() { &[] } else { &["-o", "tong-hop.xlsx"] };
        t!(words, "next-status-merge", command = next.with_choices("merge", output))
    }
}

/// A path in the working folder, and what stands for it outside of one.
fn shown_in(workspace: Option<&Workspace>, inner: &str, outside: &str) -> String {
    let path = workspace.map(|inside| inside.path(inner));
    path.unwrap_or_else(|| PathBuf::from(outside)).display().to_string()
}
