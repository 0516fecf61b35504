//! BD710 own-exceeds-city: one unit counts more than the lead agency does for the whole area.

use crate::i18n::Words;
use crate::ledger::Exceeding;
use crate::rules::rule::{AcrossContext, AcrossHit, Check, Message, Rule, rule};
use crate::t;
use crate::values::key::Scope;
use crate::values::quantity::format::format_count_vi;

pub(in crate::rules) const RULE: Rule =
    rule!("BD710", "own-exceeds-city", Warning, Check::Across(check), explainable: true);

fn check(context: &AcrossContext<'_>, words: &Words) -> Vec<AcrossHit> {
    let mut hits = Vec::new();
    for row in context.rows() {
        for Exceeding { given, own, field, city, lead } in row.exceeding() {
            let message = t!(
                words,
                "bd710-message",
                own = format_count_vi(i128::from(own)),
                city = format_count_vi(i128::from(city)),
                lead = lead.unit.name.as_str()
            );
            hits.push(AcrossHit {
                unit: Some(given.unit.code.clone()),
                answer: Some(row.key(Scope::Own)),
                field: Some(field),
                message: Message { text: message, hint: t!(words, "bd710-hint") },
            });
        }
    }
    hits
}
