//! What there is to say of outputs that could not be written: files, standard output, temporary files.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;

use anyhow::{Error, Result};
use rust_xlsxwriter::XlsxError;

use super::io_words::io_words;
use crate::files::output::OutputError;
use crate::i18n::Words;
use crate::t;

/// Standard output that could not be written.
pub(super) fn standard_output(error: &io::Error, words: &Words) -> String {
    t!(words, "failure-standard-output", detail = io_words(error, words))
}

/// An output that could not be written.
pub(super) fn problem(error: &OutputError, words: &Words) -> String {
    match error {
        OutputError::InUse(path) => {
            t!(words, "failure-in-use", path = path.display().to_string())
        }
        OutputError::Twice(path) => {
            t!(words, "failure-same-output", path = path.display().to_string())
        }
        OutputError::NotAFile(path) => {
            t!(words, "failure-not-a-file", path = path.display().to_string())
        }
        OutputError::ReadOnly(path) => {
            t!(words, "failure-read-only", path = path.display().to_string())
        }
        OutputError::Io { path, source } => {
            let path = path.display().to_string();
            let detail = match source.kind() {
                // Not what it says of a file that is read.
                io::ErrorKind::FileTooLarge => t!(words, "io-quota"),
                _ => io_words(source, words),
            };
            t!(words, "failure-write", path = path, detail = detail)
        }
    }
}

/// What is wrong with the folder for temporary files, if that is why a workbook could not be written.
pub(super) fn temporary(error: &Error, words: &Words) -> Option<String> {
    if let Some(Full) = error.downcast_ref() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        return Some(of_folder(&std::env::temp_dir(), &full, words));
    }
    match error.chain().find_map(|cause| cause.downcast_ref()) {
        Some(XlsxError::TempFileError(folder, source)) => Some(of_folder(folder, source, words)),
        _ => None,
    }
}

fn of_folder(folder: &Path, source: &io::Error, words: &Words) -> String {
    let (path, detail) = (folder.display().to_string(), io_words(source, words));
    t!(words, "failure-temporary", path = path, detail = detail)
}

/// The folder for temporary files took no more.
#[derive(Debug, thiserror::Error)]
#[error("the folder for temporary files is full")]
pub(super) struct Full;

/// Writes a workbook. Its library keeps the sheets in temporary files and panics where one of them takes no
/// more; that is nobody's mistake here, and said like any other failure.
pub(super) fn with_temporary_files<T>(write: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(write)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str).unwrap_or_default();
        if said.starts_with(CANNOT_WRITE) { Err(Full.into()) } else { resume_unwind(panic) }
    })
}

/// How the library's words begin.
const CANNOT_WRITE: &str = "Couldn't write to xml file";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_file_that_takes_no_more_is_a_failure_in_words() {
        let done: Result<()> = with_temporary_files(|| {
            panic!("{CANNOT_WRITE}: {}", io::Error::from(io::ErrorKind::StorageFull))
        });
        let words = Words::load(crate::i18n::Language::EN).unwrap();
        let said = temporary(&done.unwrap_err(), &words).unwrap();
        assert!(said.contains("disk is full"), "{said}");
    }
}
