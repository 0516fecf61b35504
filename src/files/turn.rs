//! Taking turns: a file that runs and people both add to is written by one run at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::hash::{BuildHasher as _, Hasher as _};
use std::io::{self, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::output::OutputError;

/// How often, and with what pause, a run asks whether it is its turn: a minute together.
const TRIES: u32 = 1200;
const PAUSE: Duration = Duration::from_millis(50);

/// The right to write a file, for as long as it is held. A file beside the other is locked for it, and
/// removed again.
#[derive(Debug)]
#[must_use = "a turn that is dropped is over"]
pub struct Turn {
    path: PathBuf,
    _locked: File,
}

impl Turn {
    /// Waits until no other run writes the file.
    ///
    /// # Errors
    /// When another run does not end, or the folder cannot be written.
    pub fn take(path: &Path) -> Result<Self, OutputError> {
        let failed = |source| OutputError::Io { path: path.to_owned(), source };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let own = path.with_file_name(format!(".bdhvs-{name}.lock"));
        if let Some(folder) = own.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        for _ in 0..TRIES {
            if let Some(locked) = locked(&own).map_err(failed)? {
                return Ok(Self { path: own, _locked: locked });
            }
            std::thread::sleep(PAUSE);
        }
        Err(OutputError::InUse(path.to_owned()))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // Removed before it is let go: who waits for it sees that it is gone and makes a new one.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// The file, locked; `None` where another run has it, or has just removed it.
fn locked(path: &Path) -> io::Result<Option<File>> {
    let mut options = OpenOptions::new();
    let mut file = options.read(true).write(true).create(true).truncate(false).open(path)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => return Ok(None),
        // A file system without locks: nothing better is to be had there.
        Ok(()) | Err(TryLockError::Error(_)) => {}
    }
    let token = std::hash::RandomState::new().build_hasher().finish().to_string();
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(token.as_bytes())?;
    let is_same = std::fs::read_to_string(path).is_ok_and(|there| there == token);
    Ok(is_same.then_some(file))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::Turn;

    #[test]
    fn one_has_the_turn_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("so.csv");
        let inside = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..5 {
                        let turn = Turn::take(&path).unwrap();
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        inside.fetch_sub(1, Ordering::SeqCst);
                        drop(turn);
                    }
                });
            }
        });
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
