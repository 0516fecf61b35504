//! What `validate`, the feedback, `status` and `extract` say of corrections.

use harness::Need;
use serde_json::{Value, json};

use super::{DOCUMENT, PHONE, entry, folder, row, sha256};
use crate::consolidation::book::Book;
use crate::fill::Put;
use crate::issued::{clean, clean_but};
use crate::run::Folder;
use Put::{Number, Text};

const CELL: &str = "bieu2_4_own_value";
const CHANGE: super::Change<'_> = ("bieu2.4", "value", "1250", "hơn 1200");

/// What a workbook holds in the cell of a name, with its note, read by openpyxl.
#[track_caller]
fn cell(folder: &Folder, book: &str, name: &str) -> Value {
    let script = "import json, openpyxl, sys\n\
        book = openpyxl.load_workbook(sys.argv[1])\n\
        sheet, at = next(book.defined_names['bdhvs_' + sys.argv[2]].destinations)\n\
        cell = book[sheet][at.replace('$', '')]\n\
        print(json.dumps([cell.value, cell.comment.text if cell.comment else None]))";
    let output = harness::python(&[Need::Openpyxl])
        .args(["-c", script])
        .arg(folder.path(book))
        .arg(name)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The unit is told of what it wrote, and that a correction is noted; its copy holds what it wrote.
#[test]
fn the_feedback_keeps_what_the_unit_wrote() {
    let folder = folder(&[(CELL, Text("hơn 1200"))], PHONE, &[CHANGE]);
    let run = folder.run(["validate", "in", "--feedback", "out", "--format", "json"]);
    let report = run.check().json();
    assert_eq!(report["files"][0]["findings"], json!([]));
    assert_eq!(report["corrections"][0]["state"], "applied");
    let message = String::from_utf8(folder.read("out/00004.txt")).unwrap();
    for part in
        ["Cần sửa, gửi lại", "hơn 1200", "“1250” thay cho “hơn 1200”", "Đề nghị gửi văn bản"]
    {
        assert!(message.contains(part), "{part} is not in {message}");
    }
    // The copy sent back as it is says what the file said: it is another file, and the correction lapses.
    folder.write("in/a.xlsx", folder.read("out/00004-sua.xlsx"));
    let run =
        folder.run(["validate", "in", "--format", "json"]).status(1).stderr_has("bdhvs.toml:1");
    let report: Value = serde_json::from_str(&run.check().stdout).unwrap();
    assert_eq!(report["corrections"][0]["state"], "file-changed");
}

/// In the copy the cell holds what the unit wrote, and its note says what counts instead.
#[test]
#[needs(Openpyxl)]
fn the_copy_keeps_what_the_unit_wrote_with_a_note() {
    let folder = folder(&[(CELL, Text("hơn 1200"))], PHONE, &[CHANGE]);
    folder.run(["validate", "in", "--feedback", "out", "-q"]).check();
    let cell = cell(&folder, "out/00004-sua.xlsx", CELL);
    assert_eq!(cell[0], "hơn 1200");
    let note = cell[1].as_str().unwrap();
    assert!(note.contains("“1250” thay cho “hơn 1200”") && !note.contains("bdhvs.toml"), "{note}");
}

/// What the officer typed is no fault of the unit's.
#[test]
fn a_unit_is_not_blamed_for_the_correction() {
    let change = ("bieu2.4", "value", "hơn 1250", "1200");
    let folder = folder(&[(CELL, Number("1200"))], DOCUMENT, &[change]);
    let run = folder.run(["validate", "in", "--feedback", "out", "--format", "json"]).status(1);
    let report = run.check().json();
    assert_eq!(report["files"][0]["findings"][0]["code"], "BD405");
    let message = String::from_utf8(folder.read("out/00004.txt")).unwrap();
    assert!(!message.contains("Cần sửa") && message.contains("Công văn số 125"), "{message}");
    assert!(!folder.path("out/00004-sua.xlsx").exists());
}

#[test]
fn status_says_which_corrections_there_are() {
    let folder = folder(&[(CELL, Text("hơn 1200"))], PHONE, &[CHANGE]);
    let report = folder.run(["status", "in", "--format", "json"]).check().json();
    assert_eq!(report["corrections"][0]["state"], "applied");
    let run = folder.run(["status", "in"]).stdout_has("1 số đang áp dụng");
    run.stdout_has("“1250” thay cho").stdout_has("bdhvs.toml, dòng 1").check();
}

/// What a lead agency reports from includes corrections, marked.
#[test]
fn an_extract_marks_corrected_figures() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean_but("00004", &[("bieu2_9_own_value", Number("30"))]).bytes());
    folder.write("in/b.xlsx", clean("00008").bytes());
    let sha256 = sha256(&folder, "in/a.xlsx");
    let lead = "bieu1.7";
    let (was, right) = ("970", "980");
    let change = (lead, "numerator", right, was);
    folder.write("bdhvs.toml", entry("00004", &sha256, PHONE, change));
    folder.run(super::MERGE).check();
    let json = folder.json("th.json");
    assert_eq!(row(&json, lead)["rollup"]["numerator"], 980 + 970);
    folder.run(["extract", "--unit", "SO-NV", "in", "-o", "x.xlsx", "-q"]).check();
    let book = Book::open(&folder.path("x.xlsx"));
    let sheets = book.sheets();
    let (summary, units) = (book.lines(sheets[0]), book.lines(sheets[1]));
    let line = units.iter().find(|line| line.contains("“980” thay cho “970”"));
    let line = line.unwrap_or_else(|| panic!("{units:#?}"));
    assert!(line.contains("bdhvs.toml, dòng 1") && line.contains("in/a.xlsx"), "{line}");
    let marked = |line: &String| line.contains("1 số chờ văn bản xác nhận (tạm tính)");
    assert!(summary.iter().any(marked), "{summary:?}");
}
