//! Findings as people read them: one rule on one sheet is one line, however often it is broken. A
//! mistake in thirty rows is one thing to do, and not thirty.
//!
//! Only for people: JSON and CSV keep every finding.

use std::collections::BTreeMap;

use super::finding::{Finding, Severity};
use crate::campaign::Campaign;
use crate::i18n::Words;
use crate::t;
use crate::wording::names::row_number;

/// How many places a line names; the rest are counted.
const NAMED: usize = 3;
/// How many ways of mending a line names; beyond them the list of single findings says more.
const WAYS: usize = 2;

/// Findings of one rule and one severity on one sheet, all open or none. There is always at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<'f> {
    first: &'f Finding,
    rest: Vec<&'f Finding>,
}

/// Puts findings together: what is open before what is settled, the worst first, otherwise in the order
/// in which they come.
pub fn groups<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Vec<Group<'f>> {
    let mut groups: Vec<Group<'f>> = Vec::new();
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    for finding in findings {
        let at = &finding.location;
        let key = (finding.is_open(), finding.severity, finding.code, &at.form, &at.sheet);
        if let Some(group) = known.get(&key).and_then(|index| groups.get_mut(*index)) {
            group.rest.push(finding);
        } else {
            known.insert(key, groups.len());
            groups.push(Group { first: finding, rest: Vec::new() });
        }
    }
    groups.sort_by_key(|group| (!group.is_open(), group.severity()));
    groups
}

impl<'f> Group<'f> {
    pub fn findings(&self) -> impl Iterator<Item = &'f Finding> + '_ {
        std::iter::once(self.first).chain(self.rest.iter().copied())
    }

    pub fn code(&self) -> &'static str {
        self.first.code
    }

    /// How serious each of them is.
    pub fn severity(&self) -> Severity {
        self.first.severity
    }

    /// Whether they still ask for something.
    pub fn is_open(&self) -> bool {
        self.first.is_open()
    }

    pub fn count(&self) -> usize {
        1 + self.rest.len()
    }

    /// The sheet that the places are on: as it is called in the file, else as the form calls it.
    pub fn sheet(&self, campaign: &Campaign) -> Option<String> {
        let at = &self.first.location;
        at.sheet.clone().or_else(|| Some(campaign.form(at.form.as_ref()?)?.sheet.clone()))
    }

    /// Where on the sheet: "F9, F11, F12 và 27 ô khác". Nothing for a file or a form as a whole.
    pub fn places(&self, campaign: &Campaign, words: &Words) -> Option<String> {
        let mut places: Vec<String> = Vec::new();
        let mut all_cells = true;
        for finding in self.findings() {
            let at = &finding.location;
            let place = match (&at.cell, at.row(campaign)) {
                (Some(cell), _) => cell.clone(),
                (None, Some(row)) => {
                    all_cells = false;
                    t!(words, "group-row", row = row_number(row))
                }
                (None, None) => continue,
            };
            if !places.contains(&place) {
                places.push(place);
            }
        }
        // "and 1 more" is longer than the one.
        let more = places.len().saturating_sub(NAMED + 1);
        if more == 0 {
            return (!places.is_empty()).then(|| places.join(", "));
        }
        let (named, more) = (places.get(..NAMED)?.join(", "), more + 1);
        Some(if all_cells {
            t!(words, "group-more-cells", places = named, more = more)
        } else {
            t!(words, "group-more-rows", places = named, more = more)
        })
    }

    /// What is wrong: the message where there is but one, else the rule in a few words, how often,
    /// and the first message as an example.
    pub fn what(&self, words: &Words) -> String {
        let message = self.first.message.as_str();
        if self.rest.iter().all(|finding| finding.message == message) {
            return message.to_owned();
        }
        let title = self.first.rule().title(words.language());
        t!(words, "group-what", title = title, count = self.count(), example = message)
    }

    /// How to mend it: every way where there are few, and that there are others where there are many.
    pub fn how(&self, words: &Words) -> String {
        let mut ways: Vec<&str> = Vec::new();
        for finding in self.findings() {
            if !ways.contains(&finding.hint.as_str()) {
                ways.push(&finding.hint);
            }
        }
        match ways.get(..WAYS) {
            Some(named) if ways.len() > WAYS => {
                let more = ways.len().saturating_sub(WAYS);
                t!(words, "group-more-ways", ways = named.join(" "), more = more)
            }
            _ => ways.join(" "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use crate::rules::finding::Location;

    fn finding(code: &'static str, severity: Severity, sheet: &str, cell: &str) -> Finding {
        Finding {
            code,
            name: "name",
            severity,
            location: Location {
                sheet: Some(sheet.to_owned()),
                cell: Some(cell.to_owned()),
                ..Location::default()
            },
            raw: None,
            message: format!("message at {cell}"),
            hint: "hint".to_owned(),
            settled: None,
            trial: false,
        }
    }

    #[test]
    fn one_rule_on_one_sheet_is_one_line_and_the_worst_comes_first() {
        let cells: Vec<String> = (9..39).map(|row| format!("F{row}")).collect();
        let mut all = vec![finding("BD403", Severity::Warning, "A", "C1")];
        all.extend(cells.iter().map(|cell| finding("BD402", Severity::Error, "A", cell)));
        all.push(finding("BD402", Severity::Error, "B", "F9"));
        let groups = groups(&all);
        let seen: Vec<_> = groups.iter().map(|g| (g.code(), g.count())).collect();
        assert_eq!(seen, [("BD402", 30), ("BD402", 1), ("BD403", 1)]);
    }

    /// Nothing is cut without saying how much of it.
    #[test]
    fn places_that_are_not_named_are_counted() {
        let words = Words::load(Language::VI).unwrap();
        let campaign = crate::campaign::load(&crate::campaign::Store::builtin(
            &crate::campaign::Store::builtin_names()[0],
        ))
        .unwrap();
        for (count, expected) in [
            (1, "F1"),
            (4, "F1, F2, F3, F4"),
            (5, "F1, F2, F3 và 2 ô khác"),
            (30, "F1, F2, F3 và 27 ô khác"),
        ] {
            let all: Vec<Finding> = (1..=count)
                .map(|row| finding("BD402", Severity::Error, "A", &format!("F{row}")))
                .collect();
            let groups = groups(&all);
            assert_eq!(groups[0].places(&campaign, &words).as_deref(), Some(expected));
        }
    }
}
