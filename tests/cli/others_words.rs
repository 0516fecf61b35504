//! What others wrote commands nothing (docs/contract/commands.md, outputs), and what a run is to write in
//! several places is there whole or not at all.

use crate::issued::clean;
use crate::run::Folder;

const GIVEN: [&str; 4] = ["-c", "hanoi-2025", "-p", "2025-9t"];
const ODD: &str = "=1\u{1B}]0;t\u{7}\u{202E}.xlsx";

#[track_caller]
fn harmless(text: &str) {
    let found: Vec<char> =
        text.chars().filter(|c| matches!(c, '\u{1B}' | '\u{7}' | '\u{9B}' | '\u{202E}')).collect();
    assert!(found.is_empty(), "{found:?} in {text}");
}

fn with_odd_name() -> Folder {
    let folder = Folder::new();
    folder.write(&format!("in/{ODD}"), clean("00070").bytes());
    folder
}

#[cfg(unix)]
#[test]
fn a_name_commands_no_terminal_and_is_known_again() {
    let folder = with_odd_name();
    for more in [[].as_slice(), &["--format", "csv"], &["--format", "json"]] {
        let ran = folder.run(["validate", "in"].iter().chain(&GIVEN).chain(more)).check();
        harmless(&ran.stdout);
        assert_eq!(ran.stdout.contains("\\u001b"), more == ["--format", "json"], "{}", ran.stdout);
    }
    let status = ["status", "in", "--register", "so.csv"];
    harmless(&folder.run(status.iter().chain(&GIVEN)).check().stdout);
    let register = String::from_utf8(folder.read("so.csv")).unwrap();
    harmless(&register);
    assert!(register.contains("\n'=1␛") || register.contains("\nin/=1␛"), "{register}");
    folder.run(status.iter().chain(&GIVEN)).check();
    assert_eq!(folder.read("so.csv"), register.as_bytes());
}

#[test]
fn outputs_that_differ_in_case_only_are_one() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00070").bytes());
    let merge = ["merge", "in", "-o", "t.xlsx", "--json", "T.XLSX"];
    folder.run(merge.iter().chain(&GIVEN)).status(2).stderr_has("T.XLSX").writes(&[]).check();
}

#[test]
fn a_place_that_is_no_file_leaves_the_others_as_they_were() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00070").bytes()).write("t.json/x", "");
    let merge = ["merge", "in", "-o", "t.xlsx", "--json", "t.json"];
    folder.run(merge.iter().chain(&GIVEN)).status(2).stderr_has("t.json").writes(&[]).check();
}

#[test]
fn a_register_with_an_unclosed_quote_is_said_with_its_line() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00070").bytes());
    folder.write(
        "so.csv",
        "file,unit,received_at,channel\nb.xlsx,,2025-09-20,\"x\nc.xlsx,,2025-09-21,y\n",
    );
    let status = ["status", "in", "--register", "so.csv"];
    folder.run(status.iter().chain(&GIVEN)).status(2).stderr_has("so.csv:2").writes(&[]).check();
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_printed_is_a_failure() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00070").bytes());
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_bdhvs"))
        .args(["validate", "--format", "json"])
        .args(GIVEN)
        .arg(folder.path("in"))
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(!run.stderr.is_empty());
}
