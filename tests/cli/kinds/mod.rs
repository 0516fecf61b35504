//! Forms of every kind, from the definition to the findings: `tests/fixtures/bon-bieu` is a made-up
//! campaign with a form of figures, one of tasks, an outline and a list.

mod forms;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;

use crate::fill::{Package, Put};
use crate::moved::{Names, at, shift};
use crate::run::Folder;
use Put::{Blank, Number, Text};

pub fn campaign() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bon-bieu")
}

fn issued() -> &'static Folder {
    static ISSUED: OnceLock<Folder> = OnceLock::new();
    ISSUED.get_or_init(|| {
        let folder = Folder::new();
        let run = folder.run(["template", "-o", "out", "--date", "2026-05-18", "-q", "-c"]);
        run.arg(campaign()).check();
        folder
    })
}

#[track_caller]
pub fn blank(unit: &str) -> Package {
    let name = match unit {
        "99001" => "99001_xa-dong-mau.xlsx",
        "99002" => "99002_phuong-ben-mau.xlsx",
        "SO-MAU" => "SO-MAU_so-mau.xlsx",
        _ => "SO-TN_so-thi-nghiem.xlsx",
    };
    Package::open(&issued().path("out").join(name))
}

pub type Cells = &'static [(&'static str, Put<'static>)];

/// Everything that the commune 99001 is asked, so that there is nothing to say about it.
pub const CLEAN: Cells = &[
    ("chiso_1_1_own_value", Text("Có")),
    ("chiso_1_1_own_evidence", Text("Kế hoạch số 12/KH-UBND")),
    ("chiso_2_1_own_value", Number("15")),
    ("chiso_2_4_own_value", Number("4")),
    ("chiso_2_4_own_people", Number("120")),
    ("chiso_2_11_own_numerator", Number("40")),
    ("chiso_2_11_own_denominator", Number("40")),
    ("chiso_3_1_own_numerator", Number("10")),
    ("chiso_3_1_own_denominator", Number("40")),
    ("chiso_3_1_own_baseline", Number("12.5")),
    ("chiso_3_1_own_evidence", Text("Văn phòng HĐND và UBND")),
    ("chiso_3_4_own_value", Number("3500")),
    ("chiso_3_4_own_baseline", Number("1200")),
    ("nhiemvu_1_own_status", Text("Hoàn thành")),
    ("nhiemvu_1_own_result", Text("Kế hoạch số 12/KH-UBND ngày 05/8/2025")),
    ("nhiemvu_II_1_1_own_status", Text("Thực hiện thường xuyên")),
    ("nhiemvu_II_1_1_own_result", Text("40 lớp")),
    ("nhiemvu_II_1_2_own_status", Text("Không được giao")),
    ("decuong_I_1_a_own_text", Text("Đã ban hành kế hoạch.\nĐã kiện toàn Tổ công tác.")),
    ("decuong_I_2_own_text", Text("Không phát sinh")),
    ("decuong_II_own_text", Text("Tiếp tục triển khai.")),
    ("decuong_III_own_text", Text("Không áp dụng")),
    ("mohinh_1_own_ten", Text("Đội hình thanh niên")),
    ("mohinh_1_own_cachthuc", Text("Đến từng nhà")),
    ("mohinh_1_own_hieuqua", Text("300 người biết dùng")),
];

