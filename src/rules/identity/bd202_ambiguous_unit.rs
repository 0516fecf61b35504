//! BD202 ambiguous-unit: the file states no code, and the name printed may be that of several units.

use super::unit_names;
use crate::i18n::Words;
use crate::rules::rule::{Check, FileCase, Rule, Said, rule};
use crate::submission::unit_name::Found;
use crate::t;

pub(in crate::rules) const RULE: Rule = rule!("BD202", "ambiguous-unit", Error, Check::File(check), silenced_by: &["BD205"], firm: true);

fn check(case: &FileCase<'_>, words: &Words) -> Option<Said> {
    let message = match &case.printed?.found {
        Found::Several(units) => t!(words, "bd202-message", names = unit_names(units)),
        Found::Near { printed, units } => {
            t!(words, "bd202-message-near", printed = printed.as_str(), names = unit_names(units))
        }
        Found::One { .. } | Found::Nothing(_) => return None,
    };
    Some(Said { message, hint: super::with_file_name(case, t!(words, "bd202-hint"), words) })
}
