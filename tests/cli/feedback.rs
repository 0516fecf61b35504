//! `validate --feedback` (docs/contract/feedback.md, wording.md): which files a unit gets, what they
//! say, and what is never overwritten.

use std::io::Cursor;

use calamine::{Data, Reader as _};

use crate::fill::{Package, Put};
use crate::issued::{blank, clean, clean_but};
use crate::run::{Folder, Ran};
use Put::{Number, Text};

const B2_4: &str = "bieu2_4_own_value";
const B2_5: &str = "bieu2_5_own_value";

/// Validates the folder `in` and writes the feedback to `out`.
#[track_caller]
pub fn answered(folder: &Folder, status: i32) -> Ran {
    folder.run(["validate", "in", "--feedback", "out", "-c", "hanoi-2025"]).status(status).check()
}

/// The texts of a sheet, row by row.
pub fn sheet(bytes: Vec<u8>, index: usize) -> Vec<Vec<String>> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names()[index].clone();
    let range = book.worksheet_range(&name).unwrap();
    let text = |cell: &Data| cell.to_string();
    range.rows().map(|row| row.iter().map(text).filter(|t| !t.is_empty()).collect()).collect()
}

/// The same as one text.
pub fn text(bytes: Vec<u8>, index: usize) -> String {
    let rows = sheet(bytes, index);
    rows.iter().map(|row| row.join(" | ")).collect::<Vec<_>>().join("\n")
}

fn message(folder: &Folder, name: &str) -> String {
    String::from_utf8(folder.read(name)).unwrap()
}

/// docs/contract/wording.md: a clean return is "Hợp lệ", there is nothing to do and nothing to mend.
#[test]
fn a_clean_return_has_nothing_to_do() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00004").bytes());
    let run = folder.run(["validate", "in", "--feedback", "out"]);
    run.writes(&["out/00004-ket-qua.xlsx", "out/00004.txt"]).stdout_has("merge").check();
    let result = text(folder.read("out/00004-ket-qua.xlsx"), 0);
    for expected in ["Kết luận | Hợp lệ\n", "Không có việc gì phải làm thêm.", "00004", "a.xlsx"]
    {
        assert!(result.contains(expected), "{expected:?} in {result}");
    }
    let message = message(&folder, "out/00004.txt");
    assert!(message.contains("Kết quả: Hợp lệ.") && !message.contains("1. "), "{message}");
    assert!(message.lines().all(|line| !line.contains('\n')) && message.contains("\r\n"));
}

/// The verdict, the counts, the fingerprint and every finding: number, cell as a link into the copy,
/// row, what is wrong and how to mend it, what is written and allowed, severity, rule.
#[test]
fn the_result_says_everything_that_was_found() {
    let folder = Folder::new();
    let cells = [(B2_4, Text("nhiều")), (B2_5, Text("350"))];
    let sent = clean_but("00004", &cells);
    folder.write("in/BC xã.xlsx", sent.bytes());
    answered(&folder, 1);
    let bytes = folder.read("out/00004-ket-qua.xlsx");
    let result = text(bytes.clone(), 0);
    let report = folder.run(["validate", "in", "--format", "json"]).status(1).check().json();
    let sum = report["files"][0]["sha256"].as_str().unwrap();
    let spot = sent.spot(B2_4);
    for expected in [
        "Kết luận | Cần sửa, gửi lại",
        "BC xã.xlsx",
        sum,
        "1 lỗi, 1 cảnh báo",
        "Ô này phải ghi bằng số nhưng đang ghi “nhiều”.",
        &format!("{} | {}", spot.sheet, spot.cell),
        "nhiều | số nguyên ≥ 0; hoặc: Không phát sinh; Không áp dụng; Chưa có số liệu | lỗi | BD402",
        "cảnh báo | BD403",
    ] {
        assert!(result.contains(expected), "{expected:?} in {result}");
    }
    let package = Package::from_bytes(bytes);
    let links = package.part("xl/worksheets/_rels/sheet1.xml.rels");
    assert!(links.contains("00004-sua.xlsx"), "{links}");
    let list = package.part("xl/worksheets/sheet1.xml");
    assert!(list.contains(&format!("location=\"'{}'!{}\"", spot.sheet, spot.cell)), "{list}");
    // The rows above are worked through in order: the worst first.
    let message = message(&folder, "out/00004.txt");
    let at = |what: &str| message.find(what).unwrap_or_else(|| panic!("{what} in {message}"));
    assert!(at("1. Biểu 2, ô") < at("2. Biểu 2, ô"), "{message}");
    assert!(at("nhiều") < at("350") && at("00004-sua.xlsx") > at("350"));
}

