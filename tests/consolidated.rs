//! The consolidated workbook read back: nothing that was sent is absent from it, and every figure
//! leads to its cell.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use calamine::{Data, Range, Reader as _, Xlsx};
use common::Put::{Number, Text};
use common::Round;
use serde_json::Value;
use tempfile::TempDir;

const SHEETS: [&str; 12] = [
    "Tổng quan",
    "Biểu 1",
    "Biểu 2",
    "Nhiệm vụ",
    "Thuyết minh",
    "Ma trận",
    "Chi tiết",
    "Đối chiếu",
    "Cách tính",
    "Tình hình gửi báo cáo",
    "Lỗi và cảnh báo",
    "Nguồn",
];

/// A folder of returns: wards, a lead agency, the two leads of one row, and a file that is none.
struct Folder {
    dir: TempDir,
    round: Round,
}

impl Folder {
    fn new() -> Self {
        let folder = Self { dir: tempfile::tempdir().unwrap(), round: Round::new("hanoi-2025") };
        fs::create_dir(folder.input()).unwrap();
        let send = |unit, cells: &[_]| folder.round.send(unit, cells, &folder.input());
        send(
            "00070",
            &[
                ("bdhvs_bieu1_3_own_numerator", Number(8600)),
                ("bdhvs_bieu1_3_own_denominator", Number(10000)),
                ("bdhvs_bieu2_3_own_value", Number(12)),
                ("bdhvs_bieu2_3_own_evidence", Text("=HYPERLINK(\"http://x\";\"y\")")),
                ("bdhvs_bieu2_6_own_value", Number(3)),
                ("bdhvs_bieu2_23_own_value", Text("Đã bố trí")),
                ("bdhvs_bieu2_23_own_people", Number(2)),
            ],
        );
        send(
            "00004",
            &[
                ("bdhvs_bieu1_3_own_value", Text("88,5")),
                ("bdhvs_bieu1_4_own_value", Text("Không áp dụng")),
                ("bdhvs_bieu2_3_own_value", Text("hơn 200")),
                ("bdhvs_bieu2_6_own_value", Number(7)),
                ("bdhvs_bieu2_14_own_value", Number(40)),
            ],
        );
        send(
            "SO-NV",
            &[
                ("bdhvs_bieu1_3_city_numerator", Number(869)),
                ("bdhvs_bieu1_3_city_denominator", Number(1000)),
                ("bdhvs_bieu1_6_city_value", Number(4)),
                ("bdhvs_bieu1_6_city_evidence", Text("@baochinhphu 15/9/2025")),
            ],
        );
        send("SO-GDDT", &[("bdhvs_bieu2_7_city_value", Number(1000))]);
        send("THANHDOAN", &[("bdhvs_bieu2_7_city_value", Number(800))]);
        fs::write(folder.input().join("công văn.pdf"), b"%PDF-1.4").unwrap();
        folder
    }

    fn input(&self) -> PathBuf {
        self.dir.path().join("2-tiep-nhan")
    }

    /// Merges and gives workbook and JSON.
    fn merge(&self, more: &[&str]) -> (Vec<u8>, Value) {
        let (book, json) = (self.dir.path().join("th.xlsx"), self.dir.path().join("th.json"));
        Command::cargo_bin("bdhvs")
            .unwrap()
            .current_dir(self.dir.path())
            .args(["-q", "merge", "2-tiep-nhan", "-o", "th.xlsx", "--json", "th.json"])
            .args(more)
            .assert()
            .code(1);
        (fs::read(book).unwrap(), serde_json::from_slice(&fs::read(json).unwrap()).unwrap())
    }
}

/// A list of the workbook by the captions of its columns.
struct List {
    captions: Vec<String>,
    rows: Vec<Vec<Data>>,
}

impl List {
    fn read(book: &[u8], name: &str) -> Self {
        let range = sheet(book, name);
        let mut rows = range.rows().map(<[Data]>::to_vec);
        let head = rows.find(|row| row.iter().filter(|cell| **cell != Data::Empty).count() > 4);
        let captions = head.unwrap().iter().map(ToString::to_string).collect();
        Self { captions, rows: rows.collect() }
    }

    fn column(&self, caption: &str) -> Vec<Data> {
        let at = self.captions.iter().position(|c| c == caption);
        let at = at.unwrap_or_else(|| panic!("no column {caption} in {:?}", self.captions));
        self.rows.iter().map(|row| row[at].clone()).collect()
    }

    fn texts(&self, caption: &str) -> Vec<String> {
        self.column(caption).iter().map(ToString::to_string).collect()
    }
}

