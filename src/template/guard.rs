//! What an input cell accepts, and the prompt that a clerk sees on entering it.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, XlsxError};

use super::formula::quoted;
use crate::campaign::{Indicator, Period, TimeKind};
use crate::i18n::Words;
use crate::key::Field;
use crate::quantity::measure::Measure;
use crate::quantity::words::{ARRANGED, Status, Word, YES_NO};
use crate::t;

/// Excel's limits, in UTF-16 units.
const LONGEST_TITLE: usize = 32;
const LONGEST_MESSAGE: usize = 255;

/// The guard of one input cell.
///
/// # Errors
/// When a text is beyond Excel's limits, which cutting excludes.
pub(super) fn validation(
    indicator: &Indicator,
    field: Field,
    period: &Period,
    cell: &str,
    words: &Words,
) -> Result<DataValidation, XlsxError> {
    let accepted = accepted(indicator, field, cell);
    let prompt = prompt(indicator, field, period, words);
    let prompted = |validation: DataValidation| {
        validation
            .ignore_blank(true)
            .set_input_title(cut(&title(indicator, field, words), LONGEST_TITLE))?
            .set_input_message(cut(&prompt, LONGEST_MESSAGE))
    };
    let guarded = match accepted {
        // Where anything is accepted there is nothing to refuse.
        Accepted::Anything => return prompted(DataValidation::new().allow_any_value()),
        Accepted::Formula(formula) => DataValidation::new().allow_custom(Formula::new(formula)),
        Accepted::OneOf(choices) => DataValidation::new().allow_list_strings(&choices)?,
    };
    prompted(guarded)?
        .set_error_title(cut(&t!(words, "form-error-title"), LONGEST_TITLE))?
        .set_error_message(cut(&refusal(indicator, field, words), LONGEST_MESSAGE))
        .map(|validation| validation.set_error_style(DataValidationErrorStyle::Stop))
}

enum Accepted {
    Anything,
    Formula(String),
    OneOf(Vec<&'static str>),
}

fn accepted(indicator: &Indicator, field: Field, cell: &str) -> Accepted {
    let whole = |least: u8| format!("AND(ISNUMBER({cell}),{cell}>={least},{cell}=INT({cell}))");
    let percent = format!("AND(ISNUMBER({cell}),{cell}>=0,{cell}<=100)");
    let or_word = |rule: &str, words: &[Word]| {
        let words: Vec<String> =
            words.iter().map(|word| format!("TRIM({cell})={}", quoted(word.as_str()))).collect();
        Accepted::Formula(format!("=OR({rule},{})", words.join(",")))
    };
    let silent = [Word::NotApplicable, Word::NoData];
    match field {
        Field::Evidence | Field::Explanation | Field::Result | Field::Text | Field::Column(_) => {
            Accepted::Anything
        }
        Field::Status => Accepted::OneOf(Status::ALL.map(Status::as_str).to_vec()),
        Field::Numerator | Field::Denominator | Field::People => {
            Accepted::Formula(format!("={}", whole(0)))
        }
        Field::Baseline => or_word(&percent, &[Word::NoData]),
        Field::Value => match indicator.measure {
            Measure::Percent => or_word(&percent, &silent),
            Measure::Count | Measure::CountWithPeople | Measure::Documents => {
                or_word(&whole(0), &Word::ALL)
            }
            Measure::Rank => or_word(&whole(1), &silent),
            Measure::YesNo => Accepted::OneOf(choices(YES_NO)),
            Measure::Arranged => Accepted::OneOf(choices(ARRANGED)),
            Measure::Text | Measure::Status | Measure::Section | Measure::Entry => {
                Accepted::Anything
            }
        },
    }
}

fn choices(choices: [&'static str; 2]) -> Vec<&'static str> {
    choices.into_iter().chain([Word::NotApplicable.as_str(), Word::NoData.as_str()]).collect()
}

fn title(indicator: &Indicator, field: Field, words: &Words) -> String {
    let number = indicator.number.clone();
    match field {
        Field::Evidence => t!(words, "form-title-evidence", number = number),
        Field::Explanation => t!(words, "form-title-explanation", number = number),
        Field::Baseline => t!(words, "form-title-baseline", number = number),
        _ => t!(words, "form-title-figure", number = number),
    }
}

fn prompt(indicator: &Indicator, field: Field, period: &Period, words: &Words) -> String {
    match field {
        Field::Numerator => figure(indicator.numerator.as_deref(), words),
        Field::Denominator => figure(indicator.denominator.as_deref(), words),
        Field::People => figure(indicator.people.as_deref(), words),
        Field::Baseline => t!(words, "form-prompt-baseline"),
        Field::Explanation => t!(words, "form-prompt-explanation"),
        Field::Evidence => match &indicator.evidence {
            Some(demand) if demand.field == Field::Evidence => {
                t!(words, "form-prompt-evidence", demand = demand.text.replace('\n', " "))
            }
            _ => t!(words, "form-prompt-evidence-optional"),
        },
        Field::Status => t!(words, "form-prompt-choice"),
        Field::Result | Field::Text | Field::Column(_) => t!(words, "form-prompt-text"),
        Field::Value => match indicator.measure {
            Measure::Percent => t!(words, "form-prompt-percent"),
            Measure::Rank => t!(words, "form-prompt-rank"),
            Measure::YesNo | Measure::Arranged => t!(words, "form-prompt-choice"),
            Measure::Text | Measure::Status | Measure::Section | Measure::Entry => {
                t!(words, "form-prompt-text")
            }
            Measure::Count | Measure::CountWithPeople | Measure::Documents => {
                let noun = indicator.nouns.first().cloned().unwrap_or_default();
                let covers = covers(indicator.time, period, words);
                t!(words, "form-prompt-count", noun = noun, covers = covers)
            }
        },
    }
}

fn figure(what: Option<&str>, words: &Words) -> String {
    t!(words, "form-prompt-figure", what = what.unwrap_or_default())
}

fn covers(time: TimeKind, period: &Period, words: &Words) -> String {
    let (since, until) = (words.date(period.since), words.date(period.until));
    match time {
        TimeKind::Stock => t!(words, "form-covers-stock", until = until),
        TimeKind::Cumulative | TimeKind::Period => {
            t!(words, "form-covers-flow", since = since, until = until)
        }
    }
}

fn refusal(indicator: &Indicator, field: Field, words: &Words) -> String {
    match (field, indicator.measure) {
        (Field::Value, Measure::Percent) => t!(words, "form-refusal-percent"),
        (Field::Value, Measure::Rank) => t!(words, "form-refusal-rank"),
        (Field::Value, Measure::YesNo | Measure::Arranged) => t!(words, "form-refusal-choice"),
        (Field::Value, _) => t!(words, "form-refusal-count"),
        (Field::Baseline, _) => t!(words, "form-refusal-baseline"),
        _ => t!(words, "form-refusal-whole"),
    }
}

/// Cuts a text to a number of UTF-16 units, between characters.
fn cut(text: &str, longest: usize) -> String {
    if text.encode_utf16().count() <= longest {
        return text.to_owned();
    }
    let mut room = longest - 1;
    let mut out: String = text
        .chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= room;
            room = room.saturating_sub(c.len_utf16());
            fits
        })
        .collect();
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}
