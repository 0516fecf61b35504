//! From where a definition is kept to its records: a folder, a workbook, what is built in.

use std::path::Path;
use std::sync::Arc;

use super::definition::schema::{self, Home};
use super::definition::{
    CAMPAIGN_FILE, Definition, Place, TomlFile, UNITS_FILE, WorkbookFile, units_file,
};
use super::problem::{EntityKind, Problem, ProblemKind};
use super::store::Store;
use crate::files::workspace::SETTINGS_FILE;
use crate::reader;
use crate::reader::workbook::Workbook;

/// Reads a definition from where it is kept. Problems are noted, and what can be read is given.
///
/// # Errors
/// When a file is there and cannot be read.
pub fn read(store: &Store, found: &mut Vec<Problem>) -> Result<Definition, ReadError> {
    let mut definition = Definition::default();
    if let Some((path, captions)) = store.as_workbook() {
        if let Some((file, workbook)) = opened(path, found)? {
            WorkbookFile { file, captions, found }.read(&workbook, &mut definition);
        }
        if store.has_units_of_its_own() {
            return Ok(definition);
        }
        definition.records.retain(|record| !record.table.is(&schema::UNIT));
    } else {
        folder(store, found, &mut definition)?;
    }
    if let Some((path, captions)) = store.units_book() {
        if let Some((file, workbook)) = opened(path, found)? {
            WorkbookFile { file, captions, found }.read_units(&workbook, &mut definition);
        }
        return Ok(definition);
    }
    if let Some((file, text)) = file(store, UNITS_FILE, found)? {
        units_file::read(&file, &text, found, &mut definition);
    }
    Ok(definition)
}

/// A workbook with its name; one that cannot be opened is a problem of the definition.
fn opened(
    path: &Path,
    found: &mut Vec<Problem>,
) -> Result<Option<(Arc<str>, Workbook)>, ReadError> {
    let file: Arc<str> = Arc::from(path.display().to_string());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let opened = match reader::read_file(path) {
        Ok(bytes) => reader::open(&bytes, &name),
        Err(reader::ReadFailure::Open(failure)) => Err(failure),
        Err(reader::ReadFailure::Io(source)) => {
            return Err(ReadError { path: file.to_string(), source });
        }
    };
    Ok(match opened {
        Ok(workbook) => Some((file, workbook)),
        Err(failure) => {
            let kind = ProblemKind::Workbook(failure);
            found.push(Problem { place: Place::whole(&file), kind });
            None
        }
    })
}

fn folder(
    store: &Store,
    found: &mut Vec<Problem>,
    definition: &mut Definition,
) -> Result<(), ReadError> {
    if let Some((file, text)) = file(store, CAMPAIGN_FILE, found)? {
        let reader = TomlFile::new(file, &text, found);
        reader.read(&schema::CAMPAIGN, Home::InCampaign, "", definition);
    }
    let forms = definition.campaign().map(|campaign| campaign.texts("forms")).unwrap_or_default();
    for id in forms {
        if id.parse::<crate::values::key::FormId>().is_err() {
            // Said of the campaign's file when its content is checked.
            continue;
        }
        if let Some((file, text)) = file(store, &format!("{id}.toml"), found)? {
            let reader = TomlFile::new(file, &text, found);
            reader.read(&schema::FORM, Home::InForm, &id, definition);
        }
    }
    refuse_other_ids(definition, found);
    refuse_unlisted(store, definition, found);
    Ok(())
}

/// A form's file that the campaign does not list would be passed over without a word.
fn refuse_unlisted(store: &Store, definition: &Definition, found: &mut Vec<Problem>) {
    let Some(campaign) = definition.campaign() else { return };
    let forms = campaign.texts("forms");
    for name in store.names() {
        let Some(id) = name.strip_suffix(".toml") else { continue };
        let is_form = name != CAMPAIGN_FILE && name != SETTINGS_FILE;
        if is_form && !forms.iter().any(|form| form == id) {
            let place = Place::whole(&Arc::from(store.describe(&name)));
            found.push(Problem { place, kind: ProblemKind::NotListed(id.to_owned()) });
        }
    }
}

/// A form's file bears the name of the form: in a workbook there is only one of the two.
fn refuse_other_ids(definition: &Definition, found: &mut Vec<Problem>) {
    for form in definition.of(&schema::FORM) {
        if let Some(id) = form.text("id").filter(|id| !id.is_empty() && *id != form.form) {
            let (what, key, hint) = (EntityKind::Form, id.to_owned(), Some(form.form.clone()));
            let place = form.place_of("id").clone();
            found.push(Problem { place, kind: ProblemKind::Unknown { what, key, hint } });
        }
    }
}

/// A file that is there and cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {path}")]
pub struct ReadError {
    pub path: String,
    pub source: std::io::Error,
}

fn file(
    store: &Store,
    name: &str,
    found: &mut Vec<Problem>,
) -> Result<Option<(Arc<str>, String)>, ReadError> {
    let described: Arc<str> = Arc::from(store.describe(name));
    let text = match store.read(name) {
        Err(source) => return Err(ReadError { path: described.to_string(), source }),
        Ok(None) => Err(ProblemKind::MissingFile),
        Ok(Some(bytes)) => String::from_utf8(bytes.into_owned()).map_err(|_| ProblemKind::NotUtf8),
    };
    match text {
        Ok(text) => Ok(Some((described, text))),
        Err(kind) => {
            found.push(Problem { place: Place::whole(&described), kind });
            Ok(None)
        }
    }
}