/// "A file with 30 rows broken by one mistake gives one line, not 30", and nothing is cut without
/// saying so: not on the terminal, not in the message, not on the sheet; the full list has all.
#[test]
fn thirty_rows_broken_by_one_mistake_are_one_line() {
    let mut workbook = clean("SO-KHCN");
    let statuses: Vec<String> = workbook
        .answers()
        .into_iter()
        .filter(|(answer, _)| answer.starts_with("nhiemvu_"))
        .map(|(answer, _)| format!("{answer}_status"))
        .take(30)
        .collect();
    assert_eq!(statuses.len(), 30, "SO-KHCN has thirty tasks");
    for cell in &statuses {
        workbook.put(cell, Text("Xong rồi"));
    }
    let folder = Folder::new();
    folder.write("in/a.xlsx", workbook.bytes());
    let ran = answered(&folder, 1);
    assert_eq!(ran.stdout.matches("BD412").count(), 1, "{}", ran.stdout);
    let plain = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(plain.contains("và 27 ô khác"), "{}", ran.stdout);
    assert!(ran.stdout.lines().all(|line| line.chars().count() <= 80), "{}", ran.stdout);
    let message = message(&folder, "out/SO-KHCN.txt");
    assert!(message.contains("và 27 ô khác") && !message.contains("\n2. "), "{message}");
    let result = text(folder.read("out/SO-KHCN-ket-qua.xlsx"), 0);
    assert_eq!(result.matches("và 27 ô khác").count(), 1, "{result}");
    assert_eq!(result.matches("| BD412").count(), 30, "{result}");
    // Programs keep every finding.
    let report = folder.run(["validate", "in", "--format", "json"]).status(1).check().json();
    let codes = report["files"][0]["findings"].as_array().unwrap().iter();
    assert_eq!(codes.filter(|finding| finding["code"] == "BD412").count(), 30);
}

/// At most ten lines, and how many more there are.
#[test]
fn more_than_ten_things_to_do_are_counted() {
    let mut workbook = blank("00004");
    for (cell, content) in [
        (B2_4, Text("nhiều")),
        (B2_5, Text("350")),
        ("bieu2_6_own_value", Text("1,234")),
        ("bieu2_7_own_value", Text("khoảng 20")),
        ("bieu2_14_own_value", Number("-5")),
        ("bieu2_9_own_value", Number("2.5")),
        ("bieu2_10_own_value", Text("12 lớp")),
        ("bieu2_11_own_value", Put::Error("#REF!")),
        ("bieu2_12_own_value", Put::Date("45000")),
        ("bieu2_13_own_value", Put::Uncalculated("1+1")),
        ("bieu2_23_own_value", Text("Rồi")),
    ] {
        workbook.put(cell, content);
    }
    let folder = Folder::new();
    folder.write("in/a.xlsx", workbook.bytes());
    answered(&folder, 1);
    let message = message(&folder, "out/00004.txt");
    assert!(message.contains("\n10. ") && !message.contains("\n11. "), "{message}");
    let more = message.lines().find(|line| line.starts_with("Còn ")).unwrap();
    assert!(more.contains("00004-ket-qua.xlsx"), "{more}");
    let result = text(folder.read("out/00004-ket-qua.xlsx"), 0);
    let count = more.split(' ').nth(1).unwrap();
    assert!(result.contains(&format!("Còn {count} việc khác")), "{result}");
}

/// What cannot be read, and whose it is not known, is answered under its own name; nothing can be
/// filled in again. Two different files of one unit are answered once.
#[test]
fn files_without_a_copy_are_answered_too() {
    let folder = Folder::new();
    folder.write("in/Báo cáo Đông Anh.pdf", "%PDF-1.4");
    folder.write("in/x/bao cao dong anh.docx", "%PDF-1.4");
    folder.write("in/a.xlsx", clean("00004").bytes());
    folder.write("in/b.xlsx", clean_but("00004", &[(B2_4, Number("13"))]).bytes());
    folder.write("in/00008.xlsx", blank("00008").bytes());
    folder.write("in/~$a.xlsx", "");
    let run = folder.run(["validate", "in", "--feedback", "out", "-c", "hanoi-2025"]).status(1);
    run.writes(&[
        "out/00004-ket-qua.xlsx",
        "out/00004.txt",
        "out/00008-ket-qua.xlsx",
        "out/00008.txt",
        "out/bao-cao-dong-anh-2-ket-qua.xlsx",
        "out/bao-cao-dong-anh-2.txt",
        "out/bao-cao-dong-anh-ket-qua.xlsx",
        "out/bao-cao-dong-anh.txt",
    ])
    .check();
    let both = text(folder.read("out/00004-ket-qua.xlsx"), 0);
    assert!(both.contains("a.xlsx; b.xlsx") && !both.contains("--use"), "{both}");
    let pdf = text(folder.read("out/bao-cao-dong-anh-ket-qua.xlsx"), 0);
    assert!(pdf.contains("Kết luận | Không đọc được"), "{pdf}");
    let said = message(&folder, "out/bao-cao-dong-anh.txt");
    assert!(said.contains("biểu mẫu đã phát hành") && said.contains("Báo cáo Đông Anh.pdf"));
    let blank = message(&folder, "out/00008.txt");
    assert!(blank.contains("Cần sửa, gửi lại") && !blank.contains("-sua.xlsx"), "{blank}");
}

