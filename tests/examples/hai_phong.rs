//! The folder of Hải Phòng: the report of xã Phú Thái goes through the forms and comes out as it was.

use std::collections::BTreeMap;
use std::fs;

use calamine::{Data, DataType as _, Range, Reader as _, Xlsx, open_workbook};
use serde_json::Value;

use super::{bdhvs, copy, example, merge, text};

/// The cells that the commune filled in: form, row and field, with what stands there.
fn cells() -> BTreeMap<[String; 3], toml::Value> {
    let path = example("hai-phong-2025/phu-thai.toml");
    let table: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let cells = table["cells"].as_table().unwrap();
    let key = |name: &str| {
        let (row, field) = name.strip_prefix("bdhvs_").unwrap().rsplit_once('_').unwrap();
        let (form, id) = row.strip_suffix("_own").unwrap().split_once('_').unwrap();
        [form.to_owned(), id.replace('_', "."), field.to_owned()]
    };
    cells.iter().map(|(name, value)| (key(name), value.clone())).collect()
}

/// Code, form, row and field of the findings of a file.
fn findings(of: &Value) -> Vec<[&str; 4]> {
    let findings = of.as_array().unwrap().iter();
    let mut found: Vec<_> = findings
        .filter(|finding| finding["code"] != "BD705")
        .map(|finding| ["code", "form", "indicator", "field"].map(|key| text(finding, key)))
        .collect();
    found.sort_unstable();
    found
}

/// The ninth document has no number in the report, and two rates have no base there.
const FOUND: [[&str; 4]; 2] =
    [["BD505", "thongke", "6", "value"], ["BD505", "thongke", "7", "value"]];

#[test]
fn the_report_is_accepted_with_what_it_lacks() {
    let folder = copy("hai-phong-2025");
    let output = bdhvs(folder.path())
        .args(["validate", "tiep-nhan", "--format", "json"])
        .assert()
        .code(0)
        .get_output()
        .stdout
        .clone();
    let report: Value = serde_json::from_slice(&output).unwrap();
    let files = report["files"].as_array().unwrap();
    assert_eq!(files.len(), 1);
    assert_eq!(files[0]["status"], "accepted");
    assert_eq!(findings(&files[0]["findings"]), FOUND);
}

#[test]
fn every_cell_of_the_report_arrives_word_for_word() {
    let folder = copy("hai-phong-2025");
    let report = merge(folder.path(), &["--date", "2025-11-20"], 0);
    assert_eq!(findings(&report["findings"]), FOUND);
    let cells = cells();
    assert_eq!(cells.len(), 58);
    let of = |form: &str| -> BTreeMap<[&str; 2], &toml::Value> {
        let of_form = cells.iter().filter(|([of, ..], _)| of == form);
        of_form.map(|([_, id, field], value)| ([id.as_str(), field.as_str()], value)).collect()
    };
    let mut book: Xlsx<_> = open_workbook(folder.path().join("out.xlsx")).unwrap();
    let mut sheet = |name: &str| book.worksheet_range(name).unwrap();
    outline(&report, &of("decuong"), &sheet("Thuyết minh"));
    list(&report, &of("vanban"), &sheet("Văn bản"));
    figures(&report, &of("thongke"), &sheet("Chi tiết"));
}

type Cells<'a> = BTreeMap<[&'a str; 2], &'a toml::Value>;

fn holds(sheet: &Range<Data>, words: &str) -> bool {
    sheet.used_cells().any(|(.., cell)| cell.get_string() == Some(words))
}

fn outline(report: &Value, cells: &Cells<'_>, sheet: &Range<Data>) {
    let mut passages = BTreeMap::new();
    for section in report["sections"].as_array().unwrap() {
        for passage in section["passages"].as_array().unwrap() {
            assert_eq!(passage["unit"], "10750");
            let key = [text(section, "indicator"), "text"];
            assert_eq!(passages.insert(key, text(passage, "text")), None);
        }
    }
    let written: BTreeMap<_, _> =
        cells.iter().map(|(key, words)| (*key, words.as_str().unwrap())).collect();
    assert_eq!(passages, written);
    for words in written.values() {
        assert!(holds(sheet, words), "{words}");
    }
    // 113 communes are counted, and named once, where a sheet is about them.
    let silent = "Chưa có báo cáo được tổng hợp: 113 đơn vị, xem trang “Tình hình gửi báo cáo”";
    assert!(holds(sheet, silent));
}

fn list(report: &Value, cells: &Cells<'_>, sheet: &Range<Data>) {
    let lists = report["lists"].as_array().unwrap();
    assert_eq!(lists.len(), 1);
    let mut lines = BTreeMap::new();
    for entry in lists[0]["entries"].as_array().unwrap() {
        for (field, value) in entry["values"].as_object().unwrap() {
            if let Some(words) = value.as_str() {
                lines.insert([text(entry, "indicator"), field.as_str()], words);
            }
        }
    }
    let written: BTreeMap<_, _> =
        cells.iter().map(|(key, words)| (*key, words.as_str().unwrap())).collect();
    assert_eq!(lines, written);
    for words in written.values() {
        assert!(holds(sheet, words), "{words}");
    }
}

/// Figures and words of the row are in the detail sheet; figures that can be used also in the JSON.
fn figures(report: &Value, cells: &Cells<'_>, detail: &Range<Data>) {
    let captions: Vec<String> =
        detail.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let cell = |id: &str, caption: &str| -> String {
        let column = |caption| captions.iter().position(|other| other == caption).unwrap();
        let mut rows = detail.rows().filter(|row| row[column("Số")].get_string() == Some(id));
        let found = rows.next().unwrap()[column(caption)].to_string();
        assert!(rows.next().is_none(), "row {id} twice");
        found
    };
    for ([id, field], value) in cells {
        let written = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        if *field == "evidence" {
            assert_eq!(cell(id, "Minh chứng"), written);
            continue;
        }
        assert_eq!(cell(id, "Ghi trong tệp"), written);
        let rows = report["indicators"].as_array().unwrap();
        let row = rows.iter().find(|row| row["indicator"] == *id).unwrap();
        let reported: Vec<&Value> =
            row["contributions"].as_array().unwrap().iter().map(|given| &given["value"]).collect();
        match (written.as_str(), value.as_integer()) {
            ("Chưa có số liệu", _) => assert!(reported.is_empty(), "{id}"),
            // A rate without its base is listed and in no total.
            (_, Some(percent)) => {
                assert_eq!(reported.len(), 1, "{id}");
                assert_eq!(reported[0].as_f64().unwrap().to_string(), percent.to_string(), "{id}");
                assert!(row["rollup"]["value"].is_null(), "{id}");
            }
            (words, None) => assert_eq!(reported, [words], "{id}"),
        }
    }
}
