//! What a cell takes, in words.

use crate::campaign::Indicator;
use crate::i18n::Words;
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::words::{ARRANGED, Status, Word, YES_NO};

/// What may be written in an input cell.
pub(super) fn allowed(indicator: &Indicator, field: Field, words: &Words) -> String {
    match field {
        Field::Evidence | Field::Explanation | Field::Result | Field::Column(_) => {
            t!(words, "allowed-text")
        }
        Field::Text => or(t!(words, "allowed-text"), &[Word::NotApplicable], words),
        Field::Status => Status::ALL.map(Status::as_str).join("; "),
        Field::Numerator | Field::Denominator | Field::People => t!(words, "allowed-whole"),
        Field::Baseline => figure(indicator.measure, &[Word::NoData], words),
        Field::Value => figure(indicator.measure, &[Word::NotApplicable, Word::NoData], words),
    }
}

/// A figure of a measure, or one of some words; what is counted can be nil too.
fn figure(measure: Measure, agreed: &[Word], words: &Words) -> String {
    match measure {
        Measure::Percent => or(t!(words, "allowed-percent"), agreed, words),
        Measure::Count | Measure::CountWithPeople | Measure::Documents => {
            or(t!(words, "allowed-whole"), &[&[Word::Nil], agreed].concat(), words)
        }
        Measure::Rank => or(t!(words, "allowed-rank"), agreed, words),
        Measure::YesNo => choices(YES_NO, agreed),
        Measure::Arranged => choices(ARRANGED, agreed),
        Measure::Text | Measure::Status | Measure::Section | Measure::Entry => {
            or(t!(words, "allowed-text"), agreed, words)
        }
    }
}

fn choices(choices: [&str; 2], agreed: &[Word]) -> String {
    let agreed = agreed.iter().map(|word| word.as_str());
    choices.into_iter().chain(agreed).collect::<Vec<_>>().join("; ")
}

fn or(what: String, agreed: &[Word], words: &Words) -> String {
    let agreed: Vec<&str> = agreed.iter().map(|word| word.as_str()).collect();
    t!(words, "allowed-or", what = what, words = agreed.join("; "))
}