/// Feedback changes neither what is said nor the status, and the same inputs give the same bytes
/// whatever the number of threads.
#[test]
fn feedback_changes_nothing_else_and_is_the_same_every_time() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean_but("00004", &[(B2_4, Text("hơn 200"))]).bytes());
    folder.write("in/b.xlsx", clean_but("00008", &[(B2_4, Text("350"))]).bytes());
    folder.write("in/c.xlsx", clean("00025").bytes());
    let json = ["validate", "in", "--format", "json", "--jobs"];
    let plain = folder.run(json).arg("1").status(1).writes(&[]).check();
    for jobs in ["1", "2"] {
        let run = folder.run(json).arg(jobs).arg("--feedback").arg(format!("out{jobs}"));
        assert_eq!(run.status(1).check().stdout, plain.stdout);
    }
    let tree = folder.tree();
    let of = |jobs: &str| -> Vec<(String, Vec<u8>)> {
        let files = tree.iter().filter(|(name, _)| name.starts_with(jobs));
        files.map(|(name, bytes)| (name[jobs.len()..].to_owned(), bytes.clone())).collect()
    };
    assert_eq!(of("out1/").len(), 8);
    assert!(of("out1/") == of("out2/"), "the bytes differ");
    // A warning alone is no error, with feedback as without.
    std::fs::remove_file(folder.path("in/a.xlsx")).unwrap();
    let run = folder.run(["validate", "in", "--feedback", "out1"]);
    run.stdout_has("Hợp lệ, cần giải trình").check();
}

/// Nothing that is somebody's is overwritten: no input, no other file, no copy that was filled in.
#[test]
fn nothing_of_anybody_is_overwritten() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean_but("00004", &[(B2_4, Text("hơn 200"))]).bytes());
    for inside in ["in", "in/tra-lai", "./in/../in/x"] {
        let run = folder.run(["validate", "in", "--feedback", inside]).status(2).writes(&[]);
        run.stderr_has("--feedback").check();
    }
    answered(&folder, 1);
    // Its own files, as it wrote them, are written anew.
    answered(&folder, 1);
    let mut copy = Package::from_bytes(folder.read("out/00004-sua.xlsx"));
    copy.put(B2_4, Number("200"));
    let core = copy.part("docProps/core.xml");
    let modified = core.split("<dcterms:modified").nth(1).unwrap().split('>').nth(1).unwrap();
    let stamp = modified.split('<').next().unwrap().to_owned();
    copy.replace(&["docProps/core.xml"], &stamp, "2025-10-01T08:00:00Z");
    folder.write("out/00004-sua.xlsx", copy.bytes());
    let run = folder.run(["validate", "in", "--feedback", "out"]).status(2).writes(&[]);
    run.stderr_has("00004-sua.xlsx").check();
    // A folder that holds an input is refused too, be it one file that is named.
    for (input, place) in [
        ("out/00004-sua.xlsx", "out"),
        ("out/00004-sua.xlsx", "./in/../out"),
        ("out/00004-sua.xlsx", "."),
        ("in/a.xlsx", "in"),
        ("in", "."),
    ] {
        let run = folder.run(["validate", input, "--feedback", place]).status(2).writes(&[]);
        run.stderr_has("--feedback").stderr_has(input).check();
    }
    let only = folder.run(["validate", "out/00004-sua.xlsx", "--feedback", "elsewhere"]);
    only.writes(&["elsewhere/00004-ket-qua.xlsx", "elsewhere/00004.txt"]).check();
    folder.write("else/00004.txt", "ghi chép");
    let run = folder.run(["validate", "in", "--feedback", "else"]).status(2).writes(&[]);
    run.stderr_has("00004.txt").check();
    let run = folder.run(["validate", "out/00004-ket-qua.xlsx", "in", "--feedback", "new"]);
    run.status(1).check();
}

/// The program's own results come back as `ignored` (docs/contract/files.md).
#[test]
fn feedback_given_back_is_ignored() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00004").bytes());
    answered(&folder, 0);
    let run = folder.run(["validate", "in", "out", "--format", "json", "-c", "hanoi-2025"]);
    let report = run.check().json();
    let statuses: Vec<&str> =
        report["files"].as_array().unwrap().iter().map(|f| f["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["accepted", "ignored", "ignored"], "{report:#}");
}
