//! Which files a terminal is told of one by one: twenty thousand bad files are not read there.

use std::collections::BTreeMap;

use super::ui::Ui;
use crate::consolidate::intake::Received;
use crate::rules;
use crate::rules::finding::{Finding, Severity};
use crate::t;

/// The files to tell of: all of them in their order, or where those are too many, the worst ones first.
pub(super) fn worst<'f, 'c>(files: &'f [Received<'c>], most: usize) -> Vec<&'f Received<'c>> {
    let mut shown: Vec<&Received<'c>> = files.iter().collect();
    if shown.len() > most {
        shown.sort_by_cached_key(|file| std::cmp::Reverse(weight(&file.findings)));
        shown.truncate(most);
    }
    shown
}

/// How bad a file is: its open errors, then its open warnings.
fn weight(findings: &[Finding]) -> [usize; 2] {
    [Severity::Error, Severity::Warning].map(|severity| {
        findings.iter().filter(|f| f.severity == severity && f.settled.is_none()).count()
    })
}

/// How often each rule is broken in all files, and where the files are that are not told of.
pub(super) fn say_rest(files: &[Received<'_>], shown: usize, ui: &Ui) {
    let rest = files.len().saturating_sub(shown);
    if rest == 0 {
        return;
    }
    let words = ui.words();
    ui.say(&format!("\n{}", t!(words, "shown-rules", files = files.len())));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in files.iter().flat_map(|file| &file.findings) {
        *counts.entry(finding.code).or_default() += 1;
    }
    for (code, count) in counts {
        let title = rules::find(code).map(|rule| rule.title(words.language())).unwrap_or_default();
        ui.say(&format!("  {code}  {count:>7}  {title}"));
    }
    ui.say(&t!(words, "shown-rest", rest = rest));
}
