//! BD707 possible-double-count: different kinds of unit may have counted the same people or things.

use crate::i18n::Words;
use crate::rules::rule::{AcrossContext, AcrossHit, AcrossRow, Check, Message, Rule, rule};
use crate::t;
use crate::values::key::Scope;
use crate::values::quantity::format::format_count_vi;

pub(in crate::rules) const RULE: Rule =
    rule!("BD707", "possible-double-count", Warning, Check::Across(check));

fn check(context: &AcrossContext<'_>, words: &Words) -> Vec<AcrossHit> {
    context
        .rows()
        .filter(AcrossRow::may_count_twice)
        .map(|row| {
            let told = row.kinds.iter().filter_map(|kind| Some((kind.caption, kind.count()?)));
            let parts: Vec<String> = told
                .map(|(caption, count)| format!("{caption}: {}", format_count_vi(count)))
                .collect();
            AcrossHit {
                unit: None,
                answer: Some(row.key(Scope::Own)),
                field: None,
                message: Message {
                    text: t!(words, "bd707-message", parts = parts.join("; ")),
                    hint: t!(words, "bd707-hint"),
                },
            }
        })
        .collect()
}
