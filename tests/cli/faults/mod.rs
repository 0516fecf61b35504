//! Faults of a file as a whole and of its layout, and returns without any. The faults of single cells
//! are the cases of `tests/rules/`.

mod files;
mod layout;

use serde_json::Value;

use crate::fill::Put;
use crate::issued::{clean, clean_but};
use crate::run::Folder;
use Put::Text;

const B1_1: &str = "bieu1_1_own_value";
const B1_3: &str = "bieu1_3_own_value";
const B2_4: &str = "bieu2_4_own_value";

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

/// docs/contract/numbers.md: `zero_words` of `bdhvs.toml` say that a word means 0.
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

/// docs/contract/json-validation.md: the CSV has a line for each finding and one for each file without
/// any, behind a BOM; what a unit wrote never becomes a formula.
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
