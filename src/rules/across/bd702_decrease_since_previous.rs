//! BD702 decrease-since-previous: a count that cannot well fall is smaller than in the earlier period.
//!
//! Counts as of a day, and counts since a day that is the same in both periods. Rates are not looked at:
//! they fall for good reasons, whenever more people come into the base. Units that were split, or
//! exchanged parts, are looked at together.

use crate::i18n::Words;
use crate::ledger::prior::Direction;
use crate::rules::across::direction::{Held, held, place, regrouped};
use crate::rules::rule::{AcrossHit, Check, Message, PreviousContext, Rule, Trend, rule};
use crate::t;
use crate::values::key::Field;

pub(in crate::rules) const RULE: Rule = rule!("BD702", "decrease-since-previous", Warning, Check::Previous(check), explainable: true, trend: Some(Trend::Fallen));

fn check(context: &PreviousContext<'_>, words: &Words) -> Vec<AcrossHit> {
    let together = regrouped(context);
    held(context)
        .into_iter()
        .chain(together)
        .filter(|held: &Held| held.moved == Direction::Down && held.is_fall_odd)
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
        (true, _) if !held.together.is_empty() => {
            t!(
                words,
                "bd702-message-regrouped",
                figure = figure,
                earlier = earlier,
                period = period,
                together = held.together.join(", "),
                units = held.units.join(", ")
            )
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
