//! BD113 rows-not-asked: a consolidation holds rows that the level above does not ask, or measures in
//! another way.

use crate::i18n::Words;
use crate::ledger::readback::SnapshotRow;
use crate::rules::rule::{Check, LevelContext, Message, Remedy, Rule, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule = rule!("BD113", "rows-not-asked", Warning, Check::Level(check), remedy: Remedy::AskOfficer, clerk_hint: Some(clerk_hint));

/// How many of the rows a message names.
const NAMED: usize = 8;

fn check(context: &LevelContext<'_>, words: &Words) -> Option<Message> {
    let LevelContext::Left(rows) = context else { return None };
    let mut named: Vec<String> =
        rows.iter().take(NAMED).map(|row| SnapshotRow::name(row)).collect();
    let rest = rows.len().saturating_sub(NAMED);
    if rest > 0 {
        named.push(t!(words, "bd113-more", count = rest));
    }
    Some(Message {
        text: t!(words, "bd113-message", count = rows.len(), rows = named.join(", ")),
        hint: t!(words, "bd113-hint"),
    })
}

fn clerk_hint(words: &Words) -> String {
    t!(words, "feedback-rows-hint")
}
