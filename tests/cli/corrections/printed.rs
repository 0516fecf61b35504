//! Where a corrected figure stands it is marked, and leads to its line: in the workbook, in the package,
//! in the next period, one level up. What awaits a document makes results provisional.

use calamine::Data;
use serde_json::json;

use super::{DOCUMENT, MERGE, PHONE, entry, folder, merged, row, sha256};
use crate::consolidation::book::Book;
use crate::fill::{Package, Put};
use crate::issued::{clean, clean_but};
use crate::levels::{campaign, returns_of};
use crate::levels_since::over_two_quarters;
use crate::run::Folder;
use crate::{package, recalculated};
use Put::{Number, Text};

const CELLS: [(&str, Put<'static>); 3] = [
    ("bieu2_4_own_value", Number("1200")),
    ("bieu1_3_own_numerator", Number("900")),
    ("bieu2_23_own_value", Text("Chưa bố trí")),
];
const CHANGES: [super::Change<'static>; 3] = [
    ("bieu2.4", "value", "1.250", "1200"),
    ("bieu1.3", "numerator", "955", "900"),
    ("bieu2.23", "value", "Đã bố trí", "Chưa bố trí"),
];

#[track_caller]
fn line_with<'l>(lines: &'l [String], text: &str) -> &'l str {
    let found = lines.iter().find(|line| line.contains(text));
    found.unwrap_or_else(|| panic!("no {text} in {lines:#?}"))
}

#[test]
fn the_workbook_marks_each_and_leads_to_its_line() {
    for (basis, mark, words) in
        [(PHONE, "◇", "chờ văn bản xác nhận"), (DOCUMENT, "◆", "Công văn số 125/UBND-VX")]
    {
        let folder = folder(&CELLS, basis, &CHANGES);
        let json = merged(&folder, 0);
        let book = Book::open(&folder.path("th.xlsx"));
        let detail = book.lines("Chi tiết");
        let line = line_with(&detail, "“1.250” thay cho “1200”");
        for part in ["00004", "| 1250 |", "bdhvs.toml, dòng 1:", words, "in/a.xlsx", "bieu2.4"] {
            assert!(line.contains(part), "{part} is not in {line}");
        }
        let sources = book.lines("Nguồn");
        let line = line_with(&sources, "bdhvs.toml:12 |");
        for part in [
            "bieu1.3",
            "“955” thay cho “900”",
            "in/a.xlsx",
            words,
            "đang áp dụng",
            "Trần Thị B",
            "02/10/2025",
        ] {
            assert!(line.contains(part), "{part} is not in {line}");
        }
        let (value, at) = book.matrix("00004", "Biểu 2 – 4");
        assert_eq!(value, Data::Float(1250.0));
        assert_eq!(book.number_format(&at), format!("#,##0\" {mark}\""));
        let (value, at) = book.matrix("00004", "Biểu 2 – 23");
        assert_eq!(value, Data::String("Đã bố trí".to_owned()));
        assert_eq!(book.number_format(&at), format!("@\" {mark}\""));
        let (_, at) = book.matrix("00004", "Biểu 2 – 5");
        assert_eq!(book.number_format(&at), "#,##0");
        let form = book.lines("Biểu 2");
        line_with(&form, "do cán bộ đầu mối đính chính");
        let pending = row(&json, "bieu2.4")["provisional"] == json!(true);
        assert_eq!(pending, basis == PHONE);
        assert_eq!(row(&json, "bieu2.5")["provisional"], false);
    }
}

