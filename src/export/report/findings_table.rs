//! The findings of a file on the terminal.

use comfy_table::{Color, Table};

use super::table_style::{Look, plain};
use crate::campaign::Campaign;
use crate::consolidate::intake::Received;
use crate::consolidate::names::{remedy, status_words, weight};
use crate::i18n::Words;
use crate::i18n::visible::visible;
use crate::rules::finding::{Finding, Severity};
use crate::rules::group::{Group, groups};
use crate::t;
use crate::values::key::UnitCode;

/// A file's findings under a line that names it, what is one mistake in one row; one line when there
/// are none.
pub fn file(file: &Received<'_>, campaign: &Campaign, look: Look, words: &Words) -> String {
    let status = status_words(file, words);
    let mut head = format!("{}\n  ", visible(file.path.as_str()));
    if let Some(unit) = file.unit.as_ref().and_then(|code| campaign.unit(code)) {
        head.push_str(&visible(unit.name.as_str()));
        head.push_str(": ");
    }
    head.push_str(&status);
    if let Some(reason) = file.reason.as_ref().filter(|_| file.findings.is_empty()) {
        head.push_str(" – ");
        head.push_str(&visible(reason.as_str()));
    }
    if file.findings.is_empty() {
        return head;
    }
    let table = findings(file.findings.iter(), campaign, look, words);
    format!("{head}\n{table}")
}

/// What was found over all files together and stands in none of them; `None` where nothing was.
pub fn together(
    found: &[(Option<UnitCode>, Finding)],
    campaign: &Campaign,
    look: Look,
    words: &Words,
) -> Option<String> {
    if found.is_empty() {
        return None;
    }
    let table = findings(found.iter().map(|(_, finding)| finding), campaign, look, words);
    Some(format!("{}\n{table}", t!(words, "table-together")))
}

fn findings<'f>(
    findings: impl Iterator<Item = &'f Finding>,
    campaign: &Campaign,
    look: Look,
    words: &Words,
) -> Table {
    let mut table = look.table();
    table.set_header(look.header(vec![
        t!(words, "table-rule"),
        t!(words, "table-place"),
        t!(words, "table-finding"),
    ]));
    for group in groups(findings) {
        let colour = match group.severity() {
            Severity::Error if group.is_open() => Color::Red,
            Severity::Warning if group.is_open() => Color::Yellow,
            _ => Color::Cyan,
        };
        let code = format!("{}\n{}", group.code(), group_weight(&group, words));
        let what = format!("{}\n{}", group.what(words), cure(&group, words));
        let place = [group.sheet(campaign), group.places(campaign, words)];
        let place: Vec<String> = place.into_iter().flatten().collect();
        let place = if place.is_empty() { t!(words, "place-file") } else { place.join("\n") };
        table.add_row(vec![look.coloured(code, colour), plain(place), plain(what)]);
    }
    table
}

/// How serious the findings of a line are, and what settles them, each once.
fn group_weight(group: &Group<'_>, words: &Words) -> String {
    let mut weights: Vec<String> = group.findings().map(|f| weight(f, words)).collect();
    weights.dedup();
    weights.join("\n")
}

/// How to mend them, or what settles each of them.
fn cure(group: &Group<'_>, words: &Words) -> String {
    if group.findings().all(|finding| finding.settled.is_none()) {
        return format!("→ {}", group.how(words));
    }
    let mut said: Vec<String> =
        group.findings().map(|finding| format!("✓ {}", remedy(finding, words))).collect();
    said.dedup();
    said.join("\n")
}
