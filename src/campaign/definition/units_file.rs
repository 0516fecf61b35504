//! Records from `units.csv`. The separator is the one that the header uses: comma, semicolon, tab.

use std::sync::Arc;

use super::Place;
use super::record::{Cell, Definition, Level, Record, Value};
use super::schema;
use super::value::from_text;
use crate::campaign::problem::{EntityKind, Problem, ProblemKind, nearest};

pub(in crate::campaign) fn read(
    file: &Arc<str>,
    text: &str,
    found: &mut Vec<Problem>,
    into: &mut Definition,
) {
    let text = text.trim_start_matches('\u{FEFF}');
    let header = text.lines().next().unwrap_or_default();
    let separator = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|s| (header.bytes().filter(|b| b == s).count(), u8::from(*s == b',')))
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(true)
        .from_reader(text.as_bytes());
    let columns = schema::UNIT.columns;
    let header = reader.headers().cloned().unwrap_or_default();
    let top = Place::line(file, 1);
    let mut order = Vec::new();
    let mut levels: Vec<Option<&str>> = Vec::new();
    for name in &header {
        levels.push(Level::row_of(name));
        if Level::row_of(name).is_some() {
            order.push(None);
            continue;
        }
        let column = columns.iter().find(|column| column.key == name.trim());
        if column.is_none() {
            let hint = nearest(name, columns.iter().map(|column| column.key));
            let kind =
                ProblemKind::Unknown { what: EntityKind::Column, key: name.to_owned(), hint };
            found.push(Problem { place: top.clone(), kind });
        }
        order.push(column);
    }
    for column in columns.iter().filter(|column| column.required) {
        if order.contains(&Some(column)) {
            continue;
        }
        let kind = ProblemKind::Missing { table: schema::UNIT.key, key: column.key };
        found.push(Problem { place: top.clone(), kind });
    }
    for record in reader.into_records() {
        let row = match record {
            Ok(row) => row,
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                let place = Place::line(file, usize::try_from(line).unwrap_or(1));
                found.push(Problem { place, kind: ProblemKind::Shape(error.to_string()) });
                continue;
            }
        };
        let line = row.position().map_or(0, csv::Position::line);
        let place = Place::line(file, usize::try_from(line).unwrap_or_default());
        let mut record = Record::new(&schema::UNIT, "", place.clone());
        for (of, written) in levels.iter().zip(&row) {
            let Some(of) = of.filter(|_| !written.trim().is_empty()) else { continue };
            let (row, notation) = (of.to_owned(), written.trim().to_owned());
            record.levels.push(Level { row, notation, place: place.clone() });
        }
        for (column, written) in order.iter().zip(&row) {
            let Some(column) = column else { continue };
            match from_text(column, written, &place) {
                Ok(Some(value)) => {
                    record.cells.insert(column.key, Cell { value, place: place.clone() });
                }
                Ok(None) if column.required => {
                    let kind = ProblemKind::Missing { table: schema::UNIT.key, key: column.key };
                    found.push(Problem { place: place.clone(), kind });
                }
                Ok(None) => {}
                Err(kind) => {
                    let value = Value::Text(String::new());
                    record.cells.insert(column.key, Cell { value, place: place.clone() });
                    found.push(Problem { place: place.clone(), kind });
                }
            }
        }
        into.records.push(record);
    }
}

/// The list of units as CSV, every column in the order of the schema. The mark at the start lets
/// Excel read it as UTF-8.
pub(super) fn write(definition: &Definition) -> String {
    // Most lists have no agency codes, and no column of them.
    let has_agencies = definition.of(&schema::UNIT).any(|unit| unit.text("agency-code").is_some());
    let columns = schema::UNIT.columns.iter();
    let columns: Vec<_> =
        columns.filter(|column| has_agencies || column.key != "agency-code").collect();
    let levels = definition.rows_with_levels();
    let keys = columns.iter().map(|column| column.key.to_owned());
    let mut rows =
        vec![keys.chain(levels.iter().map(|row| Level::caption(row))).collect::<Vec<_>>()];
    rows.extend(definition.of(&schema::UNIT).map(|unit| {
        let cells = columns.iter().map(|column| unit.cells.get(column.key));
        let cells = cells.map(|cell| cell.map(|cell| cell.value.as_cell()).unwrap_or_default());
        let notation = |row: &&str| unit.level(row).map(|level| level.notation.clone());
        cells.chain(levels.iter().map(|row| notation(row).unwrap_or_default())).collect()
    }));
    let mut out = String::from('\u{FEFF}');
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        out.push_str(&cells.join(","));
        out.push('\n');
    }
    out
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
