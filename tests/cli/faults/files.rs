//! Faults of a file as a whole (1xx, 2xx): what is inside is not mentioned.

use serde_json::Value;

use super::{B1_1, B2_4, validated};
use crate::fill::{Package, Put, Spot};
use crate::issued::{blank, clean, clean_but};
use crate::run::Folder;
use Put::{Formula, Text};

/// docs/contract/rules.md: a rejected file has only findings about the file.
#[track_caller]
fn assert_rejected(file: &Value, code: &str) {
    assert_eq!(file["status"], "rejected", "{file:#}");
    let findings = file["findings"].as_array().unwrap();
    let codes: Vec<&str> = findings.iter().map(|f| f["code"].as_str().unwrap()).collect();
    assert_eq!(codes, [code], "{file:#}");
    assert_eq!(findings[0]["severity"], "error");
    for key in ["form", "indicator", "scope", "field", "sheet", "cell", "raw"] {
        assert!(findings[0][key].is_null(), "{key} of {file:#}");
    }
    assert!(file["reason"].as_str().unwrap().starts_with(code));
}

const IDENTITY: [&str; 3] = ["docProps/custom.xml", "docProps/core.xml", "xl/sharedStrings.xml"];
const GIVEN: [&str; 4] = ["-c", "hanoi-2025", "-p", "2025-9t"];

/// A faulty return: what is inside must not be mentioned when the file is rejected.
fn faulty(unit: &str) -> Package {
    clean_but(unit, &[(B2_4, Text("hơn 200")), (B1_1, Text("cao"))])
}

#[test]
fn bd101_a_damaged_file_is_unreadable() {
    let bytes = faulty("00004").bytes();
    let half = &bytes[..bytes.len() / 2];
    assert_rejected(&validated("a.xlsx", half, 1, &GIVEN), "BD101");
}

/// What only looks like a file is out of reach: a dead link, a link to a folder, a pipe, which would
/// keep the command waiting.
#[cfg(unix)]
#[test]
fn bd114_what_is_no_plain_file_is_out_of_reach() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00004").bytes());
    std::os::unix::fs::symlink("nowhere", folder.path("in/b.xlsx")).unwrap();
    std::os::unix::fs::symlink("..", folder.path("in/c.xlsx")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(folder.path("in/d.xlsx")).status();
    assert!(made.unwrap().success());
    let command = std::process::Command::new(env!("CARGO_BIN_EXE_bdhvs"))
        .args(["validate", "in", "--format", "json"])
        .current_dir(folder.path(""))
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&command.stdout).unwrap();
    assert_eq!(command.status.code(), Some(1));
    let files = report["files"].as_array().unwrap();
    assert_eq!(files.len(), 4);
    assert_eq!(files[0]["status"], "accepted");
    for file in &files[1..] {
        assert_rejected(file, "BD114");
    }
}

#[test]
fn bd102_a_file_with_a_password_is_named_so() {
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    for name in ["/EncryptionInfo", "/EncryptedPackage"] {
        use std::io::Write as _;
        file.create_stream(name).unwrap().write_all(&[4, 0, 4, 0, 64, 0, 0, 0]).unwrap();
    }
    file.flush().unwrap();
    let bytes = file.into_inner().into_inner();
    assert_rejected(&validated("a.xlsx", &bytes, 1, &GIVEN), "BD102");
}

