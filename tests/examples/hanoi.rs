//! The folder of Hà Nội: what the command says of every file, and what it makes of the figures.
//!
//! `hanoi-expected.tsv` holds the findings, each gone through by hand against what the answers
//! file says is wrong; the totals are added up here from the answers themselves.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::answers::{Answers, answers};
use super::{bdhvs, by_path, copy};

const CAMPAIGN: &str = "hanoi-2025";

/// A finding: severity, code, form, indicator, scope, field.
type Found = [String; 6];

/// What is expected of a file.
#[derive(Debug, Default, PartialEq, Eq)]
struct File {
    status: String,
    findings: Vec<Found>,
}

fn expected() -> BTreeMap<String, File> {
    let mut files: BTreeMap<String, File> = BTreeMap::new();
    for line in include_str!("hanoi-expected.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let file = files.entry(cells[0].to_owned()).or_default();
        file.status = cells[1].to_owned();
        if !cells[3].is_empty() {
            file.findings.push(std::array::from_fn(|at| cells[at + 2].to_owned()));
        }
    }
    files.values_mut().for_each(|file| file.findings.sort());
    files
}

#[test]
fn every_file_has_its_status_and_exactly_its_findings() {
    let folder = copy(CAMPAIGN);
    let output = bdhvs(folder.path())
        .args(["validate", "tiep-nhan", "--campaign", CAMPAIGN, "--format", "json"])
        .assert()
        .code(1)
        .get_output()
        .stdout
        .clone();
    let report: Value = serde_json::from_slice(&output).unwrap();
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let found: BTreeMap<String, File> = by_path(&report["files"])
        .into_iter()
        .map(|(path, file)| {
            let mut findings: Vec<Found> = file["findings"]
                .as_array()
                .unwrap()
                .iter()
                // What several returns show only together does not belong to one file.
                .filter(|finding| !finding["code"].as_str().unwrap().starts_with("BD7"))
                .map(|finding| {
                    ["severity", "code", "form", "indicator", "scope", "field"]
                        .map(|key| text(finding, key))
                })
                .collect();
            findings.sort();
            (path, File { status: text(file, "status"), findings })
        })
        .collect();
    let expected = expected();
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (path, file) in &expected {
        assert_eq!(&found[path], file, "{path}");
    }
    for (status, key) in [("accepted", "accepted"), ("rejected", "rejected")] {
        let count = expected.values().filter(|file| file.status == status).count();
        assert_eq!(report["summary"][key], count, "{key}");
    }
}

// ------------------------------------------------------------------ by hand

/// What a person reads in a cell of a count.
fn count(value: &toml::Value) -> Option<i64> {
    match value {
        toml::Value::Integer(number) => Some(*number),
        toml::Value::String(text) => match text.as_str() {
            "Không phát sinh" => Some(0),
            "1.250 người" => Some(1250),
            "48 tin, bài" => Some(48),
            "1.845.320 người dân" => Some(1_845_320),
            _ => None,
        },
        _ => None,
    }
}

/// The rows of the merged files that no error keeps out, for one indicator and scope.
fn counted<'a>(
    answers: &'a [Answers],
    expected: &BTreeMap<String, File>,
    row: &str,
) -> Vec<&'a BTreeMap<String, toml::Value>> {
    answers
        .iter()
        .filter(|file| expected[&file.name].status == "accepted")
        .filter(|file| {
            !expected[&file.name].findings.iter().any(|[severity, _, form, indicator, scope, _]| {
                severity == "error" && format!("{form}_{indicator}_{scope}") == row
            })
        })
        .filter_map(|file| file.rows.get(row))
        .collect()
}

fn says(row: &BTreeMap<String, toml::Value>, word: &str) -> bool {
    row.get("value").and_then(toml::Value::as_str) == Some(word)
}

/// What `merge` makes of the folder.
pub(super) fn merged() -> Value {
    let folder = copy(CAMPAIGN);
    super::merge(folder.path(), &["--campaign", CAMPAIGN, "--date", "2025-10-02"], 1)
}

#[test]
fn merge_makes_of_the_folder_what_arithmetic_makes_of_it() {
    let report = merged();
    let (answers, expected) = (answers().files, expected());
    outcomes(&report, &answers, &expected);
    for indicator in report["indicators"].as_array().unwrap() {
        let (form, id) =
            (indicator["form"].as_str().unwrap(), indicator["indicator"].as_str().unwrap());
        let rows = counted(&answers, &expected, &format!("{form}_{id}_own"));
        let rollup = &indicator["rollup"];
        let place = format!("{form} {id}: {rollup}");
        let not_applicable = rows.iter().filter(|row| says(row, "Không áp dụng")).count();
        assert_eq!(rollup["not_applicable"], not_applicable, "{place}");
        if indicator["measure"] == "percent" {
            rate(rollup, &rows, &place);
        } else if id == "23" {
            let yes = rows.iter().filter(|row| says(row, "Đã bố trí")).count();
            let people: i64 =
                rows.iter().filter_map(|row| row.get("people")).filter_map(count).sum();
            assert_eq!(
                (&rollup["yes"], &rollup["people"]),
                (&yes.into(), &people.into()),
                "{place}"
            );
            assert_eq!(rollup["answered"], rows.len(), "{place}");
        } else {
            counts(rollup, &rows, form == "bieu2" && id == "6", &place);
        }
    }
    known(&report);
}

