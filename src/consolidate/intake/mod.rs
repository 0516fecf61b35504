//! From paths to checked returns: every path comes back exactly once, with what became of it.

mod across;
mod area;
mod cells;
mod changes;
mod checked;
mod compare;
mod comparison;
mod corrected;
pub mod corrections;
mod declared_scope;
mod file;
mod file_status;
mod gathered;
mod judged;
mod memory;
mod official_file;
mod opened;
mod own_results;
mod parts;
mod receipt;
mod received;
mod recognised;
mod reread;
mod twins;
mod walk;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

pub use across::Reviewed;
pub use cells::CellCount;
pub use comparison::Comparison;
pub use declared_scope::{DeclaredScope, is_unread, probe};
pub use file_status::FileStatus;
pub use own_results::is_own_result;
pub use receipt::{Receipt, ReceiptSource};
pub use received::{Received, return_of};
pub use walk::{Found, WalkError, walk};

use crate::campaign::{Campaign, Period};
use crate::i18n::Words;
use crate::rules::decisions::Decisions;
use crate::rules::rule::ExplicitScope;
use crate::submission::correction::Correction;
use checked::{CheckedFile, SourceFile};
use gathered::{Gathered, Pass};

/// What is looked at over the files of a run, each with what the one before it found out.
const PASSES: [Pass; 5] = [
    corrected::supersede,
    twins::blanks_beside_rejected,
    twins::settle,
    area::refuse_twice,
    compare::left_out,
];

/// Of which campaign and period returns are, and what the officer has decided about them.
#[derive(Debug, Clone, Copy)]
pub struct Intake<'c> {
    pub campaign: &'c Campaign,
    pub period: &'c Period,
    /// Whether a flag or the working folder says them.
    pub given: ExplicitScope,
    /// Words that the officer has declared to mean zero.
    pub zero_words: &'c [String],
    /// What the officer decides about findings.
    pub decisions: &'c Decisions,
    /// The registers of receipts, which people keep among what came back.
    pub registers: &'c [PathBuf],
    /// What is taken in the place of what units wrote; none to see what they wrote.
    pub corrections: &'c [Arc<Correction>],
    /// Files that the officer has chosen where a unit sent several.
    pub chosen: &'c [PathBuf],
    /// Files that the officer leaves out.
    pub left_out: &'c [PathBuf],
    pub words: &'c Words,
}

/// What the officer said of a file on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// `--use`: it counts where its unit sent several.
    Use,
    /// `--exclude`: nothing of the file counts.
    Exclude,
}

impl Decision {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Use => "use",
            Self::Exclude => "exclude",
        }
    }
}

impl<'c> Intake<'c> {
    /// Takes in the files, in parallel; the result is in the order of `files` whatever the number
    /// of threads. `tick` is called after each file.
    pub fn take(&self, files: &[Found], tick: &(dyn Fn() + Sync)) -> Vec<Received<'c>> {
        let checked: Vec<CheckedFile<'c>> = files
            .par_iter()
            .map(|found| {
                let file = file::receive(self, found).let_go();
                tick();
                file
            })
            .collect();
        let mut known = Gathered::new(self, checked);
        for pass in PASSES {
            let facts = pass(self, &known);
            known = known.with(facts);
        }
        known.into_files().into_iter().map(Received::new).collect()
    }
}

/// Whether one of the paths names a file.
fn is_among(paths: &[PathBuf], file: &SourceFile) -> bool {
    paths.iter().any(|path| is_named(path, &file.found_at, &file.path))
}

/// Whether a path names a file: as it is found from here, or as results call it, so that what a
/// message says can be typed in a folder of the working folder too.
pub fn is_named(path: &Path, found_at: &Path, shown: &str) -> bool {
    same_file(path, found_at) || path == Path::new(shown)
}

/// Whether two paths name the same file, however they are written.
pub fn same_file(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}
