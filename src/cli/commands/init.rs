//! `bdhvs init DIR`: the working folder with its sub-folders, the decisions and the list of units.

use std::path::{Path, PathBuf};

use crate::files::input::read_list;
use anyhow::{Result, bail};

use crate::campaign::definition::{Definition, files};
use crate::campaign::{Campaign, Form, Indicator, OrgUnit, Period, Store, load_with_definition};
use crate::cli::Status;
use crate::cli::args::Common;
use crate::cli::failure::Failure;
use crate::cli::ui::Ui;
use crate::cli::work::{self, today};
use crate::consolidate::intake::{WalkError, walk};
use crate::files::output::OutputRun;
use crate::files::workspace::{DEFINITION, FOLDERS, SETTINGS_FILE, UNITS_BOOK, UNITS_CSV};
use crate::i18n::Words;
use crate::t;
use crate::values::quantity::measure::Measure;
use crate::wording::deadlines::deadline;
use crate::workbooks::definition;

/// A file to be made, by its place in the folder.
type Made = (PathBuf, Vec<u8>);

pub(super) fn run(common: &Common, folder: &Path, ui: &Ui) -> Result<Status> {
    today(common)?;
    if folder.join(SETTINGS_FILE).exists() {
        bail!(Failure::WorkspaceThere { path: folder.display().to_string() });
    }
    let words = ui.words();
    let Some(name) = &common.campaign else {
        bail!(Failure::NoCampaign { known: Store::builtin_names() });
    };
    let store = work::named(Some(name), common)?;
    let (campaign, definition) = load_with_definition(&store)?;
    let period = work::period(&campaign, common.period.as_deref())?;
    let (reference, copies) = kept(&store, name, folder)?;
    let mut made = copies;
    made.push((UNITS_BOOK.into(), definition::write_units(&definition, words)?));
    made.push((UNITS_CSV.into(), units_csv(&definition)));
    // The file that makes it a working folder comes last.
    made.push((SETTINGS_FILE.into(), settings(&campaign, &period, &reference, words).into_bytes()));
    for (name, _) in &made {
        let path = folder.join(name);
        if path.exists() {
            bail!(Failure::InTheWay { path: path.display().to_string() });
        }
    }
    let mut run = OutputRun::new();
    for (name, bytes) in &made {
        run.stage(&folder.join(name), bytes)?;
    }
    for name in FOLDERS {
        let path = folder.join(name);
        std::fs::create_dir_all(&path)
            .map_err(|source| crate::files::output::OutputError::Io { path, source })?;
    }
    run.commit()?;
    ui.completed(&run);
    let shown = folder.display().to_string();
    let expected = campaign.expected_units(&period).count();
    ui.say(&t!(
        words,
        "summary-init",
        folder = shown.as_str(),
        campaign = campaign.title.as_str(),
        period = period.title.as_str(),
        expected = expected
    ));
    if reference != *name {
        ui.say(&t!(words, "summary-init-copied", path = reference.as_str()));
    }
    ui.say(&t!(words, "summary-init-units", book = UNITS_BOOK, csv = UNITS_CSV));
    ui.say(&t!(words, "next-after-init", folder = crate::wording::names::typed(&shown)));
    Ok(Status::Clean)
}

/// How the settings name the campaign, and the files that are copied for it. What comes with the
/// program is named, and so is what lies in the folder already; any other definition is copied, so that
/// the folder stays whole wherever it is moved.
fn kept(store: &Store, name: &str, folder: &Path) -> Result<(String, Vec<Made>)> {
    let Some(source) = store.on_disk() else { return Ok((name.to_owned(), Vec::new())) };
    let inside = folder.canonicalize().ok().zip(source.canonicalize().ok());
    let inside =
        inside.and_then(|(folder, file)| file.strip_prefix(folder).ok().map(Path::to_owned));
    if let Some(inside) = inside.filter(|path| !path.as_os_str().is_empty()) {
        return Ok((inside.to_string_lossy().replace('\\', "/"), Vec::new()));
    }
    if source.is_file() {
        let ending = source.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let copy = format!("{DEFINITION}.{ending}");
        return Ok((copy.clone(), vec![(copy.into(), read_definition(source)?)]));
    }
    let mut copies = Vec::new();
    for found in walk(&[source.to_owned()])? {
        let inner = found.path.strip_prefix(source).unwrap_or(&found.path);
        let is_part = inner.extension().is_some_and(|ending| ending == "toml")
            || inner.as_os_str() == UNITS_CSV;
        if is_part && inner.components().count() == 1 && inner.as_os_str() != SETTINGS_FILE {
            copies.push((Path::new(DEFINITION).join(inner), read_definition(&found.path)?));
        }
    }
    Ok((DEFINITION.to_owned(), copies))
}

/// The list in CSV, as every definition has it.
fn units_csv(definition: &Definition) -> Vec<u8> {
    let list = files(definition).into_iter().find(|(name, _)| name == UNITS_CSV);
    list.map(|(_, text)| text.into_bytes()).unwrap_or_default()
}

/// A row that a unit answers, and a cell of it: a count, where it is asked for one.
fn correctable(campaign: &Campaign, unit: &OrgUnit) -> Option<(String, String)> {
    let rows: Vec<(&Form, &Indicator)> = campaign
        .forms
        .iter()
        .flat_map(|form| form.indicators.iter().map(move |row| (form, row)))
        .filter(|(_, row)| row.own.contains(&unit.code))
        .collect();
    let (form, row) =
        rows.iter().find(|(_, row)| row.measure == Measure::Count).or_else(|| rows.first())?;
    Some((form.id.row_name(&row.id), row.fields().first()?.to_string()))
}

/// The decisions to take, each explained, with the ones that this campaign knows.
fn settings(campaign: &Campaign, period: &Period, reference: &str, words: &Words) -> String {
    let language = words.language();
    let text = language.file("working-folder/bdhvs.toml");
    let periods: Vec<&str> = campaign.periods.iter().map(|period| period.id.as_str()).collect();
    let due = match period.due {
        _ if !period.sessions.is_empty() => t!(words, "init-deadline-sessions"),
        Some(due) => t!(words, "init-deadline", due = deadline(due, words)),
        None => t!(words, "init-deadline-none"),
    };
    let unit = campaign.expected_units(period).next();
    let (row, field) = unit.and_then(|unit| correctable(campaign, unit)).unwrap_or_default();
    let unit = unit.map_or("", |unit| unit.code.as_str());
    let mut out = text
        .replace("{campaign}", &quoted(reference))
        .replace("{periods}", &periods.join(", "))
        .replace("{period}", &quoted(period.id.as_str()))
        .replace("{deadline}", &due)
        .replace("{row}", &quoted(&row))
        .replace("{field}", &quoted(&field))
        .replace("{unit}", &quoted(unit));
    let contested = campaign.forms.iter().flat_map(|form| {
        let rows = form.indicators.iter().filter(|row| row.task().is_none() && row.city.len() > 1);
        rows.filter_map(move |row| Some((form, row, row.city.first()?)))
    });
    let lines: Vec<String> = contested
        .map(|(form, row, unit)| format!("#\"{}.{}\" = \"{unit}\"\n", form.id, row.id))
        .collect();
    if !lines.is_empty() {
        out.push_str(&language.file("working-folder/official.toml"));
        out.push_str(&lines.concat());
    }
    out
}

fn read_definition(path: &Path) -> Result<Vec<u8>, WalkError> {
    read_list(path).map_err(|source| WalkError { path: path.to_owned(), source })
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
