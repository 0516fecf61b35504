//! BD112 altered-consolidation: a consolidation does not say what the figures in it come to, or what it
//! must carry is gone.

use crate::i18n::Words;
use crate::ledger::readback::{Change, SnapshotError};
use crate::rules::rule::{Check, LevelContext, Message, Remedy, Rule, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule = rule!("BD112", "altered-consolidation", Error, Check::Level(check), firm: true, remedy: Remedy::ConsolidateAgain);

/// How many of the changes a message names.
const NAMED: usize = 3;

fn check(context: &LevelContext<'_>, words: &Words) -> Option<Message> {
    let LevelContext::Unsound(error) = context else { return None };
    let message = match error {
        SnapshotError::Changed(changes) => {
            let mut named: Vec<String> =
                changes.iter().take(NAMED).map(|change| message(change, words)).collect();
            let rest = changes.len().saturating_sub(NAMED);
            if rest > 0 {
                named.push(t!(words, "bd112-more", count = rest));
            }
            t!(words, "bd112-message", changes = named.join("; "))
        }
        SnapshotError::Format => t!(words, "bd112-message-format"),
        SnapshotError::Twice { name } => t!(words, "bd112-message-twice", name = name.as_str()),
        SnapshotError::NotWhole { what, .. } => {
            t!(words, "bd112-message-lost", what = what.as_str())
        }
        // A consolidation of another campaign or period is known by what it states.
        SnapshotError::Open(_)
        | SnapshotError::NotOne
        | SnapshotError::OtherCampaign { .. }
        | SnapshotError::NotEarlier { .. } => t!(words, "bd112-message-unreadable"),
    };
    Some(Message { text: message, hint: t!(words, "bd112-hint") })
}

fn message(change: &Change, words: &Words) -> String {
    let place = change.place.as_ref().map(|place| format!("{}!{}", place.sheet, place.cell));
    let unit = change.unit.as_ref().map(ToString::to_string);
    let at: Vec<String> = [Some(change.row.clone()), unit, place].into_iter().flatten().collect();
    t!(
        words,
        "bd112-change",
        at = at.join(", "),
        written = change.written.as_str(),
        expected = change.expected.as_str()
    )
}
