//! BD702 decrease-since-previous: a count that cannot well fall is smaller than in the earlier period.
//!
//! Counts as of a day, and counts since a day that is the same in both periods. Rates are not looked at:
//! they fall for good reasons, whenever more people come into the base.

use crate::i18n::Words;
use crate::ledger::prior::Direction;
use crate::rules::across::direction::{Held, held, place};
use crate::rules::rule::{AcrossHit, Check, Message, PreviousContext, Rule, Trend, rule};
use crate::t;
use crate::values::key::Field;

pub(in crate::rules) const RULE: Rule = rule!("BD702", "decrease-since-previous", Warning, Check::Previous(check), explainable: true, trend: Some(Trend::Fallen));

fn check(context: &PreviousContext<'_>, words: &Words) -> Vec<AcrossHit> {
    held(context)
        .into_iter()
        .filter(|held: &Held| held.moved == Direction::Down)
        .map(|held| hit(context, &held, words))
        .collect()
}

fn hit(context: &PreviousContext<'_>, held: &Held, words: &Words) -> AcrossHit {
    let period = context.previous.period.title.as_str();
    let (figure, earlier) = (held.now.as_str(), held.earlier.as_str());
    let message = match (held.is_sum, held.is_stock) {
        (false, true) => {
            t!(words, "bd702-message-stock", figure = figure, earlier = earlier, period = period)
        }
        (false, false) => {
            t!(words, "bd702-message", figure = figure, earlier = earlier, period = period)
        }
        (true, _) => {
            let units = held.units.join(", ");
            t!(
                words,
                "bd702-message-merged",
                figure = figure,
                earlier = earlier,
                period = period,
                units = units
            )
        }
    };
    let hint = t!(words, "bd702-hint", place = place(held, words));
    AcrossHit {
        unit: Some(held.unit.clone()),
        answer: Some(held.answer.clone()),
        field: Some(Field::Value),
        message: Message { text: message, hint },
    }
}
