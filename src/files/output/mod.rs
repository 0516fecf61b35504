//! Writing the files of a command: all of them or none, with the permissions of ordinary files.
//!
//! Every file is first written beside its place, as a part. Once all parts are whole and on the disk, the
//! plan of what goes where is written into the run's own file, and the parts are moved to their places; a
//! failure on the way puts back what was there. The run's file stays locked while the run lives, so that
//! the next run in the folder knows what a dead one left: it finishes a plan, and removes everything else.

mod replace;
mod run_folder;

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use run_folder::RunFolder;

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The file is there and another program holds it, as Excel does with an open workbook.
    #[error("{} is open in another program", .0.display())]
    InUse(PathBuf),
    /// Two outputs of a command have one place, or names that differ in nothing but case.
    #[error("{} is written twice", .0.display())]
    Twice(PathBuf),
    /// What is there is a folder, a device or a pipe.
    #[error("{} is no file", .0.display())]
    NotAFile(PathBuf),
    /// Somebody has protected the file against changes.
    #[error("{} is read-only", .0.display())]
    ReadOnly(PathBuf),
    /// Anything else.
    #[error("cannot write {}", path.display())]
    Io { path: PathBuf, source: std::io::Error },
}

/// The outputs of one command. Dropped, it leaves nothing behind of what was not committed.
#[derive(Debug, Default)]
pub struct OutputRun {
    folders: Vec<RunFolder>,
    staged: Vec<Part>,
    /// The places given away, without the case of their letters.
    places: BTreeSet<String>,
    completed: Vec<PathBuf>,
}

/// A file written beside its place.
#[derive(Debug)]
struct Part {
    /// Which of the run's folders it is in.
    folder: usize,
    target: PathBuf,
    written: PathBuf,
    /// The target without the case of its letters.
    place: String,
    is_on_disk: bool,
}

impl OutputRun {
    pub fn new() -> Self {
        Self::default()
    }

    /// Clears a folder of what dead runs left in it, if it is there, before anything in it is read.
    pub fn recover(&mut self, folder: &Path) {
        self.completed.extend(run_folder::recover(folder));
    }

    /// The files that an earlier run had been about to put in their places and that this one has put
    /// there.
    pub fn completed(&self) -> &[PathBuf] {
        &self.completed
    }

    /// Writes a file beside its place. Missing folders are made.
    ///
    /// # Errors
    /// When the place cannot be written.
    pub fn stage(&mut self, path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
        self.stage_with(path, |file| {
            file.write_all(bytes)
                .map_err(|source| OutputError::Io { path: path.to_owned(), source })
        })
    }

    /// The same for what is too long to be held whole before it is written: `write` does it, piece by
    /// piece.
    ///
    /// # Errors
    /// When the place cannot be written, or `write` fails.
    pub fn stage_with<E: From<OutputError>>(
        &mut self,
        path: &Path,
        write: impl FnOnce(&mut BufWriter<&mut File>) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |source| OutputError::Io { path: path.to_owned(), source };
        let folder = self.folder_of(path)?;
        let place = self.claim(path, folder)?;
        refuse_what_is_no_file(path)?;
        let Some(of) = self.folders.get_mut(folder) else { return Ok(()) };
        let part = of.next_part();
        let mut file =
            OpenOptions::new().write(true).create_new(true).open(&part).map_err(failed)?;
        // From here on it is removed with the run.
        self.staged.push(Part {
            folder,
            target: path.to_owned(),
            written: part,
            place,
            is_on_disk: false,
        });
        let mut buffered = BufWriter::new(&mut file);
        write(&mut buffered)?;
        buffered.flush().map_err(failed)?;
        Ok(())
    }

    /// Moves everything that is staged to its place.
    ///
    /// # Errors
    /// When a place cannot be written; then all places are as they were.
    pub fn commit(&mut self) -> Result<(), OutputError> {
        self.commit_if(&|| true).map(drop)
    }

