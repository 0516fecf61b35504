//! What a path holds, before anybody knows whose it is.

use super::area::AreaFile;
use super::own_results::{is_ignored_by_name, is_kept_by_people, is_own_report};
use super::walk::{Found, file_name};
use super::{Intake, area, same_file};
use crate::files::fingerprint::fingerprint;
use crate::ledger::readback::Snapshot;
use crate::reader::failure::{FileKind, OpenFailure, Reach};
use crate::reader::workbook::Workbook;
use crate::reader::{ReadFailure, open, read_file, read_large_file};
use crate::t;

/// What a path holds, before anybody knows whose it is.
pub(super) enum OpenedFile {
    /// No return whatever is in it.
    Ignored {
        reason: String,
    },
    Unreadable {
        sha256: String,
        failure: OpenFailure,
    },
    Consolidation(AreaFile),
    Workbook {
        sha256: String,
        workbook: Workbook,
    },
}

impl OpenedFile {
    pub(super) fn open(intake: &Intake<'_>, found: &Found) -> Self {
        let words = intake.words;
        let name = file_name(&found.path);
        let is_register = is_register(intake, found);
        if is_kept_by_people(&name) || is_register {
            return Self::Ignored { reason: t!(words, "reason-own-report") };
        }
        if is_ignored_by_name(&name) {
            return Self::Ignored { reason: t!(words, "reason-temporary") };
        }
        let bytes = match read_file(&found.path) {
            Ok(bytes) => bytes,
            Err(ReadFailure::Open(failure)) => {
                return match large_consolidation(found, &name) {
                    Some(consolidation) => Self::Consolidation(consolidation),
                    None => Self::Unreadable { sha256: String::new(), failure },
                };
            }
            Err(ReadFailure::Io(error)) => {
                let (reach, folder) = (Reach::of(&error), found.path.is_dir());
                let failure = OpenFailure::OutOfReach { reach, folder, detail: error.to_string() };
                return Self::Unreadable { sha256: String::new(), failure };
            }
        };
        let sha256 = fingerprint(&bytes);
        #[cfg(test)]
        assert!(bytes != super::file::tests::POISON, "poison");
        if is_own_report(&bytes) {
            return Self::Ignored { reason: t!(words, "reason-own-report") };
        }
        let opened = open(&bytes, &name);
        if let Some(stated) = area::stated(&opened, &bytes, &name) {
            return Self::Consolidation(AreaFile { bytes, name, sha256, stated });
        }
        match opened {
            Ok(workbook) => Self::Workbook { sha256, workbook },
            Err(OpenFailure::Unsupported(FileKind::SystemFile)) => {
                Self::Ignored { reason: t!(words, "reason-system") }
            }
            Err(failure) => Self::Unreadable { sha256, failure },
        }
    }
}

/// A file that is larger than any return may be, if it is a consolidation.
fn large_consolidation(found: &Found, name: &str) -> Option<AreaFile> {
    let bytes = read_large_file(&found.path).ok()?;
    let stated = Snapshot::stated(&bytes, name)?;
    let sha256 = fingerprint(&bytes);
    Some(AreaFile { bytes, name: name.to_owned(), sha256, stated })
}

/// Whether a file is a register of receipts of the officer: the one in its place, or the one named. A file
/// of that name that a unit sent is a file like any other.
fn is_register(intake: &Intake<'_>, found: &Found) -> bool {
    // Names are compared first: that costs nothing.
    intake.registers.iter().any(|register| {
        register.file_name() == found.path.file_name() && same_file(register, &found.path)
    })
}
