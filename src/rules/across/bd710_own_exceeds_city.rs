//! BD710 own-exceeds-city: one unit counts more than the lead agency does for the whole area.

use crate::i18n::Words;
use crate::ledger::Exceeding;
use crate::rules::rule::{AcrossBlame, AcrossCase, Check, Rule, Said, rule};
use crate::t;
use crate::values::key::Scope;
use crate::values::quantity::format::format_count_vi;

pub(in crate::rules) const RULE: Rule =
    rule!("BD710", "own-exceeds-city", Warning, Check::Across(check), explainable: true);

fn check(case: &AcrossCase<'_>, words: &Words) -> Vec<AcrossBlame> {
    let mut blames = Vec::new();
    for row in case.rows() {
        for Exceeding { given, own, field, city, lead } in row.exceeding() {
            let message = t!(
                words,
                "bd710-message",
                own = format_count_vi(i128::from(own)),
                city = format_count_vi(i128::from(city)),
                lead = lead.unit.name.as_str()
            );
            blames.push(AcrossBlame {
                unit: Some(given.unit.code.clone()),
                answer: Some(row.key(Scope::Own)),
                field: Some(field),
                said: Said { message, hint: t!(words, "bd710-hint") },
            });
        }
    }
    blames
}