    /// The same, if at the last moment something still holds; else everything stays staged, and the
    /// answer is no.
    ///
    /// # Errors
    /// As [`Self::commit`].
    pub fn commit_if(&mut self, still: &dyn Fn() -> bool) -> Result<bool, OutputError> {
        self.synchronise()?;
        let parts = std::mem::take(&mut self.staged);
        let done = self.announce(&parts).and_then(|()| {
            let holds = still();
            if holds { replace::all(&parts).map(|()| true) } else { Ok(false) }
        });
        match done {
            Ok(true) => {}
            Ok(false) => self.staged = parts,
            Err(_) => remove(&parts),
        }
        for folder in &mut self.folders {
            folder.forget_plan();
        }
        done
    }

    /// Gives up what is staged for a place.
    pub fn withdraw(&mut self, path: &Path) {
        let (gone, staged) = std::mem::take(&mut self.staged)
            .into_iter()
            .partition(|part: &Part| part.target == path);
        self.staged = staged;
        remove(&gone);
        for part in gone {
            self.places.remove(&part.place);
        }
    }

    /// Brings what is staged to the disk, so that no power cut leaves an empty file in the place of a whole
    /// one. Committing does it too, but has less to do after this.
    ///
    /// # Errors
    /// When the disk is full or gone.
    pub fn synchronise(&mut self) -> Result<(), OutputError> {
        if !cfg!(unix) {
            return Ok(());
        }
        self.staged.par_iter_mut().filter(|part| !part.is_on_disk).try_for_each(|part| {
            let file = OpenOptions::new().write(true).open(&part.written);
            file.and_then(|file| file.sync_all())
                .map_err(|source| OutputError::Io { path: part.target.clone(), source })?;
            part.is_on_disk = true;
            Ok(())
        })
    }

    fn folder_of(&mut self, path: &Path) -> Result<usize, OutputError> {
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        if let Some(known) = self.folders.iter().position(|known| known.path() == folder) {
            return Ok(known);
        }
        let failed = |source| OutputError::Io { path: path.to_owned(), source };
        std::fs::create_dir_all(folder).map_err(failed)?;
        self.recover(folder);
        self.folders.push(RunFolder::open(folder).map_err(failed)?);
        Ok(self.folders.len() - 1)
    }

    fn claim(&mut self, path: &Path, folder: usize) -> Result<String, OutputError> {
        let folder = self.folders.get(folder).map_or(Path::new(""), RunFolder::real);
        let place = folder.join(path.file_name().unwrap_or_default());
        let place = place.to_string_lossy().to_lowercase();
        if self.places.insert(place.clone()) {
            Ok(place)
        } else {
            Err(OutputError::Twice(path.to_owned()))
        }
    }

    /// Writes the plan of every folder; one file alone needs none.
    fn announce(&mut self, parts: &[Part]) -> Result<(), OutputError> {
        if parts.len() < 2 {
            return Ok(());
        }
        for (index, folder) in self.folders.iter_mut().enumerate() {
            let own = parts.iter().filter(|part| part.folder == index);
            let moves = own.map(|part| (part.written.as_path(), part.target.as_path()));
            folder
                .write_plan(moves)
                .map_err(|source| OutputError::Io { path: folder.path().to_owned(), source })?;
        }
        Ok(())
    }
}

impl Drop for OutputRun {
    fn drop(&mut self) {
        remove(&self.staged);
        if cfg!(unix) && !self.places.is_empty() {
            for folder in &self.folders {
                // A folder that cannot be synchronised is one on a file system without that.
                let _ = File::open(folder.path()).and_then(|folder| folder.sync_all());
            }
        }
    }
}

fn remove(parts: &[Part]) {
    for part in parts {
        // What has been moved away is not there any more.
        let _ = std::fs::remove_file(&part.written);
    }
}

fn refuse_what_is_no_file(path: &Path) -> Result<(), OutputError> {
    match std::fs::metadata(path) {
        Ok(there) if !there.is_file() => Err(OutputError::NotAFile(path.to_owned())),
        Ok(there) if there.permissions().readonly() => Err(OutputError::ReadOnly(path.to_owned())),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
