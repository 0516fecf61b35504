//! What is no return whatever it holds: results of this program, and files that belong to a person or to
//! another program.

use std::path::Path;

use super::walk::file_name;
use crate::campaign::identity::{CSV_STARTS, Document, MESSAGE_STARTS};
use crate::files::workspace::SETTINGS_FILE;
use crate::reader::bounds::FILE_BYTES;
use crate::reader::failure::OpenFailure;
use crate::reader::{UnreadFile, open, stated_properties};
use crate::submission::identity_claims::{Stated, consolidation_stated};

/// Whether a file is a result of this program, by its content.
pub fn is_own_result(path: &Path) -> bool {
    let Ok(mut file) = UnreadFile::open(path) else { return false };
    if is_own_report(file.head()) {
        return true;
    }
    // A consolidation of a country is larger than any return may be, and says in its properties what it is.
    if file.is_too_large() {
        return consolidation_stated(&file.custom_properties()).is_some();
    }
    let Ok(bytes) = file.read(FILE_BYTES) else { return false };
    let ours = [Document::Consolidation, Document::Register, Document::Feedback];
    match open(&bytes, &file_name(path)) {
        Ok(workbook) => {
            Stated::document(&workbook).is_some_and(|document| ours.contains(&document))
        }
        Err(OpenFailure::TooLarge { .. }) => {
            consolidation_stated(&stated_properties(&bytes)).is_some()
        }
        Err(_) => false,
    }
}

/// Files that programs leave beside a document, and the settings of this program, which people write too.
pub(super) fn is_ignored_by_name(name: &str) -> bool {
    name.starts_with("~$") || name.starts_with('.') || is_kept_by_people(name)
}

/// The settings file of a working folder, which people write.
pub(super) fn is_kept_by_people(name: &str) -> bool {
    name == SETTINGS_FILE
}

/// Text reports of this program: JSON by its schema, CSV and messages by how they start.
pub(super) fn is_own_report(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(400)).unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    // A spreadsheet may have saved a list with other separators.
    let commas = head.replace([';', '\t'], ",");
    head.starts_with('{') && head.contains("\"schema\"") && head.contains("\"bdhvs.")
        || CSV_STARTS.iter().any(|start| commas.starts_with(start))
        || MESSAGE_STARTS.iter().any(|start| head.starts_with(start))
}
