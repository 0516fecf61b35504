//! BD704 repeated-evidence: units back the same row with the same words.
//!
//! Only long texts are compared: the number of one city-wide plan may stand in many returns by right.

use std::collections::BTreeMap;

use crate::campaign::OrgUnit;
use crate::i18n::Words;
use crate::key::{AnswerKey, Field, Scope};
use crate::ledger::EvidenceMark;
use crate::rules::rule::{AcrossBlame, AcrossCase, Check, Rule, Said, rule};
use crate::t;

/// The rule.
pub(in crate::rules) const RULE: Rule =
    rule!("BD704", "repeated-evidence", Warning, Check::Across(check), explainable: true);

/// How many of the other units are named.
const NAMED: usize = 3;

fn check(case: &AcrossCase<'_>, words: &Words) -> Vec<AcrossBlame> {
    let mut blames = Vec::new();
    for row in case.rows() {
        let mut same: BTreeMap<EvidenceMark, Vec<(&OrgUnit, Scope)>> = BTreeMap::new();
        for (scope, given) in [(Scope::Own, &row.contributions), (Scope::City, &row.reported)] {
            for given in given {
                if let Some(mark) = given.answer.evidence {
                    same.entry(mark).or_default().push((given.unit, scope));
                }
            }
        }
        for group in same.values() {
            for (unit, scope) in group {
                let others: Vec<&str> = group
                    .iter()
                    .filter(|(other, _)| other.code != unit.code)
                    .map(|(other, _)| other.name.as_str())
                    .collect();
                if !others.is_empty() {
                    blames.push(blame(unit, row.key(*scope), &others, words));
                }
            }
        }
    }
    blames
}

fn blame(unit: &OrgUnit, answer: AnswerKey, others: &[&str], words: &Words) -> AcrossBlame {
    let named = others.get(..NAMED).unwrap_or(others).join("; ");
    let message = match others.len().saturating_sub(NAMED) {
        0 => t!(words, "bd704-message", units = named),
        more => t!(words, "bd704-message-more", units = named, more = more),
    };
    AcrossBlame {
        unit: Some(unit.code.clone()),
        answer: Some(answer),
        field: Some(Field::Evidence),
        said: Said { message, hint: t!(words, "bd704-hint") },
    }
}
