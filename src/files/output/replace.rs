//! Moves parts to their places, and puts back what was there when one of them cannot be moved.

use std::fs::OpenOptions;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{OutputError, Part, refuse_what_is_no_file};

/// How often a move is tried that fails since another program looks at the file, and how long it waits
/// in between: two seconds together.
const TRIES: u32 = 40;
const PAUSE: Duration = Duration::from_millis(50);

/// A part in its place, and what was there before it.
struct Placed<'p> {
    part: &'p Part,
    old: Option<PathBuf>,
}

/// Moves all parts to their places.
///
/// # Errors
/// When one of them cannot be moved; then all places are as they were.
pub(super) fn all(parts: &[Part]) -> Result<(), OutputError> {
    for part in parts {
        refuse_what_is_no_file(&part.target)?;
        refuse_what_is_held(&part.target)?;
    }
    if let [only] = parts {
        return patiently(|| std::fs::rename(&only.written, &only.target))
            .map_err(|source| failure(&only.target, source));
    }
    let mut placed: Vec<Placed<'_>> = Vec::with_capacity(parts.len());
    for part in parts {
        match place(part) {
            Ok(old) => placed.push(Placed { part, old }),
            Err(source) => {
                put_back(placed);
                return Err(failure(&part.target, source));
            }
        }
    }
    for old in placed.into_iter().filter_map(|placed| placed.old) {
        // The next run removes what stays.
        let _ = std::fs::remove_file(old);
    }
    Ok(())
}

fn place(part: &Part) -> io::Result<Option<PathBuf>> {
    let old = keep(part)?;
    let moved = patiently(|| std::fs::rename(&part.written, &part.target));
    if let (Err(_), Some(old)) = (&moved, &old) {
        let _ = std::fs::rename(old, &part.target);
    }
    moved.map(|()| old)
}

/// Gives what is in a place a second name, or where a file has only one, that name.
fn keep(part: &Part) -> io::Result<Option<PathBuf>> {
    if part.target.symlink_metadata().is_err() {
        return Ok(None);
    }
    let old = part.written.with_extension("old");
    if std::fs::hard_link(&part.target, &old).is_err() {
        patiently(|| std::fs::rename(&part.target, &old))?;
    }
    Ok(Some(old))
}

fn put_back(placed: Vec<Placed<'_>>) {
    for Placed { part, old } in placed.into_iter().rev() {
        let _ = match old {
            Some(old) => patiently(|| std::fs::rename(&old, &part.target)),
            None => std::fs::remove_file(&part.target),
        };
    }
}

/// Windows lets nobody replace a file that a program holds: said before the first one is replaced.
fn refuse_what_is_held(target: &Path) -> Result<(), OutputError> {
    if !cfg!(windows) || !target.is_file() {
        return Ok(());
    }
    patiently(|| OpenOptions::new().write(true).open(target).map(drop))
        .map_err(|source| failure(target, source))
}

/// Tries again for two seconds what fails since another program looks at the file for a moment.
fn patiently(mut attempt: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    for _ in 1..TRIES {
        match attempt() {
            Err(error) if is_held(&error) => std::thread::sleep(PAUSE),
            done => return done,
        }
    }
    attempt()
}

/// Whether a program holds the file. On Windows that is access denied (5), sharing violation (32),
/// user-mapped section (1224).
fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 1224))
        || matches!(error.kind(), ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy)
}

fn failure(target: &Path, source: io::Error) -> OutputError {
    if target.is_file() && is_held(&source) {
        OutputError::InUse(target.to_owned())
    } else {
        OutputError::Io { path: target.to_owned(), source }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_for_a_moment_is_tried_again() {
        let mut left = 3;
        let done = patiently(|| {
            left -= 1;
            if left > 0 { Err(ErrorKind::ResourceBusy.into()) } else { Ok(()) }
        });
        assert!(done.is_ok() && left == 0);
        assert!(patiently(|| Err(ErrorKind::NotFound.into())).is_err());
    }
}
