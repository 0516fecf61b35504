//! Different files of one unit, held against each other: what the others say differently from the
//! first, or from the one that the officer chose.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::checked::SourceFile;
use super::comparison::Comparison;
use super::gathered::{About, Fate, Gathered};
use super::parts::Parts;
use super::reread::read_again;
use super::{FileStatus, Intake, Received};
use crate::submission::Submission;
use crate::submission::difference::differences;
use crate::t;

/// Holds files against one of their unit, or against several that complete each other, as the unit wrote
/// them: what each says differently, by its number; nothing of one that cannot be read. No more than these and
/// one other are in memory for it at a time.
pub(super) fn compare_with<'c>(
    intake: &Intake<'c>,
    files: &Gathered<'c>,
    base: &[usize],
    others: &[usize],
) -> BTreeMap<usize, Comparison<'c>> {
    let intake = &intake.as_sent();
    let sources = files.sources(base);
    let whole_base = OnceCell::new();
    let mut compared = BTreeMap::new();
    for &index in others {
        let source = &files.get(index).checked.source;
        let is_same = sources.iter().any(|base| base.sha256 == source.sha256);
        let found = if is_same && base.len() == 1 {
            Some(Vec::new())
        } else {
            read_again(intake, source)
                .zip(whole_base.get_or_init(|| whole(intake, &sources)).as_ref())
                .map(|(one, base)| differences(&one, base))
        };
        if let Some(differences) = found {
            compared.insert(index, Comparison { with: files.paths(base), differences });
        }
    }
    compared
}

/// What files of one unit hold together.
fn whole<'c>(intake: &Intake<'c>, sources: &[SourceFile]) -> Option<Submission<'c>> {
    match sources {
        [only] => read_again(intake, only),
        _ => Parts::of(intake, sources.to_vec()).map(Parts::whole),
    }
}

/// Holds the files that the officer leaves out against the one of their unit that counts.
pub(super) fn left_out<'c>(intake: &Intake<'c>, files: &Gathered<'c>) -> Vec<About<'c>> {
    let mut facts = Vec::new();
    for (index, file) in files.iter() {
        if file.status() != FileStatus::Excluded || file.is_blank() || file.unit().is_none() {
            continue;
        }
        let base: Vec<usize> = files
            .accepted()
            .filter(|(_, other)| other.unit() == file.unit())
            .map(|(at, _)| at)
            .collect();
        if base.is_empty() {
            continue;
        }
        if let Some(comparison) = compare_with(intake, files, &base, &[index]).remove(&index) {
            let (other, count) = (comparison.with.as_str(), comparison.differences.len());
            let reason = match count {
                0 => t!(intake.words, "reason-excluded-same", other = other),
                count => {
                    t!(intake.words, "reason-excluded-beside", other = other, count = count)
                }
            };
            facts.push(About::fate(index, Fate::Excluded { reason }));
            facts.push(About::compared(index, comparison));
        }
    }
    facts
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
            return counts.then(|| read_again(&self.as_sent(), &SourceFile::of(file))).flatten();
        }
        let parts = received.iter().filter(|other| other.is_part_with(file));
        let sources: Vec<SourceFile> = parts.map(SourceFile::of).collect();
        whole(self, &sources)
    }
}
