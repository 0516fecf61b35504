//! A corrected copy takes the place of the file that it corrects, or of the several files of a return
//! that it puts into one, and of no other: it states their fingerprints.

use std::collections::BTreeMap;

use super::changes::Changes;
use super::refusal::{is_chosen, step_aside};
use super::{FileStatus, Intake, Received};
use crate::t;

/// Lets each file step aside that a copy of its unit corrects. A chain (the copy of a copy) leaves
/// its last link; two different copies of one file are left to be told apart by the officer, who may
/// also choose the file that was corrected.
pub(super) fn supersede<'c>(intake: &Intake<'c>, received: &mut [Received<'c>]) {
    let mut copies: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for copy in received.iter().filter(|file| file.status == FileStatus::Accepted) {
        let Some(unit) = &copy.unit else { continue };
        for corrects in &copy.claims.corrects {
            let key = (unit.to_string(), corrects.clone());
            copies.entry(key).or_default().push(copy.path.clone());
        }
    }
    if copies.is_empty() {
        return;
    }
    let changes = Changes::gather(intake, received);
    for file in received.iter_mut() {
        let counts = matches!(file.status, FileStatus::Accepted | FileStatus::Rejected);
        let key = file.unit.as_ref().map(|unit| (unit.to_string(), file.sha256.clone()));
        if let Some(copies) = key.and_then(|key| copies.get(&key))
            && counts
            && !is_chosen(file)
        {
            let reason = t!(intake.words, "reason-corrected", other = copies.join("; "));
            step_aside(file, copies.first().map_or("", String::as_str), reason);
        }
    }
    changes.tell(intake, received);
}
