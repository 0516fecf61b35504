//! Returns that have lost the code of their unit: the whole name at the head of a sheet tells it,
//! and nothing less does (docs/design.md: nothing is guessed; docs/contract/identity.md: the file name
//! is a hint at most).

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::definition::folder;
use crate::fill::Package;
use crate::issued::{clean, clean_but};
use crate::run::Folder;

const GIVEN: [&str; 4] = ["-c", "hanoi-2025", "-p", "2025-9t"];
const PRINTED: &str = "PHƯỜNG HOÀN KIẾM";

/// A clean return of Phường Hoàn Kiếm without its code, and with other words in place of its name.
fn nameless(head: &str) -> Package {
    let mut workbook = clean("00070");
    strip(&mut workbook);
    workbook.replace(&["xl/sharedStrings.xml"], PRINTED, head);
    workbook
}

/// Takes the code of the unit out of every carrier; the name stays.
fn strip(workbook: &mut Package) {
    workbook.replace(&["docProps/custom.xml"], "\"bdhvs.unit\"", "\"other.unit\"");
    workbook.replace(&["docProps/core.xml"], "unit=00070; ", "");
    workbook.replace(&["xl/workbook.xml"], "\"bdhvs_id_unit\"", "\"other_unit\"");
    workbook.replace(&["xl/sharedStrings.xml"], "<si><t>unit</t></si>", "<si><t>-</t></si>");
    workbook.replace(&["xl/sharedStrings.xml"], " · đơn vị 00070 – Phường Hoàn Kiếm", "");
}

#[track_caller]
fn validated(name: &str, content: &[u8], status: i32, more: &[&str]) -> Value {
    let folder = Folder::new();
    folder.write(name, content);
    let arguments = ["validate", name, "--format", "json"];
    let report = folder.run(arguments.iter().chain(more)).status(status).writes(&[]).check().json();
    report["files"][0].clone()
}

fn codes(file: &Value) -> Vec<(&str, &str)> {
    let text = |finding: &'_ Value, key: &str| finding[key].as_str().unwrap().to_owned();
    let findings = file["findings"].as_array().unwrap();
    assert!(findings.iter().all(|f| !text(f, "message").contains(['{', '$'])));
    findings
        .iter()
        .map(|f| (f["code"].as_str().unwrap(), f["severity"].as_str().unwrap()))
        .collect()
}

#[track_caller]
fn rejected_with(file: &Value, code: &str) -> (String, String) {
    assert_eq!(file["status"], "rejected", "{file:#}");
    assert!(file["unit"].is_null(), "{file:#}");
    assert_eq!(codes(file), [(code, "error")], "{file:#}");
    let text = |key: &str| file["findings"][0][key].as_str().unwrap().to_owned();
    (text("message"), text("hint"))
}

#[test]
fn bd201_a_whole_name_tells_the_unit_and_is_reported() {
    for head in [
        PRINTED,
        "Phường Hoàn Kiếm",
        "UBND PHƯỜNG HOÀN KIẾM",
        "ỦY BAN NHÂN DÂN\nPHƯỜNG HOÀN KIẾM",
        "Đơn vị báo cáo: Phường Hoàn Kiếm",
        "PH¦êNG HOµN KIÕM",
    ] {
        let file = validated("a.xlsx", &nameless(head).bytes(), 0, &[]);
        assert_eq!(file["status"], "accepted", "{head}: {file:#}");
        assert_eq!(file["unit"], "00070");
        assert_eq!(codes(&file), [("BD201", "info")], "{head}");
        let message = file["findings"][0]["message"].as_str().unwrap();
        assert!(message.contains("Phường Hoàn Kiếm (00070)"), "{message}");
    }
}

/// Beside a code the name of another unit is a conflict; it is never taken in the place of the code.
#[test]
fn bd203_the_name_of_another_unit_beside_a_code_is_a_conflict() {
    let mut workbook = clean("00070");
    workbook.replace(&["xl/sharedStrings.xml"], PRINTED, "PHƯỜNG CỬA NAM");
    let file = validated("a.xlsx", &workbook.bytes(), 1, &[]);
    let (message, _) = rejected_with(&file, "BD203");
    assert!(message.contains("(00070)") && message.contains("(00082)"), "{message}");
}

