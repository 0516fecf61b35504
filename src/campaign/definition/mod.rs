//! A definition as it is written, before it means anything: tables of records with their places.
//!
//! It can be written as a folder (TOML, CSV) or as a workbook; from here on the two are the same.

mod record;
pub mod schema;
mod toml_file;
mod units_file;
mod value;

use std::sync::Arc;

pub use record::{Cell, Definition, Item, Place, Record, Spot, Value};

use super::problem::{Problem, ProblemKind};
use super::store::Store;
use schema::Home;
use toml_file::TomlFile;

const CAMPAIGN_FILE: &str = "campaign.toml";
/// The file of the list of units.
pub(in crate::campaign) const UNITS_FILE: &str = "units.csv";

/// Reads a definition from where it is kept. Problems are noted, and what can be read is given.
///
/// # Errors
/// When a file is there and cannot be read.
pub(super) fn read(store: &Store, found: &mut Vec<Problem>) -> Result<Definition, ReadError> {
    let mut definition = Definition::default();
    if let Some((file, text)) = file(store, CAMPAIGN_FILE, found)? {
        let reader = TomlFile { file, text: &text, found };
        reader.read(&schema::CAMPAIGN, Home::InCampaign, "", &mut definition);
    }
    let forms = definition.campaign().map(|campaign| campaign.texts("forms")).unwrap_or_default();
    for id in forms {
        if id.parse::<crate::key::FormId>().is_err() {
            // Said of the campaign's file when its content is checked.
            continue;
        }
        if let Some((file, text)) = file(store, &format!("{id}.toml"), found)? {
            let reader = TomlFile { file, text: &text, found };
            reader.read(&schema::FORM, Home::InForm, &id, &mut definition);
        }
    }
    if let Some((file, text)) = file(store, UNITS_FILE, found)? {
        units_file::read(&file, &text, found, &mut definition);
    }
    Ok(definition)
}

/// A file that is there and cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {path}")]
pub struct ReadError {
    /// Which file.
    pub path: String,
    /// Why.
    pub source: std::io::Error,
}

fn file(
    store: &Store,
    name: &str,
    found: &mut Vec<Problem>,
) -> Result<Option<(Arc<str>, String)>, ReadError> {
    let described: Arc<str> = Arc::from(store.describe(name));
    let mut refuse = |kind| found.push(Problem { place: Place::whole(&described), kind });
    match store.read(name) {
        Err(source) => Err(ReadError { path: described.to_string(), source }),
        Ok(None) => {
            refuse(ProblemKind::MissingFile);
            Ok(None)
        }
        Ok(Some(bytes)) => {
            let text = String::from_utf8(bytes.into_owned()).ok();
            if text.is_none() {
                refuse(ProblemKind::NotUtf8);
            }
            Ok(text.map(|text| (described, text)))
        }
    }
}