#[track_caller]
pub fn filled(unit: &str, cells: Cells, changed: &[(&str, Put<'_>)]) -> Package {
    let mut workbook = blank(unit);
    for (cell, content) in cells.iter().chain(changed) {
        workbook.put(cell, *content);
    }
    workbook
}

#[track_caller]
pub fn validated(workbook: &Package, status: i32) -> Value {
    let folder = Folder::new();
    folder.write("a.xlsx", workbook.bytes());
    let run = folder.run(["validate", "a.xlsx", "--format", "json", "-c"]).arg(campaign());
    let report = run.status(status).writes(&[]).check().json();
    report["files"][0].clone()
}

/// Code, severity and cell of each finding.
pub fn found(file: &Value) -> Vec<[String; 3]> {
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let findings = file["findings"].as_array().unwrap().iter();
    let found = findings.map(|finding| {
        let indicator = text(finding, "indicator").replace('.', "_");
        let place = ["form", "scope", "field"].map(|key| text(finding, key));
        let cell = format!("{}_{indicator}_{}_{}", place[0], place[1], place[2]);
        [text(finding, "code"), text(finding, "severity"), cell]
    });
    found.collect()
}

/// A return about which there is nothing to say, with every cell counted as used.
#[test]
fn a_clean_return_of_every_kind_is_clean() {
    let file = validated(&filled("99001", CLEAN, &[]), 0);
    assert_eq!(file["status"], "accepted");
    assert!(found(&file).is_empty(), "{file:#}");
    assert_eq!(file["cells"]["used"], CLEAN.len());
    assert_eq!(file["cells"]["rejected"], 0);
}

/// docs/contract/rules.md, and what the new kinds add to it: exactly these findings, at these cells.
#[test]
fn each_fault_has_its_finding_and_no_other() {
    const WARNING: &str = "warning";
    const ERROR: &str = "error";
    type Case<'a> = (&'a [(&'a str, Put<'a>)], &'a [[&'a str; 3]]);
    let cases: &[Case<'_>] = &[
        // Blank words are wanted, and keep nothing out of a total.
        (&[("nhiemvu_1_own_status", Blank)], &[["BD401", WARNING, "nhiemvu_1_own_status"]]),
        (&[("decuong_II_own_text", Blank)], &[["BD401", WARNING, "decuong_II_own_text"]]),
        (
            &[("decuong_II_own_text", Text("Chưa có số liệu"))],
            &[["BD401", WARNING, "decuong_II_own_text"]],
        ),
        (&[("nhiemvu_1_own_result", Blank)], &[]),
        // A line of a list holds everything, or nothing, or that there is nothing.
        (&[("mohinh_2_own_ten", Text("Bưu tá"))], &[["BD401", WARNING, "mohinh_2_own_cachthuc"]]),
        (&[("mohinh_1_own_ten", Blank)], &[["BD401", WARNING, "mohinh_1_own_ten"]]),
        (
            &[
                ("mohinh_1_own_ten", Text("Không phát sinh")),
                ("mohinh_1_own_cachthuc", Blank),
                ("mohinh_1_own_hieuqua", Blank),
            ],
            &[],
        ),
        // One of the five, and no word of figures.
        (&[("nhiemvu_1_own_status", Text("Đã xong"))], &[["BD412", ERROR, "nhiemvu_1_own_status"]]),
        (
            &[("nhiemvu_1_own_status", Text("Không áp dụng"))],
            &[["BD412", ERROR, "nhiemvu_1_own_status"]],
        ),
        (
            &[("nhiemvu_1_own_status", Text("Chưa có số liệu"))],
            &[["BD412", ERROR, "nhiemvu_1_own_status"]],
        ),
        (&[("nhiemvu_1_own_status", Text("  hoàn  thành "))], &[]),
        (
            &[("decuong_II_own_text", Put::Error("#REF!"))],
            &[["BD410", ERROR, "decuong_II_own_text"]],
        ),
        (&[("mohinh_1_own_ten", Put::Error("#REF!"))], &[["BD410", ERROR, "mohinh_1_own_ten"]]),
        // The evidence names those who are without: none at 100 %, wanted below it, at 0 % too.
        (
            &[("chiso_2_11_own_numerator", Number("39"))],
            &[["BD503", WARNING, "chiso_2_11_own_evidence"]],
        ),
        (
            &[("chiso_2_11_own_numerator", Number("0"))],
            &[["BD503", WARNING, "chiso_2_11_own_evidence"]],
        ),
        (&[("chiso_1_1_own_evidence", Blank)], &[["BD503", WARNING, "chiso_1_1_own_evidence"]]),
        (&[("chiso_1_1_own_evidence", Blank), ("chiso_1_1_own_value", Text("Không"))], &[]),
        // The baseline of a count is a count.
        (
            &[("chiso_3_4_own_baseline", Number("12.5"))],
            &[["BD407", ERROR, "chiso_3_4_own_baseline"]],
        ),
        (
            &[("chiso_3_4_own_baseline", Text("1.200 người"))],
            &[["BD403", WARNING, "chiso_3_4_own_baseline"]],
        ),
        (
            &[("chiso_3_1_own_baseline", Text("Không phát sinh"))],
            &[["BD402", ERROR, "chiso_3_1_own_baseline"]],
        ),
    ];
    for (changed, expected) in cases {
        let is_error = expected.iter().any(|finding| finding[1] == ERROR);
        let file = validated(&filled("99001", CLEAN, changed), i32::from(is_error));
        assert_eq!(found(&file), *expected, "{changed:?}\n{file:#}");
    }
}

