//! The own file of a run in a folder that it writes into (`.bdhvs-<run>.run`): locked while the run lives,
//! and holding the plan of what goes where while that is done. By it the next run knows the dead.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Component, Path, PathBuf};

const PREFIX: &str = ".bdhvs-";
const RUN: &str = ".run";
const PART: &str = ".part";
const OLD: &str = ".old";
/// The last line of a plan that is whole.
const END: &str = "end";
/// A run whose file another one takes for that of a dead run begins anew, so many times.
const TRIES: usize = 8;

#[derive(Debug)]
pub(super) struct RunFolder {
    path: PathBuf,
    real: PathBuf,
    file: tempfile::NamedTempFile,
    parts: usize,
    has_plan: bool,
}

impl RunFolder {
    /// Makes the file of this run in a folder and locks it.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(RUN).rand_bytes(8);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // Another user's run must be able to tell whether this one lives.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        for _ in 0..TRIES {
            let file = builder.tempfile_in(folder)?;
            // A file system without locks: its runs are never taken for dead.
            let is_taken = matches!(file.as_file().try_lock(), Err(TryLockError::WouldBlock));
            if !is_taken && file.path().exists() {
                let (path, real) = (folder.to_owned(), folder.canonicalize()?);
                return Ok(Self { path, real, file, parts: 0, has_plan: false });
            }
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder without links.
    pub fn real(&self) -> &Path {
        &self.real
    }

    /// Where the next part is written.
    pub fn next_part(&mut self) -> PathBuf {
        let run = self.file.path().file_stem().unwrap_or_default().to_string_lossy();
        let part = self.path.join(format!("{run}-{}{PART}", self.parts));
        self.parts += 1;
        part
    }

    /// Writes down which part goes where.
    pub fn write_plan<'p>(
        &mut self,
        moves: impl Iterator<Item = (&'p Path, &'p Path)>,
    ) -> io::Result<()> {
        let mut plan = String::new();
        for (part, target) in moves {
            let names = [part, target].map(|path| path.file_name().and_then(OsStr::to_str));
            let [Some(part), Some(target)] = names else { continue };
            plan.push_str(&serde_json::to_string(&[part, target])?);
            plan.push('\n');
        }
        if plan.is_empty() {
            return Ok(());
        }
        plan.push_str(END);
        plan.push('\n');
        self.has_plan = true;
        let file = self.file.as_file_mut();
        file.write_all(plan.as_bytes())?;
        file.sync_all()
    }

    /// What was planned is done, or given up.
    pub fn forget_plan(&mut self) {
        if std::mem::take(&mut self.has_plan) {
            let file = self.file.as_file_mut();
            // The lock says that the run lives; and what is done already is not done again.
            let _ = file.set_len(0).and_then(|()| file.rewind());
        }
    }
}

/// Removes what dead runs left in a folder, and puts in its place what one of them had been about to
/// put there: that is returned. What cannot be looked at stays.
pub(super) fn recover(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let names: BTreeSet<String> = names.filter(|name| name.starts_with(PREFIX)).collect();
    let mut completed = Vec::new();
    for name in names.iter().filter(|name| name.ends_with(RUN)) {
        completed.extend(bury(folder, name, &names).unwrap_or_default());
    }
    for part in names.iter().filter(|name| name.ends_with(PART)) {
        // A run has its file before its first part, and as long as it has any.
        if !folder.join(format!("{}{RUN}", run_of(part))).exists() {
            let _ = std::fs::remove_file(folder.join(part));
        }
    }
    completed
}

/// The run that a part belongs to: `.bdhvs-a-1.part` to `.bdhvs-a`.
fn run_of(part: &str) -> &str {
    let stem = part.strip_suffix(PART).or_else(|| part.strip_suffix(OLD)).unwrap_or(part);
    match stem.rsplit_once('-') {
        Some((run, number)) if run.len() > PREFIX.len() && number.parse::<usize>().is_ok() => run,
        _ => stem,
    }
}

/// Finishes the plan of a run and removes the rest of it, if the run is dead.
fn bury(folder: &Path, run: &str, names: &BTreeSet<String>) -> io::Result<Vec<PathBuf>> {
    let path = folder.join(run);
    if !path.symlink_metadata()?.is_file() {
        return Ok(Vec::new());
    }
    let mut file = OpenOptions::new().read(true).write(true).open(&path)?;
    if file.try_lock().is_err() {
        return Ok(Vec::new());
    }
    let plan = plan(&mut file)?;
    let is_planned = plan.is_some();
    let mut completed = Vec::new();
    for (part, target) in plan.unwrap_or_default() {
        let is_own = run.strip_suffix(RUN) == Some(run_of(&part)) && names.contains(&part);
        let (part, target) = (folder.join(part), folder.join(target));
        // What somebody has saved since is newer than what was to come.
        let is_newer = modified(&target) > modified(&path);
        if is_own && !is_newer && std::fs::rename(part, &target).is_ok() {
            completed.push(target);
        }
    }
    let of_run = names.iter().filter(|name| {
        run.strip_suffix(RUN) == Some(run_of(name))
            && (name.ends_with(PART) || is_planned && name.ends_with(OLD))
    });
    for name in of_run {
        let _ = std::fs::remove_file(folder.join(name));
    }
    std::fs::remove_file(&path)?;
    Ok(completed)
}

/// What a run was about to do, if it got as far as that: parts and targets, each a name in the folder.
fn plan(file: &mut File) -> io::Result<Option<Vec<(String, String)>>> {
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    let Some(lines) = text.strip_suffix(&format!("{END}\n")) else { return Ok(None) };
    let moves = lines.lines().filter_map(|line| serde_json::from_str::<[String; 2]>(line).ok());
    let moves = moves.filter(|[_, target]| is_name(target)).map(|[part, target]| (part, target));
    Ok(Some(moves.collect()))
}

/// Whether a text is the name of something in a folder, and leads nowhere else.
fn is_name(text: &str) -> bool {
    let mut parts = Path::new(text).components();
    matches!((parts.next(), parts.next()), (Some(Component::Normal(name)), None) if name == text)
}

fn modified(path: &Path) -> Option<std::time::SystemTime> {
    path.metadata().and_then(|there| there.modified()).ok()
}
