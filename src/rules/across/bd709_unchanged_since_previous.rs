//! BD709 unchanged-since-previous: a count above zero that has not moved since the earlier period.
//!
//! What has come together since a day should grow from period to period. What there is as of a day may
//! well stay: it is named only where several figures of the unit have not moved, as when the form of
//! the earlier period is sent again. Counts within a period and rates are not looked at.

use std::collections::BTreeMap;

use crate::i18n::Words;
use crate::ledger::prior::Direction;
use crate::rules::across::direction::{Held, held, place};
use crate::rules::rule::{AcrossHit, Check, Message, PreviousContext, Rule, Trend, rule};
use crate::t;
use crate::values::key::{Field, UnitCode};

pub(in crate::rules) const RULE: Rule = rule!("BD709", "unchanged-since-previous", Warning, Check::Previous(check), explainable: true, trend: Some(Trend::Unchanged));

/// So many figures that have not moved are no accident.
const SEVERAL: usize = 3;

fn check(context: &PreviousContext<'_>, words: &Words) -> Vec<AcrossHit> {
    let still: Vec<Held> = held(context)
        .into_iter()
        .filter(|h| h.moved == Direction::Not && h.is_above_zero)
        .collect();
    let mut of_unit: BTreeMap<&UnitCode, usize> = BTreeMap::new();
    for held in &still {
        *of_unit.entry(&held.unit).or_default() += 1;
    }
    let count = |held: &Held| of_unit.get(&held.unit).copied().unwrap_or_default();
    still
        .iter()
        .filter(|held: &&Held| !held.is_stock || count(held) >= SEVERAL)
        .map(|held| hit(context, held, count(held), words))
        .collect()
}

fn hit(context: &PreviousContext<'_>, held: &Held, count: usize, words: &Words) -> AcrossHit {
    let period = context.previous.period.title.as_str();
    let figure = held.now.as_str();
    let message = if count >= SEVERAL {
        t!(words, "bd709-message-several", figure = figure, period = period, count = count)
    } else {
        t!(words, "bd709-message", figure = figure, period = period)
    };
    let hint = t!(words, "bd709-hint", place = place(held, words));
    AcrossHit {
        unit: Some(held.unit.clone()),
        answer: Some(held.answer.clone()),
        field: Some(Field::Value),
        message: Message { text: message, hint },
    }
}
