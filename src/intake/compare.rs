//! Different files of one unit, held against each other: what the others say differently from the
//! first, or from the one that the officer chose.

use std::borrow::Cow;

use super::walk::Found;
use super::{Intake, Received, Standing, file};
use crate::ledger::Kept;
use crate::submission::difference::{Difference, differences};
use crate::submission::extract::Submission;
use crate::t;

/// A file held against another one of its unit.
#[derive(Debug, Clone)]
pub struct Comparison<'c> {
    /// The path of the other one, as people and JSON know it.
    pub with: String,
    /// The cells in which the file says something else; none when every answer is the same.
    pub differences: Vec<Difference<'c>>,
}

/// Holds files against one of their unit, and notes in each what it says differently. No more than
/// two returns are in memory for it at a time.
pub(super) fn hold_against<'c>(
    intake: &Intake<'c>,
    received: &mut [Received<'c>],
    base: usize,
    others: &[usize],
) {
    for &index in others {
        let comparison = {
            let (one, base) = (&received[index], &received[base]);
            let found = if one.sha256 == base.sha256 {
                Some(Vec::new())
            } else {
                read_again(intake, one)
                    .zip(read_again(intake, base))
                    .map(|(one, base)| differences(&one, &base))
            };
            found.map(|differences| Comparison { with: base.path.clone(), differences })
        };
        received[index].compared = comparison;
    }
}

/// Holds the files that the officer leaves out against the one of their unit that counts.
pub(super) fn left_out<'c>(intake: &Intake<'c>, received: &mut [Received<'c>]) {
    for index in 0..received.len() {
        let file = &received[index];
        if file.standing != Standing::Excluded || file.blank || file.unit.is_none() {
            continue;
        }
        let counts =
            |other: &Received<'_>| other.standing == Standing::Accepted && other.unit == file.unit;
        if let Some(base) = received.iter().position(counts) {
            hold_against(intake, received, base, &[index]);
            let file = &mut received[index];
            if let Some(Comparison { with, differences }) = &file.compared {
                let (other, count) = (with.as_str(), differences.len());
                file.reason = Some(match count {
                    0 => t!(intake.words, "reason-excluded-same", other = other),
                    count => {
                        t!(intake.words, "reason-excluded-beside", other = other, count = count)
                    }
                });
            }
        }
    }
}

impl<'c> Intake<'c> {
    /// Everything that a file which counts holds, read once more.
    #[must_use]
    pub fn submission(&self, file: &Received<'c>) -> Option<Submission<'c>> {
        let counts = file.standing == Standing::Accepted;
        counts.then(|| read_again(self, file)).flatten()
    }

    /// What is kept of a file that counts, or would be.
    pub(super) fn kept<'r>(&self, file: &'r Received<'c>) -> Option<Cow<'r, Kept<'c>>> {
        if let Some(kept) = &file.kept {
            return Some(Cow::Borrowed(kept));
        }
        let read = read_again(self, file)?;
        Some(Cow::Owned(Kept::new(&read, &file.excluded)))
    }
}

fn read_again<'c>(intake: &Intake<'c>, file: &Received<'c>) -> Option<Submission<'c>> {
    let found = Found { path: file.found_at.clone(), shown: file.path.clone() };
    let (again, submission) = file::receive(intake, &found);
    // A file that has changed since is not the one that was judged.
    let is_same = again.sha256 == file.sha256;
    submission.filter(|_| is_same)
}