/// Every path once, and what became of it.
fn outcomes(report: &Value, answers: &[Answers], expected: &BTreeMap<String, File>) {
    let files = by_path(&report["files"]);
    assert_eq!(files.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    let mut merged = BTreeSet::new();
    for file in answers {
        let outcome = match expected[&file.name].status.as_str() {
            "accepted" => "merged",
            "ignored" if file.copy => "superseded",
            other => other,
        };
        assert_eq!(files[&file.name]["outcome"], outcome, "{}", file.name);
        assert_eq!(files[&file.name]["reason"].is_null(), outcome == "merged", "{}", file.name);
        if outcome == "merged" {
            assert!(merged.insert(files[&file.name]["unit"].as_str().unwrap()));
        }
    }
    // The ward that sent two different files has sent something, and none of it counts.
    assert_eq!(report["units"]["expected"], 149);
    assert_eq!(report["units"]["submitted"], merged.len() + 1);
    let missing = report["units"]["missing"].as_array().unwrap();
    assert_eq!(missing.len(), 149 - merged.len() - 1);
    assert!(missing.iter().all(|unit| !merged.contains(unit.as_str().unwrap()) && unit != "00070"));
}

/// Σ numerator / Σ denominator over the rows that have both.
fn rate(rollup: &Value, rows: &[&BTreeMap<String, toml::Value>], place: &str) {
    let both: Vec<(i64, i64)> = rows
        .iter()
        .filter_map(|row| Some((count(row.get("numerator")?)?, count(row.get("denominator")?)?)))
        .collect();
    assert_eq!(rollup["answered"], both.len(), "{place}");
    let bare = rows
        .iter()
        .filter(|row| row.get("numerator").is_none())
        .filter(|row| row.get("value").is_some_and(|value| !value.is_str()))
        .count();
    assert_eq!(rollup["without_base"], bare, "{place}");
    if both.is_empty() {
        assert!(rollup["value"].is_null(), "{place}");
        return;
    }
    let (n, d) = both.iter().fold((0, 0), |(n, d), (a, b)| (n + a, d + b));
    assert_eq!((&rollup["numerator"], &rollup["denominator"]), (&n.into(), &d.into()), "{place}");
    // Half up to two decimals; none of the sums here lies near its target.
    let hundredths = (n * 10_000 * 2 + d) / (d * 2);
    #[expect(clippy::cast_precision_loss, reason = "a number below a million")]
    let shown = hundredths as f64 / 100.0;
    assert_eq!(rollup["value"], shown, "{place}");
}

fn counts(rollup: &Value, rows: &[&BTreeMap<String, toml::Value>], listed: bool, place: &str) {
    let counts: Vec<i64> = rows.iter().filter_map(|row| count(row.get("value")?)).collect();
    assert_eq!(rollup["answered"], counts.len(), "{place}");
    if listed {
        assert!(rollup["value"].is_null(), "{place}");
        assert_eq!(rollup["min"], *counts.iter().min().unwrap(), "{place}");
        assert_eq!(rollup["max"], *counts.iter().max().unwrap(), "{place}");
    } else if !counts.is_empty() {
        assert_eq!(rollup["value"], counts.iter().sum::<i64>(), "{place}");
    }
}

/// A handful worked out on paper.
fn known(report: &Value) {
    let row = |form: &str, id: &str| {
        report["indicators"]
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["form"] == form && row["indicator"] == id)
            .unwrap()
    };
    let is = |form, id, source: &str, value: Value, verdict: &str, provisional: bool| {
        let row = row(form, id);
        assert_eq!(row["official"]["source"], source, "{form} {id}");
        assert_eq!(row["official"]["value"], value, "{form} {id}");
        assert_eq!(row["verdict"], verdict, "{form} {id}");
        assert_eq!(row["provisional"], provisional, "{form} {id}");
    };
    is("bieu1", "1", "reported", 95.42.into(), "met", false);
    is("bieu1", "2", "reported", 99.21.into(), "missed", false);
    is("bieu1", "3", "reported", 86.87.into(), "met", false);
    // No figure of the lead: 374.427/423.400 of eight communes of 126.
    is("bieu1", "4", "rollup", 88.43.into(), "met", true);
    assert_eq!(row("bieu1", "4")["rollup"]["numerator"], 374_427);
    assert_eq!(row("bieu1", "4")["rollup"]["denominator"], 423_400);
    assert_eq!(row("bieu1", "4")["rollup"]["expected"], 126);
    is("bieu1", "5", "reported", 87.8.into(), "met", false);
    is("bieu1", "6", "reported", 3.into(), "met", false);
    is("bieu1", "7", "reported", 76.24.into(), "missed", false);
    assert_eq!(row("bieu1", "7")["rollup"]["expected"], 125);
    is("bieu2", "2", "rollup", 743.into(), "none", false);
    is("bieu2", "6", "rollup", Value::Null, "none", false);
    is("bieu2", "7", "undecided", Value::Null, "none", false);
    is("bieu2", "22", "reported", 1_845_320.into(), "none", false);
    // Communes and departments; every unit.
    assert_eq!(row("bieu1", "1")["rollup"]["expected"], 143);
    assert_eq!(row("bieu2", "1")["rollup"]["expected"], 149);
    let city: Vec<(&str, i64)> = row("bieu2", "7")["reported"]
        .as_array()
        .unwrap()
        .iter()
        .map(|lead| (lead["unit"].as_str().unwrap(), lead["value"].as_i64().unwrap()))
        .collect();
    assert_eq!(city, [("SO-GDDT", 48_600), ("THANHDOAN", 35_200)]);
}
