//! What the measure of a row needs to know: decimals, what a ratio is per, the choices.

use crate::campaign::definition::Record;
use crate::campaign::problem::{Expected, ProblemKind, Problems};
use crate::values::quantity::choices::Choices;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::measure_form::{MOST_DECIMALS, MeasureForm};
use crate::values::quantity::rate_form::Per;
use crate::values::quantity::text;
use crate::values::quantity::words::Word;

/// Reads it from the record of a row, and notes what cannot be.
pub(super) fn form_of(
    record: &Record,
    measure: Measure,
    problems: &mut Problems<'_>,
) -> MeasureForm {
    read(record, measure, MeasureForm::default(), problems)
}

/// Reads it from the record of a figure, which says what is otherwise than in its row.
pub(super) fn form_of_figure(
    figure: &Record,
    measure: Measure,
    row: &MeasureForm,
    problems: &mut Problems<'_>,
) -> MeasureForm {
    read(figure, measure, row.clone(), problems)
}

fn read(
    record: &Record,
    measure: Measure,
    usual: MeasureForm,
    problems: &mut Problems<'_>,
) -> MeasureForm {
    let choices = choices(record, measure, problems).unwrap_or(usual.choices);
    MeasureForm {
        decimals: decimals(record, "decimals", problems).unwrap_or(usual.decimals),
        per: per(record, problems).unwrap_or(usual.per),
        numerator_decimals: decimals(record, "numerator-decimals", problems)
            .unwrap_or(usual.numerator_decimals),
        denominator_decimals: decimals(record, "denominator-decimals", problems)
            .unwrap_or(usual.denominator_decimals),
        choices,
    }
}

/// Reads the most that a figure can be, which only what is counted or measured has.
pub(super) fn max_of(
    record: &Record,
    measure: Measure,
    problems: &mut Problems<'_>,
) -> Option<i64> {
    let max = record.whole("max")?;
    if max <= 0 || !measure.adds_up() {
        refuse(record, "max", max.to_string(), Expected::Maximum, problems);
        return None;
    }
    Some(max)
}

fn refuse(
    record: &Record,
    column: &'static str,
    value: String,
    expected: Expected,
    problems: &mut Problems<'_>,
) {
    problems.at(record.place_of(column), ProblemKind::Value { column, value, expected });
}

fn decimals(record: &Record, column: &'static str, problems: &mut Problems<'_>) -> Option<u32> {
    let written = record.whole(column)?;
    let read = u32::try_from(written).ok().filter(|decimals| *decimals <= MOST_DECIMALS);
    if read.is_none() {
        refuse(record, column, written.to_string(), Expected::Decimals, problems);
    }
    read
}

fn per(record: &Record, problems: &mut Problems<'_>) -> Option<Per> {
    let written = record.whole("per")?;
    let read = Per::read(written);
    if read.is_none() {
        refuse(record, "per", written.to_string(), Expected::Per, problems);
    }
    read
}

fn choices(record: &Record, measure: Measure, problems: &mut Problems<'_>) -> Option<Choices> {
    let written = record.texts("choices");
    if written.is_empty() {
        return None;
    }
    let folded: Vec<String> = written.iter().map(|choice| text::fold(choice)).collect();
    let is_twice = |at: usize, choice: &String| folded.iter().take(at).any(|one| one == choice);
    let is_none = |choice: &String| choice.is_empty() || Word::read(choice).is_some();
    let is_wrong =
        folded.iter().enumerate().any(|(at, choice)| is_twice(at, choice) || is_none(choice));
    if written.len() < 2 || written.len() > MOST_CHOICES || is_wrong || measure != Measure::Choice {
        refuse(record, "choices", written.join("; "), Expected::Choices, problems);
        return None;
    }
    Some(Choices::new(written))
}

/// The most choices of a row.
const MOST_CHOICES: usize = 100;
