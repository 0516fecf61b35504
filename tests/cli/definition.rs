//! Who must report which row, read from the definition as plain TOML and CSV, without the program's
//! loader: what a workbook holds is checked against this reading.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use toml::Value;

/// A row of a form.
#[derive(Debug, Clone)]
pub struct Row {
    /// `bieu1`.
    pub form: String,
    /// `3`.
    pub id: String,
    /// `percent`.
    pub measure: String,
    /// Units asked for their own area.
    pub own: BTreeSet<String>,
    /// Units asked for the whole city.
    pub city: BTreeSet<String>,
    /// Whether the comparison with before is asked.
    pub baseline: bool,
    /// The target of 2025 as printed.
    pub target: Option<String>,
}

/// The definition.
#[derive(Debug)]
pub struct Definition {
    /// The rows in the order of the forms.
    pub rows: Vec<Row>,
    /// The units in their order: code and population.
    pub units: Vec<(String, Option<u64>)>,
}

/// The folder of the definition.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("templates-xlsx/hanoi-2025")
}

/// The definition of the built-in campaign.
pub fn definition() -> &'static Definition {
    static READ: OnceLock<Definition> = OnceLock::new();
    READ.get_or_init(read)
}

impl Definition {
    /// A row: `bieu1.3`.
    #[track_caller]
    pub fn row(&self, name: &str) -> &Row {
        let found = self.rows.iter().find(|row| format!("{}.{}", row.form, row.id) == name);
        found.unwrap_or_else(|| panic!("no row {name}"))
    }

    /// The communes, in their order.
    pub fn communes(&self) -> impl Iterator<Item = &str> {
        self.units
            .iter()
            .map(|(code, _)| code.as_str())
            .filter(|c| c.bytes().all(|b| b.is_ascii_digit()))
    }
}

impl Row {
    /// The input cells of an answer by the contract (design §4).
    pub fn fields(&self) -> Vec<&'static str> {
        let mut fields = vec!["value", "evidence", "explanation"];
        match self.measure.as_str() {
            "percent" => fields.extend(["numerator", "denominator"]),
            "count-with-people" | "arranged" => fields.push("people"),
            _ => {}
        }
        if self.baseline {
            fields.push("baseline");
        }
        fields
    }
}

fn read() -> Definition {
    let parse = |name: &str| -> Value {
        std::fs::read_to_string(folder().join(name)).unwrap().parse::<toml::Table>().unwrap().into()
    };
    let campaign = parse("campaign.toml");
    let mut reader = csv::Reader::from_path(folder().join("units.csv")).unwrap();
    let mut units = Vec::new();
    let mut groups: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in reader.deserialize::<BTreeMap<String, String>>() {
        let line = line.unwrap();
        units.push((line["code"].clone(), line["population"].parse().ok()));
        for group in line["groups"].split(';') {
            groups.entry(group.to_owned()).or_default().insert(line["code"].clone());
        }
    }
    let select = |selector: &str| -> BTreeSet<String> {
        match selector.strip_prefix('@') {
            Some(group) => groups[group].clone(),
            None if selector == "*" => units.iter().map(|(code, _)| code.clone()).collect(),
            None => BTreeSet::from([selector.to_owned()]),
        }
    };
    let parties: BTreeMap<&str, BTreeSet<String>> = campaign["party"]
        .as_array()
        .unwrap()
        .iter()
        .map(|party| {
            let units = party.get("units").and_then(Value::as_array);
            let units = units.into_iter().flatten();
            let units = units.flat_map(|unit| select(unit.as_str().unwrap())).collect();
            (party["phrase"].as_str().unwrap(), units)
        })
        .collect();
    let mut rows = Vec::new();
    for form in ["bieu1", "bieu2"] {
        let file = parse(&format!("{form}.toml"));
        for indicator in file["indicator"].as_array().unwrap() {
            let text = |key: &str| indicator.get(key).and_then(Value::as_str).map(str::to_owned);
            let asked = |key: &str| -> BTreeSet<String> {
                let phrases = indicator.get(key).and_then(Value::as_array);
                phrases
                    .into_iter()
                    .flatten()
                    .flat_map(|p| parties[p.as_str().unwrap()].clone())
                    .collect()
            };
            let targets = indicator.get("targets").and_then(|targets| targets.get("2025"));
            rows.push(Row {
                form: form.to_owned(),
                id: text("id").unwrap(),
                measure: text("measure").unwrap(),
                own: asked("own"),
                city: asked("city"),
                baseline: indicator.get("baseline").and_then(Value::as_bool) == Some(true),
                target: targets.and_then(Value::as_str).map(str::to_owned),
            });
        }
    }
    Definition { rows, units }
}
