//! What rows must reach, by year.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::unknown;
use crate::campaign::definition::{Definition, Record, schema};
use crate::campaign::period::Period;
use crate::campaign::problem::{EntityKind, ProblemKind, Problems};
use crate::values::quantity::measure::Measure;
use crate::values::quantity::measure_form::MeasureForm;
use crate::values::quantity::target::{Better, Span, Target, TargetRow};

/// The records of a form's targets, by the key of the row that each is for.
pub(super) fn by_row<'d>(
    definition: &'d Definition,
    form: &'d str,
) -> HashMap<Option<&'d str>, Vec<&'d Record>> {
    let mut rows: HashMap<Option<&str>, Vec<&Record>> = HashMap::new();
    for record in definition.of_form(&schema::TARGET, form) {
        rows.entry(record.text("indicator")).or_default().push(record);
    }
    rows
}

/// What every period of a year covers, where they all cover a month, a quarter or a year.
pub(super) fn spans(periods: &[Period]) -> BTreeMap<u16, Option<Span>> {
    let mut spans: BTreeMap<u16, Option<Span>> = BTreeMap::new();
    for period in periods {
        let span = period.span();
        spans
            .entry(period.target_year)
            .and_modify(|known| *known = known.filter(|known| Some(*known) == span))
            .or_insert(span);
    }
    spans
}

/// What a row measures.
pub(super) struct Measured<'a> {
    pub measure: Measure,
    pub form: &'a MeasureForm,
}

/// The targets of a row by year, from the records that are for it.
pub(super) fn of(
    records: &[&Record],
    row: &Record,
    measured: &Measured<'_>,
    spans: &BTreeMap<u16, Option<Span>>,
    problems: &mut Problems<'_>,
) -> BTreeMap<u16, Target> {
    let Measured { measure, form } = *measured;
    let mut read = BTreeMap::new();
    let nouns = row.texts("nouns");
    let of_row = TargetRow {
        measure: Some(measure),
        unit: row.text("unit"),
        nouns: &nouns,
        better: row.text("better").and_then(Better::read),
        is_each: row.text("judged") == Some("each"),
        span: None,
        per: (measure == Measure::Ratio).then_some(form.per),
        choices: (measure == Measure::Choice).then_some(&form.choices),
    };
    for record in records {
        let Some(notation) = record.owned("target").filter(|text| !text.is_empty()) else {
            continue;
        };
        let Some(year) = record.whole("year").and_then(|year| u16::try_from(year).ok()) else {
            continue;
        };
        // What there is as of a day is not so many a year.
        let span =
            spans.get(&year).copied().flatten().filter(|_| row.text("time") != Some("stock"));
        let of_row = TargetRow { span, ..of_row };
        let said = |of: &Record| of.owned("meaning").filter(|text| !text.is_empty());
        let (meaning, place) = match (said(record), said(row)) {
            (Some(meaning), _) => (Some(meaning), record.place_of("meaning")),
            (None, Some(meaning)) => (Some(meaning), row.place_of("meaning")),
            (None, None) => (None, record.place_of("target")),
        };
        let target = match &meaning {
            Some(meaning) => Target::meant(&notation, meaning, &of_row),
            None => Target::read(&notation, &of_row),
        };
        match target {
            Ok(target) if target.fits(measure) => {
                if read.insert(year, target).is_some() {
                    let key = year.to_string();
                    problems.at(
                        record.place_of("target"),
                        ProblemKind::Duplicate { what: EntityKind::Target, key },
                    );
                }
            }
            Ok(_) => {
                let (notation, measure) = (meaning.unwrap_or(notation), measure.as_str());
                problems.at(place, ProblemKind::TargetMeasure { notation, measure });
            }
            Err(error) => {
                let (notation, reason) = (error.notation, error.reason);
                problems.at(place, ProblemKind::Target { notation, reason });
            }
        }
    }
    read
}

/// In a sheet of its own, a target names the row that it is for.
pub(super) fn check_rows(definition: &Definition, form: &str, problems: &mut Problems<'_>) {
    let rows = definition.of_form(&schema::INDICATOR, form);
    let ids: BTreeSet<&str> = rows.filter_map(|row| row.text("id")).collect();
    for record in definition.of_form(&schema::TARGET, form) {
        let id = record.required("indicator");
        if !id.is_empty() && !ids.contains(id.as_str()) {
            unknown(
                EntityKind::Indicator,
                &id,
                record.place_of("indicator"),
                ids.iter().copied(),
                problems,
            );
        }
    }
}
