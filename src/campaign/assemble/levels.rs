//! What rows demand of single units: the columns `target:<form>.<row>` of the list of units.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::unknown;
use crate::campaign::definition::{Definition, Level, schema};
use crate::campaign::indicator::Judged;
use crate::campaign::problem::{EntityKind, ProblemKind, Problems};
use crate::campaign::{Form, Indicator};
use crate::values::key::UnitCode;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::target::{Target, TargetRow};

/// Reads the demands into the rows that they are for.
pub(super) fn read(definition: &Definition, forms: &mut [Form], problems: &mut Problems<'_>) {
    for name in definition.rows_with_levels() {
        let places = place(forms, name);
        let Some(row) = places.and_then(|(form, row)| forms.get_mut(form)?.indicators.get_mut(row))
        else {
            refuse(definition, forms, name, problems);
            continue;
        };
        let levels = of_row(definition, name, row, problems);
        if levels.is_empty() {
            continue;
        }
        // Who reports the whole area only is no unit among others.
        if !row.own.is_empty() {
            row.judged = Judged::Each;
            row.is_judged_said = true;
        }
        if row.targets.is_empty() {
            refuse_without(definition, name, row, &levels, problems);
        }
        row.levels = Arc::new(levels);
    }
}

/// Where a row stands: its form, and which of its rows.
fn place(forms: &[Form], name: &str) -> Option<(usize, usize)> {
    let (form, row) = name.split_once('.')?;
    let at = forms.iter().position(|known| known.id.as_str() == form)?;
    let mut rows = forms.get(at)?.indicators.iter();
    // Of several figures in a row the first is meant where none is named.
    let found = rows.position(|known| known.id.as_str() == row || known.id.row() == row)?;
    Some((at, found))
}

fn refuse(definition: &Definition, forms: &[Form], name: &str, problems: &mut Problems<'_>) {
    let rows: Vec<String> = forms
        .iter()
        .flat_map(|form| form.indicators.iter().map(|row| form.id.row_name(&row.id)))
        .collect();
    let mut units = definition.of(&schema::UNIT);
    if let Some(level) = units.find_map(|unit| unit.level(name)) {
        let known = rows.iter().map(String::as_str);
        unknown(EntityKind::Indicator, name, &level.place, known, problems);
    }
}

fn of_row(
    definition: &Definition,
    name: &str,
    row: &Indicator,
    problems: &mut Problems<'_>,
) -> BTreeMap<UnitCode, Target> {
    let mut levels = BTreeMap::new();
    for unit in definition.of(&schema::UNIT) {
        let Some(level) = unit.level(name).filter(|level| !level.notation.is_empty()) else {
            continue;
        };
        let Some(code) = unit.text("code").and_then(|code| code.parse::<UnitCode>().ok()) else {
            continue;
        };
        levels.extend(parsed(level, row, problems).map(|target| (code, target)));
    }
    levels
}

fn parsed(level: &Level, row: &Indicator, problems: &mut Problems<'_>) -> Option<Target> {
    let notation = level.notation.clone();
    let of_row = TargetRow {
        measure: Some(row.measure),
        unit: row.unit.as_deref(),
        nouns: &row.nouns,
        better: row.better,
        is_each: true,
        span: None,
        per: (row.measure == Measure::Ratio).then_some(row.measure_form.per),
        choices: (row.measure == Measure::Choice).then_some(&row.measure_form.choices),
    };
    match Target::read(&notation, &of_row) {
        Ok(target) if target.fits(row.measure) => return Some(target),
        Ok(_) => {
            let measure = row.measure.as_str();
            problems.at(&level.place, ProblemKind::TargetMeasure { notation, measure });
        }
        Err(error) => {
            let (notation, reason) = (error.notation, error.reason);
            problems.at(&level.place, ProblemKind::Target { notation, reason });
        }
    }
    None
}

/// Notes the units that are asked and of which nothing is demanded.
fn refuse_without(
    definition: &Definition,
    name: &str,
    row: &Indicator,
    levels: &BTreeMap<UnitCode, Target>,
    problems: &mut Problems<'_>,
) {
    let without = row.own.iter().filter(|unit| !levels.contains_key(*unit));
    let units: Vec<String> = without.map(ToString::to_string).collect();
    let mut records = definition.of(&schema::UNIT);
    let place = records.find_map(|unit| unit.level(name)).map(|level| &level.place);
    if let (Some(place), false) = (place, units.is_empty()) {
        problems.at(place, ProblemKind::NoLevel { row: name.to_owned(), units });
    }
}
