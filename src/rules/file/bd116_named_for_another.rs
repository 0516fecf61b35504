//! BD116 named-for-another: the file bears the name that was given to the file of another unit.

use crate::campaign::OrgUnit;
use crate::i18n::Words;
use crate::rules::rule::{Check, FileContext, Message, Rule, rule};
use crate::t;
use crate::wording::file_names::is_named_for;

pub(in crate::rules) const RULE: Rule = rule!("BD116", "named-for-another", Warning, Check::File(check), silenced_by: &["BD203", "BD205"]);

fn check(context: &FileContext<'_>, words: &Words) -> Option<Message> {
    let (unit, file) = (context.whose.unit?, context.whose.file_name);
    if is_named_for(file, unit) {
        return None;
    }
    let named = context.campaign.units.iter().find(|other| is_named_for(file, other))?;
    Some(Message {
        text: t!(
            words,
            "bd116-message",
            file = file,
            other = name_and_code(named),
            unit = name_and_code(unit)
        ),
        hint: t!(words, "bd116-hint"),
    })
}

fn name_and_code(unit: &OrgUnit) -> String {
    format!("{} ({})", unit.name, unit.code)
}