#[test]
fn bd202_near_names_and_two_names_are_ambiguous() {
    for head in ["PHƯỜNG HOÀN KIÊM", "PHUONG HOAN KIEM", "PHƯỜNG HOÀN KIẾM MỚI"] {
        let file = validated("00070_a.xlsx", &nameless(head).bytes(), 1, &[]);
        let (message, hint) = rejected_with(&file, "BD202");
        assert!(
            message.contains(head) && message.contains("Phường Hoàn Kiếm (00070)"),
            "{message}"
        );
        assert!(hint.contains("(00070)"), "{hint}");
    }
    let two = nameless("PHƯỜNG HOÀN KIẾM\nPHƯỜNG CỬA NAM").bytes();
    let (message, _) = rejected_with(&validated("a.xlsx", &two, 1, &[]), "BD202");
    assert!(message.contains("(00070)") && message.contains("(00082)"), "{message}");
}

/// Not even the name that the file was issued under tells the unit; it is named to the officer.
#[test]
fn bd201_without_code_and_name_the_unit_is_unknown() {
    let bytes = nameless("TỔ CÔNG TÁC SỐ 4").bytes();
    let file = validated("00070_phuong-hoan-kiem.xlsx", &bytes, 1, &[]);
    let (_, hint) = rejected_with(&file, "BD201");
    assert!(hint.contains("Phường Hoàn Kiếm (00070)"), "{hint}");
    let (_, hint) = rejected_with(&validated("a.xlsx", &bytes, 1, &[]), "BD201");
    assert!(!hint.contains("00070"), "{hint}");
    // A name that is somewhat like one of the list is offered, and no more.
    let bytes = nameless("P. HOÀN KIẾM").bytes();
    let (_, hint) = rejected_with(&validated("a.xlsx", &bytes, 1, &[]), "BD201");
    assert!(hint.contains("Phường Hoàn Kiếm (00070)"), "{hint}");
}

/// A table that was typed again in an empty workbook: a name over some rows of the form.
fn typed_again(head: &str) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, head).unwrap();
    for (column, caption) in (0..).zip(["STT", "Chỉ tiêu", "Kết quả", "Minh chứng"]) {
        sheet.write_string(3, column, caption).unwrap();
    }
    let form = std::fs::read_to_string(folder().join("bieu2.toml")).unwrap();
    let form: toml::Table = form.parse().unwrap();
    for (row, indicator) in (4..).zip(&form["indicator"].as_array().unwrap()[..4]) {
        sheet.write_string(row, 0, indicator["id"].as_str().unwrap()).unwrap();
        sheet.write_string(row, 1, indicator["label"].as_str().unwrap()).unwrap();
        // The name of another unit inside the table is no head.
        sheet.write_string(row, 3, "Phường Cửa Nam").unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_table_typed_again_is_no_foreign_workbook() {
    let file = validated("a.xlsx", &typed_again("UBND phường Hoàn Kiếm"), 1, &GIVEN);
    assert_eq!(file["unit"], "00070", "{file:#}");
    assert_eq!(file["status"], "accepted", "{file:#}");
    assert!(codes(&file).contains(&("BD201", "info")), "{file:#}");
    rejected_with(&validated("a.xlsx", &typed_again("Báo cáo"), 1, &GIVEN), "BD201");
}

/// What the file does not state must be said by the officer: a default is no statement.
#[test]
fn a_table_typed_again_has_the_period_that_is_said() {
    let bytes = typed_again("Phường Hoàn Kiếm");
    let file = validated("a.xlsx", &bytes, 1, &["-c", "hanoi-2025"]);
    assert_eq!(codes(&file), [("BD204", "error")], "{file:#}");
    let folder = Folder::new();
    folder.write("bdhvs.toml", "campaign = \"hanoi-2025\"\nperiod = \"2025-9t\"\n");
    folder.write("a.xlsx", bytes);
    let report = folder.run(["validate", "a.xlsx", "--format", "json"]).status(1).check().json();
    assert_eq!(report["files"][0]["status"], "accepted", "{report:#}");
}

/// A unit counts once, however its files tell whose they are.
#[test]
fn a_file_known_by_name_is_a_twin_like_any_other() {
    let folder = Folder::new();
    folder.write("a.xlsx", clean_but("00070", &[]).bytes());
    folder.write("b.xlsx", nameless(PRINTED).bytes());
    let report = folder.run(["validate", ".", "--format", "json"]).status(1).check().json();
    for file in report["files"].as_array().unwrap() {
        assert_eq!(codes(file), [("BD105", "error")], "{file:#}");
    }
}