/// The content counts, not the extension (issue: "by content").
#[test]
fn bd103_what_is_no_workbook_is_of_another_type() {
    let cases: [(&str, &[u8]); 6] = [
        ("a.pdf", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n"),
        ("a.xlsx", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>"),
        ("a.xlsx", b""),
        ("a.txt", "xin chào".as_bytes()),
        ("a.jpg", b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00"),
    ];
    for (name, content) in cases {
        assert_rejected(&validated(name, content, 1, &GIVEN), "BD103");
    }
}

#[test]
fn bd104_a_file_beyond_the_bounds_is_too_large() {
    let mut workbook = blank("00004");
    let part = workbook.sheet_part("Biểu 1");
    // A row that no program can show.
    let row = "<row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>";
    workbook.replace(&[&part], "</sheetData>", &format!("{row}</sheetData>"));
    assert_rejected(&validated("a.xlsx", &workbook.bytes(), 1, &GIVEN), "BD104");
}

#[test]
fn bd107_a_workbook_of_somebody_else_is_foreign() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().write_string(0, 0, "Báo cáo").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    assert_rejected(&validated("a.xlsx", &bytes, 1, &GIVEN), "BD107");
}

#[test]
fn bd201_a_unit_that_is_not_in_the_list_is_unknown() {
    let mut workbook = faulty("SO-YT");
    workbook.replace(&IDENTITY, "SO-YT", "SO-XX");
    let file = validated("a.xlsx", &workbook.bytes(), 1, &[]);
    assert_rejected(&file, "BD201");
    assert!(file["findings"][0]["message"].as_str().unwrap().contains("SO-XX"));
    assert!(file["unit"].is_null());
}

#[test]
fn bd203_two_units_in_one_file_are_a_conflict() {
    let mut workbook = faulty("SO-YT");
    workbook.replace(&["docProps/custom.xml"], "SO-YT", "SO-TP");
    let file = validated("a.xlsx", &workbook.bytes(), 1, &[]);
    assert_rejected(&file, "BD203");
    let message = file["findings"][0]["message"].as_str().unwrap();
    assert!(message.contains("SO-YT") && message.contains("SO-TP"), "{message}");
}

#[test]
fn bd204_a_form_of_another_period_is_rejected() {
    let bytes = faulty("00004").bytes();
    assert_rejected(&validated("a.xlsx", &bytes, 1, &["-p", "2025"]), "BD204");
}

#[test]
fn bd205_a_form_of_another_campaign_is_rejected() {
    let mut workbook = faulty("00004");
    workbook.replace(&IDENTITY, "hanoi-2025", "hanoi-2024");
    assert_rejected(&validated("a.xlsx", &workbook.bytes(), 1, &GIVEN), "BD205");
}

/// 108 is a warning: the file counts.
#[test]
fn bd108_a_form_of_an_earlier_version_is_stale() {
    let mut workbook = clean("00004");
    workbook.replace(&["docProps/core.xml"], "version=1", "version=0");
    workbook.replace(&["xl/sharedStrings.xml"], "bản 1", "bản 0");
    let version = Spot { sheet: "_bdhvs".into(), cell: "B5".into() };
    workbook.put_at(&version, Text("0"));
    let custom = workbook.part("docProps/custom.xml");
    let at = custom.find("name=\"bdhvs.version\"").unwrap();
    let value = &custom[at..at + custom[at..].find("</property>").unwrap()];
    workbook.replace(&["docProps/custom.xml"], value, &value.replace(">1<", ">0<"));
    let file = validated("a.xlsx", &workbook.bytes(), 0, &[]);
    assert_eq!(file["status"], "accepted", "{file:#}");
    let codes: Vec<_> = file["findings"].as_array().unwrap().iter().map(|f| &f["code"]).collect();
    assert_eq!(codes, ["BD108"]);
    assert_eq!(file["findings"][0]["severity"], "warning");
}

/// 109 is a warning: the macros are not run, and the figures count.
#[test]
fn bd109_macros_are_reported_and_not_run() {
    let mut workbook = clean("00004");
    workbook.add("xl/vbaProject.bin", b"macros");
    let file = validated("a.xlsm", &workbook.bytes(), 0, &[]);
    assert_eq!(file["status"], "accepted", "{file:#}");
    let codes: Vec<_> = file["findings"].as_array().unwrap().iter().map(|f| &f["code"]).collect();
    assert_eq!(codes, ["BD109"]);
    assert_eq!(file["findings"][0]["severity"], "warning");
    // A rejected file is not blamed for them as well.
    let mut foreign = rust_xlsxwriter::Workbook::new();
    foreign.add_worksheet().write_string(0, 0, "Báo cáo").unwrap();
    let mut foreign = Package::from_bytes(foreign.save_to_buffer().unwrap());
    foreign.add("xl/vbaProject.bin", b"macros");
    assert_rejected(&validated("a.xlsm", &foreign.bytes(), 1, &GIVEN), "BD107");
}

/// An issued form without any answer: rejected with one 401 about the whole file.
#[test]
fn a_blank_form_is_one_finding_and_not_hundreds() {
    assert_rejected(&validated("a.xlsx", &blank("00004").bytes(), 1, &[]), "BD401");
}

/// Figures that a clerk links with formulas are figures: such a file is not blank.
#[test]
fn a_form_filled_with_formulas_is_not_blank() {
    let mut workbook = blank("00004");
    workbook.put(B2_4, Formula("SUM(1,2)", "3"));
    let file = validated("a.xlsx", &workbook.bytes(), 1, &[]);
    assert_eq!(file["status"], "accepted", "{file:#}");
}
