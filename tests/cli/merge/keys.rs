//! The keys of `merge --json` (docs/contract/json-consolidation.md).

use serde_json::Value;

use super::{merge, returns};
use crate::definition::definition;
use crate::issued::clean;

/// docs/contract/json-consolidation.md: every key is always present, figures are numbers.
#[test]
fn every_key_is_always_present() {
    let folder = returns(&[("a", clean("00004")), ("b", clean("SO-NV"))]);
    let (city, _) = merge(&folder, 0, &[]);
    let has = |value: &Value, keys: &[&str]| {
        for key in keys {
            assert!(value.get(key).is_some(), "no {key} in {value:#}");
        }
    };
    has(&city.0, &["schema", "campaign", "period", "units", "files", "indicators", "findings"]);
    has(&city.0, &["tasks", "sections", "lists"]);
    has(&city.0["units"], &["expected", "submitted", "missing", "late"]);
    for (list, kind) in [("indicators", "indicators"), ("tasks", "tasks"), ("sections", "outline")]
    {
        let name = |row: &Value| {
            format!("{}.{}", row["form"].as_str().unwrap(), row["indicator"].as_str().unwrap())
        };
        let names: Vec<_> = city.0[list].as_array().unwrap().iter().map(name).collect();
        let rows = definition().rows.iter().filter(|row| row.kind == kind);
        let expected: Vec<_> = rows.map(|row| format!("{}.{}", row.form, row.id)).collect();
        assert!(!expected.is_empty());
        assert_eq!(names, expected);
    }
    for task in city.0["tasks"].as_array().unwrap() {
        has(task, &["state", "due", "overdue", "answered", "not_assigned", "expected"]);
        has(&task["statuses"], &["not_started", "underway", "ongoing", "done"]);
        for said in ["leads", "cooperating"].iter().flat_map(|key| task[key].as_array().unwrap()) {
            has(said, &["unit", "standing", "status", "result", "evidence", "explanation"]);
            has(said, &["file", "sheet", "cell"]);
        }
    }
    for section in city.0["sections"].as_array().unwrap() {
        has(section, &["answered", "not_applicable", "expected"]);
        for passage in section["passages"].as_array().unwrap() {
            has(passage, &["unit", "text", "faulty", "file", "sheet", "cell"]);
        }
    }
    for row in city.0["indicators"].as_array().unwrap() {
        has(
            row,
            &[
                "measure",
                "rollup",
                "reported",
                "official",
                "target",
                "verdict",
                "provisional",
                "contributions",
            ],
        );
        has(
            &row["rollup"],
            &[
                "value",
                "numerator",
                "denominator",
                "people",
                "yes",
                "answered",
                "not_applicable",
                "expected",
            ],
        );
        has(&row["official"], &["value", "source"]);
        for list in ["reported", "contributions"] {
            for figure in row[list].as_array().unwrap() {
                has(
                    figure,
                    &["unit", "value", "numerator", "denominator", "file", "sheet", "cell"],
                );
            }
        }
    }
    for file in city.0["files"].as_array().unwrap() {
        has(file, &["path", "unit", "outcome", "reason"]);
    }
}
