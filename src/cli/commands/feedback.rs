//! `validate --feedback DIR`: what every unit gets back, file by file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use rayon::prelude::*;

use crate::cli::failure::Failure;
use crate::cli::ui::Ui;
use crate::consolidate::intake::{Found, Intake, Received, is_own_result};
use crate::files::output::OutputRun;
use crate::t;
use crate::workbooks::feedback::{Feedback, Reply, cases, is_untouched};

/// Replies held in memory at a time.
const BATCH: usize = 64;

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Written {
    pub replies: usize,
    /// Corrected copies among what was written.
    pub copies: usize,
}

/// The folder must not be one that is read, nor hold anything that is: the next run would take the
/// corrected copies for returns.
pub(super) fn refuse_folder(folder: &Path, paths: &[PathBuf]) -> Result<()> {
    let Some(place) = real_place(folder) else { return Ok(()) };
    for path in paths {
        let (folder, input) = (folder.display().to_string(), path.display().to_string());
        if path.canonicalize().is_ok_and(|input| place.starts_with(input)) {
            bail!(Failure::FeedbackInside { folder, input });
        }
        if lies_in(path, &place) {
            bail!(Failure::FeedbackHolds { folder, input });
        }
    }
    Ok(())
}

/// Whether an input is below a folder. A link is where it stands, and where it leads.
fn lies_in(input: &Path, place: &Path) -> bool {
    let parent = input.parent().filter(|parent| !parent.as_os_str().is_empty());
    let stands = parent.unwrap_or(Path::new(".")).canonicalize();
    let stands = stands.ok().zip(input.file_name()).map(|(parent, name)| parent.join(name));
    let leads = input.canonicalize().ok();
    [stands, leads].into_iter().flatten().any(|real| real.starts_with(place))
}

/// Where a folder is, or will be once it is made.
fn real_place(folder: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(folder).ok()?;
    let known = absolute.ancestors().find(|ancestor| ancestor.exists())?;
    Some(known.canonicalize().ok()?.join(absolute.strip_prefix(known).ok()?))
}

/// What is answered: the files as they were found, none of which may be written over, and as they
/// were taken in.
#[derive(Clone, Copy)]
pub(super) struct Inputs<'a, 'c> {
    pub found: &'a [Found],
    pub received: &'a [Received<'c>],
}

/// Where the replies go, and of which day they are.
#[derive(Clone, Copy)]
pub(super) struct Output<'a> {
    pub folder: &'a Path,
    pub day: jiff::civil::Date,
}

/// Writes the reply to every file that is answered.
pub(super) fn write<'c>(
    intake: &Intake<'c>,
    inputs: Inputs<'_, 'c>,
    output: Output<'_>,
    ui: &Ui,
) -> Result<Written> {
    let Intake { campaign, period, words, .. } = *intake;
    let (Inputs { found, received }, Output { folder, day }) = (inputs, output);
    let feedback = Feedback { campaign, period, day, words };
    // What a unit is told of is what it wrote.
    let told: Vec<Received<'c>>;
    let is_corrected = received.iter().any(|file| !file.corrections().is_empty());
    let received = if is_corrected {
        told = received.iter().map(|file| file.told(words)).collect();
        &told
    } else {
        received
    };
    let cases = cases(received);
    let mut written = Written::default();
    let bar = ui.progress(cases.len(), t!(words, "progress-writing"));
    let inputs = PlacesOf::new(found);
    let mut run = OutputRun::new();
    for batch in cases.chunks(BATCH) {
        let replies: Vec<Result<Reply, _>> = batch
            .par_iter()
            .map(|case| feedback.reply(case, intake.submission(received, case.file).as_ref()))
            .collect();
        for reply in replies {
            let reply = reply?;
            written.replies += 1;
            written.copies += usize::from(reply.copy.is_some());
            stage(&reply, folder, &inputs, &mut run)?;
            bar.inc(1);
        }
        run.commit()?;
    }
    bar.finish_and_clear();
    ui.completed(&run);
    Ok(written)
}

/// Where the inputs really are, each looked up once.
struct PlacesOf {
    inputs: BTreeSet<PathBuf>,
}

impl PlacesOf {
    fn new(found: &[Found]) -> Self {
        let places = found.par_iter().map(|found| found.path.canonicalize());
        Self { inputs: places.filter_map(Result::ok).collect() }
    }

    /// Whether a file is one of them, however its path is written.
    fn hold(&self, path: &Path) -> bool {
        path.canonicalize().is_ok_and(|place| self.inputs.contains(&place))
    }
}

/// Writes the files of one reply beside their places.
fn stage(reply: &Reply, folder: &Path, inputs: &PlacesOf, run: &mut OutputRun) -> Result<()> {
    let (message, text) = &reply.message;
    let files = [reply.copy.as_ref(), Some(&reply.result)].into_iter().flatten();
    let files = files.map(|(name, bytes)| (name, bytes.as_slice()));
    for (name, bytes) in files.chain([(message, text.as_bytes())]) {
        let path = folder.join(name);
        if inputs.hold(&path) {
            bail!(Failure::OverInput { path: path.display().to_string() });
        }
        let old = std::fs::read(&path).ok();
        if path.exists()
            && old
                .as_ref()
                .is_none_or(|old: &Vec<u8>| !is_own_result(&path) && !is_untouched(old, bytes))
        {
            bail!(Failure::FeedbackExists { path: path.display().to_string() });
        }
        run.stage(&path, bytes)?;
    }
    Ok(())
}
