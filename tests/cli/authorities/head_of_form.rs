//! What a form says and asks at its head, and the columns that it may leave out.

use serde_json::Value;

use crate::fill::{Package, Put};
use crate::run::Folder;
use Put::{Number, Text};

const MAIN: &str = "chitieu";
const NOT_CONCERNED: &str = "Không thuộc đối tượng báo cáo";

/// The example campaign, issued, with the workbook of its first unit.
fn issued() -> (Folder, Package) {
    let folder = Folder::new();
    folder.run(["campaign", "new", "moi"]).check();
    folder.run(["template", "-c", "moi", "-o", "out", "-q"]).check();
    let workbook = Package::open(&folder.path("out/MAU-1_xa-mau-mot.xlsx"));
    (folder, workbook)
}

fn validated(folder: &Folder, workbook: &Package, status: i32) -> Value {
    folder.write("in/MAU-1.xlsx", workbook.bytes());
    let run = folder.run(["validate", "in", "-c", "moi", "--format", "json"]).status(status);
    run.check().json()["files"][0].clone()
}

fn of_form(file: &Value, form: &str) -> Vec<String> {
    let findings = file["findings"].as_array().unwrap().iter();
    let of_form = findings.filter(|f| f["location"]["form"] == form || f["form"] == form);
    of_form.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

/// Requirement: one cell answers a whole form: its rows count as "Không áp dụng".
#[test]
fn a_form_that_does_not_concern_a_unit_is_answered_in_one_cell() {
    let (folder, mut workbook) = issued();
    let before = of_form(&validated(&folder, &workbook, 1), MAIN);
    workbook.put(&format!("{MAIN}_meta_notapplicable"), Text(NOT_CONCERNED));
    let file = validated(&folder, &workbook, 0);
    assert_eq!(of_form(&file, MAIN), [""; 0], "was {before:?}");
    folder.run(["merge", "in", "-c", "moi", "-o", "t.xlsx", "--json", "t.json"]).check();
    let json = folder.json("t.json");
    let rows = json["indicators"].as_array().unwrap().iter().filter(|row| row["form"] == MAIN);
    for row in rows {
        let text = row.to_string();
        assert!(text.contains("not-applicable") || text.contains("not_applicable"), "{text}");
    }
}

/// Requirement: figures beside it contradict; neither is taken.
#[test]
fn figures_on_a_form_that_does_not_concern_a_unit_contradict_it() {
    let (folder, mut workbook) = issued();
    let cells: Vec<String> = workbook.names().keys().cloned().collect();
    let cell = cells
        .iter()
        .find(|name| name.starts_with("bdhvs_chitieu_") && name.ends_with("_numerator"));
    let cell = cell.unwrap().trim_start_matches("bdhvs_").to_owned();
    workbook.put(&cell, Number("5"));
    workbook.put(&cell.replace("numerator", "denominator"), Number("10"));
    workbook.put(&format!("{MAIN}_meta_notapplicable"), Text(NOT_CONCERNED));
    let codes = of_form(&validated(&folder, &workbook, 1), MAIN);
    assert!(codes.contains(&"BD509".to_owned()), "{codes:?}");
    assert!(!codes.contains(&"BD401".to_owned()), "the blank rows are answered: {codes:?}");
    workbook.put(&format!("{MAIN}_meta_notapplicable"), Text("chưa rõ"));
    let codes = of_form(&validated(&folder, &workbook, 1), MAIN);
    assert!(codes.contains(&"BD311".to_owned()), "{codes:?}");
}

/// Điều 8: who reports, who receives, how and how often are printed.
#[test]
fn a_form_prints_who_reports_to_whom() {
    let (folder, _) = issued();
    let form = String::from_utf8(folder.read("moi/chitieu.toml")).unwrap();
    let line = "source-section = \"Biểu 1\"\n";
    assert!(form.contains(line), "{form}");
    let duty = "reporters = \"UBND cấp xã\"\nrecipient = \"Sở Nội vụ\"\ndelivery = \"Trục liên thông\"\nfrequency = \"Hằng quý\"\n";
    folder.write("moi/chitieu.toml", form.replace(line, &format!("{line}{duty}")));
    folder.run(["template", "-c", "moi", "-o", "hai", "-q"]).check();
    let texts =
        Package::open(&folder.path("hai/MAU-1_xa-mau-mot.xlsx")).part("xl/sharedStrings.xml");
    for said in ["UBND cấp xã", "Sở Nội vụ", "Trục liên thông", "Hằng quý"] {
        assert!(texts.contains(said), "{said}");
    }
    folder.run(["campaign", "export", "moi", "-o", "moi.xlsx"]).check();
    folder.run(["campaign", "import", "moi.xlsx", "-o", "lai"]).check();
    assert!(String::from_utf8(folder.read("lai/chitieu.toml")).unwrap().contains(duty));
}

/// Requirement: columns for evidence and explanations only where a definition has them.
#[test]
fn a_form_may_have_no_column_for_words() {
    let (folder, _) = issued();
    let form = String::from_utf8(folder.read("moi/chitieu.toml")).unwrap();
    let mut kept: Vec<&str> = Vec::new();
    for part in form.split("\n\n") {
        let of_words = ["field = \"evidence\"", "field = \"explanation\""];
        if !of_words.iter().any(|field| part.contains(field)) {
            kept.push(part);
        }
    }
    let form: String = kept
        .join("\n\n")
        .lines()
        .filter(|l| !l.starts_with("evidence"))
        .collect::<Vec<_>>()
        .join("\n");
    folder.write("moi/chitieu.toml", form);
    folder.run(["campaign", "check", "moi"]).check();
    folder.run(["template", "-c", "moi", "-o", "hai", "-q"]).check();
    let workbook = Package::open(&folder.path("hai/MAU-1_xa-mau-mot.xlsx"));
    let names: Vec<&String> =
        workbook.names().keys().filter(|n| n.starts_with("bdhvs_chitieu_")).collect();
    assert!(names.iter().all(|name| !name.ends_with("evidence") && !name.ends_with("explanation")));
    folder.run(["validate", "hai", "-c", "moi"]).status(1).stdout_has("BD401").check();
    folder.run(["merge", "hai", "-c", "moi", "-o", "t.xlsx"]).status(1).check();
}
