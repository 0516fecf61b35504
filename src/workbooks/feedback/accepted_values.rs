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
        Field::Numerator | Field::Denominator | Field::People => match indicator.decimals(field) {
            Some(decimals) => t!(words, "allowed-quantity", decimals = decimals),
            None => t!(words, "allowed-whole"),
        },
        Field::Baseline => figure(indicator, &[Word::NoData], words),
        Field::Value => figure(indicator, &[Word::NotApplicable, Word::NoData], words),
    }
}

/// A figure of a measure, or one of some words; what is counted can be nil too.
fn figure(indicator: &Indicator, agreed: &[Word], words: &Words) -> String {
    match indicator.measure {
        Measure::Quantity => {
            let allowed = t!(words, "allowed-quantity", decimals = indicator.measure_form.decimals);
            or(allowed, &[&[Word::Nil], agreed].concat(), words)
        }
        Measure::Ratio => or(t!(words, "allowed-ratio"), agreed, words),
        Measure::Choice => {
            let choices = indicator.measure_form.choices.as_slice();
            let choices = choices.iter().map(String::as_str);
            choices.chain(agreed.iter().map(|word| word.as_str())).collect::<Vec<_>>().join("; ")
        }
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
