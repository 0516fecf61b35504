//! BD705 missing-submission: an expected unit of which no file was received.

use crate::i18n::Words;
use crate::rules::rule::{AcrossHit, Check, Message, ReceivedContext, Rule, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule =
    rule!("BD705", "missing-submission", Warning, Check::Received(check));

fn check(context: &ReceivedContext<'_>, words: &Words) -> Vec<AcrossHit> {
    context
        .campaign
        .expected_units(context.period)
        .filter(|unit| context.missing.contains(&unit.code))
        .map(|unit| AcrossHit {
            unit: Some(unit.code.clone()),
            answer: None,
            field: None,
            message: Message {
                text: t!(words, "bd705-message", unit = unit.name.as_str()),
                hint: t!(words, "bd705-hint"),
            },
        })
        .collect()
}