/// "Chờ văn bản xác nhận" until a document is named: results with it are provisional, and their number
/// stands on the first page, and in the verdict.
#[test]
fn what_awaits_a_document_is_provisional() {
    let folder = folder(&CELLS, PHONE, &CHANGES);
    let json = merged(&folder, 0);
    let verdict = "Tạm tính (1/126 đơn vị; 1 số chờ văn bản xác nhận): Đạt chỉ tiêu";
    assert_eq!(row(&json, "bieu1.3")["verdict"], "met");
    let book = Book::open(&folder.path("th.xlsx"));
    assert!(book.texts("Biểu 1").contains(&verdict.to_owned()));
    assert!(book.texts("Tổng quan").contains(&verdict.to_owned()));
    let overview = book.lines("Tổng quan");
    let line = line_with(&overview, "Số đính chính chờ văn bản xác nhận");
    assert!(line.contains("| 3 |") && line.contains("3 kết quả là tạm tính"), "{line}");
    assert!(line_with(&overview, "Số lấy theo đính chính").contains("| 3 |"), "{overview:?}");
    let run = folder.run(["merge", "in", "-o", "th.xlsx"]).stdout_has("3 số đang áp dụng");
    run.stdout_has("3 số chờ văn bản").stdout_has("bdhvs.toml, dòng 1").check();
    // Of one only the document is there.
    let text = String::from_utf8(folder.read("bdhvs.toml")).unwrap();
    folder.write("bdhvs.toml", text.replacen(PHONE, &format!("{PHONE}\n{DOCUMENT}"), 2));
    let json = merged(&folder, 0);
    assert_eq!(row(&json, "bieu2.4")["provisional"], false);
    assert_eq!(row(&json, "bieu1.3")["provisional"], true, "by 1 of 126 units");
    let book = Book::open(&folder.path("th.xlsx"));
    let overview = book.lines("Tổng quan");
    let line = line_with(&overview, "Số đính chính chờ văn bản xác nhận");
    assert!(line.contains("| 1 |") && line.contains("1 kết quả là tạm tính"), "{line}");
    // Without any, nothing is said of corrections.
    folder.write("bdhvs.toml", "");
    folder.run(MERGE).status(1).check();
    let book = Book::open(&folder.path("th.xlsx"));
    assert!(!book.lines("Tổng quan").iter().any(|line| line.contains("đính chính")));
    assert!(!book.lines("Chi tiết")[0].contains("Đính chính"));
}

/// A return of a lead agency with a figure of the whole area that the officer corrects.
fn of_a_lead_agency() -> Folder {
    let folder = Folder::new();
    let cells = [("bieu1_7_city_numerator", Number("1200"))];
    let cells = [&cells[..], &[("bieu1_7_city_denominator", Number("2000"))]].concat();
    folder.write("in/a.xlsx", clean_but("SO-NV", &cells).bytes());
    let change = ("bieu1.7", "numerator\"\nscope = \"city", "1300", "1200");
    folder.write("bdhvs.toml", entry("SO-NV", &sha256(&folder, "in/a.xlsx"), PHONE, change));
    folder
}

/// A lead agency's figure of the whole area, corrected, is provisional too.
#[test]
fn a_lead_agency_is_corrected_in_its_own_scope() {
    let folder = of_a_lead_agency();
    let json = merged(&folder, 0);
    let given = &row(&json, "bieu1.7")["reported"][0];
    assert_eq!((&given["value"], &given["file"]), (&json!(65.0), &json!("bdhvs.toml")));
    assert_eq!(row(&json, "bieu1.7")["provisional"], true);
    let texts = Book::open(&folder.path("th.xlsx")).texts("Biểu 1");
    let verdict = "Tạm tính (1 số chờ văn bản xác nhận): Chưa đạt chỉ tiêu";
    assert!(texts.contains(&verdict.to_owned()), "{texts:?}");
}

#[test]
#[needs(LibreOffice)]
fn workbooks_with_corrections_recalculate_to_what_they_hold() {
    let bases = [PHONE, DOCUMENT].map(|basis| folder(&CELLS, basis, &CHANGES));
    for folder in bases.into_iter().chain([of_a_lead_agency()]) {
        merged(&folder, 0);
        recalculated::holds(&folder, &["th.xlsx"]);
    }
}

#[test]
#[needs(Frictionless)]
fn the_package_agrees_with_the_json_about_corrections() {
    let folder = folder(&CELLS, PHONE, &CHANGES);
    folder.run(MERGE).args(["--csv", "csv"]).check();
    package::agrees(&folder, "csv", "th.json");
}

#[test]
fn the_package_names_the_line_beside_what_it_replaces() {
    let folder = folder(&CELLS, PHONE, &CHANGES);
    folder.run(MERGE).args(["--csv", "csv"]).check();
    let figures = String::from_utf8(folder.read("csv/figures.csv")).unwrap();
    let line = figures.lines().find(|line| line.starts_with("bieu2,4,own,00004")).unwrap();
    assert!(line.contains(",1250,") && line.contains(",1200,"), "{line}");
    assert!(line.ends_with(",bdhvs.toml:1,false"), "{line}");
}

