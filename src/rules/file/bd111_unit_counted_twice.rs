//! BD111 unit-counted-twice: a unit counts in a consolidation and in another file.

use crate::i18n::Words;
use crate::rules::rule::{Check, LevelContext, Message, Remedy, Rule, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule = rule!("BD111", "unit-counted-twice", Error, Check::Level(check), firm: true, remedy: Remedy::CountOnce);

/// How many of the units a message names.
const NAMED: usize = 5;

fn check(context: &LevelContext<'_>, words: &Words) -> Option<Message> {
    let LevelContext::Twice(units) = context else { return None };
    let mut named: Vec<String> = units
        .iter()
        .take(NAMED)
        .map(|(unit, other): &(String, String)| {
            t!(words, "bd111-unit", unit = unit.as_str(), other = other.as_str())
        })
        .collect();
    let rest = units.len().saturating_sub(NAMED);
    if rest > 0 {
        named.push(t!(words, "bd111-more", count = rest));
    }
    Some(Message {
        text: t!(words, "bd111-message", units = named.join("; ")),
        hint: t!(words, "bd111-hint"),
    })
}
