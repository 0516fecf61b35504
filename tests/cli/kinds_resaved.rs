//! What LibreOffice makes of forms of every kind: the check column recalculated, and the same return
//! in three formats.

use std::collections::BTreeMap;
use std::path::PathBuf;

use calamine::Reader as _;
use serde_json::Value;

use crate::fill::{Package, Put};
use crate::kinds::{CLEAN, campaign, filled, found};
use crate::office;
use crate::run::Folder;
use Put::{Blank, Number, Text};

/// LibreOffice keeps the results that a file holds unless its profile says otherwise.
const RECALCULATES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

const OK: &str = "Đủ";

/// Cells changed in a clean return, the row, and what the check column says of it.
type Said<'a> = (&'a [(&'a str, Put<'a>)], &'a str, &'a str);

const SAID: &[Said<'_>] = &[
    (&[], "chiso_1_1_own_value", OK),
    (&[("chiso_1_1_own_evidence", Blank)], "chiso_1_1_own_value", "Thiếu minh chứng"),
    (&[], "chiso_2_11_own_value", OK),
    (&[("chiso_2_11_own_numerator", Number("39"))], "chiso_2_11_own_value", "Thiếu minh chứng"),
    (
        &[
            ("chiso_2_11_own_numerator", Number("39")),
            ("chiso_2_11_own_evidence", Text("Thôn Mẫu")),
        ],
        "chiso_2_11_own_value",
        OK,
    ),
    (
        &[
            ("chiso_2_11_own_numerator", Blank),
            ("chiso_2_11_own_denominator", Blank),
            ("chiso_2_11_own_value", Number("99")),
        ],
        "chiso_2_11_own_value",
        "Thiếu minh chứng",
    ),
    (&[("chiso_3_1_own_evidence", Blank)], "chiso_3_1_own_value", "Thiếu minh chứng"),
    (&[], "nhiemvu_1_own_status", OK),
    (&[("nhiemvu_1_own_status", Blank)], "nhiemvu_1_own_status", "Chưa chọn tình trạng"),
    (&[("nhiemvu_1_own_result", Blank)], "nhiemvu_1_own_status", "Chưa ghi kết quả thực hiện"),
    (&[], "nhiemvu_II_1_2_own_status", OK),
    (
        &[("nhiemvu_II_1_2_own_status", Text("Chưa thực hiện"))],
        "nhiemvu_II_1_2_own_status",
        "Chưa ghi lý do chưa thực hiện",
    ),
    (
        &[("nhiemvu_II_1_2_own_status", Text("Xong"))],
        "nhiemvu_II_1_2_own_status",
        "Chọn một mục trong danh sách",
    ),
    (&[], "decuong_III_own_text", OK),
    (&[("decuong_III_own_text", Blank)], "decuong_III_own_text", "Chưa viết nội dung"),
    (
        &[("decuong_III_own_text", Text("Chưa có số liệu"))],
        "decuong_III_own_text",
        "Chưa viết nội dung",
    ),
    (&[], "mohinh_1_own_ten", OK),
    (&[], "mohinh_2_own_ten", ""),
    (&[("mohinh_2_own_ten", Text("Bưu tá"))], "mohinh_2_own_ten", "Còn ô chưa điền trong dòng"),
    (
        &[
            ("mohinh_1_own_ten", Text("Không phát sinh")),
            ("mohinh_1_own_cachthuc", Blank),
            ("mohinh_1_own_hieuqua", Blank),
        ],
        "mohinh_1_own_ten",
        OK,
    ),
];

/// The last text in the row of a cell, where that is the check column, and the line at the top.
fn says(path: &PathBuf, workbook: &Package, cell: &str) -> (String, String) {
    let spot = workbook.spot(cell);
    let row: u32 = spot.cell.trim_start_matches(char::is_alphabetic).parse().unwrap();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).unwrap();
    let range = book.worksheet_range(&spot.sheet).unwrap();
    let text = |row: u32, column: u32| {
        let cell = range.get_value((row, column));
        cell.map(ToString::to_string).unwrap_or_default()
    };
    let captions = 0..range.width().try_into().unwrap();
    let check = captions.into_iter().find(|column| text(5, *column) == "Kiểm tra").unwrap();
    (text(row - 1, check), text(4, 0))
}

/// docs/definitions.md and docs/contract/forms.md: a check column that says in words what is missing or
/// wrong before the file is sent, and a count of it at the top.
#[test]
#[needs(LibreOffice)]
fn the_check_column_says_what_is_missing() {
    let folder = Folder::new();
    folder.write("profile/user/registrymodifications.xcu", RECALCULATES);
    let mut returns = Vec::new();
    for (index, (changed, ..)) in SAID.iter().enumerate() {
        let workbook = filled("99001", CLEAN, changed);
        let name = format!("in/{index:02}.xlsx");
        folder.write(&name, workbook.bytes());
        returns.push((folder.path(&name), workbook));
    }
    let files: Vec<PathBuf> = returns.iter().map(|(path, _)| path.clone()).collect();
    office::convert(&files, "xlsx", &folder.path("out"), &folder.path(""));
    for ((changed, cell, expected), (path, workbook)) in SAID.iter().zip(&returns) {
        let saved = folder.path("out").join(path.file_name().unwrap());
        let (said, status) = says(&saved, workbook, cell);
        assert_eq!(said, *expected, "{cell} {changed:?}");
        let complete = expected.is_empty() || expected.starts_with(OK);
        let top = if complete { "Đã điền đủ, có thể gửi" } else { "Còn 1 dòng" };
        assert!(status.starts_with(top), "{status}: {cell} {changed:?}");
    }
}

/// The same findings, whatever program saved the return and in what format.
#[test]
#[needs(LibreOffice)]
fn every_format_says_the_same_of_every_kind() {
    let faults = [
        ("nhiemvu_1_own_status", Text("Đã xong")),
        ("decuong_II_own_text", Blank),
        ("mohinh_2_own_ten", Text("Bưu tá")),
        ("chiso_2_11_own_numerator", Number("39")),
        ("chiso_3_4_own_baseline", Text("1.200 người")),
    ];
    let folder = Folder::new();
    folder.write("in/a.xlsx", filled("99001", CLEAN, &faults).bytes());
    let seen = |file: &str| -> (Vec<[String; 3]>, u64) {
        let run = folder.run(["validate", file, "--format", "json", "-c"]).arg(campaign());
        let report: Value = run.status(1).check().json();
        (found(&report["files"][0]), report["files"][0]["cells"]["used"].as_u64().unwrap())
    };
    let original = seen("in/a.xlsx");
    let codes: BTreeMap<&str, usize> =
        original.0.iter().fold(BTreeMap::new(), |mut codes, finding| {
            *codes.entry(finding[0].as_str()).or_default() += 1;
            codes
        });
    assert_eq!(
        codes,
        BTreeMap::from([("BD401", 2), ("BD403", 1), ("BD412", 1), ("BD503", 1)]),
        "{original:?}"
    );
    for extension in ["xlsx", "ods", "xls"] {
        let out = folder.path(extension);
        office::convert(&[folder.path("in/a.xlsx")], extension, &out, &folder.path(""));
        assert_eq!(seen(&format!("{extension}/a.{extension}")), original, "{extension}");
    }
}
