//! What is said and merged of one return, whatever program saved it in whatever format.

use serde_json::Value;

use crate::run::Folder;
use crate::tally;

/// What is said of a file, what is merged of rows 4 and 5 of Biểu 2, and the cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    pub status: String,
    /// Code, row, address.
    pub findings: Vec<(String, String, String)>,
    pub merged: [Option<u64>; 2],
    /// Used, rejected, ignored.
    pub cells: [u64; 3],
}

/// The findings of a test, as they are seen.
pub fn found(findings: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    let own = |(code, row, cell): &(&str, &str, &str)| {
        ((*code).to_owned(), (*row).to_owned(), (*cell).to_owned())
    };
    findings.iter().map(own).collect()
}

/// Validates and merges a return of hanoi-2025, 2025-9t.
#[track_caller]
pub fn seen(bytes: &[u8], name: &str) -> Seen {
    let folder = Folder::new();
    folder.write(&format!("in/{name}"), bytes);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (merged, report) = results(&folder, &["-c", "hanoi-2025", "-p", "2025-9t"]);
    tally::check(&folder.path(""), &report);
    let file = &report["files"][0];
    let outcome = if file["status"] == "accepted" { "merged" } else { "rejected" };
    assert_eq!(merged["files"][0]["outcome"], outcome, "{merged:#}");
    let findings = file["findings"].as_array().unwrap().iter();
    let findings = findings.map(|f| (text(&f["code"]), text(&f["indicator"]), text(&f["cell"])));
    Seen {
        status: text(&file["status"]),
        findings: findings.collect(),
        merged: rows_4_and_5(&merged),
        cells: ["used", "rejected", "ignored"].map(|key| file["cells"][key].as_u64().unwrap()),
    }
}

/// Merges and validates the files in the folder `in`; gives the consolidation and the report.
#[track_caller]
pub fn results(folder: &Folder, given: &[&str]) -> (Value, Value) {
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_bdhvs"));
        let output = command.args(arguments).args(given).current_dir(folder.path("")).output();
        let output = output.unwrap();
        // Whether there are findings is what the callers say.
        assert!(output.status.code() < Some(2), "{output:?}");
        output.stdout
    };
    run(&["merge", "in", "-q", "-o", "c.xlsx", "--json", "c.json"]);
    let report = run(&["validate", "in", "--format", "json"]);
    (folder.json("c.json"), serde_json::from_slice(&report).unwrap())
}

/// What is merged of rows 4 and 5 of Biểu 2.
pub fn rows_4_and_5(merged: &Value) -> [Option<u64>; 2] {
    ["4", "5"].map(|row| {
        let mut rows = merged["indicators"].as_array().unwrap().iter();
        let row = rows.find(|r| r["form"] == "bieu2" && r["indicator"] == row).unwrap();
        row["rollup"]["value"].as_u64()
    })
}