fn sheet(book: &[u8], name: &str) -> Range<Data> {
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(book)).unwrap();
    workbook.worksheet_range(name).unwrap()
}

#[test]
fn every_sheet_is_there_and_formulas_stand_where_figures_are_put_together() {
    let (book, _) = Folder::new().merge(&[]);
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&book)).unwrap();
    let names = workbook.sheet_names();
    assert_eq!(names[..SHEETS.len()], SHEETS);
    assert_eq!(names[SHEETS.len()..], ["_bdhvs", "_bdhvs_units", "_bdhvs_rows"]);
    for name in SHEETS {
        let live = workbook.worksheet_formula(name).unwrap().used_cells().next().is_some();
        let calculates = ["Tổng quan", "Biểu 1", "Biểu 2", "Ma trận", "Cách tính"].contains(&name);
        assert_eq!(live, calculates, "{name}");
        let range = workbook.worksheet_range(name).unwrap();
        assert!(range.used_cells().all(|(_, _, c)| !matches!(c, Data::Error(_))), "{name}");
    }
}

/// Every consolidated figure can be traced to a cell in a file that a unit sent (docs/design.md).
#[test]
fn every_figure_of_the_json_stands_in_the_detail_with_its_cell() {
    let (book, json) = Folder::new().merge(&[]);
    let detail = List::read(&book, "Chi tiết");
    let column = |caption| detail.texts(caption);
    let keys: Vec<String> = (0..detail.rows.len())
        .map(|row| {
            let of = |caption| column(caption)[row].clone();
            let scope = if of("Phạm vi") == "Của đơn vị" { "own" } else { "city" };
            [of("Mã đơn vị"), of("Biểu"), of("Số"), scope.to_owned()].join(" ")
        })
        .collect();
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "an answer stands twice");
    let (values, files, cells) = (detail.column("Kết quả"), column("Tệp"), column("Ô kết quả"));
    let mut found = 0;
    for indicator in json["indicators"].as_array().unwrap() {
        let form = indicator["form"].as_str().unwrap().replace("bieu", "Biểu ");
        for (list, scope) in [("contributions", "own"), ("reported", "city")] {
            for figure in indicator[list].as_array().unwrap() {
                let [unit, number] =
                    [&figure["unit"], &indicator["indicator"]].map(|text| text.as_str().unwrap());
                let key = format!("{unit} {form} {number} {scope}");
                let row = keys.iter().position(|k| *k == key).expect(&key);
                same(&values[row], &figure["value"]);
                assert_eq!(files[row], figure["file"].as_str().unwrap());
                assert_eq!(cells[row], figure["cell"].as_str().unwrap());
                found += 1;
            }
        }
        for left in indicator["excluded"].as_array().unwrap() {
            let [unit, scope, number] = [&left["unit"], &left["scope"], &indicator["indicator"]]
                .map(|t| t.as_str().unwrap());
            let row = keys.iter().position(|k| *k == format!("{unit} {form} {number} {scope}"));
            let row = row.expect("an answer that is left out is listed");
            assert_eq!(values[row], Data::Empty);
            let status = &column("Sử dụng số liệu")[row];
            assert!(["Có lỗi, không cộng", "Chưa điền kết quả"].contains(&status.as_str()));
        }
    }
    assert_eq!(found, 11);
    let stated = keys.iter().position(|key| key == "00004 Biểu 1 4 own").unwrap();
    assert_eq!(column("Sử dụng số liệu")[stated], "Đơn vị ghi: Không áp dụng");
    let wrong = keys.iter().position(|key| key == "00004 Biểu 2 3 own").unwrap();
    assert_eq!(column("Ghi trong tệp")[wrong], "hơn 200");
}

#[track_caller]
fn same(cell: &Data, json: &Value) {
    match json {
        Value::Bool(yes) => {
            assert_eq!(cell.to_string(), if *yes { "Đã bố trí" } else { "Chưa bố trí" });
        }
        _ => assert_eq!(*cell, Data::Float(json.as_f64().unwrap())),
    }
}

#[test]
fn what_a_unit_wrote_like_a_formula_stays_text() {
    let (book, _) = Folder::new().merge(&[]);
    let evidence = List::read(&book, "Chi tiết").texts("Minh chứng");
    for text in ["=HYPERLINK(\"http://x\";\"y\")", "@baochinhphu 15/9/2025"] {
        assert!(evidence.iter().any(|cell| cell == text), "{text}");
    }
}

