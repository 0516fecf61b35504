//! Levels (docs/contract/levels.md): a consolidation is the return of its area one level up. Whether
//! merged in one step, in two or in three, the figures are the same, and a unit that is found twice in
//! the tree is an error. The campaigns are those of `tests/fixtures/cap`, with a list of units for each
//! level.

use std::path::Path;

use serde_json::{Value, json};

use crate::fill::{Package, Put, Spot};
use crate::office;
use crate::run::Folder;

/// Communes of three provinces.
pub const PROVINCES: [(&str, [&str; 4]); 3] = [
    ("01", ["00004", "00008", "00013", "00025"]),
    ("31", ["10101", "10102", "10103", "10104"]),
    ("37", ["12001", "12002", "12003", "12004"]),
];

/// What a commune writes in a cell of the form.
type Cell = (&'static str, String);

/// The answers of the commune of a number: every kind of figure, the agreed words, blanks, and a rate
/// without its base. One commune sends nothing.
fn answers(number: usize) -> Option<Vec<Cell>> {
    let n = number + 1;
    let yes = |n: usize| if n.is_multiple_of(3) { "Không" } else { "Có" };
    let cells = vec![
        ("1_own_numerator", (7 * n * n).to_string()),
        ("1_own_denominator", (9 * n * n + n).to_string()),
        ("2_own_value", (n * 131).to_string()),
        ("3_own_value", (50 - n * 3).to_string()),
        ("4_own_value", (n % 4).to_string()),
        ("5_own_value", (n * 2).to_string()),
        ("5_own_people", (n * 37).to_string()),
        ("6_own_value", yes(n).to_owned()),
        ("7_own_value", if n.is_multiple_of(2) { "Đã bố trí" } else { "Chưa bố trí" }.to_owned()),
        ("7_own_people", ((n + 1) % 2 * 3).to_string()),
    ];
    let without = |starts: &str| {
        cells.iter().filter(|(cell, _)| !cell.starts_with(starts)).cloned().collect::<Vec<_>>()
    };
    Some(match number {
        2 => {
            let mut cells = without("1_");
            cells.push(("1_own_value", "81.5".to_owned()));
            cells
        }
        1 | 5 => without("4_"),
        6 => {
            let mut cells = without("2_");
            cells.push(("2_own_value", "Không áp dụng".to_owned()));
            cells
        }
        7 => return None,
        10 => without("3_"),
        9 => {
            let mut cells = without("6_");
            cells.push(("6_own_value", "Chưa có số liệu".to_owned()));
            cells
        }
        _ => cells,
    })
}

/// A campaign with the form of the fixture and a list of units; `above` is where it reports to.
pub fn campaign(folder: &Folder, id: &str, units: &[&str], above: Option<(&str, &str)>) {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cap");
    let head = std::fs::read_to_string(fixture.join("campaign.toml")).unwrap();
    let mut head = head.replace("id = \"cap\"", &format!("id = \"{id}\""));
    if let Some((campaign, unit)) = above {
        let keys = format!("reports-to = \"{campaign}\"\nreports-as = \"{unit}\"\nforms = ");
        head = head.replace("forms = ", &keys);
    }
    folder.write(&format!("{id}/campaign.toml"), head);
    folder.write(&format!("{id}/so.toml"), std::fs::read(fixture.join("so.toml")).unwrap());
    let lines = units.iter().map(|unit| format!("{unit},Đơn vị {unit},xã,unit\n"));
    let list = format!("code,name,kind,groups\n{}", lines.collect::<String>());
    folder.write(&format!("{id}/units.csv"), list);
}

/// Issues the forms of a campaign and fills those of the communes in.
fn returns(folder: &Folder, id: &str, communes: &[(usize, &str)]) {
    returns_of(folder, id, "2026-q2", &format!("{id}-in"), communes);
}

/// The same in a period of it, to a folder.
pub fn returns_of(folder: &Folder, id: &str, period: &str, into: &str, communes: &[(usize, &str)]) {
    let out = format!("{into}-out");
    folder.run(["template", "-q", "-c", id, "-p", period, "-o", &out]).check();
    for (number, code) in communes {
        let Some(cells) = answers(*number) else { continue };
        let name = format!("{code}_don-vi-{code}.xlsx");
        let mut form = Package::open(&folder.path(&format!("{out}/{name}")));
        for (cell, said) in &cells {
            let is_number = said.bytes().all(|b| b.is_ascii_digit() || b == b'.');
            let put = if is_number { Put::Number(said) } else { Put::Text(said) };
            form.put(&format!("so_{cell}"), put);
        }
        folder.write(&format!("{into}/{name}"), form.bytes());
    }
}

fn merge(folder: &Folder, id: &str, input: &str, status: i32) -> Value {
    let (book, json) = (format!("{id}.xlsx"), format!("{id}.json"));
    folder.run(["merge", "-c", id, input, "-o", &book, "--json", &json]).status(status).check();
    folder.json(&json)
}

fn numbered() -> Vec<(usize, &'static str)> {
    PROVINCES.iter().flat_map(|(_, communes)| communes).copied().enumerate().collect()
}

/// The three provinces, each merged, and their workbooks side by side in `tinh`.
fn provinces(folder: &Folder) {
    for (at, (province, communes)) in PROVINCES.iter().enumerate() {
        let id = format!("tinh{province}");
        campaign(folder, &id, communes, Some(("nuoc", province)));
        let mine: Vec<(usize, &str)> = numbered()[at * 4..at * 4 + 4].to_vec();
        returns(folder, &id, &mine);
        // Blanks are errors.
        merge(folder, &id, &format!("{id}-in"), 1);
        folder.write(&format!("tinh/{id}.xlsx"), folder.read(&format!("{id}.xlsx")));
    }
    campaign(folder, "nuoc", &["01", "31", "37"], Some(("khoi", "VN")));
}

/// What the rows come to, without who reported it.
fn figures(merged: &Value) -> Vec<Value> {
    let rows = merged["indicators"].as_array().unwrap();
    rows.iter()
        .map(|row| {
            let kept = ["indicator", "rollup", "target", "verdict", "provisional", "official"];
            kept.iter().map(|key| (key.to_string(), row[key].clone())).collect()
        })
        .collect()
}

#[test]
fn in_one_step_or_in_two_or_in_three_the_figures_are_the_same() {
    let folder = Folder::new();
    let communes: Vec<&str> = numbered().iter().map(|(_, code)| *code).collect();
    campaign(&folder, "mot", &communes, None);
    returns(&folder, "mot", &numbered());
    let one = merge(&folder, "mot", "mot-in", 1);

    provinces(&folder);
    let two = merge(&folder, "nuoc", "tinh", 0);
    assert_eq!(figures(&one), figures(&two));

    campaign(&folder, "khoi", &["VN"], None);
    folder.write("nuoc-len/nuoc.xlsx", folder.read("nuoc.xlsx"));
    let three = merge(&folder, "khoi", "nuoc-len", 0);
    assert_eq!(figures(&one), figures(&three));

    // Independent of the program: of twelve communes one sent nothing, and one gave no base.
    let rate = &one["indicators"][0]["rollup"];
    let given = numbered().into_iter().filter(|(at, _)| ![2, 7].contains(at));
    let (n, d) = given.fold((0, 0), |(n, d), (at, _)| {
        let unit = at + 1;
        (n + 7 * unit * unit, d + 9 * unit * unit + unit)
    });
    assert_eq!((&rate["numerator"], &rate["denominator"]), (&json!(n), &json!(d)));
    assert_eq!([&rate["answered"], &rate["expected"]], [&json!(10), &json!(12)]);
    assert_eq!(rate["without_base"], 1);

    // Every figure leads to the cell of the workbook that the area sent, which shows it.
    let given = &two["indicators"][1]["contributions"][0];
    assert_eq!((&given["unit"], &given["file"]), (&json!("01"), &json!("tinh/tinh01.xlsx")));
    let own = folder.json("tinh01.json");
    assert_eq!(given["value"], own["indicators"][1]["rollup"]["value"]);
    let shown = &own["indicators"][1]["result"];
    assert_eq!([&given["sheet"], &given["cell"]], [&shown["sheet"], &shown["cell"]]);
    assert_eq!(given["beneath"]["expected"], 4);
    let beneath: Vec<&Value> =
        three["units"]["beneath"].as_array().unwrap().iter().map(|unit| &unit["unit"]).collect();
    // Three provinces, and the eleven communes that reported.
    assert_eq!(beneath.len(), 3 + 11);
    assert!(beneath.contains(&&json!("00004")) && !beneath.contains(&&json!("10104")));
}

#[test]
#[needs(LibreOffice)]
fn the_workbooks_of_all_levels_recalculate_to_what_they_hold() {
    let folder = Folder::new();
    provinces(&folder);
    merge(&folder, "nuoc", "tinh", 0);
    campaign(&folder, "khoi", &["VN"], None);
    folder.write("nuoc-len/nuoc.xlsx", folder.read("nuoc.xlsx"));
    merge(&folder, "khoi", "nuoc-len", 0);
    crate::recalculated::holds(&folder, &["nuoc.xlsx", "khoi.xlsx"]);
}

/// A province that has not sent anything is missing, and its verdict provisional.
#[test]
fn a_missing_area_is_one_unit_that_has_not_answered() {
    let folder = Folder::new();
    provinces(&folder);
    std::fs::remove_file(folder.path("tinh/tinh37.xlsx")).unwrap();
    let two = merge(&folder, "nuoc", "tinh", 0);
    assert_eq!(two["units"]["missing"], json!(["37"]));
    let row = &two["indicators"][1];
    assert_eq!([&row["rollup"]["answered"], &row["rollup"]["expected"]], [&json!(6), &json!(8)]);
    assert_eq!((&row["verdict"], &row["provisional"]), (&json!("met"), &json!(false)));
    assert_eq!(two["indicators"][0]["provisional"], true, "a rate");
}

/// "a unit found twice in the tree is an error": in two consolidations, or in one and by itself.
#[test]
fn a_unit_that_counts_twice_stops_both_files() {
    let folder = Folder::new();
    provinces(&folder);
    campaign(&folder, "nuoc", &["01", "31", "37", "00004"], None);
    returns(&folder, "nuoc", &[(0, "00004")]);
    let own = "nuoc-in/00004_don-vi-00004.xlsx";
    folder.write("tinh/00004.xlsx", folder.read(own));
    let merged = merge(&folder, "nuoc", "tinh", 1);
    let files = merged["files"].as_array().unwrap();
    let outcome = |path: &str| {
        let file = files.iter().find(|file| file["path"] == path).unwrap();
        let reason = file["reason"].as_str().unwrap_or_default();
        (file["outcome"].as_str().unwrap().to_owned(), reason.to_owned())
    };
    for (path, other) in
        [("tinh/00004.xlsx", "tinh/tinh01.xlsx"), ("tinh/tinh01.xlsx", "tinh/00004.xlsx")]
    {
        let (outcome, reason) = outcome(path);
        assert_eq!(outcome, "rejected");
        assert!(reason.starts_with("BD111") && reason.contains(other), "{reason}");
        assert!(reason.contains("00004"), "{reason}");
    }
    assert_eq!(outcome("tinh/tinh31.xlsx").0, "merged");
    // Left out, the other counts.
    let out = [
        "merge",
        "-c",
        "nuoc",
        "tinh",
        "-o",
        "b.xlsx",
        "--json",
        "b.json",
        "--exclude",
        "tinh/00004.xlsx",
    ];
    folder.run(out).status(1).check();
    assert_eq!(folder.json("b.json")["units"]["missing"], json!([]));
}

/// A consolidation is a return where its identity says so, and nothing anywhere else; one whose
/// figures were typed over is no consolidation of its units.
#[test]
fn a_consolidation_is_a_return_one_level_up_only_and_as_it_was_made() {
    let folder = Folder::new();
    provinces(&folder);
    let elsewhere = ["validate", "-c", "tinh31", "tinh/tinh31.xlsx", "--format", "json"];
    let ran = folder.run(elsewhere).status(0).check().json();
    assert_eq!(ran["files"][0]["status"], "ignored");
    let here = ["validate", "-c", "nuoc", "tinh", "--format", "json"];
    let ran = folder.run(here).status(0).check().json();
    assert_eq!(ran["summary"]["accepted"], 3);

    let shown = &folder.json("tinh01.json")["indicators"][1]["result"];
    let text = |key: &str| shown[key].as_str().unwrap().to_owned();
    let spot = Spot { sheet: text("sheet"), cell: text("cell") };
    let mut book = Package::open(&folder.path("tinh/tinh01.xlsx"));
    book.put_at(&spot, Put::Number("999999"));
    folder.write("tinh/tinh01.xlsx", book.bytes());
    let ran = folder.run(here).status(1).check().json();
    let file = &ran["files"][0];
    assert_eq!(
        (&file["status"], &file["findings"][0]["code"]),
        (&json!("rejected"), &json!("BD112"))
    );
    let message = file["findings"][0]["message"].as_str().unwrap();
    assert!(message.contains(&spot.cell) && message.contains("999999"), "{message}");
}

/// The message about a file of the provinces that cannot be read back.
#[track_caller]
fn refused(folder: &Folder, name: &str) -> String {
    let here = ["validate", "-c", "nuoc", "tinh", "--format", "json", "--lang", "en"];
    let ran = folder.run(here).status(1).check().json();
    let files = ran["files"].as_array().unwrap();
    let file = files.iter().find(|file| file["path"] == format!("tinh/{name}")).unwrap();
    assert_eq!(file["status"], "rejected");
    assert_eq!(file["findings"][0]["code"], "BD112");
    file["findings"][0]["message"].as_str().unwrap().to_owned()
}

/// One that can no longer be read back is told of with its reason, and not passed over as a report
/// that is nobody's return.
#[test]
fn a_consolidation_that_cannot_be_read_back_is_told_of() {
    let folder = Folder::new();
    provinces(&folder);
    let good = Package::open(&folder.path("tinh/tinh01.xlsx"));
    let broken = |renamed: &[&str]| {
        let mut book = good.clone();
        for name in renamed {
            book.replace(&["xl/workbook.xml"], &format!("\"{name}\""), "\"khac\"");
        }
        folder.write("tinh/tinh01.xlsx", book.bytes());
        refused(&folder, "tinh01.xlsx")
    };
    let message = broken(&["_bdhvs_units"]);
    assert!(message.contains("“_bdhvs_units”"), "{message}");
    let message = broken(&["bdhvs_id_schema", "_bdhvs"]);
    assert!(message.contains("no longer be read back"), "{message}");
}

/// Saved in a format of LibreOffice's, a consolidation is refused in words.
#[test]
#[needs(LibreOffice)]
fn a_consolidation_in_another_format_is_told_of() {
    let folder = Folder::new();
    provinces(&folder);
    let province = folder.path("tinh/tinh01.xlsx");
    let [out, home] = ["tinh", "home"].map(|name| folder.path(name));
    office::convert(std::slice::from_ref(&province), "ods", &out, &home);
    std::fs::remove_file(province).unwrap();
    let message = refused(&folder, "tinh01.ods");
    assert!(message.contains("another format than .xlsx"), "{message}");
}

/// Nothing is left out without a word: a row that the level above does not ask is named.
#[test]
fn a_row_that_the_level_above_does_not_ask_is_named() {
    let folder = Folder::new();
    provinces(&folder);
    let form = String::from_utf8(folder.read("nuoc/so.toml")).unwrap();
    let last = form.find("[[indicator]]\nid = \"7\"").unwrap();
    // Row 4 asks for a number where the provinces asked for documents.
    let form = form[..last].replace("measure = \"documents\"", "measure = \"count\"");
    folder.write("nuoc/so.toml", form);
    let here = ["validate", "-c", "nuoc", "tinh", "--format", "json"];
    let ran = folder.run(here).status(0).check().json();
    for file in ran["files"].as_array().unwrap() {
        let found = &file["findings"][0];
        assert_eq!((&found["code"], &found["severity"]), (&json!("BD113"), &json!("warning")));
        let message = found["message"].as_str().unwrap();
        assert!(message.contains("so.4, so.7"), "{message}");
    }
    let merged = merge(&folder, "nuoc", "tinh", 0);
    let rows = merged["indicators"].as_array().unwrap();
    let answered: Vec<&Value> = rows.iter().map(|row| &row["rollup"]["answered"]).collect();
    assert_eq!((rows.len(), answered[3]), (6, &json!(0)));
}
