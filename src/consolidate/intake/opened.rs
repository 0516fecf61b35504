//! What a path holds, before anybody knows whose it is.

use std::collections::BTreeMap;

use super::area::AreaFile;
use super::memory::{READING, Taken};
use super::own_results::{is_ignored_by_name, is_kept_by_people, is_own_report};
use super::walk::{Found, file_name};
use super::{Intake, area, same_file};
use crate::files::fingerprint::{fingerprint, fingerprint_of};
use crate::reader::bounds::{FILE_BYTES, LARGE_FILE_BYTES};
use crate::reader::failure::{FileKind, OpenFailure, Reach};
use crate::reader::workbook::Workbook;
use crate::reader::{ReadFailure, UnreadFile, open};
use crate::submission::identity_claims::consolidation_stated;
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
    /// The consolidation of an area, which this campaign takes as its return.
    Consolidation {
        file: AreaFile,
        /// Memory for reading it.
        memory: Taken<'static>,
    },
    Workbook {
        sha256: String,
        workbook: Workbook,
        memory: Taken<'static>,
    },
}

impl OpenedFile {
    pub(super) fn open(intake: &Intake<'_>, found: &Found) -> Self {
        let name = file_name(&found.path);
        let is_register = is_register(intake, found);
        if is_kept_by_people(&name) || is_register {
            return Self::own_report(intake);
        }
        if is_ignored_by_name(&name) {
            return Self::Ignored { reason: t!(intake.words, "reason-temporary") };
        }
        let opened = UnreadFile::open(&found.path).map_err(ReadFailure::Io);
        match opened.and_then(|file| Self::judge(intake, file, found)) {
            Ok(opened) => opened,
            Err(ReadFailure::Open(failure)) => Self::Unreadable { sha256: String::new(), failure },
            Err(ReadFailure::Io(error)) => {
                let (reach, folder) = (Reach::of(&error), found.path.is_dir());
                let failure = OpenFailure::OutOfReach { reach, folder, detail: error.to_string() };
                Self::Unreadable { sha256: String::new(), failure }
            }
        }
    }

    fn own_report(intake: &Intake<'_>) -> Self {
        Self::Ignored { reason: t!(intake.words, "reason-own-report") }
    }

    /// Judges a file by its first bytes before it is read, and by its identity before it is read as anything
    /// but a return.
    fn judge(
        intake: &Intake<'_>,
        mut file: UnreadFile,
        found: &Found,
    ) -> Result<Self, ReadFailure> {
        let name = file_name(&found.path);
        if is_own_report(file.head()) {
            return Ok(Self::own_report(intake));
        }
        if let Some(kind) = file.other_kind(&name).filter(|_| !file.is_too_large()) {
            return Ok(match kind {
                FileKind::SystemFile => Self::Ignored { reason: t!(intake.words, "reason-system") },
                kind => Self::Unreadable {
                    sha256: fingerprint_of(file.into_reader())?,
                    failure: OpenFailure::Unsupported(kind),
                },
            });
        }
        if file.is_too_large()
            && let Some(stated) = consolidation_stated(&file.custom_properties())
        {
            return Self::large(intake, file, Large { stated, name });
        }
        let memory = READING.take(file.takes());
        let bytes = file.read(FILE_BYTES)?;
        Ok(Self::in_memory(intake, bytes, Named { name, memory }))
    }

    /// A file that is larger than any return may be, and says that it is a consolidation.
    fn large(intake: &Intake<'_>, file: UnreadFile, large: Large) -> Result<Self, ReadFailure> {
        let Large { stated, name } = large;
        if !area::is_taken(intake, &stated) {
            return Ok(Self::own_report(intake));
        }
        let memory = READING.take_all();
        let bytes = file.read(LARGE_FILE_BYTES)?;
        let sha256 = fingerprint(&bytes);
        Ok(Self::Consolidation { file: AreaFile { bytes, name, sha256, stated }, memory })
    }

    fn in_memory(intake: &Intake<'_>, bytes: Vec<u8>, of: Named) -> Self {
        let Named { name, memory } = of;
        let sha256 = fingerprint(&bytes);
        #[cfg(test)]
        assert!(bytes != super::file::tests::POISON, "poison");
        let opened = open(&bytes, &name);
        if let Some(stated) = area::stated(&opened, &bytes) {
            // What was read of it as of a return is let go before it is read as a consolidation.
            drop(opened);
            if !area::is_taken(intake, &stated) {
                return Self::own_report(intake);
            }
            drop(memory);
            let memory = READING.take_all();
            return Self::Consolidation { file: AreaFile { bytes, name, sha256, stated }, memory };
        }
        match opened {
            Ok(workbook) => Self::Workbook { sha256, workbook, memory },
            Err(OpenFailure::Unsupported(FileKind::SystemFile)) => {
                Self::Ignored { reason: t!(intake.words, "reason-system") }
            }
            Err(failure) => Self::Unreadable { sha256, failure },
        }
    }
}

/// A consolidation that is larger than any return may be.
struct Large {
    /// What it states in its custom properties.
    stated: BTreeMap<String, String>,
    name: String,
}

/// The name of a file, and the memory for reading it.
struct Named {
    name: String,
    memory: Taken<'static>,
}

/// Whether a file is a register of receipts of the officer: the one in its place, or the one named. A file
/// of that name that a unit sent is a file like any other.
fn is_register(intake: &Intake<'_>, found: &Found) -> bool {
    // Names are compared first: that costs nothing.
    intake.registers.iter().any(|register| {
        register.file_name() == found.path.file_name() && same_file(register, &found.path)
    })
}
