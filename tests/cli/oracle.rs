//! "A workbook filled through the defined names by another program (openpyxl) validates clean, and
//! `merge` gives the totals that an independent calculation gives: every count, Σn/Σd rate,
//! answered/expected, verdict, for all 149 units." The other program and the calculation are
//! `tests/oracle/oracle.py`.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::definition;
use crate::issued::issued;
use crate::run::Folder;

const SEED: &str = "20250930";

/// Whether the oracle can run here. In CI it must.
pub fn is_available() -> bool {
    let probe = Command::new("python3").args(["-c", "import tomllib, openpyxl"]).output();
    let found = probe.is_ok_and(|output| output.status.success());
    assert!(
        found || std::env::var_os("CI").is_none(),
        "CI needs python3 (3.11 or later) with openpyxl"
    );
    if !found {
        eprintln!("skipped: python3 (3.11 or later) with openpyxl is not there");
    }
    found
}

#[test]
fn another_program_fills_and_an_independent_calculation_agrees() {
    if !is_available() {
        return;
    }
    let folder = Folder::new();
    folder.write("in/.keep", "");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/oracle.py");
    let output = Command::new("python3")
        .arg(script)
        .args([
            issued().path("out"),
            definition::folder(),
            folder.path("in"),
            folder.path("o.json"),
        ])
        .arg(SEED)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let oracle = folder.json("o.json");

    let report = folder.run(["validate", "in", "--format", "json"]).check().json();
    let mut found = Vec::new();
    for file in report["files"].as_array().unwrap() {
        if file["path"] == "in/.keep" {
            continue;
        }
        assert_eq!(file["status"], "accepted", "{file:#}");
        for finding in file["findings"].as_array().unwrap() {
            let place = ["code", "form", "indicator", "scope"].map(|key| finding[key].clone());
            found.push([&[file["unit"].clone()], &place[..]].concat());
        }
    }
    let mut found: Vec<Vec<String>> = found
        .iter()
        .map(|place| place.iter().map(|text| text.as_str().unwrap().to_owned()).collect())
        .collect();
    found.sort();
    let expected: Vec<Vec<String>> = serde_json::from_value(oracle["findings"].clone()).unwrap();
    for finding in &found {
        assert!(expected.contains(finding), "not implied by the data: {finding:?}");
    }
    assert_eq!(found, expected);

    folder.run(["merge", "in", "-o", "c.xlsx", "--json", "c.json"]).check();
    let city = folder.json("c.json");
    assert_eq!(city["units"]["expected"], 149);
    assert_eq!(city["units"]["submitted"], 149);
    assert_eq!(city["units"]["missing"], Value::Array(Vec::new()));
    let rows = city["indicators"].as_array().unwrap();
    let expected = oracle["indicators"].as_array().unwrap();
    assert_eq!((rows.len(), expected.len()), (30, 30));
    for (row, expected) in rows.iter().zip(expected) {
        let name = format!("{} {}", expected["form"], expected["indicator"]);
        for (key, value) in expected.as_object().unwrap() {
            assert_eq!(&row[key], value, "{key} of {name}");
        }
    }
}
