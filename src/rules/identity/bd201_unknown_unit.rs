//! BD201 unknown-unit: the unit is not one of the campaign, or is not asked in the period.

use super::{unit_name, unit_names, with_file_name};
use crate::campaign::OrgUnit;
use crate::campaign::identity::Part;
use crate::i18n::Words;
use crate::rules::rule::{Check, FileContext, Message, Rule, rule};
use crate::submission::identity_claims::RestoredCode;
use crate::submission::unit_name::{Found, PrintedUnit};
use crate::t;
use crate::values::key::UnitCode;

pub(in crate::rules) const RULE: Rule = rule!("BD201", "unknown-unit", Error, Check::File(check), silenced_by: &["BD203", "BD205"], firm: true);

fn check(context: &FileContext<'_>, words: &Words) -> Option<Message> {
    let stated = context.opened.ok().filter(|stated| !stated.is_foreign())?;
    let values = stated.values(Part::Unit);
    let (message, hint) = match values.keys().next() {
        None => return without_code(context, words),
        Some(code) => {
            let known: Option<UnitCode> = code.parse().ok();
            let unit = known.and_then(|code| context.campaign.unit(&code));
            match unit {
                None => {
                    (t!(words, "bd201-message", code = (*code).to_owned()), t!(words, "bd201-hint"))
                }
                Some(unit) => return not_asked(context, unit, words),
            }
        }
    };
    Some(Message { text: message, hint })
}

/// No carrier of the identity states a code: what the sheets print decides.
fn without_code(context: &FileContext<'_>, words: &Words) -> Option<Message> {
    match &context.printed?.found {
        Found::One { unit, .. } => not_asked(context, unit, words),
        // BD202 says it.
        Found::Several(_) | Found::Near { .. } => None,
        Found::Nothing(nearest) => {
            let hint = if nearest.is_empty() {
                t!(words, "bd201-hint-none")
            } else {
                t!(words, "bd201-hint-nearest", names = unit_names(nearest))
            };
            let message = t!(words, "bd201-message-none");
            Some(Message { text: message, hint: with_file_name(context, hint, words) })
        }
    }
}

fn not_asked(context: &FileContext<'_>, unit: &OrgUnit, words: &Words) -> Option<Message> {
    let is_asked = context.period.expected.contains(&unit.code);
    (!is_asked).then(|| Message {
        text: t!(
            words,
            "bd201-message-not-asked",
            unit = unit.name.as_str(),
            period = context.period.title.as_str()
        ),
        hint: t!(words, "bd201-hint-not-asked"),
    })
}

/// What is said of a file whose unit was found by the name printed alone.
pub(in crate::rules) fn by_name(printed: &PrintedUnit<'_>, words: &Words) -> Option<Message> {
    let Found::One { unit, printed } = &printed.found else { return None };
    let unit = unit_name(unit);
    Some(Message {
        text: t!(words, "bd201-message-by-name", printed = printed.as_str(), unit = unit),
        hint: t!(words, "bd201-hint-by-name"),
    })
}

/// What is said of a file whose code had lost its zeros, and the name printed agrees.
pub(in crate::rules) fn restored(code: &RestoredCode<'_>, words: &Words) -> Message {
    let (written, unit) = (code.written.as_str(), unit_name(code.unit));
    Message {
        text: t!(words, "bd201-message-zeros", code = written, unit = unit),
        hint: t!(words, "bd201-hint-zeros"),
    }
}
