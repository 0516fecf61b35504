//! BD204 wrong-period: a form of another period.

use crate::campaign::identity::Part;
use crate::i18n::Words;
use crate::rules::rule::{Check, FileContext, Message, Rule, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule = rule!("BD204", "wrong-period", Error, Check::File(check), silenced_by: &["BD205"], firm: true, clerk_hint: Some(clerk_hint));

fn check(context: &FileContext<'_>, words: &Words) -> Option<Message> {
    let stated = context.opened.ok()?;
    if stated.is_foreign() {
        return None;
    }
    let values = stated.values(Part::Period);
    if values.is_empty() {
        if context.given.period {
            return None;
        }
        let message =
            Message { text: t!(words, "bd204-message-none"), hint: t!(words, "bd204-hint") };
        return Some(message);
    }
    let other = values.into_keys().find(|id| *id != context.period.id.as_str())?;
    let title = other
        .parse()
        .ok()
        .and_then(|id| context.campaign.period(&id))
        .map_or(other, |period| period.title.as_str());
    Some(Message {
        text: t!(words, "bd204-message", stated = title, expected = context.period.title.as_str()),
        hint: t!(words, "bd204-hint"),
    })
}

fn clerk_hint(words: &Words) -> String {
    t!(words, "feedback-period-hint")
}
