//! Writing files whole or not at all, with the permissions of an ordinary file.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The file is there and another program holds it, as Excel does with an open workbook.
    #[error("{} is open in another program", .0.display())]
    InUse(PathBuf),
    /// Anything else.
    #[error("cannot write {}", path.display())]
    Io { path: PathBuf, source: std::io::Error },
}

/// A file written beside its place. Dropped, it leaves nothing behind.
#[derive(Debug)]
#[must_use = "a staged file is lost unless it is moved to its place"]
pub struct Staged {
    path: PathBuf,
    file: tempfile::NamedTempFile,
}

/// Writes a file beside its place and moves it there, so that nobody ever sees half of it. Missing
/// folders are made.
///
/// # Errors
/// When the place cannot be written, or the file is open in another program.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    stage(path, bytes)?.place()
}

/// Writes a file beside its place, so that of several files either all can be written or none is.
///
/// # Errors
/// When the place cannot be written.
pub fn stage(path: &Path, bytes: &[u8]) -> Result<Staged, OutputError> {
    stage_with(path, |file| {
        file.write_all(bytes).map_err(|source| OutputError::Io { path: path.to_owned(), source })
    })
}

/// The same for what is too long to be held whole before it is written: `write` does it, piece by
/// piece.
///
/// # Errors
/// When the place cannot be written, or `write` fails.
pub fn stage_with<E: From<OutputError>>(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<&mut File>) -> Result<(), E>,
) -> Result<Staged, E> {
    let failed = |source| OutputError::Io { path: path.to_owned(), source };
    let mut file = beside(path).map_err(failed)?;
    let mut buffered = BufWriter::new(file.as_file_mut());
    write(&mut buffered)?;
    buffered.flush().map_err(failed)?;
    drop(buffered);
    Ok(Staged { path: path.to_owned(), file })
}

/// An empty file in the folder of another one, which is made where it is missing.
fn beside(path: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".bdhvs-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // A temporary file is private by default; the mask of the user decides here, as for any
        // file that a program saves.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

impl Staged {
    /// Moves the file to its place.
    ///
    /// # Errors
    /// When the place cannot be written, or the file there is open in another program.
    pub fn place(self) -> Result<(), OutputError> {
        let Self { path, file } = self;
        match file.persist(&path) {
            Ok(_) => Ok(()),
            Err(error) if path.is_file() && is_sharing_violation(&error.error) => {
                Err(OutputError::InUse(path))
            }
            Err(error) => Err(OutputError::Io { path, source: error.error }),
        }
    }
}

/// Windows refuses to replace a file that a program holds: access denied (5), sharing violation
/// (32), user-mapped section (1224).
fn is_sharing_violation(error: &std::io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 1224))
}
