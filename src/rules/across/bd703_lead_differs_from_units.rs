//! BD703 lead-differs-from-units: the lead agency and the units come to different figures.

use crate::i18n::Words;
use crate::rules::rule::{AcrossContext, AcrossHit, Check, Message, Rule, rule};
use crate::t;
use crate::values::key::Scope;

pub(in crate::rules) const RULE: Rule =
    rule!("BD703", "lead-differs-from-units", Warning, Check::Across(check));

fn check(context: &AcrossContext<'_>, words: &Words) -> Vec<AcrossHit> {
    let mut hits = Vec::new();
    for row in context.rows() {
        for lead in &row.reported {
            if let Some(difference) = row.difference(lead, context.tolerances) {
                hits.push(AcrossHit {
                    unit: Some(lead.unit.code.clone()),
                    answer: Some(row.key(Scope::City)),
                    field: None,
                    message: Message {
                        text: t!(
                            words,
                            "bd703-message",
                            unit = lead.unit.name.as_str(),
                            lead = difference.reported,
                            units = difference.rollup,
                            answered = row.rollup.answered,
                            expected = row.rollup.expected
                        ),
                        hint: t!(words, "bd703-hint"),
                    },
                });
            }
        }
    }
    hits
}
