//! The officer's corrections (docs/design.md, docs/contract/corrections.md, figures.md): a unit
//! telephones, or sends a signed page. What a correction gives is held against what the same figure
//! gives where the unit itself has written it.

mod lapsed;
mod listed;
mod printed;
mod told;

use std::fmt::Write as _;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::fill::Put;
use crate::issued::clean_but;
use crate::run::Folder;
use Put::{Number, Text};

const MERGE: [&str; 6] = ["merge", "in", "-o", "th.xlsx", "--json", "th.json"];
const PHONE: &str = "phone = \"Nguyễn Văn An, Phó Chánh Văn phòng, 14:30\"";
const DOCUMENT: &str = "document = \"Công văn số 125/UBND-VX ngày 03/10/2025\"";

/// One correction: indicator, field, value, what the file says.
type Change<'t> = (&'t str, &'t str, &'t str, &'t str);

/// The SHA-256 of a file of a folder.
fn sha256(folder: &Folder, file: &str) -> String {
    let digest = Sha256::digest(folder.read(file));
    digest.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

/// A correction of a unit's file as it stands in `bdhvs.toml`.
fn entry(unit: &str, sha256: &str, basis: &str, change: Change<'_>) -> String {
    let (indicator, field, value, was) = change;
    format!(
        "[[correction]]\nunit = \"{unit}\"\nindicator = \"{indicator}\"\nfield = \"{field}\"\n\
         value = \"{value}\"\nwas = \"{was}\"\nfile = \"{sha256}\"\n{basis}\nwho = \"Trần Thị B\"\n\
         why = \"Đơn vị báo nhầm\"\ndate = 2025-10-02\n"
    )
}

/// A folder with one return of a commune, and corrections of it.
fn folder(cells: &[(&str, Put<'_>)], basis: &str, changes: &[Change<'_>]) -> Folder {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean_but("00004", cells).bytes());
    let sha256 = sha256(&folder, "in/a.xlsx");
    let entries = changes.iter().map(|change| entry("00004", &sha256, basis, *change));
    folder.write("bdhvs.toml", entries.collect::<String>());
    folder
}

/// The row of a form in a consolidation.
#[track_caller]
fn row<'v>(json: &'v Value, name: &str) -> &'v Value {
    let (form, indicator) = name.split_once('.').unwrap();
    let mut rows = json["indicators"].as_array().unwrap().iter();
    rows.find(|row| row["form"] == form && row["indicator"] == indicator).unwrap()
}

#[track_caller]
fn merged(folder: &Folder, status: i32) -> Value {
    folder.run(MERGE).status(status).check();
    folder.json("th.json")
}

/// Everything that a consolidation says of figures, tasks, sections and findings, but for where they
/// stand.
fn figures(json: &Value) -> Value {
    let mut json = json.clone();
    let top = json.as_object_mut().unwrap();
    top.retain(|key, _| ["indicators", "tasks", "sections", "findings", "units"].contains(&&**key));
    strip(&mut json);
    json
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for key in ["file", "sheet", "cell", "corrected", "raw", "path"] {
                map.remove(key);
            }
            map.values_mut().for_each(strip);
        }
        Value::Array(list) => list.iter_mut().for_each(strip),
        _ => {}
    }
}

