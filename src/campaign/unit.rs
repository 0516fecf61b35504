//! Reporting units and the list they come from, `units.csv`.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Deserialize;

use super::problem::{ProblemKind, Problems, Thing, nearest};
use crate::key::UnitCode;

/// A group of units: communes, departments, …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The key used in selectors (`@commune`).
    pub id: String,
    /// How a subtotal of the group is captioned.
    pub name: String,
    /// The list is known to be incomplete: no unit is invented for it.
    pub open: bool,
}

/// Đơn vị báo cáo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgUnit {
    /// The code: official for communes.
    pub code: UnitCode,
    /// The name, in the official spelling.
    pub name: String,
    /// What kind of unit, in words: `phường`, `xã`, `sở, ban, ngành`.
    pub kind: String,
    /// The groups that it belongs to; the first is the one that it is counted under.
    pub groups: Vec<String>,
    /// Residents, where known.
    pub population: Option<i64>,
    /// Other names, former ones included.
    pub aliases: Vec<String>,
    /// Where to write to.
    pub email: Option<String>,
    /// Where to call.
    pub phone: Option<String>,
    /// First day on which the unit exists.
    pub valid_from: Option<Date>,
    /// Last day on which the unit exists.
    pub valid_to: Option<Date>,
    /// The units that it was formed from.
    pub predecessors: Vec<UnitCode>,
}

const COLUMNS: [&str; 12] = [
    "code",
    "name",
    "kind",
    "groups",
    "population",
    "aliases",
    "email",
    "phone",
    "valid-from",
    "valid-to",
    "predecessors",
    "note",
];

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Row {
    code: String,
    name: String,
    kind: String,
    groups: String,
    #[serde(default)]
    population: String,
    #[serde(default)]
    aliases: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    valid_from: String,
    #[serde(default)]
    valid_to: String,
    #[serde(default)]
    predecessors: String,
}

/// Reads the list of units. The separator is the one that the header uses: comma, semicolon or tab.
pub(super) fn read_units(groups: &[Group], problems: &mut Problems<'_>) -> Vec<OrgUnit> {
    let text = problems.text.trim_start_matches('\u{FEFF}');
    let header = text.lines().next().unwrap_or_default();
    let separator = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|s| (header.bytes().filter(|b| b == s).count(), u8::from(*s == b',')))
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
    if !header_is_known(&mut reader, problems) {
        return Vec::new();
    }
    let mut units = Vec::new();
    let mut seen = BTreeSet::new();
    let headers = reader.headers().cloned().unwrap_or_default();
    for record in reader.into_records() {
        let parsed = record.and_then(|record| {
            let line = record.position().map_or(0, csv::Position::line);
            record.deserialize::<Row>(Some(&headers)).map(|row| (line, row))
        });
        match parsed {
            Ok((line, row)) => {
                let line = usize::try_from(line).unwrap_or_default();
                if let Some(unit) = read_unit(row, line, groups, problems) {
                    if seen.insert(unit.code.clone()) {
                        units.push(unit);
                    } else {
                        let key = unit.code.to_string();
                        problems.line(line, ProblemKind::Duplicate { what: Thing::Unit, key });
                    }
                }
            }
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                let kind = ProblemKind::Shape(error.to_string());
                problems.line(usize::try_from(line).unwrap_or(1), kind);
            }
        }
    }
    units
}

fn header_is_known(reader: &mut csv::Reader<&[u8]>, problems: &mut Problems<'_>) -> bool {
    let header = reader.headers().cloned().unwrap_or_default();
    let mut good = true;
    for name in &header {
        if !COLUMNS.contains(&name) {
            let hint = nearest(name, COLUMNS);
            let key = name.to_owned();
            problems.line(1, ProblemKind::Unknown { what: Thing::Column, key, hint });
            good = false;
        }
    }
    for needed in &COLUMNS[..4] {
        if !header.iter().any(|name| name == *needed) {
            problems.line(1, ProblemKind::Shape(format!("column `{needed}` is missing")));
            good = false;
        }
    }
    good
}

fn read_unit(
    row: Row,
    line: usize,
    groups: &[Group],
    problems: &mut Problems<'_>,
) -> Option<OrgUnit> {
    let mut refuse = |column, value: &str, expected| {
        problems.line(line, ProblemKind::Value { column, value: value.to_owned(), expected });
    };
    let code: Option<UnitCode> = row.code.parse().ok();
    if code.is_none() {
        refuse("code", &row.code, "capital letters, digits and hyphens");
    }
    let population = optional(&row.population, |text| text.parse::<i64>().ok().filter(|n| *n > 0));
    let population = population.unwrap_or_else(|()| {
        refuse("population", &row.population, "a whole number");
        None
    });
    let mut date = |column, text: &str| {
        optional(text, |text| text.parse::<Date>().ok()).unwrap_or_else(|()| {
            refuse(column, text, "a date such as 2025-07-01");
            None
        })
    };
    let valid_from = date("valid-from", &row.valid_from);
    let valid_to = date("valid-to", &row.valid_to);
    let mut predecessors = Vec::new();
    for text in list(&row.predecessors) {
        match text.parse() {
            Ok(code) => predecessors.push(code),
            Err(_) => refuse("predecessors", &text, "a unit code"),
        }
    }
    let named: Vec<String> = list(&row.groups).collect();
    for key in &named {
        if !groups.iter().any(|group| group.id == *key) {
            let hint = nearest(key, groups.iter().map(|group| group.id.as_str()));
            let key = key.clone();
            problems.line(line, ProblemKind::Unknown { what: Thing::Group, key, hint });
        }
    }
    Some(OrgUnit {
        code: code?,
        name: row.name,
        kind: row.kind,
        groups: named,
        population,
        aliases: list(&row.aliases).collect(),
        email: Some(row.email).filter(|text| !text.is_empty()),
        phone: Some(row.phone).filter(|text| !text.is_empty()),
        valid_from,
        valid_to,
        predecessors,
    })
}

fn optional<T>(text: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, ()> {
    if text.is_empty() { Ok(None) } else { parse(text).map(Some).ok_or(()) }
}

fn list(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned)
}
