//! BD108 stale-template: a form of an earlier version.

use crate::campaign::identity::Part;
use crate::i18n::Words;
use crate::rules::rule::{Check, FileContext, Message, Rule, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule =
    rule!("BD108", "stale-template", Warning, Check::File(check), silenced_by: &["BD205"]);

fn check(context: &FileContext<'_>, words: &Words) -> Option<Message> {
    let expected = context.campaign.version.to_string();
    let stated = context.opened.ok()?.agreed(Part::Version)?;
    (stated != expected).then(|| Message {
        text: t!(words, "bd108-message", stated = stated, expected = expected),
        hint: t!(words, "bd108-hint"),
    })
}
