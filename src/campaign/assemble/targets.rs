//! What rows must reach, by year.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::unknown;
use crate::campaign::definition::{Definition, Record, schema};
use crate::campaign::problem::{EntityKind, ProblemKind, Problems};
use crate::values::quantity::measure::Measure;
use crate::values::quantity::target::Target;

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

/// The targets of a row by year, from the records that are for it.
pub(super) fn of(
    records: &[&Record],
    row: &Record,
    measure: Measure,
    problems: &mut Problems<'_>,
) -> BTreeMap<u16, Target> {
    let mut read = BTreeMap::new();
    let nouns = row.texts("nouns");
    for record in records {
        let Some(notation) = record.owned("target").filter(|text| !text.is_empty()) else {
            continue;
        };
        let Some(year) = record.whole("year").and_then(|year| u16::try_from(year).ok()) else {
            continue;
        };
        let place = record.place_of("target");
        match Target::parse(&notation, &nouns) {
            Ok(target) if target.fits(measure) => {
                if read.insert(year, target).is_some() {
                    let key = year.to_string();
                    problems.at(place, ProblemKind::Duplicate { what: EntityKind::Target, key });
                }
            }
            Ok(_) => {
                let measure = measure.as_str();
                problems.at(place, ProblemKind::TargetMeasure { notation, measure });
            }
            Err(error) => {
                let reason = error.to_string();
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
