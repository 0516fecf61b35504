//! BD108 stale-template: a form of an earlier version.

use crate::campaign::identity::Part;
use crate::i18n::Words;
use crate::rules::rule::{Check, FileCase, Rule, Said, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule =
    rule!("BD108", "stale-template", Warning, Check::File(check), silenced_by: &["BD205"]);

fn check(case: &FileCase<'_>, words: &Words) -> Option<Said> {
    let expected = case.campaign.version.to_string();
    let stated = case.opened.ok()?.agreed(Part::Version)?;
    (stated != expected).then(|| Said {
        message: t!(words, "bd108-message", stated = stated, expected = expected),
        hint: t!(words, "bd108-hint"),
    })
}
