//! How figures are put together (docs/contract/figures.md), seen through `merge --json`.

mod figures;
mod files;
mod keys;
mod leads;
mod verdicts;

use serde_json::Value;

use crate::fill::Package;
use crate::fill::Put::Number;
use crate::issued::only;
use crate::run::{Folder, Ran};

/// The city's JSON with its files' names.
struct City(Value);

impl City {
    #[track_caller]
    fn row(&self, form: &str, indicator: &str) -> &Value {
        let rows = self.0["indicators"].as_array().unwrap();
        rows.iter().find(|row| row["form"] == form && row["indicator"] == indicator).unwrap()
    }

    /// What became of each file: its name, the outcome, how its reason starts.
    fn outcomes(&self) -> Vec<(String, String)> {
        let files = self.0["files"].as_array().unwrap();
        let text = |file: &Value, key: &str| file[key].as_str().unwrap().to_owned();
        files.iter().map(|file| (text(file, "path"), text(file, "outcome"))).collect()
    }

    fn codes(&self) -> Vec<&str> {
        let findings = self.0["findings"].as_array().unwrap();
        findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect()
    }
}

/// Merges what is in the folder `in`, with more arguments.
#[track_caller]
fn merge(folder: &Folder, status: i32, more: &[&str]) -> (City, Ran) {
    let arguments = ["merge", "in", "-o", "city.xlsx", "--json", "city.json"];
    let run = folder.run(arguments.iter().chain(more)).status(status);
    let before = folder.tree();
    let ran = run.check();
    let written: Vec<String> =
        folder.tree().into_keys().filter(|name| !before.contains_key(name)).collect();
    let new = ["city.json", "city.xlsx"].into_iter().filter(|name| !before.contains_key(*name));
    assert_eq!(written, new.collect::<Vec<_>>());
    let city = City(folder.json("city.json"));
    assert_eq!(city.0["schema"], "bdhvs.consolidation/1");
    let units = &city.0["units"];
    let missing = units["missing"].as_array().unwrap().len() as u64;
    let (expected, submitted) = (units["expected"].as_u64(), units["submitted"].as_u64());
    assert_eq!(expected.unwrap(), submitted.unwrap() + missing, "expected = submitted + missing");
    (city, ran)
}

/// A folder with returns, one of each unit.
fn returns(returns: &[(&str, Package)]) -> Folder {
    let folder = Folder::new();
    for (name, workbook) in returns {
        folder.write(&format!("in/{name}.xlsx"), workbook.bytes());
    }
    folder
}

/// One row of one commune, everything else left blank.
fn rate(unit: &str, row: &str, numerator: &str, denominator: &str) -> Package {
    let numerator_cell = format!("{row}_numerator");
    let denominator_cell = format!("{row}_denominator");
    only(unit, &[(&numerator_cell, Number(numerator)), (&denominator_cell, Number(denominator))])
}

fn outcome(path: &str, outcome: &str) -> (String, String) {
    (path.to_owned(), outcome.to_owned())
}

/// An official figure with what it does not have.
fn official(mut official: Value) -> Value {
    for key in ["numerator", "denominator", "people", "percent"] {
        official.as_object_mut().unwrap().entry(key).or_insert(Value::Null);
    }
    official
}