#[test]
fn every_expected_unit_and_every_input_stands_once() {
    let folder = Folder::new();
    let (book, json) = folder.merge(&[]);
    let codes = List::read(&book, "Tình hình gửi báo cáo").texts("Mã đơn vị");
    let campaign = &folder.round.campaign;
    let expected: Vec<&str> =
        campaign.expected_units(&folder.round.period).map(|unit| unit.code.as_str()).collect();
    assert_eq!(codes, expected);
    let paths = List::read(&book, "Nguồn").texts("Tệp");
    let given: Vec<&str> = json["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, given);
    let findings = List::read(&book, "Lỗi và cảnh báo").texts("Mã");
    let found: Vec<&str> =
        json["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect();
    assert_eq!(findings, found);
}

/// Two leads, ranges and rates without a base are told apart from plain results
/// (docs/contract/figures.md).
#[test]
fn a_form_says_what_its_figures_stand_on() {
    let (book, _) = Folder::new().merge(&[]);
    let rows = |name| -> BTreeMap<String, String> {
        let list = List::read(&book, name);
        let text =
            |row: &Vec<Data>| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|");
        list.rows.iter().map(|row| (row[0].to_string(), text(row))).collect()
    };
    let (first, second) = (rows("Biểu 1"), rows("Biểu 2"));
    let has = |row: &String, words: &[&str]| {
        for word in words {
            assert!(row.contains(word), "{word:?} is not in {row}");
        }
    };
    has(&first["3"], &["> 85%", "869/1.000", "8.600/10.000", "Sở Nội vụ: 86,9%", "+0,9 điểm %"]);
    has(&first["3"], &["Đạt chỉ tiêu", "1/126", "1 đơn vị chỉ ghi tỷ lệ"]);
    has(&first["1"], &["Chưa đủ số liệu", "Sở Khoa học và Công nghệ: chưa báo cáo"]);
    has(&second["7"], &["chưa chọn", "Số lớn nhất: 1.000", "cộng các đầu mối: 1.800"]);
    has(&second["6"], &["từ 3 đến 7", "không cộng"]);
    has(&second["14"], &["Riêng từng loại: Xã, phường: 40 (1/126)"]);
    has(&second["3"], &["1 số liệu có lỗi"]);
    has(&second["23"], &["1 đơn vị đã bố trí; 2 nhân sự"]);
}

#[test]
fn a_cell_of_the_matrix_is_a_number_or_says_why_not() {
    let (book, _) = Folder::new().merge(&[]);
    let range = sheet(&book, "Ma trận");
    let rows: Vec<&[Data]> = range.rows().collect();
    let columns = rows.iter().find(|row| row.contains(&Data::String("Biểu 1 – 3".into()))).unwrap();
    let of = |unit: &str, column: &str| {
        let row = rows.iter().find(|row| row[0] == *unit).unwrap();
        row[columns.iter().position(|c| c == column).unwrap()].clone()
    };
    assert_eq!(of("00070", "Biểu 1 – 3"), Data::Float(86.0));
    assert_eq!(of("00004", "Biểu 1 – 3"), Data::Float(88.5));
    assert_eq!(of("00004", "Biểu 2 – 3").to_string(), "lỗi");
    assert_eq!(of("00004", "Biểu 1 – 4").to_string(), "KAD");
    assert_eq!(of("00070", "Biểu 1 – 4").to_string(), "thiếu");
    assert_eq!(of("00070", "Biểu 1 – 5"), Data::Empty);
    assert_eq!(of("Tổng cộng (tỷ lệ: tổng số đạt/tổng số)", "Biểu 1 – 3"), Data::Float(86.0));
}

#[test]
fn the_same_inputs_give_the_same_bytes_on_any_number_of_threads() {
    let folder = Folder::new();
    let (first, _) = folder.merge(&["--jobs", "1"]);
    let (second, _) = folder.merge(&["--jobs", "2"]);
    assert!(first == second, "the bytes differ");
}

/// A result found among the inputs is not a return.
#[test]
fn the_workbook_is_recognised_as_a_result() {
    let folder = Folder::new();
    let (book, _) = folder.merge(&[]);
    let path: &Path = &folder.dir.path().join("2-tiep-nhan/tong-hop-cu.xlsx");
    fs::write(path, book).unwrap();
    let (_, json) = folder.merge(&[]);
    let files = json["files"].as_array().unwrap();
    let own = files.iter().find(|f| f["path"].as_str().unwrap().ends_with("cu.xlsx")).unwrap();
    assert_eq!(own["outcome"], "ignored");
}
