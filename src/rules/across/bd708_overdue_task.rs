//! BD708 overdue-task: a task was due in the period, and its lead does not report it done.
//!
//! Only what a lead reports is judged: who co-operates need not know how far the whole is. A lead that
//! sent nothing, or left the status blank, has other findings (BD705, BD401); how far its task is, is
//! not known.

use crate::i18n::Words;
use crate::ledger::TaskReplyStatus;
use crate::rules::rule::{AcrossHit, Check, Message, ReceivedContext, Rule, rule};
use crate::t;
use crate::wording::names::row_name;

pub(in crate::rules) const RULE: Rule =
    rule!("BD708", "overdue-task", Warning, Check::Received(check));

fn check(context: &ReceivedContext<'_>, words: &Words) -> Vec<AcrossHit> {
    let mut hits = Vec::new();
    for task in &context.ledger.tasks {
        let Some(due) = task.due() else { continue };
        for lead in task.overdue() {
            let TaskReplyStatus::Said(status) = lead.status() else { continue };
            let message = t!(
                words,
                "bd708-message",
                unit = lead.unit.name.as_str(),
                row = row_name(task.indicator, words),
                due = words.date(due),
                status = status.as_str()
            );
            hits.push(AcrossHit {
                unit: Some(lead.unit.code.clone()),
                answer: Some(task.key()),
                field: None,
                message: Message { text: message, hint: t!(words, "bd708-hint") },
            });
        }
    }
    hits
}
