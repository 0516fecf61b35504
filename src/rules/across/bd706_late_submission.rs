//! BD706 late-submission: the first return of a unit came after its deadline.

use crate::campaign::Deadline;
use crate::i18n::Words;
use crate::rules::rule::{AcrossHit, Check, Message, ReceivedContext, Rule, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule =
    rule!("BD706", "late-submission", Warning, Check::Received(check));

fn check(context: &ReceivedContext<'_>, words: &Words) -> Vec<AcrossHit> {
    let known =
        context.late.iter().filter_map(|late| Some((late, context.campaign.unit(&late.unit)?)));
    known
        .map(|(late, unit)| {
            let day = words.date(late.received.date());
            // The time of day matters only where the deadline has one.
            let received = match late.deadline {
                Deadline::At(_) => {
                    let time = words.time(late.received.time());
                    t!(words, "moment", time = time, day = day)
                }
                Deadline::Until(_) | Deadline::Before(_) => day,
            };
            AcrossHit {
                unit: Some(unit.code.clone()),
                answer: None,
                field: None,
                message: Message {
                    text: t!(
                        words,
                        "bd706-message",
                        unit = unit.name.as_str(),
                        received = received,
                        due = crate::wording::deadlines::deadline(late.deadline, words)
                    ),
                    hint: t!(words, "bd706-hint"),
                },
            }
        })
        .collect()
}
