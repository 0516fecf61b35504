//! Finds the files: those named, and everything inside the folders named. Nothing vanishes.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// As it was found, from the current folder.
    pub path: PathBuf,
    /// The same for people and for JSON, with `/`.
    pub shown: String,
}

/// A path that cannot be looked at.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}", path.display())]
pub struct WalkError {
    pub path: PathBuf,
    pub source: std::io::Error,
}

impl WalkError {
    fn new(path: &Path, source: std::io::Error) -> Self {
        Self { path: path.to_owned(), source }
    }
}

/// Every file of the paths, folders walked in the order of names, each file once. A folder inside them that
/// cannot be read comes back in the place of its files: nothing is passed over in silence.
///
/// # Errors
/// When a path itself is not there or cannot be read.
pub fn walk(paths: &[PathBuf]) -> Result<Vec<Found>, WalkError> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for path in paths {
        let metadata = std::fs::metadata(path).map_err(|error| WalkError::new(path, error))?;
        if !metadata.is_dir() {
            // Opening a pipe would wait for ever.
            if metadata.is_file() {
                File::open(path).map_err(|error| WalkError::new(path, error))?;
            }
            add(path, &mut seen, &mut found);
            continue;
        }
        for entry in WalkDir::new(path).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => add(entry.path(), &mut seen, &mut found),
                Err(error) => match error.path().filter(|unread| *unread != path) {
                    Some(unread) => add(unread, &mut seen, &mut found),
                    None => return Err(WalkError::new(path, error.into())),
                },
            }
        }
    }
    Ok(found)
}

fn add(path: &Path, seen: &mut BTreeSet<PathBuf>, found: &mut Vec<Found>) {
    // The folder's real place and the name in it: a link beside the file that it leads to is a
    // path of its own and comes back as one.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok();
    let identity = match (folder, path.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    };
    if seen.insert(identity) {
        let shown = path.to_string_lossy().replace('\\', "/");
        found.push(Found { path: path.to_owned(), shown });
    }
}

/// The last part of a path.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
