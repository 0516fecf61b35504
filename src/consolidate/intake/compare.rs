//! Different files of one unit, held against each other: what the others say differently from the
//! first, or from the one that the officer chose.

use std::borrow::Cow;

use super::comparison::Comparison;
use super::parts::Parts;
use super::reread::read_again;
use super::{FileStatus, Intake, Received};
use crate::ledger::StoredReturn;
use crate::submission::Submission;
use crate::submission::difference::differences;
use crate::t;

/// Holds files against one of their unit, or against several that complete each other, as the unit wrote
/// them, and notes in each what it says differently. No more than these and one other are in memory for
/// it at a time.
pub(super) fn compare_with<'c>(
    intake: &Intake<'c>,
    received: &mut [Received<'c>],
    base: &[usize],
    others: &[usize],
) {
    let intake = &intake.as_sent();
    for &index in others {
        let one = &received[index];
        let is_same = base.iter().any(|base| received[*base].sha256 == one.sha256);
        let found = if is_same && base.len() == 1 {
            Some(Vec::new())
        } else {
            read_again(intake, one)
                .zip(whole(intake, received, base))
                .map(|(one, base)| differences(&one, &base))
        };
        let with = paths(received, base);
        let comparison = found.map(|differences| Comparison { with, differences });
        received[index].compared = comparison;
    }
}

/// The paths of files that count together, in one text.
pub(super) fn paths(received: &[Received<'_>], indices: &[usize]) -> String {
    let paths: Vec<&str> = indices.iter().map(|index| received[*index].path.as_str()).collect();
    paths.join("; ")
}

/// What files of one unit hold together.
fn whole<'c>(
    intake: &Intake<'c>,
    received: &[Received<'c>],
    indices: &[usize],
) -> Option<Submission<'c>> {
    match indices {
        [only] => read_again(intake, received.get(*only)?),
        _ => Parts::of(intake, received, indices).map(Parts::whole),
    }
}

/// Holds the files that the officer leaves out against the one of their unit that counts.
pub(super) fn left_out<'c>(intake: &Intake<'c>, received: &mut [Received<'c>]) {
    for index in 0..received.len() {
        let file = &received[index];
        if file.status != FileStatus::Excluded || file.blank || file.unit.is_none() {
            continue;
        }
        let counts =
            |other: &Received<'_>| other.status == FileStatus::Accepted && other.unit == file.unit;
        let base: Vec<usize> = (0..received.len()).filter(|at| counts(&received[*at])).collect();
        if !base.is_empty() {
            compare_with(intake, received, &base, &[index]);
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
    /// Everything that a unit sent whose file counts, as the unit wrote it, read once more; also where it waits for the
    /// officer to say that it counts together with others among `received` that complete it.
    pub fn submission(
        &self,
        received: &[Received<'c>],
        file: &Received<'c>,
    ) -> Option<Submission<'c>> {
        if file.brings.is_none() {
            let counts = file.status == FileStatus::Accepted;
            return counts.then(|| read_again(&self.as_sent(), file)).flatten();
        }
        let indices: Vec<usize> = (0..received.len())
            .filter(|index: &usize| received[*index].is_part_with(file))
            .collect();
        whole(self, received, &indices)
    }

    /// What a file that counts holds, as it is stored, or would be.
    pub(super) fn stored<'r>(&self, file: &'r Received<'c>) -> Option<Cow<'r, StoredReturn<'c>>> {
        if let Some(stored) = file.stored() {
            return Some(Cow::Borrowed(stored));
        }
        let read = read_again(self, file)?;
        let excluded = file.excluded_answers().cloned().collect();
        Some(Cow::Owned(StoredReturn::new(&read, &excluded)))
    }
}