/// What a message calls a row: a task, a section without a number, a line.
#[test]
fn messages_call_rows_by_what_they_are() {
    for (cell, start) in [
        ("nhiemvu_II_1_1_own_status", "Nhiệm vụ 1.1: chưa điền ô “Tình trạng”"),
        ("decuong_I_1_a_own_text", "Mục “Việc cụ thể hóa bằng văn bản hành…”"),
        ("decuong_III_own_text", "Mục II:"),
        ("mohinh_1_own_hieuqua", "Dòng 1: chưa điền ô “Hiệu quả thực tế”"),
    ] {
        let file = validated(&filled("99001", CLEAN, &[(cell, Blank)]), 0);
        let message = file["findings"][0]["message"].as_str().unwrap();
        assert!(message.starts_with(start), "{message}");
    }
}

/// A line that is not used may be deleted; one that was deleted in part is missed.
#[test]
fn a_deleted_line_of_a_list_is_an_unused_one() {
    let mut workbook = filled("99001", CLEAN, &[]);
    let sheet = workbook.spot("mohinh_4_own_ten").sheet.clone();
    let four = at(&workbook.spot("mohinh_4_own_ten").cell).0;
    shift(&mut workbook, &sheet, Names::Follow, |(r, c)| (r != four).then_some((r, c)));
    assert!(found(&validated(&workbook, 0)).is_empty());
    let (three, name) = at(&workbook.spot("mohinh_3_own_ten").cell);
    // Its number and its first cell.
    shift(&mut workbook, &sheet, Names::Follow, |(r, c)| {
        (r != three || c > name).then_some((r, c))
    });
    let expected = ["BD302", "error", "mohinh_3_own_ten"].map(str::to_owned);
    assert_eq!(found(&validated(&workbook, 1)), [expected]);
}

/// A form that came back without any word is blank, whatever its kind; one word is an answer.
#[test]
fn one_word_anywhere_is_an_answer() {
    let file = validated(&blank("99001"), 1);
    assert_eq!((&file["status"], &file["cells"]["used"]), (&"rejected".into(), &0.into()));
    for cell in ["nhiemvu_1_own_explanation", "decuong_I_2_own_text", "mohinh_3_own_hieuqua"] {
        let file = validated(&filled("99001", &[], &[(cell, Text("có"))]), 1);
        assert_eq!(file["status"], "accepted", "{cell}");
        assert_eq!(file["cells"]["used"], 1, "{cell}");
    }
}

/// 708: leads only, when the time of the task has passed and it is neither done nor theirs.
#[test]
fn overdue_tasks_of_leads_are_named() {
    let overdue = |returns: &[(&str, &str, &str)]| -> Vec<[String; 2]> {
        let folder = Folder::new();
        for (unit, task, status) in returns {
            let cell = format!("nhiemvu_{task}_own_status");
            let workbook = filled(unit, &[], &[(&cell, Text(status))]);
            folder.write(&format!("in/{unit}.xlsx"), workbook.bytes());
        }
        let arguments = ["merge", "in", "-o", "out.xlsx", "--json", "out.json", "-q", "-c"];
        folder.run(arguments).arg(campaign()).status(1).check();
        let report = folder.json("out.json");
        let findings = report["findings"].as_array().unwrap().iter();
        let overdue = findings.filter(|finding| finding["code"] == "BD708").map(|finding| {
            assert_eq!(finding["severity"], "warning");
            [&finding["unit"], &finding["indicator"]].map(|v| v.as_str().unwrap().to_owned())
        });
        overdue.collect()
    };
    let late = |unit: &str, task: &str| [unit.to_owned(), task.to_owned()];
    // Due at the end of August 2025 and of March 2026; the period ends on 17 May 2026.
    assert_eq!(overdue(&[("99001", "1", "Đang thực hiện")]), [late("99001", "1")]);
    assert_eq!(
        overdue(&[
            ("99001", "1", "Thực hiện thường xuyên"),
            ("SO-MAU", "II_1_2", "Hoàn thành"),
            ("SO-TN", "II_1_2", "Chưa thực hiện"),
        ]),
        [late("99001", "1"), late("SO-TN", "II.1.2")]
    );
    for not_late in [
        ("99001", "1", "Hoàn thành"),
        ("99001", "1", "Không được giao"),
        // It co-operates.
        ("SO-TN", "1", "Chưa thực hiện"),
        ("99001", "II_1_2", "Chưa thực hiện"),
        // Done all the time; due after the period.
        ("SO-MAU", "II_1_1", "Chưa thực hiện"),
        ("SO-MAU", "II_2", "Chưa thực hiện"),
        // Not one of the five: an error, and not known.
        ("99001", "1", "chậm"),
    ] {
        assert!(overdue(&[not_late]).is_empty(), "{not_late:?}");
    }
}
