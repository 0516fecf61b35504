//! Several files of one unit: what they say differently is told cell by cell (docs/contract/files.md),
//! and what the officer decides is written into the results with all that it puts aside.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use crate::consolidation::book::Book;
use crate::fill::{Package, Put};
use crate::issued::{clean, clean_but};
use crate::moved::{Names, shift};
use crate::office;
use crate::run::Folder;
use Put::{Blank, Number, Text};

const UNIT: &str = "00004";
/// A figure, words, a figure that is not given, a word in place of a figure.
const CHANGED: [(&str, Put<'static>); 4] = [
    ("bieu1_3_own_evidence", Text("Báo cáo số 16/BC-UBND")),
    ("bieu2_4_own_value", Number("99")),
    ("bieu2_5_own_value", Blank),
    ("bieu2_9_own_value", Text("Chưa có số liệu")),
];

fn sent(files: &[(&str, &Package)]) -> Folder {
    let folder = Folder::new();
    for (name, workbook) in files {
        folder.write(&format!("in/{name}"), workbook.bytes());
    }
    folder
}

fn report(folder: &Folder) -> Value {
    folder.run(["validate", "in", "--format", "json"]).status(1).writes(&[]).check().json()
}

#[track_caller]
fn merge(folder: &Folder, status: i32, more: &[&str]) -> Value {
    let arguments = ["merge", "in", "-o", "city.xlsx", "--json", "city.json"];
    folder.run(arguments.iter().chain(more)).status(status).check();
    folder.json("city.json")
}

/// The only finding of a file.
#[track_caller]
fn only_finding(file: &Value) -> &Value {
    let findings = file["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{file:#}");
    assert_eq!(findings[0]["code"], "BD105", "{file:#}");
    &findings[0]
}

fn message(file: &Value) -> &str {
    only_finding(file)["message"].as_str().unwrap()
}

/// What is expected of a cell, as the two packages have it: `bieu2_4_own_value`, then what each says.
fn differs(workbook: &Package, cell: &str, this: Option<&str>, other: Option<&str>) -> Value {
    let parts: Vec<&str> = cell.split('_').collect();
    let spot = workbook.spot(cell);
    let said = |raw: Option<&str>| {
        let state = if raw.is_some() { "written" } else { "blank" };
        json!({"state": state, "raw": raw, "places": [{"sheet": spot.sheet, "cell": spot.cell}]})
    };
    json!({
        "form": parts[0], "indicator": parts[1], "scope": parts[2], "field": parts[3],
        "row": parts[1], "this": said(this), "other": said(other),
    })
}

/// "Two different files of one unit are 105 with a cell-by-cell difference": a text, a figure, a
/// figure against a blank, a word; both values as written, both cells; nothing else.
#[test]
fn two_files_are_told_apart_cell_by_cell() {
    let (first, second) = (clean(UNIT), clean_but(UNIT, &CHANGED));
    let folder = sent(&[("a.xlsx", &first), ("b.xlsx", &second)]);
    let report = report(&folder);
    let files = report["files"].as_array().unwrap();
    assert_eq!(files[0]["compared"], Value::Null, "the first is what the others are held against");
    assert_eq!(files[1]["compared"]["with"], "in/a.xlsx");
    let expected = json!([
        differs(
            &first,
            "bieu1_3_own_evidence",
            Some("Báo cáo số 16/BC-UBND"),
            Some("Báo cáo số 15/BC-UBND")
        ),
        differs(&first, "bieu2_4_own_value", Some("99"), Some("12")),
        differs(&first, "bieu2_5_own_value", None, Some("12")),
        differs(&first, "bieu2_9_own_value", Some("Chưa có số liệu"), Some("12")),
    ]);
    assert_eq!(files[1]["compared"]["differences"], expected);
    // Each message says how many cells differ, names the first of them from its own side, and how
    // many it does not name.
    let at = |cell: &str| format!("(ô {})", first.spot(cell).cell);
    for (file, other, one, two) in [
        (&files[0], "in/b.xlsx", "“12”", "tệp kia “99”"),
        (&files[1], "in/a.xlsx", "“99”", "tệp kia “12”"),
    ] {
        let message = message(file);
        for part in [other, "khác ở 4 ô", one, two, "và 1 ô khác", "Biểu 2, dòng 4", "trống"]
        {
            assert!(message.contains(part), "no {part} in {message}");
        }
        assert!(message.contains(&at("bieu2_4_own_value")), "{message}");
    }
    // The other layouts: every cell on the terminal, one line for a finding in CSV.
    let ran = folder.run(["validate", "in"]).status(1).check();
    for part in ["99", "Báo cáo số 16/BC-UBND", "Chưa có số liệu", "So với in/a.xlsx: 4 ô"]
    {
        assert!(ran.stdout.contains(part), "no {part} in\n{}", ran.stdout);
    }
    assert!(ran.stdout.lines().all(|line| line.width() <= 80), "{}", ran.stdout);
    let csv = folder.run(["validate", "in", "--format", "csv"]).status(1).check();
    assert_eq!(csv.stdout.lines().count(), 3, "{}", csv.stdout);
    let english = folder.run(["validate", "in", "--lang", "en"]).status(1);
    english.stdout_has("differ").stdout_has("and 1 more").check();
}

/// Of three files each is held against the first, and the first names what each of them says.
#[test]
fn of_three_files_each_is_held_against_the_first() {
    let second = clean_but(UNIT, &CHANGED[1..2]);
    let third = clean_but(UNIT, &CHANGED[2..]);
    let folder = sent(&[("a.xlsx", &clean(UNIT)), ("b.xlsx", &second), ("c.xlsx", &third)]);
    let report = report(&folder);
    let files = report["files"].as_array().unwrap();
    let counts: Vec<Option<usize>> =
        files.iter().map(|f| f["compared"]["differences"].as_array().map(Vec::len)).collect();
    assert_eq!(counts, [None, Some(1), Some(2)]);
    let first = message(&files[0]);
    assert!(first.contains("in/b.xlsx khác ở 1 ô"), "{first}");
    assert!(first.contains("in/c.xlsx khác ở 2 ô"), "{first}");
    let last = message(&files[2]);
    assert!(last.contains("in/a.xlsx khác ở 2 ô") && last.contains("in/b.xlsx"), "{last}");
}

/// The same answers in other bytes: another property, a figure as text, a text in another
/// composition, a row inserted, a note beside the table. All say the same, so the officer may take
/// either; which one is still a decision.
#[test]
fn files_with_the_same_answers_are_said_to_be_so() {
    let mut other = clean(UNIT);
    other.put("bieu2_4_own_value", Text("12"));
    // "Báo cáo" with its marks apart.
    other.put("bieu1_3_own_evidence", Text("Ba\u{301}o ca\u{301}o số 15/BC-UBND"));
    let after = crate::moved::at(&other.spot("bieu2_4_own_value").cell).0;
    shift(&mut other, "Biểu 2", Names::Follow, |(row, column)| {
        Some(if row < after { (row, column) } else { (row + 1, column) })
    });
    let folder = sent(&[("a.xlsx", &clean(UNIT)), ("b.xlsx", &other)]);
    let report = report(&folder);
    for file in report["files"].as_array().unwrap() {
        assert!(message(file).contains("giống nhau ở mọi ô nhập"), "{}", message(file));
        assert!(only_finding(file)["hint"].as_str().unwrap().contains("tệp nào cũng được"));
    }
    assert_eq!(report["files"][1]["compared"], json!({"with": "in/a.xlsx", "differences": []}));
    let city = merge(&folder, 0, &["--use", "in/b.xlsx"]);
    let reason = city["files"][0]["reason"].as_str().unwrap();
    assert!(reason.contains("giống nhau ở mọi ô nhập"), "{reason}");
}

/// A row that was deleted says less than one that was left blank: taking that file loses the answer.
#[test]
fn a_deleted_row_is_a_difference() {
    let mut cut = clean_but(UNIT, &[("bieu2_4_own_evidence", Blank)]);
    let row = crate::moved::at(&cut.spot("bieu2_4_own_value").cell).0;
    shift(&mut cut, "Biểu 2", Names::Follow, |(at, column)| match at {
        at if at == row => None,
        at if at > row => Some((at - 1, column)),
        at => Some((at, column)),
    });
    let folder = sent(&[("a.xlsx", &clean(UNIT)), ("b.xlsx", &cut)]);
    let report = report(&folder);
    let differences = report["files"][1]["compared"]["differences"].as_array().unwrap();
    assert!(!differences.is_empty());
    for difference in differences {
        assert_eq!(difference["form"], "bieu2");
        assert_eq!(difference["indicator"], "4");
        assert_eq!(difference["this"], json!({"state": "deleted", "raw": null, "places": []}));
    }
    assert!(message(&report["files"][1]).contains("ô đã bị xóa"), "{report:#}");
}

/// "The same workbook re-saved reads the same answers": so it does not differ from the original.
#[test]
#[needs(LibreOffice)]
fn a_file_saved_again_in_another_format_does_not_differ() {
    let folder = sent(&[("a.xlsx", &clean(UNIT))]);
    let file: PathBuf = folder.path("in/a.xlsx");
    office::convert(&[file], "ods", &folder.path("in"), &folder.path("home"));
    let arguments = ["validate", "in", "--format", "json"];
    let report = folder.run(arguments).status(1).check().json();
    // By name, a.ods comes first.
    assert_eq!(report["files"][0]["compared"], Value::Null);
    let same = json!({"with": "in/a.ods", "differences": []});
    assert_eq!(report["files"][1]["compared"], same);
}

/// A list that is cut says so: on the terminal twenty cells, in JSON all of them.
#[test]
fn no_list_of_cells_is_cut_without_a_word() {
    let other = {
        let mut other = clean(UNIT);
        let answers: Vec<String> = other.answers().into_keys().collect();
        for answer in answers.iter().filter(|answer| answer.starts_with("bieu")) {
            other.put(&format!("{answer}_explanation"), Text("Số liệu do thôn, tổ dân phố lập"));
        }
        other
    };
    let count = other.answers().into_keys().filter(|answer| answer.starts_with("bieu")).count();
    assert!(count > 20);
    let folder = sent(&[("a.xlsx", &clean(UNIT)), ("b.xlsx", &other)]);
    let found = &report(&folder)["files"][1]["compared"]["differences"];
    assert_eq!(found.as_array().unwrap().len(), count);
    let run = folder.run(["validate", "in"]).status(1);
    run.stdout_has(&format!("… và {} ô khác. Xem đủ", count - 20)).check();
}

/// Long texts that begin alike are shown where they part.
#[test]
fn long_texts_are_shown_where_they_part() {
    let start = "Ủy ban nhân dân phường đã ban hành kế hoạch, tổ chức tập huấn cho các tổ, ";
    let one = clean_but(UNIT, &[("bieu2_4_own_evidence", Text(&format!("{start}mở 12 lớp")))]);
    let two = clean_but(UNIT, &[("bieu2_4_own_evidence", Text(&format!("{start}mở 15 lớp")))]);
    let folder = sent(&[("a.xlsx", &one), ("b.xlsx", &two)]);
    let message = message(&report(&folder)["files"][1]).to_owned();
    assert!(message.contains("12 lớp") && message.contains("15 lớp"), "{message}");
}

/// What `--use` decided, over what, and what that puts aside: in JSON and in the workbook, so that
/// the run can be repeated and the loss is seen.
#[test]
fn what_the_officer_chose_is_recorded_with_what_it_puts_aside() {
    let folder = sent(&[("a.xlsx", &clean(UNIT)), ("b.xlsx", &clean_but(UNIT, &CHANGED))]);
    let city = merge(&folder, 1, &["--use", "in/b.xlsx"]);
    let [aside, used] = [&city["files"][0], &city["files"][1]];
    assert_eq!(used["outcome"], "merged");
    assert_eq!(used["decision"], "use");
    assert_eq!((&used["replaced_by"], &used["compared"]), (&Value::Null, &Value::Null));
    assert_eq!(aside["outcome"], "superseded");
    assert_eq!(aside["decision"], Value::Null);
    assert_eq!(aside["replaced_by"], "in/b.xlsx");
    assert_eq!(aside["compared"]["with"], "in/b.xlsx");
    let differences = aside["compared"]["differences"].as_array().unwrap();
    assert_eq!(differences.len(), 4);
    assert_eq!(differences[1]["this"]["raw"], "12");
    assert_eq!(differences[1]["other"]["raw"], "99");
    let book = Book::open(&folder.path("city.xlsx"));
    let sources = book.lines("Nguồn").join("\n");
    for part in ["Dùng tệp này (--use)", "dùng in/b.xlsx theo --use; tệp này khác ở 4 ô"]
    {
        assert!(sources.contains(part), "no {part} in\n{sources}");
    }
    let lines = book.lines("So sánh tệp");
    let rows: Vec<&String> = lines.iter().filter(|line| line.contains("in/a.xlsx")).collect();
    assert_eq!(rows.len(), 4, "{lines:#?}");
    assert!(rows[1].contains("in/b.xlsx") && rows[1].contains("12") && rows[1].contains("99"));
    assert!(rows[2].contains("(để trống)"), "{}", rows[2]);
    // The same decision gives the same bytes.
    let before = folder.tree();
    merge(&folder, 1, &["--use", "in/b.xlsx"]);
    assert_eq!(folder.tree(), before);
}

/// A file left out is held against the one that counts; one that stands alone says why it is left
/// out. Where no unit sent different files there is nothing to compare.
#[test]
fn what_the_officer_left_out_is_recorded() {
    let other = clean_but(UNIT, &CHANGED[1..2]);
    let folder = sent(&[("a.xlsx", &clean(UNIT)), ("b.xlsx", &other), ("c.xlsx", &clean("00008"))]);
    let city = merge(&folder, 1, &["--exclude", "in/a.xlsx", "--exclude", "in/c.xlsx"]);
    let files = city["files"].as_array().unwrap();
    let decisions: Vec<&Value> = files.iter().map(|file| &file["decision"]).collect();
    assert_eq!(json!(decisions), json!(["exclude", null, "exclude"]));
    assert_eq!(files[0]["compared"]["with"], "in/b.xlsx");
    assert_eq!(files[0]["compared"]["differences"].as_array().unwrap().len(), 1);
    assert!(files[0]["reason"].as_str().unwrap().contains("khác in/b.xlsx ở 1 ô"), "{files:#?}");
    assert_eq!(files[2]["compared"], Value::Null);
    let book = Book::open(&folder.path("city.xlsx"));
    assert!(book.lines("Nguồn").join("\n").contains("Không tổng hợp (--exclude)"));
    assert!(book.sheets().contains(&"So sánh tệp"));

    let folder = sent(&[("a.xlsx", &clean(UNIT)), ("c.xlsx", &clean("00008"))]);
    let city = merge(&folder, 0, &[]);
    for file in city["files"].as_array().unwrap() {
        let keys: BTreeSet<&str> = file.as_object().unwrap().keys().map(String::as_str).collect();
        assert!(keys.is_superset(&["decision", "replaced_by", "compared"].into()), "{keys:?}");
    }
    assert!(!Book::open(&folder.path("city.xlsx")).sheets().contains(&"So sánh tệp"));
}
