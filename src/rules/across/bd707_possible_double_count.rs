//! BD707 possible-double-count: different kinds of unit may have counted the same people or things.

use crate::i18n::Words;
use crate::key::Scope;
use crate::quantity::format::format_count_vi;
use crate::rules::rule::{AcrossBlame, AcrossCase, Check, Rule, Said, rule};
use crate::t;

/// The rule.
pub(in crate::rules) const RULE: Rule =
    rule!("BD707", "possible-double-count", Warning, Check::Across(check));

fn check(case: &AcrossCase<'_>, words: &Words) -> Vec<AcrossBlame> {
    case.rows()
        .filter_map(|row| {
            let kinds = row.may_count_twice(case.campaign)?;
            let parts: Vec<String> = kinds
                .iter()
                .map(|kind| format!("{}: {}", kind.caption, format_count_vi(kind.total)))
                .collect();
            Some(AcrossBlame {
                unit: None,
                answer: Some(row.key(Scope::Own)),
                field: None,
                said: Said {
                    message: t!(words, "bd707-message", parts = parts.join("; ")),
                    hint: t!(words, "bd707-hint"),
                },
            })
        })
        .collect()
}
