//! BD201 unknown-unit: the unit is not one of the campaign, or is not asked in the period.

use crate::i18n::Words;
use crate::identity::Part;
use crate::key::UnitCode;
use crate::rules::rule::{Check, FileCase, Rule, Said, rule};
use crate::t;

/// The rule.
pub(in crate::rules) const RULE: Rule =
    rule!("BD201", "unknown-unit", Error, Check::File(check), silenced_by: ["BD203", "BD205"]);

fn check(case: &FileCase<'_>, words: &Words) -> Option<Said> {
    let stated = case.opened.ok().filter(|stated| !stated.is_foreign())?;
    let values = stated.values(Part::Unit);
    let (message, hint) = match values.keys().next() {
        None => (t!(words, "bd201-message-none"), t!(words, "bd201-hint")),
        Some(code) => {
            let known: Option<UnitCode> = code.parse().ok();
            let unit = known.and_then(|code| case.campaign.unit(&code));
            match unit {
                None => {
                    (t!(words, "bd201-message", code = (*code).to_owned()), t!(words, "bd201-hint"))
                }
                Some(unit) if !case.period.expected.contains(&unit.code) => (
                    t!(
                        words,
                        "bd201-message-not-asked",
                        unit = unit.name.as_str(),
                        period = case.period.title.as_str()
                    ),
                    t!(words, "bd201-hint-not-asked"),
                ),
                Some(_) => return None,
            }
        }
    };
    Some(Said { message, hint })
}
