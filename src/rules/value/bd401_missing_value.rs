//! BD401 missing-value: a figure that is asked is not there.

use crate::campaign::Detail;
use crate::i18n::Words;
use crate::rules::finding::Severity;
use crate::rules::rule::{AnswerContext, Check, Hit, Message, Rule, rule};
use crate::submission::answer::{Answer, Doubt};
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::format::format_decimal_vi;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::raw::RawValue;
use crate::values::quantity::words::Word;
use crate::wording::names::row_name;

pub(in crate::rules) const RULE: Rule = rule!("BD401", "missing-value", Error, Check::Answer(check), silenced_by: &["BD302", "BD305"], explained_by: &["BD307", "BD417"]);

fn check(context: &AnswerContext<'_>, words: &Words) -> Option<Hit> {
    let answer = context.answer;
    // BD309 says of the whole sheet why nothing was read.
    if answer.doubt == Some(Doubt::Silent) {
        return None;
    }
    if !answer.indicator.measure.is_figure() {
        return in_words(context, words);
    }
    if matches!(answer.word(), Some(Word::NotApplicable | Word::NoData)) {
        return None;
    }
    let blank = |field| answer.is_blank(field);
    // The second figure has no word of its own: without a number it is missing.
    let no_people = answer.is_blank(Field::People) || answer.says_nothing(Field::People);
    let measure = answer.indicator.measure;
    let field = match measure {
        Measure::Percent | Measure::Ratio => {
            match (blank(Field::Numerator), blank(Field::Denominator)) {
                (true, false) => Some(Field::Numerator),
                (false, true) => Some(Field::Denominator),
                (true, true) => {
                    // The rate is missing for want of a figure that merged cells cover.
                    let covered = [Field::Numerator, Field::Denominator];
                    let covered = covered.into_iter().find(|field| answer.is_covered(*field));
                    blank(Field::Value).then_some(covered.unwrap_or(Field::Value))
                }
                (false, false) => None,
            }
        }
        Measure::Count
        | Measure::CountWithPeople
        | Measure::Quantity
        | Measure::Choice
        | Measure::YesNo
        | Measure::Rank
        | Measure::Documents
        | Measure::Arranged
        | Measure::Text
        | Measure::Status
        | Measure::Section
        | Measure::Entry => {
            let is_arranged = answer.choice(Field::Value) == Some(true);
            let asks_people =
                measure == Measure::CountWithPeople || measure == Measure::Arranged && is_arranged;
            if blank(Field::Value) {
                Some(Field::Value)
            } else {
                (asks_people && no_people).then_some(Field::People)
            }
        }
    }?;
    let row = row_name(answer.indicator, words);
    let column = context.form.field_caption(field, context.period.target_year);
    let hint = match (measure, field) {
        (Measure::Percent | Measure::Ratio, Field::Value) => t!(words, "bd401-hint-rate"),
        (Measure::Percent | Measure::Ratio, _) => t!(words, "bd401-hint-base"),
        (_, Field::People) => t!(words, "bd401-hint-people"),
        (Measure::Count | Measure::CountWithPeople | Measure::Documents | Measure::Quantity, _) => {
            t!(words, "bd401-hint-count")
        }
        (
            Measure::YesNo
            | Measure::Choice
            | Measure::Rank
            | Measure::Arranged
            | Measure::Text
            | Measure::Status
            | Measure::Section
            | Measure::Entry,
            _,
        ) => t!(words, "bd401-hint"),
    };
    let message = match own_result(answer, field) {
        Some(shown) => t!(words, "bd401-message-formula", row = row, shown = shown),
        None => t!(words, "bd401-message", row = row, column = column),
    };
    Some(Hit { field, severity: None, message: Message { text: message, hint } })
}

/// A row that asks for words: it is wanted, and nothing is kept out of a total for it.
fn in_words(context: &AnswerContext<'_>, words: &Words) -> Option<Hit> {
    let answer = context.answer;
    let (field, hint) = match &answer.indicator.detail {
        Detail::Figure => return None,
        Detail::Task(_) => (Field::Status, t!(words, "bd401-hint-status")),
        Detail::Section { .. } => (Field::Text, t!(words, "bd401-hint-section")),
        // A line that is not used is nothing; one that is used in part is not finished.
        Detail::Entry { columns, optional, .. } => {
            let is_used = columns.iter().any(|column| !answer.is_blank(*column));
            let asked =
                columns.iter().filter(|column| !answer.indicator.is_computed_cell(**column));
            let mut needed = asked.filter(|column| !optional.contains(column));
            let missing = needed.find(|column| answer.is_blank(**column));
            if !is_used || answer.line_word().is_some() {
                return None;
            }
            (*missing?, t!(words, "bd401-hint-entry"))
        }
    };
    let row = row_name(answer.indicator, words);
    let message = if answer.is_blank(field) {
        let column = context.form.field_caption(field, context.period.target_year);
        t!(words, "bd401-message", row = row, column = column)
    } else if answer.word() == Some(Word::NoData) {
        t!(words, "bd401-message-no-data", row = row, word = Word::NoData.as_str())
    } else {
        return None;
    };
    let message = Message { text: message, hint };
    Some(Hit { field, severity: Some(Severity::Warning), message })
}

/// What a clerk's own formula shows in the cell of a rate, which only its two figures can fill. The
/// form's formula shows nothing, or a 0 that other programs store, while they are blank.
fn own_result(answer: &Answer<'_>, field: Field) -> Option<String> {
    let cell = answer.cells.get(&field).filter(|cell| cell.raw.formula)?;
    match &cell.raw.value {
        RawValue::Number(shown) if !shown.is_zero() => Some(format_decimal_vi(*shown)),
        _ => None,
    }
}
