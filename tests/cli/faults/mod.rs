//! The fault catalogue: a clean return has nothing to be said about it, and for every rule at least
//! one fault in it gives exactly that finding at exactly that cell, and nothing else in the file
//! (design §9: "never blames a cell for what another cell caused").

mod catalogue;
mod files;
mod layout;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::definition::definition;
use crate::fill::{Package, Put};
use crate::issued::{clean, clean_but};
use crate::run::Folder;
use Put::Text;
use catalogue::ACCEPTED;
pub use catalogue::FAULTS;

/// A finding: code, severity, and the cell by its name without `bdhvs_`.
pub type Expected = (&'static str, &'static str, &'static str);

/// A fault: a unit (`*` is any commune), the cells changed, the findings expected.
pub type Fault = (&'static str, &'static [(&'static str, Put<'static>)], &'static [Expected]);

const B1_1: &str = "bieu1_1_own_value";
const B1_3: &str = "bieu1_3_own_value";
const B2_4: &str = "bieu2_4_own_value";

/// A finding as a test sees it: code, severity, sheet, address, form, indicator, scope, field.
type Seen = (String, String, String, String, String);

fn seen(finding: &Value) -> Seen {
    let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let place = ["form", "indicator", "scope", "field"].map(text).join("_");
    (text("code"), text("severity"), place, text("sheet"), text("cell"))
}

fn wanted(workbook: &Package, expected: &Expected) -> Seen {
    let (code, severity, name) = *expected;
    let spot = workbook.spot(name);
    (code.into(), severity.into(), name.into(), spot.sheet.clone(), spot.cell.clone())
}

/// Puts faults into as many communes, and into departments round by round, and validates each round
/// in one run.
#[track_caller]
fn check_all(faults: &[Fault]) {
    let mut open: Vec<&Fault> = faults.iter().collect();
    while !open.is_empty() {
        let folder = Folder::new();
        let mut communes = definition().communes();
        let mut used = BTreeSet::new();
        let mut round: BTreeMap<String, (&Fault, Package)> = BTreeMap::new();
        let mut later = Vec::new();
        // A lead agency beside the units would be held against them (BD710).
        let of_communes = open[0].0 == "*";
        for fault in open {
            if (fault.0 == "*") != of_communes {
                later.push(fault);
                continue;
            }
            let unit = match fault.0 {
                "*" => communes.next().unwrap_or_default(),
                unit => unit,
            };
            if unit.is_empty() || !used.insert(unit) {
                later.push(fault);
                continue;
            }
            let workbook = clean_but(unit, fault.1);
            folder.write(&format!("{unit}.xlsx"), workbook.bytes());
            round.insert(format!("./{unit}.xlsx"), (fault, workbook));
        }
        let is_error = |fault: &Fault| fault.2.iter().any(|expected| expected.1 == "error");
        let status = i32::from(round.values().any(|(fault, _)| is_error(fault)));
        let ran =
            folder.run(["validate", ".", "--format", "json"]).status(status).writes(&[]).check();
        let report = ran.json();
        let files = report["files"].as_array().unwrap();
        assert_eq!(files.len(), round.len());
        for file in files {
            let (fault, workbook) = &round[file["path"].as_str().unwrap()];
            let findings = file["findings"].as_array().unwrap();
            let found: Vec<Seen> = findings.iter().map(seen).collect();
            let expected: Vec<Seen> = fault.2.iter().map(|e| wanted(workbook, e)).collect();
            assert_eq!(found, expected, "{:?}\n{findings:#?}", fault.1);
            assert_eq!(file["status"], "accepted", "{:?}", fault.1);
            for finding in findings {
                for key in ["message", "hint", "name"] {
                    let text = finding[key].as_str().unwrap();
                    assert!(!text.is_empty() && !text.contains(['{', '$', '\u{2068}']), "{text}");
                }
            }
        }
        open = later;
    }
}

/// Design §9: for every rule about a cell, an answer or a form, exactly its finding.
#[test]
fn every_fault_is_found_where_it_is_and_nothing_else() {
    check_all(FAULTS);
}

/// Design §4, §5: what may be written is accepted without a word.
#[test]
fn what_may_be_written_is_accepted_without_a_word() {
    check_all(ACCEPTED);
}

/// Every unit can send a return about which there is nothing to say: 0 and no output but the status.
#[test]
fn clean_returns_of_every_kind_of_unit_are_clean() {
    let folder = Folder::new();
    let units = [
        "00004",
        "SO-NV",
        "SO-KHCN",
        "SO-GDDT",
        "CATP",
        "THANHDOAN",
        "NHNN-KV1",
        "CD-CNC",
        "BAO-PTTH",
        "SO-VHTT",
    ];
    for unit in units {
        folder.write(&format!("{unit}.xlsx"), clean(unit).bytes());
    }
    let report = folder.run(["validate", ".", "--format", "json"]).writes(&[]).check().json();
    assert_eq!(report["schema"], "bdhvs.validation/1");
    assert_eq!(report["campaign"], "hanoi-2025");
    assert_eq!(report["period"], "2025-9t");
    for file in report["files"].as_array().unwrap() {
        assert_eq!(file["findings"].as_array().unwrap().len(), 0, "{file:#}");
        assert_eq!(file["status"], "accepted");
        assert_eq!(file["cells"]["rejected"], 0);
    }
    assert_eq!(report["summary"]["accepted"], units.len());
    // Over all of them kinds of unit may have counted the same people, which is no unit's fault.
    let alone = report["findings"].as_array().unwrap();
    assert!(!alone.is_empty() && alone.iter().all(|f| f["code"] == "BD707"), "{alone:#?}");
    let run = folder.run(["validate", "."]).stdout_has("Hợp lệ").stdout_lacks("cần giải trình");
    run.stdout_has("Khi so các tệp với nhau").check();
    folder.run(["validate", "00004.xlsx"]).stdout_has("Hợp lệ").stdout_lacks("BD").check();
}

/// The rules that the catalogue above and the tests below cover between them are all that there are.
#[test]
fn every_rule_has_a_fault() {
    let elsewhere = [
        "BD101", "BD102", "BD103", "BD104", "BD105", "BD106", "BD107", "BD108", "BD109", "BD110",
        "BD111", "BD112", "BD113", "BD114", "BD115", "BD116", "BD201", "BD202", "BD203", "BD204",
        "BD205", "BD206", "BD301", "BD302", "BD303", "BD304", "BD305", "BD306", "BD307", "BD308",
        "BD309", "BD310", "BD418", "BD701", "BD702", "BD703", "BD704", "BD705", "BD706", "BD707",
        "BD708", "BD709", "BD710",
    ];
    let covered: BTreeSet<&str> = FAULTS
        .iter()
        .flat_map(|fault| fault.2)
        .map(|expected| expected.0)
        .chain(elsewhere)
        .collect();
    let known: BTreeSet<&str> = bdhvs::testing::rules::RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(covered, known);
}

/// Validates one file and gives its entry in the report.
#[track_caller]
fn validated(name: &str, content: &[u8], status: i32, more: &[&str]) -> Value {
    let folder = Folder::new();
    folder.write(name, content);
    let arguments = ["validate", name, "--format", "json"];
    let arguments = arguments.iter().chain(more);
    let report = folder.run(arguments).status(status).writes(&[]).check().json();
    let files = report["files"].as_array().unwrap();
    assert_eq!(files.len(), 1);
    files[0].clone()
}

/// Design §5: `zero_words` of `bdhvs.toml` say that a word means 0.
#[test]
fn declared_zero_words_mean_zero() {
    for key in ["zero_words", "zero-words"] {
        let folder = Folder::new();
        folder.write("bdhvs.toml", format!("{key} = [\"không\", \"-\"]\n"));
        let cells = [(B2_4, Text("không")), ("bieu2_5_own_value", Text("-"))];
        folder.write("a.xlsx", clean_but("00004", &cells).bytes());
        let report = folder.run(["validate", "a.xlsx", "--format", "json"]).check().json();
        let codes: Vec<_> =
            report["files"][0]["findings"].as_array().unwrap().iter().map(|f| &f["code"]).collect();
        assert_eq!(codes, ["BD403", "BD403"], "{report:#}");
    }
}

/// Design §7: the CSV has a line for each finding and one for each file without any, behind a BOM;
/// what a unit wrote never becomes a formula.
#[test]
fn the_csv_names_every_file_and_every_finding() {
    let folder = Folder::new();
    folder.write("a.xlsx", clean("00004").bytes());
    let cells = [(B2_4, Text("=1+1")), ("bieu2_5_own_value", Put::Blank)];
    folder.write("b.xlsx", clean_but("00008", &cells).bytes());
    folder.write("c.pdf", "%PDF-1.4");
    let ran = folder.run(["validate", ".", "--format", "csv"]).status(1).check();
    let text = ran.stdout.strip_prefix('\u{FEFF}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(
        header,
        [
            "path",
            "unit",
            "status",
            "code",
            "name",
            "severity",
            "form",
            "indicator",
            "scope",
            "field",
            "sheet",
            "cell",
            "raw",
            "message",
            "hint",
            "settled",
            "reason",
            "trial"
        ]
    );
    let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let heads: Vec<[&str; 4]> = lines.iter().map(|l| [&l[0], &l[1], &l[2], &l[3]]).collect();
    assert_eq!(
        heads,
        [
            ["./a.xlsx", "00004", "accepted", ""],
            ["./b.xlsx", "00008", "accepted", "BD402"],
            ["./b.xlsx", "00008", "accepted", "BD401"],
            ["./c.pdf", "", "rejected", "BD103"],
        ]
    );
    assert_eq!(&lines[1][12], "'=1+1");
}
