//! BD205 wrong-campaign: a form of another campaign.

use crate::campaign::identity::Part;
use crate::i18n::Words;
use crate::rules::rule::{Check, FileContext, Message, Rule, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule = rule!("BD205", "wrong-campaign", Error, Check::File(check), firm: true, clerk_hint: Some(clerk_hint));

fn check(context: &FileContext<'_>, words: &Words) -> Option<Message> {
    let stated = context.opened.ok()?;
    if stated.is_foreign() {
        return None;
    }
    let values = stated.values(Part::Campaign);
    if values.is_empty() {
        if context.given.campaign {
            return None;
        }
        let message =
            Message { text: t!(words, "bd205-message-none"), hint: t!(words, "bd205-hint") };
        return Some(message);
    }
    let other = values.into_keys().find(|id| *id != context.campaign.id.as_str())?;
    Some(Message {
        text: t!(words, "bd205-message", stated = other, expected = context.campaign.id.as_str()),
        hint: t!(words, "bd205-hint"),
    })
}

fn clerk_hint(words: &Words) -> String {
    t!(words, "feedback-campaign-hint")
}
