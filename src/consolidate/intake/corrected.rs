//! A corrected copy takes the place of the file that it corrects, or of the several files of a return
//! that it puts into one, and of no other: it states their fingerprints.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::Changes;
use super::gathered::{About, Fate, Gathered};
use super::{FileStatus, Intake};
use crate::t;
use crate::values::key::UnitCode;

/// Lets each file step aside that a copy of its unit corrects. A chain (the copy of a copy) leaves
/// its last link; two different copies of one file are left to be told apart by the officer, who may
/// also choose the file that was corrected.
pub(super) fn supersede<'c>(intake: &Intake<'c>, files: &Gathered<'c>) -> Vec<About<'c>> {
    let mut copies: BTreeMap<(&UnitCode, &str), Vec<&str>> = BTreeMap::new();
    for (index, copy) in files.accepted() {
        let Some(unit) = copy.unit() else { continue };
        for corrects in &copy.checked.claims.corrects {
            copies.entry((unit, corrects)).or_default().push(files.path(index));
        }
    }
    if copies.is_empty() {
        return Vec::new();
    }
    let mut facts = Vec::new();
    let mut aside = BTreeSet::new();
    for (index, file) in files.iter() {
        let counts = matches!(file.status(), FileStatus::Accepted | FileStatus::Rejected);
        let copies = file.unit().and_then(|unit| copies.get(&(unit, file.sha256())));
        if let Some(copies) = copies.filter(|_| counts && !file.is_chosen()) {
            let reason = t!(intake.words, "reason-corrected", other = copies.join("; "));
            let by = copies.first().copied().unwrap_or_default();
            facts.push(About::fate(index, Fate::superseded(by, reason)));
            aside.insert(index);
        }
    }
    facts.extend(Changes::gather(intake, files).facts(intake, files, &aside));
    facts
}
