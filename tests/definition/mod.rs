//! The definition of `hanoi-2025` and its seeds, read as plain TOML, CSV and text.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

/// The text that a printed form would show, its cells in reading order.
pub fn rebuild(form: &Table, year: i64) -> String {
    let official: Vec<&Table> = tables(form, "column")
        .into_iter()
        .filter(|column| column.get("added").and_then(Value::as_bool) != Some(true))
        .collect();
    let mut printed = vec![text(form, "name").to_owned(), text(form, "title").to_owned()];
    for column in &official {
        printed.push(text(column, "caption").replace("{year}", &year.to_string()));
    }
    for row in rows_of(form) {
        for column in &official {
            printed.push(match optional(column, "shows") {
                "" => String::new(),
                "target" => target(row, year).to_owned(),
                shown => optional(row, shown).to_owned(),
            });
        }
    }
    collapse(&printed.join(" "))
}

pub fn target(row: &Table, year: i64) -> &str {
    text(row["targets"].as_table().unwrap(), &year.to_string())
}

/// The units that one row asks in one scope.
pub fn asked<'a>(units: &'a [Unit], row: &Table, scope: &str) -> BTreeSet<&'a str> {
    let parties = parties();
    strings(row, scope).iter().flat_map(|phrase| select(units, &parties[*phrase])).collect()
}

pub fn select<'a>(units: &'a [Unit], selectors: &[String]) -> BTreeSet<&'a str> {
    let matches = |unit: &Unit, selector: &str| match selector.strip_prefix('@') {
        Some(group) => has_group(unit, group),
        None => selector == "*" || selector == unit["code"],
    };
    let chosen = |unit: &&Unit| {
        let (excluded, included): (Vec<&String>, Vec<&String>) =
            selectors.iter().partition(|selector| selector.starts_with('!'));
        included.iter().any(|selector| matches(unit, selector))
            && !excluded.iter().any(|selector| matches(unit, &selector[1..]))
    };
    units.iter().filter(chosen).map(|unit| unit["code"].as_str()).collect()
}

pub type Unit = BTreeMap<String, String>;

pub fn units(path: &Path) -> Vec<Unit> {
    csv::Reader::from_path(path).unwrap().deserialize().collect::<Result<_, _>>().unwrap()
}

pub fn column<'a>(units: &'a [Unit], key: &str) -> Vec<&'a str> {
    units.iter().map(|unit| unit[key].as_str()).collect()
}

pub fn has_group(unit: &Unit, group: &str) -> bool {
    unit["groups"].split(';').any(|own| own == group)
}

pub fn parties() -> BTreeMap<String, Vec<String>> {
    let campaign = campaign();
    let party = |party: &Table| {
        let selectors = strings(party, "units").into_iter().map(str::to_owned).collect();
        (text(party, "phrase").to_owned(), selectors)
    };
    tables(&campaign, "party").into_iter().map(party).collect()
}

pub fn campaign() -> Table {
    parse("campaign.toml")
}

pub fn form(id: &str) -> Table {
    parse(&format!("{id}.toml"))
}

pub fn parse(name: &str) -> Table {
    fs::read_to_string(definition(name)).unwrap().parse().unwrap()
}

pub fn rows_of(form: &Table) -> Vec<&Table> {
    tables(form, "indicator")
}

pub fn tables<'a>(table: &'a Table, key: &str) -> Vec<&'a Table> {
    table[key].as_array().unwrap().iter().map(|value| value.as_table().unwrap()).collect()
}

pub fn text<'a>(table: &'a Table, key: &str) -> &'a str {
    table.get(key).and_then(Value::as_str).unwrap_or_else(|| panic!("{key} is missing: {table:?}"))
}

pub fn optional<'a>(table: &'a Table, key: &str) -> &'a str {
    table.get(key).and_then(Value::as_str).unwrap_or_default()
}

pub fn strings<'a>(table: &'a Table, key: &str) -> Vec<&'a str> {
    let Some(values) = table.get(key) else { return Vec::new() };
    values.as_array().unwrap().iter().map(|value| value.as_str().unwrap()).collect()
}

pub fn between<'a>(text: &'a str, from: &str, to: Option<&str>) -> &'a str {
    let text = &text[text.find(from).unwrap()..];
    text[..to.map_or(text.len(), |to| text.find(to).unwrap())].trim()
}

/// White space of any kind, wraps of the PDF among it, as one space.
pub fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn seed(name: &str) -> String {
    fs::read_to_string(seeds().join(name)).unwrap()
}

pub fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeds")
}

pub fn definition(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("templates-xlsx/hanoi-2025").join(name)
}
