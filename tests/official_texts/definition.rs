//! A definition and a seed, read as plain TOML, CSV and text.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

pub type Unit = BTreeMap<String, String>;

/// One folder of `templates-xlsx`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition(pub &'static str);

pub const NINH_BINH: Definition = Definition("ninh-binh-2026");
pub const DONG_NAI: Definition = Definition("dong-nai-2026");
pub const HAI_PHONG: Definition = Definition("hai-phong-2025");
pub const ALL: [Definition; 3] = [NINH_BINH, DONG_NAI, HAI_PHONG];

impl Definition {
    pub fn folder(self) -> PathBuf {
        root().join("templates-xlsx").join(self.0)
    }

    pub fn campaign(self) -> Table {
        parse(&self.folder().join("campaign.toml"))
    }

    pub fn form(self, id: &str) -> Table {
        parse(&self.folder().join(format!("{id}.toml")))
    }

    /// Every form, in the order of the campaign.
    pub fn forms(self) -> Vec<Table> {
        strings(&self.campaign(), "forms").into_iter().map(|id| self.form(id)).collect()
    }

    pub fn units(self) -> Vec<Unit> {
        units_of(&self.folder().join("units.csv"))
    }

    /// What each official phrase selects.
    pub fn parties(self) -> BTreeMap<String, Vec<String>> {
        let campaign = self.campaign();
        let party = |party: &Table| {
            let selectors = strings(party, "units").into_iter().map(str::to_owned).collect();
            (text(party, "phrase").to_owned(), selectors)
        };
        tables(&campaign, "party").into_iter().map(party).collect()
    }

    /// How many units a row, a section or a list asks.
    pub fn asked(self, row: &Table) -> usize {
        let (units, parties) = (self.units(), self.parties());
        let asked: BTreeSet<String> = strings(row, "own")
            .into_iter()
            .flat_map(|phrase| &parties[phrase])
            .flat_map(|selector| select(&units, selector))
            .collect();
        asked.len()
    }
}

/// A list of units or communes, by the captions of its columns.
pub fn units_of(path: &Path) -> Vec<Unit> {
    csv::Reader::from_path(path).unwrap().deserialize().collect::<Result<_, _>>().unwrap()
}

/// The units of one selector; these definitions leave nobody out (`!`).
pub fn select(units: &[Unit], selector: &str) -> BTreeSet<String> {
    let chosen = |unit: &&Unit| match selector.strip_prefix('@') {
        Some(group) => unit["groups"].split(';').any(|own| own == group),
        None => selector == "*" || selector == unit["code"],
    };
    units.iter().filter(chosen).map(|unit| unit["code"].clone()).collect()
}

/// The rows of a form of any kind but lists.
pub fn rows(form: &Table) -> Vec<&Table> {
    let key = if text(form, "kind") == "outline" { "section" } else { "indicator" };
    tables(form, key)
}

/// The rows and, before the first row that stands under each, the headings: what is printed.
pub fn printed(form: &Table) -> Vec<&Table> {
    let headings = tables(form, "heading");
    let mut seen = BTreeSet::new();
    let mut printed = Vec::new();
    for row in rows(form) {
        let mut above = Vec::new();
        let mut next = optional(row, "under");
        while !next.is_empty() {
            let heading = headings.iter().find(|heading| text(heading, "id") == next).unwrap();
            above.push(*heading);
            next = optional(heading, "under");
        }
        let new = |heading: &&Table| seen.insert(text(heading, "id").to_owned());
        printed.extend(above.into_iter().rev().filter(new));
        printed.push(row);
    }
    assert_eq!(seen.len(), headings.len(), "every heading has a row under it");
    printed
}

/// Number and wording as an outline prints them: "2.1. …", "- …", or the wording alone.
pub fn numbered(row: &Table) -> String {
    let label = text(row, "label");
    match text(row, "number") {
        "" => label.to_owned(),
        "-" => format!("- {label}"),
        number => format!("{number}. {label}"),
    }
}

pub fn tables<'a>(table: &'a Table, key: &str) -> Vec<&'a Table> {
    let Some(values) = table.get(key) else { return Vec::new() };
    values.as_array().unwrap().iter().map(|value| value.as_table().unwrap()).collect()
}

pub fn text<'a>(table: &'a Table, key: &str) -> &'a str {
    table.get(key).and_then(Value::as_str).unwrap_or_else(|| panic!("{key} is missing: {table:?}"))
}

pub fn optional<'a>(table: &'a Table, key: &str) -> &'a str {
    table.get(key).and_then(Value::as_str).unwrap_or_default()
}

pub fn flag(table: &Table, key: &str) -> bool {
    table.get(key).and_then(Value::as_bool).unwrap_or_default()
}

pub fn strings<'a>(table: &'a Table, key: &str) -> Vec<&'a str> {
    let Some(values) = table.get(key) else { return Vec::new() };
    values.as_array().unwrap().iter().map(|value| value.as_str().unwrap()).collect()
}

/// A seed without the marks for bold, italics and headings, white space of any kind as one space.
pub fn plain(seed: &str) -> String {
    let words = |line: &str| collapse(line.trim_start_matches('#'));
    let bare = ["<b>", "</b>", "<i>", "</i>", "*"];
    let bare = bare.iter().fold(seed.to_owned(), |seed, mark| seed.replace(mark, ""));
    collapse(&bare.lines().map(words).collect::<Vec<_>>().join(" "))
}

pub fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let text = &text[text.find(from).unwrap_or_else(|| panic!("{from}"))..];
    text[..text.find(to).unwrap_or_else(|| panic!("{to}"))].trim()
}

pub fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn seed(name: &str) -> String {
    fs::read_to_string(root().join("tests/seeds").join(name)).unwrap()
}

pub fn parse(path: &Path) -> Table {
    fs::read_to_string(path).unwrap().parse().unwrap()
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
