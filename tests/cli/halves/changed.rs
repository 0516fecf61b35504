//! What a corrected copy changes beyond what was asked (BD115), where a return is in several files: the
//! copy of all of them, and the copy of one that counts beside another.

use serde_json::Value;

use super::*;

const B1_3: &str = "bieu1_3_own_numerator";
const B2_4: &str = "bieu2_4_own_value";
const B2_QUIET: &str = "bieu2_7_own_value";

/// The copy that an answer brings.
#[track_caller]
fn copy_of(folder: &Folder, inputs: &str, more: &[&str]) -> Package {
    let run = folder.run(["validate", inputs, "--feedback", "out", "-c", "hanoi-2025", "-q"]);
    run.args(more).status(1).check();
    Package::from_bytes(folder.read("out/00004-sua.xlsx"))
}

#[track_caller]
fn file<'v>(report: &'v Value, path: &str) -> &'v Value {
    let files = report["files"].as_array().unwrap();
    files.iter().find(|file| file["path"] == path).unwrap_or_else(|| panic!("{path}: {report:#}"))
}

fn name(value: &Value) -> String {
    ["form", "indicator", "scope", "field"].map(|key| value[key].as_str().unwrap_or("")).join("_")
}

/// The cells that a file is compared in: name, what it says, what the other says.
fn differences(file: &Value) -> Vec<(String, String, String)> {
    let raw = |side: &Value| side["raw"].as_str().unwrap_or_default().to_owned();
    let found = file["compared"]["differences"].as_array().unwrap().iter();
    found.map(|found| (name(found), raw(&found["this"]), raw(&found["other"]))).collect()
}

/// What a file, or a consolidation, warns of: cell and message.
fn unasked(report: &Value) -> Vec<(String, String)> {
    let found = report["findings"].as_array().unwrap().iter();
    found
        .filter(|found| found["code"] == "BD115")
        .map(|found| (name(found), found["message"].as_str().unwrap().to_owned()))
        .collect()
}

fn changed(cell: &str, this: &str, other: &str) -> (String, String, String) {
    (cell.to_owned(), this.to_owned(), other.to_owned())
}

/// The other half says nothing in the cells that are changed: each change is told beside the file that
/// held the figure, with that figure.
#[test]
fn a_copy_of_both_is_held_against_the_half_that_held_the_figure() {
    let a = part_but(UNIT, &["bieu1"], &[(B1_3, Number("2000"))]);
    let b = part_but(UNIT, &REST, &[(B2_4, Text("hơn 200")), (B2_QUIET, Number("295"))]);
    let folder = sent(&[("a.xlsx", &a), ("b.xlsx", &b)]);
    let mut copy = copy_of(&folder, "in", &BOTH);
    copy.put(B1_3, Number("970")).put(B2_4, Number("12")).put(B2_QUIET, Number("9999"));
    folder.write("in/c.xlsx", copy.bytes());
    let report = validate(&folder, 0, &[]);
    let told = unasked(file(&report, "in/c.xlsx"));
    let [(cell, message)] = &told[..] else { panic!("{report:#}") };
    assert_eq!(cell, B2_QUIET);
    for said in ["295", "9999", "in/b.xlsx"] {
        assert!(message.contains(said), "no {said} in {message}");
    }
    let of_a = differences(file(&report, "in/a.xlsx"));
    assert_eq!(of_a, [changed(B1_3, "2000", "970")]);
    let of_b = differences(file(&report, "in/b.xlsx"));
    assert_eq!(of_b, [changed(B2_4, "hơn 200", "12"), changed(B2_QUIET, "295", "9999")]);
}

/// The copy of one half counts together with the other half: what it changes unasked is still told, and
/// where the officer makes that an error it keeps the answer out.
#[test]
fn a_copy_of_one_half_is_held_against_it_beside_the_other() {
    let a = part_but(UNIT, &["bieu1"], &[(B1_3, Number("2000"))]);
    let b = part(UNIT, &REST);
    let folder = sent(&[("a.xlsx", &a)]);
    let mut copy = copy_of(&folder, "in", &[]);
    copy.put(B1_3, Number("970")).put("bieu1_4_own_numerator", Number("7"));
    folder.write("in/b.xlsx", b.bytes());
    folder.write("in/c.xlsx", copy.bytes());
    let waits = merge(&folder, 1, &[]);
    let became: Vec<&str> = outcomes(&waits).iter().map(|(_, outcome)| *outcome).collect();
    assert_eq!(became, ["superseded", "rejected", "rejected"], "{waits:#}");
    let both = ["--use", "in/b.xlsx", "--use", "in/c.xlsx"];
    let city = merge(&folder, 0, &both);
    let became: Vec<&str> = outcomes(&city).iter().map(|(_, outcome)| *outcome).collect();
    assert_eq!(became, ["superseded", "merged", "merged"], "{city:#}");
    let told = unasked(&city);
    let [(cell, message)] = &told[..] else { panic!("{city:#}") };
    assert_eq!(cell, "bieu1_4_own_numerator");
    assert!(message.contains("in/a.xlsx") && message.contains('7'), "{message}");
    assert_eq!(answered(&city, "4"), 1);
    folder.write("bdhvs.toml", "[severity]\nBD115 = \"error\"\n");
    let city = merge(&folder, 1, &both);
    assert_eq!(answered(&city, "4"), 0, "{city:#}");
    assert_eq!(answered(&city, "3"), 1);
}

/// How many units answer a row of Biểu 1.
fn answered(city: &Value, indicator: &str) -> u64 {
    let rows = city["indicators"].as_array().unwrap().iter();
    let mut row = rows.filter(|row| row["form"] == "bieu1" && row["indicator"] == indicator);
    row.next().unwrap()["rollup"]["answered"].as_u64().unwrap()
}
