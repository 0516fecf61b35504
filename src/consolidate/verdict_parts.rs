//! The words of a verdict that is more than met or missed: how many units reach the level that is set for
//! each, and what a sum lacks that too few units have given.

use crate::i18n::Words;
use crate::ledger::{Reached, Rollup};
use crate::t;
use crate::values::quantity::format::format_count_vi;
use crate::values::quantity::target::{CountLevel, More};

/// How many units reach the level that is set for each.
pub fn reached(reached: Option<Reached>, words: &Words) -> String {
    let Some(Reached { met, of, silent }) = reached else {
        return t!(words, "verdict-each");
    };
    if silent == 0 { all_given([met, of], words) } else { some_silent([met, of, silent], words) }
}

/// Of units all of which have given a figure: how many reach it, and of how many.
pub fn all_given(units: [impl ToString; 2], words: &Words) -> String {
    let [met, of] = units.map(|units| units.to_string());
    t!(words, "verdict-reached", met = met, of = of)
}

/// The same, and how many have given none.
pub fn some_silent(units: [impl ToString; 3], words: &Words) -> String {
    let [met, of, silent] = units.map(|units| units.to_string());
    t!(words, "verdict-reached-some", met = met, of = of, silent = silent)
}

/// What there is to say of a sum that cannot be judged yet.
#[derive(Debug, Clone)]
pub struct OpenCount {
    pub answered: String,
    pub expected: String,
    /// How many units have given nothing.
    pub silent: String,
    pub sum: String,
    /// How much lies between the sum and the level.
    pub gap: String,
}

impl OpenCount {
    pub fn new(rollup: &Rollup, sum: i128, level: CountLevel) -> Self {
        Self {
            answered: rollup.answered.to_string(),
            expected: rollup.expected.to_string(),
            silent: rollup.expected.saturating_sub(rollup.answered).to_string(),
            sum: format_count_vi(sum),
            gap: format_count_vi(level.gap(sum)),
        }
    }

    pub fn words(&self, more: More, words: &Words) -> String {
        let [answered, expected, silent] =
            [&self.answered, &self.expected, &self.silent].map(String::as_str);
        let (sum, gap) = (self.sum.as_str(), self.gap.as_str());
        match more {
            More::Helps => t!(
                words,
                "verdict-open-helps",
                answered = answered,
                expected = expected,
                sum = sum,
                silent = silent,
                gap = gap
            ),
            More::Harms => t!(
                words,
                "verdict-open-harms",
                answered = answered,
                expected = expected,
                sum = sum,
                silent = silent,
                gap = gap
            ),
        }
    }
}
