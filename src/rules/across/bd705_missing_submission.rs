//! BD705 missing-submission: an expected unit of which no file was received.

use crate::i18n::Words;
use crate::rules::rule::{AcrossBlame, Check, ReceivedCase, Rule, Said, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule =
    rule!("BD705", "missing-submission", Warning, Check::Received(check));

fn check(case: &ReceivedCase<'_>, words: &Words) -> Vec<AcrossBlame> {
    case.campaign
        .expected_units(case.period)
        .filter(|unit| case.missing.contains(&unit.code))
        .map(|unit| AcrossBlame {
            unit: Some(unit.code.clone()),
            answer: None,
            field: None,
            said: Said {
                message: t!(words, "bd705-message", unit = unit.name.as_str()),
                hint: t!(words, "bd705-hint"),
            },
        })
        .collect()
}
