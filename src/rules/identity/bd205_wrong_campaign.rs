//! BD205 wrong-campaign: a form of another campaign.

use crate::campaign::identity::Part;
use crate::i18n::Words;
use crate::rules::rule::{Check, FileCase, Rule, Said, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule = rule!("BD205", "wrong-campaign", Error, Check::File(check), firm: true, clerk_hint: Some(clerk_hint));

fn check(case: &FileCase<'_>, words: &Words) -> Option<Said> {
    let stated = case.opened.ok()?;
    if stated.is_foreign() {
        return None;
    }
    let values = stated.values(Part::Campaign);
    if values.is_empty() {
        if case.given.campaign {
            return None;
        }
        let said = Said { message: t!(words, "bd205-message-none"), hint: t!(words, "bd205-hint") };
        return Some(said);
    }
    let other = values.into_keys().find(|id| *id != case.campaign.id.as_str())?;
    Some(Said {
        message: t!(words, "bd205-message", stated = other, expected = case.campaign.id.as_str()),
        hint: t!(words, "bd205-hint"),
    })
}

fn clerk_hint(words: &Words) -> String {
    t!(words, "feedback-campaign-hint")
}
