//! What the clerks of Hà Nội wrote, read from `examples/make/hanoi-2025.toml` as the script that fills
//! the forms reads it.

use std::collections::BTreeMap;
use std::fs;

use bdhvs::testing::campaign::{Campaign, Store, load};
use toml::Value;

/// Fields and what stands in them.
pub(super) type Row = BTreeMap<String, Value>;

/// A file of the answers with its rows: `bieu1_3_own` to fields to values.
pub(super) struct Answers {
    pub name: String,
    pub copy: bool,
    pub unit: Option<String>,
    pub rows: BTreeMap<String, Row>,
}

/// What many units write.
struct Usual {
    units: Vec<String>,
    rows: Vec<String>,
    answers: Vec<Row>,
}

/// The whole file.
pub(super) struct Book {
    pub files: Vec<Answers>,
    usual: Vec<Usual>,
    campaign: Campaign,
}

/// Reads the file.
pub(super) fn answers() -> Book {
    let path = super::example("make/hanoi-2025.toml");
    let table: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let file = |file: &Value| Answers {
        name: file["name"].as_str().unwrap().to_owned(),
        copy: file.get("copy-of").is_some(),
        unit: file.get("unit").map(|unit| unit.as_str().unwrap().to_owned()),
        rows: file.get("cells").map(|cells| cells.clone().try_into().unwrap()).unwrap_or_default(),
    };
    let usual = |entry: &Value| Usual {
        units: entry["units"].clone().try_into().unwrap(),
        rows: entry["rows"].clone().try_into().unwrap(),
        answers: entry["answers"].clone().try_into().unwrap(),
    };
    Book {
        files: table["file"].as_array().unwrap().iter().map(file).collect(),
        usual: table["usual"].as_array().unwrap().iter().map(usual).collect(),
        campaign: load(&Store::builtin("hanoi-2025")).unwrap(),
    }
}

impl Book {
    /// What a file says of a task or a section: its own words, else the usual ones.
    pub fn words(&self, file: &Answers, row: &str) -> BTreeMap<String, String> {
        let own = file.rows.get(row);
        let written = own.unwrap_or_else(|| self.usual(file.unit.as_ref().unwrap(), row));
        let completed = |(field, text): (&String, &Value)| {
            let text = text.as_str().unwrap();
            let text = if own.is_some() { text.to_owned() } else { self.completed(text, file) };
            (field.clone(), text)
        };
        written.iter().map(completed).collect()
    }

    fn usual(&self, unit: &str, row: &str) -> &Row {
        let mut units: Vec<&str> = Vec::new();
        for unit in self.files.iter().filter_map(|file| file.unit.as_deref()) {
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        let turn = units.iter().position(|other| *other == unit).unwrap();
        let entry =
            self.usual.iter().find(|entry| fit(&entry.units, unit) && fit(&entry.rows, row));
        let entry = entry.unwrap_or_else(|| panic!("{unit} has no answer for {row}"));
        &entry.answers[turn % entry.answers.len()]
    }

    /// The unit's name and figures in place of the marks for them.
    fn completed(&self, text: &str, file: &Answers) -> String {
        let unit = self.campaign.unit(&file.unit.as_ref().unwrap().parse().unwrap()).unwrap();
        let mut text = text.replace("{unit}", &unit.name);
        for (row, fields) in &file.rows {
            for (field, value) in fields {
                if let Value::Integer(number) = value {
                    text = text.replace(&format!("{{{row}_{field}}}"), &number.to_string());
                }
            }
        }
        text
    }
}

fn fit(patterns: &[String], name: &str) -> bool {
    patterns.iter().any(|pattern| {
        pattern.strip_suffix('*').map_or(pattern == name, |start| name.starts_with(start))
    })
}
