//! The JSON of `merge`, read back. Numbers are read from their digits; none becomes a binary float.

mod document;

use std::collections::HashMap;

use super::error::not_whole;
use super::parts::{self, BadPart};
use super::{
    Member, Snapshot, SnapshotError, SnapshotFigure, SnapshotPlace, SnapshotRow, SnapshotUnit,
    UnitState, check, joined_paths, joined_sums,
};
use crate::campaign::identity::Document as Kind;
use crate::submission::answer::Figure;
use crate::values::key::{ColumnKey, Scope, UnitCode};
use document::{Beneath, Document, File, Given, Head, Place, Row, Unit, Units};

pub(super) fn read(bytes: &[u8]) -> Result<Snapshot, SnapshotError> {
    let head: Head<'_> = serde_json::from_slice(bytes).map_err(|error| not_whole("JSON", error))?;
    if head.schema.as_deref() != Some(Kind::Consolidation.schema()) {
        return Err(SnapshotError::NotOne);
    }
    let document: Document<'_> =
        serde_json::from_slice(bytes).map_err(|error| not_whole("JSON", error))?;
    let members = document
        .units
        .beneath
        .iter()
        .map(|Beneath { code, name, sha256 }: &Beneath| Member {
            code: code.clone(),
            name: name.clone(),
            sha256: sha256.clone(),
        })
        .collect();
    let units = units(&document.units, &document.files)?;
    let (mut rows, mut figures) = (Vec::new(), Vec::new());
    for mut row in document.indicators {
        let of_row = row.figure.as_deref().and_then(ColumnKey::new);
        if let Some(id) = of_row.and_then(|key| row.indicator.with_figure(key)) {
            row.indicator = id;
        }
        for (scope, given) in [(Scope::Own, &row.contributions), (Scope::City, &row.reported)] {
            for given in given {
                figures.push(figure(&row, scope, given)?);
            }
        }
        rows.push(self::row(row)?);
    }
    let Document { campaign, period, version, .. } = document;
    let carried = Snapshot { campaign, period, version, units, members, rows, figures }.in_order();
    let changes = check::totals(&carried);
    if changes.is_empty() { Ok(carried) } else { Err(SnapshotError::Changed(changes)) }
}

fn units(units: &Units, files: &[File<'_>]) -> Result<Vec<SnapshotUnit>, SnapshotError> {
    let merged = files.iter().filter(|file| file.outcome == "merged");
    let mut of: HashMap<&UnitCode, Vec<&File<'_>>> = HashMap::new();
    for (unit, file) in merged.filter_map(|file| Some((file.unit.as_ref()?, file))) {
        of.entry(unit).or_default().push(file);
    }
    let mut all = Vec::new();
    for one in &units.list {
        all.push(unit(of.get(&one.code).map(Vec::as_slice).unwrap_or_default(), one)?);
    }
    Ok(all)
}

fn unit(files: &[&File<'_>], unit: &Unit) -> Result<SnapshotUnit, SnapshotError> {
    let state = UnitState::read(&unit.state);
    Ok(SnapshotUnit {
        state: state.ok_or_else(|| not_whole("units.list.state", &unit.state))?,
        file: joined_paths(files.iter().map(|file| &*file.path)),
        sha256: joined_sums(files.iter().filter_map(|file| file.sha256.as_deref())),
        code: unit.code.clone(),
        name: unit.name.clone(),
    })
}

fn row(row: Row<'_>) -> Result<SnapshotRow, SnapshotError> {
    let name = row.form.row_name(&row.indicator);
    let bad = |BadPart(key): BadPart| not_whole(key, format!("in {name}"));
    let aggregation = parts::aggregation(&row.aggregation).map_err(bad)?;
    let form = row.measure_form().ok_or(BadPart("decimals")).map_err(bad)?;
    Ok(SnapshotRow {
        meaning: row.meaning(),
        rollup: row.rollup.parts().rollup(row.measure, &form, aggregation).map_err(bad)?,
        official: row.official.parts().figure(row.measure, &form, words).map_err(bad)?,
        source: parts::source(&row.official.source).map_err(bad)?,
        place: row.result.map(|Place { sheet, cell }| SnapshotPlace { sheet, cell }),
        form: row.form,
        indicator: row.indicator,
        measure: row.measure,
        measure_form: form,
        aggregation,
    })
}

fn figure(row: &Row<'_>, scope: Scope, given: &Given<'_>) -> Result<SnapshotFigure, SnapshotError> {
    let at = || format!("in {}.{} of {}", row.form, row.indicator, given.unit);
    let bad = |BadPart(key): BadPart| not_whole(key, at());
    let form = row.measure_form().ok_or(BadPart("decimals")).map_err(bad)?;
    let figure: Option<Figure> = match &given.beneath {
        Some(area) => {
            let aggregation = parts::aggregation(&row.aggregation).map_err(bad)?;
            let area = area.parts().rollup(row.measure, &form, aggregation).map_err(bad)?;
            Some(Figure::Beneath(area.into()))
        }
        None => given.parts().figure(row.measure, &form, words).map_err(bad)?,
    };
    Ok(SnapshotFigure {
        unit: given.unit.clone(),
        form: row.form.clone(),
        indicator: row.indicator.clone(),
        scope,
        figure: figure.ok_or_else(|| not_whole("value", at()))?,
        counted: given.counted && scope == Scope::Own,
        file: given.file.clone(),
        sheet: given.sheet.clone(),
        cell: given.cell.clone(),
    })
}

/// A text of JSON without its quotes.
fn words(raw: &str) -> String {
    serde_json::from_str(raw).unwrap_or_else(|_| raw.to_owned())
}