/// An earlier consolidation with corrections is one to compare with, read from JSON and workbook alike.
#[test]
fn an_earlier_consolidation_with_corrections_is_compared_with() {
    let folder = Folder::new();
    over_two_quarters(&folder, "xa", &["00004", "00008"], None);
    for (period, into) in [("2026-q2", "then"), ("2026-q3", "now")] {
        returns_of(&folder, "xa", period, into, &[(0, "00004"), (3, "00008")]);
    }
    let file = "then/00004_don-vi-00004.xlsx";
    let change = ("so.2", "value", "231", "131");
    let entries = entry("00004", &sha256(&folder, file), PHONE, change);
    folder.write("bdhvs.toml", &entries);
    let then = ["merge", "-q", "-c", "xa", "-p", "2026-q2", "then", "-o", "then.xlsx"];
    folder.run(then).args(["--json", "then.json"]).check();
    folder.write("bdhvs.toml", "");
    let now = |previous: &str| {
        let run = folder.run(["merge", "-q", "-c", "xa", "-p", "2026-q3", "now", "-o", "now.xlsx"]);
        run.args(["--json", "now.json", "--previous", previous]).check();
        row(&folder.json("now.json"), "so.2")["contributions"][0]["previous"].clone()
    };
    let [json, book] = [now("then.json"), now("then.xlsx")];
    assert_eq!(json, book);
    assert_eq!((&json["value"], &json["change"]), (&json!(231), &json!(-100)));
    let from = json!([{"unit": "00004", "file": "bdhvs.toml", "sheet": null, "cell": null}]);
    assert_eq!(json["from"], from);
}

/// One level up the area's workbook still proves what it shows, and leads to the line.
#[test]
fn a_consolidation_with_corrections_is_a_return_one_level_up() {
    let folder = Folder::new();
    campaign(&folder, "tinh", &["00004", "00008"], Some(("bo", "01")));
    campaign(&folder, "bo", &["01"], None);
    returns_of(&folder, "tinh", "2026-q2", "in", &[(0, "00004"), (3, "00008")]);
    let file = "in/00004_don-vi-00004.xlsx";
    let changes = [("so.2", "value", "231", "131"), ("so.1", "numerator", "9", "7")];
    let sha256 = sha256(&folder, file);
    let entries = changes.map(|change| entry("00004", &sha256, PHONE, change)).concat();
    folder.write("bdhvs.toml", entries);
    let merge = ["merge", "-q", "-c", "tinh", "in", "-o", "up/tinh.xlsx", "--json", "tinh.json"];
    folder.run(merge).check();
    folder.write("bdhvs.toml", "");
    let run = folder.run(["merge", "-q", "-c", "bo", "up", "-o", "bo.xlsx", "--json", "bo.json"]);
    run.check();
    let [area, above] = ["tinh.json", "bo.json"].map(|name| folder.json(name));
    for name in ["so.1", "so.2"] {
        assert_eq!(row(&above, name)["rollup"], row(&area, name)["rollup"], "{name}");
    }
    assert_eq!(row(&above, "so.2")["rollup"]["value"], 231 + 524);
    // A figure typed over in the workbook is refused, and the way to correct it is said.
    let mut book = Package::open(&folder.path("up/tinh.xlsx"));
    let sheet = book.sheet_part("Chi tiết");
    book.replace(&[&sheet], "<v>231</v>", "<v>232</v>");
    folder.write("up/tinh.xlsx", book.bytes());
    let run = folder.run(["validate", "-c", "bo", "up"]).status(1);
    run.stdout_has("BD112").stdout_has("[[correction]]").check();
}

/// The sheet that works figures out tells whoever changes "Chi tiết" what such a workbook is good for.
#[test]
fn the_workbook_says_how_a_figure_is_corrected() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00004").bytes());
    folder.run(MERGE).check();
    let texts = Book::open(&folder.path("th.xlsx")).texts("Cách tính");
    assert!(texts.iter().any(|t| t.contains("BD112") && t.contains("[[correction]]")), "{texts:?}");
}