/// Values, the two figures of a rate, people, choices, words, statuses and texts: each counts, and is
/// checked, as if the unit had written it.
#[test]
fn a_correction_counts_as_if_the_unit_had_written_it() {
    let table: [(&str, Put<'_>, Change<'_>, Put<'_>); 11] = [
        (
            "bieu2_4_own_value",
            Number("1200"),
            ("bieu2.4", "value", "1.250", "1200"),
            Number("1250"),
        ),
        (
            "bieu2_4_own_value",
            Text("hơn 200"),
            ("bieu2.4", "value", "215", "hơn 200"),
            Number("215"),
        ),
        (
            "bieu2_4_own_value",
            Put::Blank,
            ("bieu2.4", "value", "Không phát sinh", ""),
            Text("Không phát sinh"),
        ),
        (
            "bieu2_4_own_value",
            Number("12"),
            ("bieu2.4", "value", "Chưa có số liệu", "12"),
            Text("Chưa có số liệu"),
        ),
        (
            "bieu1_3_own_numerator",
            Number("900"),
            ("bieu1.3", "numerator", "955", "900"),
            Number("955"),
        ),
        (
            "bieu1_3_own_denominator",
            Number("1000"),
            ("bieu1.3", "denominator", "1.200 người", "1.000"),
            Number("1200"),
        ),
        // A correction that breaks a rule is found as the unit's own figure would be.
        (
            "bieu1_3_own_numerator",
            Number("900"),
            ("bieu1.3", "numerator", "1001", "900"),
            Number("1001"),
        ),
        (
            "bieu1_3_own_evidence",
            Put::Blank,
            ("bieu1.3", "evidence", "Báo cáo số 15/BC-UBND", ""),
            Text("Báo cáo số 15/BC-UBND"),
        ),
        (
            "bieu2_23_own_value",
            Text("Chưa bố trí"),
            ("bieu2.23", "value", "Đã bố trí", "chưa bố trí"),
            Text("Đã bố trí"),
        ),
        ("bieu2_23_own_people", Number("7"), ("bieu2.23", "people", "2", "7"), Number("2")),
        (
            "bieu1_3_own_explanation",
            Put::Blank,
            ("bieu1.3", "explanation", "Nhiều người đi làm ăn xa", ""),
            Text("Nhiều người đi làm ăn xa"),
        ),
    ];
    for (cell, wrong, change, right) in table {
        let corrected = folder(&[(cell, wrong)], DOCUMENT, &[change]);
        let written = folder(&[(cell, right)], DOCUMENT, &[]);
        let run = written.run(MERGE);
        let status = if change.2 == "1001" { 1 } else { 0 };
        run.status(status).check();
        let (one, other) = (merged(&corrected, status), written.json("th.json"));
        let state = &one["corrections"][0]["state"];
        assert_eq!(state, "applied", "{change:?}");
        let [mut one, mut other] = [figures(&one), figures(&other)];
        // What is found in a value that was typed in the list names its line.
        for findings in [&mut one["findings"], &mut other["findings"]] {
            for finding in findings.as_array_mut().unwrap() {
                let message = finding["message"].as_str().unwrap().to_owned();
                let said = message.split(" (Giá trị này lấy theo đính chính").next().unwrap();
                finding["message"] = json!(said);
            }
        }
        assert_eq!(one, other, "{change:?}");
    }
}

const SECTION: &str = "decuong.I";

/// Tasks and sections of an outline are corrected too, and lead to the line.
#[test]
fn words_and_statuses_are_corrected() {
    let unit = "SO-KHCN";
    let folder = Folder::new();
    let file = clean_but(unit, &[("nhiemvu_1_1_own_status", Text("Chưa thực hiện"))]);
    folder.write("in/a.xlsx", file.bytes());
    let sha = sha256(&folder, "in/a.xlsx");
    let status = ("nhiemvu.1.1", "status", "Hoàn thành", "Chưa thực hiện");
    let old = "Đã triển khai.\\nKhông có vướng mắc.";
    let text = (SECTION, "text", "Đã triển khai đủ.", old);
    let entries = [status, text].map(|change| entry(unit, &sha[..8], PHONE, change)).concat();
    folder.write("bdhvs.toml", entries);
    let json = merged(&folder, 0);
    let sections = json["sections"].as_array().unwrap();
    let name = |section: &Value| format!("decuong.{}", section["indicator"].as_str().unwrap());
    let section = sections.iter().find(|section| name(section) == SECTION).unwrap();
    let passage = &section["passages"][0];
    assert_eq!(passage["text"], "Đã triển khai đủ.");
    assert_eq!((&passage["file"], &passage["sheet"]), (&json!("bdhvs.toml"), &Value::Null));
    let tasks = json["tasks"].as_array().unwrap();
    let lead = tasks.iter().find(|task| task["indicator"] == "1.1").unwrap()["leads"].clone();
    let lead = lead.as_array().unwrap().iter().find(|lead| lead["unit"] == unit).unwrap().clone();
    assert_eq!(lead["status"], "done");
    assert_eq!((&lead["file"], &lead["cell"]), (&json!("bdhvs.toml"), &Value::Null));
    assert_eq!(lead["corrected"][0]["sent"]["file"], "in/a.xlsx");
    assert_eq!(lead["corrected"][0]["was"], "Chưa thực hiện");
}

/// "In JSON its file is that list, sheet and cell null, with what it replaced."
#[test]
fn a_corrected_figure_leads_to_the_line_of_the_list() {
    let folder = folder(
        &[("bieu2_4_own_value", Number("1200"))],
        PHONE,
        &[("bieu2.4", "value", "1.250", "1200")],
    );
    let json = merged(&folder, 0);
    let given = &row(&json, "bieu2.4")["contributions"][0];
    assert_eq!(given["value"], 1250);
    for (key, expected) in
        [("file", json!("bdhvs.toml")), ("sheet", Value::Null), ("cell", Value::Null)]
    {
        assert_eq!(given[key], expected, "{key}");
    }
    let spot = crate::issued::blank("00004").spot("bieu2_4_own_value").clone();
    let by = &given["corrected"][0];
    let sent = json!({"file": "in/a.xlsx", "sheet": spot.sheet, "cell": spot.cell, "raw": "1200"});
    assert_eq!(by["sent"], sent);
    for (key, expected) in [
        ("field", json!("value")),
        ("value", json!("1.250")),
        ("was", json!("1200")),
        ("confirmed", json!(false)),
        ("document", Value::Null),
        ("phone", json!("Nguyễn Văn An, Phó Chánh Văn phòng, 14:30")),
        ("who", json!("Trần Thị B")),
        ("why", json!("Đơn vị báo nhầm")),
        ("on", json!("2025-10-02")),
        ("file", json!("bdhvs.toml")),
        ("line", json!(1)),
        ("sha256", json!(sha256(&folder, "bdhvs.toml"))),
    ] {
        assert_eq!(by[key], expected, "{key}");
    }
    // What the unit wrote, and what nobody has touched, stays where it is.
    let other = &row(&json, "bieu2.5")["contributions"][0];
    assert_eq!((&other["file"], &other["corrected"]), (&json!("in/a.xlsx"), &Value::Null));
}

/// A correction of evidence leaves the figure where the unit wrote it.
#[test]
fn a_correction_of_words_beside_a_figure_does_not_move_the_figure() {
    let folder = folder(
        &[("bieu2_4_own_value", Number("1200"))],
        PHONE,
        &[("bieu2.4", "evidence", "Báo cáo số 16/BC-UBND", "Báo cáo số 15/BC-UBND")],
    );
    let json = merged(&folder, 0);
    let row = row(&json, "bieu2.4");
    assert_eq!(row["contributions"][0]["file"], "in/a.xlsx");
    assert_eq!(row["contributions"][0]["corrected"][0]["field"], "evidence");
    assert_eq!(row["provisional"], false);
}

/// A value that cannot be read stays out, and what is found names the line.
#[test]
fn a_value_that_cannot_be_read_is_a_finding_with_the_line() {
    for value in ["hơn 200", "1,234", "nhiều", "12,5", "-3", "12 lớp"] {
        let change = ("bieu2.4", "value", value, "1200");
        let folder = folder(&[("bieu2_4_own_value", Number("1200"))], DOCUMENT, &[change]);
        let json = merged(&folder, 1);
        let row = row(&json, "bieu2.4");
        assert_eq!(row["rollup"]["answered"], 0, "{value}");
        assert_eq!(row["excluded"][0]["file"], "bdhvs.toml", "{value}");
        let finding = &json["findings"][0];
        assert!(finding["code"].as_str().unwrap().starts_with("BD4"), "{finding}");
        assert!(finding["message"].as_str().unwrap().contains("bdhvs.toml:1"), "{finding}");
        assert_eq!((&finding["cell"], &finding["raw"]), (&Value::Null, &json!(value)));
    }
}
