//! BD705 missing-submission: an expected unit of which no file was received.

use crate::i18n::Words;
use crate::rules::rule::{AcrossBlame, AcrossCase, Check, Rule, Said, rule};
use crate::t;

/// The rule.
pub(in crate::rules) const RULE: Rule =
    rule!("BD705", "missing-submission", Warning, Check::Received(check));

fn check<'a>(case: &'a AcrossCase<'a>, words: &Words) -> Vec<AcrossBlame<'a>> {
    let Some(missing) = case.missing else { return Vec::new() };
    case.campaign
        .expected_units(case.period)
        .filter(|unit| missing.contains(&unit.code))
        .map(|unit| AcrossBlame {
            unit: Some(unit.code.clone()),
            answer: None,
            cell: None,
            said: Said {
                message: t!(words, "bd705-message", unit = unit.name.as_str()),
                hint: t!(words, "bd705-hint"),
            },
        })
        .collect()
}
