//! `bdhvs template`: the workbooks, one per unit, and the issue register.

use std::path::{Path, PathBuf};

use crate::files::input::{in_utf8, read_list};
use anyhow::{Result, bail};
use jiff::civil::Date;
use rayon::prelude::*;

use crate::campaign::OrgUnit;
use crate::cli::Status;
use crate::cli::args::{Common, TemplateArgs};
use crate::cli::failure::Failure;
use crate::cli::prior_file;
use crate::cli::registers;
use crate::cli::ui::Ui;
use crate::cli::work::{Work, today};
use crate::consolidate::intake::WalkError;
use crate::files::fingerprint::fingerprint;
use crate::files::output::OutputRun;
use crate::files::turn::Turn;
use crate::files::workspace::{self, Workspace};
use crate::i18n::Words;
use crate::t;
use crate::wording::file_names::file_name;
use crate::workbooks::template::register::{CSV_NAME, Entry, Register, XLSX_NAME};
use crate::workbooks::template::{TemplateError, write_with_previous};

/// Workbooks held in memory at a time.
const BATCH: usize = 256;

pub(super) fn run(common: &Common, args: &TemplateArgs, ui: &Ui) -> Result<Status> {
    let work = Work::from_flags(common)?;
    // Of the working folder's own accord no form gets a column more: it is asked for.
    let earlier = match args.previous.as_deref() {
        Some(path) => prior_file::read(Some(path), common, &work)?,
        None => None,
    };
    let previous = earlier.as_ref().map(|earlier| earlier.beside(&work)).transpose()?;
    let previous = previous.as_ref();
    let issued_on = today(common)?;
    ui.say_where(work.workspace.as_ref());
    let folder = args.output.clone().unwrap_or_else(|| {
        let place = work.workspace.as_ref().map(Workspace::issued);
        place.unwrap_or_else(|| PathBuf::from(workspace::ISSUED))
    });
    let units = chosen(&work, &args.only)?;
    let mut run = OutputRun::new();
    run.recover(&folder);
    let place = folder.join(CSV_NAME);
    registers::refuse_unwritable(&place)?;
    let register = load_register(&place)?;
    for unit in &units {
        let path = folder.join(file_name(unit));
        refuse_changed(&work, &path, &register, || {
            write_with_previous(&work.campaign, &work.period, unit, previous, ui.words())
        })?;
    }
    let words = ui.words();
    let bar = ui.progress(units.len(), t!(words, "progress-writing"));
    let mut issued = Vec::with_capacity(units.len());
    for batch in units.chunks(BATCH) {
        let made: Vec<Result<Vec<u8>, TemplateError>> = batch
            .par_iter()
            .map(|unit| write_with_previous(&work.campaign, &work.period, unit, previous, words))
            .collect();
        for (unit, bytes) in batch.iter().zip(made) {
            let bytes = bytes?;
            run.stage(&folder.join(file_name(unit)), &bytes)?;
            issued.push(entry(&work, unit, &bytes, issued_on));
            bar.inc(1);
        }
    }
    bar.finish_and_clear();
    enter(&mut run, &folder, &register, &issued, words)?;
    ui.completed(&run);
    let shown = folder.display().to_string();
    ui.say(&t!(words, "summary-template", count = units.len(), folder = shown.as_str()));
    match &work.workspace {
        Some(inside) => {
            let folder = inside.received().display().to_string();
            ui.say(&t!(words, "next-after-template-inside", folder = folder));
        }
        None => ui.say(&t!(words, "next-after-template")),
    }
    Ok(Status::Clean)
}

/// Puts the workbooks in their places, together with the register, which another run or a person may have
/// changed since it was read.
fn enter(
    run: &mut OutputRun,
    folder: &Path,
    known: &Register,
    issued: &[Entry],
    words: &Words,
) -> Result<()> {
    let (csv, xlsx) = (folder.join(CSV_NAME), folder.join(XLSX_NAME));
    run.synchronise()?;
    let _turn = Turn::take(&csv)?;
    loop {
        let before = std::fs::read(&csv).ok();
        let mut register = load_register(&csv)?;
        register.enter(known, issued);
        for (path, bytes) in [(&xlsx, register.to_xlsx(words)?), (&csv, register.to_csv()?)] {
            run.withdraw(path);
            run.stage(path, &bytes)?;
        }
        if run.commit_if(&|| std::fs::read(&csv).ok() == before)? {
            return Ok(());
        }
    }
}

fn entry(work: &Work, unit: &OrgUnit, bytes: &[u8], issued_on: Date) -> Entry {
    Entry {
        serial: 0,
        unit: unit.code.clone(),
        name: unit.name.clone(),
        file: file_name(unit),
        sha256: fingerprint(bytes),
        campaign: work.campaign.id.clone(),
        period: work.period.id.clone(),
        version: work.campaign.version,
        issued_on,
        agency_code: unit.agency_code.clone().unwrap_or_default(),
    }
}

/// The units asked for, or every unit expected in the period, in the order of the list.
fn chosen<'w>(work: &'w Work, only: &[String]) -> Result<Vec<&'w OrgUnit>> {
    for asked in only {
        let Some(unit) = work.campaign.units.iter().find(|unit| unit.code.as_str() == asked) else {
            let hint = work.campaign.nearest_unit(asked);
            bail!(Failure::UnknownUnit { asked: asked.clone(), hint });
        };
        if !work.period.expected.contains(&unit.code) {
            let (unit, period) =
                (format!("{} {}", unit.code, unit.name), work.period.title.clone());
            bail!(Failure::NotExpected { unit, period });
        }
    }
    Ok(work
        .campaign
        .expected_units(&work.period)
        .filter(|unit: &&OrgUnit| only.is_empty() || only.iter().any(|c| c == unit.code.as_str()))
        .collect())
}

/// The issue register, with nothing in it where there is none.
pub(super) fn load_register(path: &Path) -> Result<Register> {
    let shown = path.display().to_string();
    match read_list(path).and_then(in_utf8) {
        Ok(text) => Ok(Register::from_csv(&text).map_err(|error| Failure::RegisterLine {
            path: shown,
            line: error.line,
            detail: error.detail,
        })?),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Register::default()),
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
            bail!(Failure::Register { path: shown, detail: error.to_string() })
        }
        Err(source) => bail!(WalkError { path: path.to_owned(), source }),
    }
}

/// A workbook that is not as the register has it may be somebody's work: it is never replaced. One
/// that the register does not know and that is what would be written is left from a run that was
/// cut short.
fn refuse_changed(
    work: &Work,
    path: &Path,
    register: &Register,
    as_issued: impl FnOnce() -> Result<Vec<u8>, TemplateError>,
) -> Result<()> {
    let Ok(bytes) = std::fs::read(path) else { return Ok(()) };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // One folder holds one period: the workbook of another would be lost, and its line would lie.
    if let Some(other) = register.of_file(&name).find(|entry| !is_of_period(entry, work)) {
        bail!(Failure::OtherIssue {
            path: path.display().to_string(),
            campaign: other.campaign.to_string(),
            period: other.period.to_string(),
        });
    }
    let print = fingerprint(&bytes);
    let unchanged = if register.of_file(&name).next().is_some() {
        register.of_file(&name).any(|entry| entry.sha256 == print)
    } else {
        as_issued()? == bytes
    };
    if unchanged {
        Ok(())
    } else {
        bail!(Failure::ChangedSinceIssue { path: path.display().to_string() })
    }
}

fn is_of_period(entry: &Entry, work: &Work) -> bool {
    entry.campaign == work.campaign.id && entry.period == work.period.id
}
