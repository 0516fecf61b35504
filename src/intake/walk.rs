//! Finds the files: those named, and everything inside the folders named. Nothing vanishes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// A file that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// The same for people and for JSON, with `/`.
    pub shown: String,
}

/// A path that cannot be looked at.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}", path.display())]
pub struct WalkError {
    /// Which path.
    pub path: PathBuf,
    /// Why.
    pub source: std::io::Error,
}

/// Every file of the paths, folders walked in the order of names, each file once.
///
/// # Errors
/// When a path is not there, or a folder cannot be read: nothing is passed over in silence.
pub fn walk(paths: &[PathBuf]) -> Result<Vec<Found>, WalkError> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for path in paths {
        let fail = |source| WalkError { path: path.clone(), source };
        if !std::fs::metadata(path).map_err(fail)?.is_dir() {
            add(path, &mut seen, &mut found);
            continue;
        }
        for entry in WalkDir::new(path).sort_by_file_name() {
            let entry = entry.map_err(|error| WalkError {
                path: error.path().unwrap_or(path).to_owned(),
                source: error.into(),
            })?;
            if !entry.file_type().is_dir() {
                add(entry.path(), &mut seen, &mut found);
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
