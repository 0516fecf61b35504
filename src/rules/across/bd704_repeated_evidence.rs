//! BD704 repeated-evidence: units back the same row with the same words.
//!
//! Only long texts are compared: the number of one city-wide plan may stand in many returns by right.

use std::collections::{BTreeMap, BTreeSet};

use crate::campaign::OrgUnit;
use crate::i18n::Words;
use crate::ledger::EvidenceMark;
use crate::rules::rule::{AcrossContext, AcrossHit, Check, Message, Rule, rule};
use crate::t;
use crate::values::key::{AnswerKey, Field, Scope};

pub(in crate::rules) const RULE: Rule =
    rule!("BD704", "repeated-evidence", Warning, Check::Across(check), explainable: true);

/// How many of the other units are named.
const NAMED: usize = 3;

fn check(context: &AcrossContext<'_>, words: &Words) -> Vec<AcrossHit> {
    let mut hits = Vec::new();
    for row in context.rows() {
        let mut same: BTreeMap<EvidenceMark, Vec<(&OrgUnit, Scope)>> = BTreeMap::new();
        for (scope, given) in [(Scope::Own, &row.contributions), (Scope::City, &row.reported)] {
            for given in given {
                if let Some(mark) = given.answer.evidence {
                    same.entry(mark).or_default().push((given.unit, scope));
                }
            }
        }
        for group in same.values() {
            let mut seen = BTreeSet::new();
            let units = group.iter().map(|(unit, _)| *unit);
            let units: Vec<&OrgUnit> = units.filter(|unit| seen.insert(&unit.code)).collect();
            if units.len() > 1 {
                hits.extend(group.iter().map(|(unit, scope): &(&OrgUnit, Scope)| {
                    hit(unit, row.key(*scope), &units, words)
                }));
            }
        }
    }
    hits
}

/// Blames a unit; `units` are all that wrote the text.
fn hit(unit: &OrgUnit, answer: AnswerKey, units: &[&OrgUnit], words: &Words) -> AcrossHit {
    let others = units.iter().filter(|other| other.code != unit.code);
    let named: Vec<&str> = others.take(NAMED).map(|other| other.name.as_str()).collect();
    let more = units.len() - 1 - named.len();
    let named = named.join("; ");
    let message = match more {
        0 => t!(words, "bd704-message", units = named),
        more => t!(words, "bd704-message-more", units = named, more = more),
    };
    AcrossHit {
        unit: Some(unit.code.clone()),
        answer: Some(answer),
        field: Some(Field::Evidence),
        message: Message { text: message, hint: t!(words, "bd704-hint") },
    }
}
