//! BD704 repeated-evidence: units back the same row with the same words.
//!
//! Only long texts are compared: the number of one city-wide plan may stand in many returns by right.

use std::collections::BTreeMap;

use crate::i18n::Words;
use crate::key::Field;
use crate::ledger::Contribution;
use crate::quantity::text::fold;
use crate::rules::rule::{AcrossBlame, AcrossCase, Check, Rule, Said, rule};
use crate::t;

/// The rule.
pub(in crate::rules) const RULE: Rule =
    rule!("BD704", "repeated-evidence", Warning, Check::Across(check), explainable: true);

/// Letters and digits from which on two equal texts are no accident.
const LONG: usize = 60;
/// How many of the other units are named.
const NAMED: usize = 3;

fn check<'a>(case: &'a AcrossCase<'a>, words: &Words) -> Vec<AcrossBlame<'a>> {
    let mut blames = Vec::new();
    for row in case.rows() {
        let mut same: BTreeMap<String, Vec<&'a Contribution<'a>>> = BTreeMap::new();
        for given in row.contributions.iter().chain(&row.reported) {
            if let Some(text) = given.answer.text(Field::Evidence).and_then(long) {
                same.entry(text).or_default().push(given);
            }
        }
        for group in same.values() {
            for given in group {
                let others: Vec<&str> = group
                    .iter()
                    .filter(|other| other.unit.code != given.unit.code)
                    .map(|other| other.unit.name.as_str())
                    .collect();
                if !others.is_empty() {
                    blames.push(blame(given, &others, words));
                }
            }
        }
    }
    blames
}

fn blame<'a>(given: &'a Contribution<'a>, others: &[&str], words: &Words) -> AcrossBlame<'a> {
    let named = others.get(..NAMED).unwrap_or(others).join("; ");
    let message = match others.len().saturating_sub(NAMED) {
        0 => t!(words, "bd704-message", units = named),
        more => t!(words, "bd704-message-more", units = named, more = more),
    };
    AcrossBlame {
        unit: Some(given.unit.code.clone()),
        answer: Some(given.answer.key.clone()),
        cell: Some((given.answer, Field::Evidence)),
        said: Said { message, hint: t!(words, "bd704-hint") },
    }
}

/// The text for comparing, where it is long enough.
fn long(text: &str) -> Option<String> {
    let bare: String = fold(text).chars().filter(|c| c.is_alphanumeric()).collect();
    (bare.chars().count() >= LONG).then_some(bare)
}
