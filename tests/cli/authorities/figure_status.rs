//! How settled figures are: ước tính, sơ bộ, chính thức (docs/definitions.md).

use serde_json::{Value, json};

use crate::fill::{Package, Put};
use crate::run::Folder;
use Put::{Number, Text};

/// The example campaign with a status for its form of figures.
fn with_status(status: &str) -> Folder {
    let folder = Folder::new();
    folder.run(["campaign", "new", "moi"]).check();
    let form = String::from_utf8(folder.read("moi/chitieu.toml")).unwrap();
    let line = "source-section = \"Biểu 1\"\n";
    let status = format!("{line}figure-status = \"{status}\"\n");
    folder.write("moi/chitieu.toml", form.replace(line, &status));
    folder
}

fn issued(folder: &Folder, unit: &str, file: &str) -> Package {
    folder.run(["template", "-c", "moi", "--unit", unit, "-o", "out", "-q"]).check();
    Package::open(&folder.path(&format!("out/{file}.xlsx")))
}

/// The row of rates of a form, filled in.
fn fill(workbook: &mut Package, numerator: &str, status: Option<&str>) -> String {
    let names: Vec<String> = workbook.names().keys().cloned().collect();
    let cell = names
        .iter()
        .find(|name| name.starts_with("bdhvs_chitieu_") && name.ends_with("_numerator"));
    let cell = cell.unwrap().trim_start_matches("bdhvs_").to_owned();
    workbook.put(&cell, Number(numerator));
    workbook.put(&cell.replace("numerator", "denominator"), Number("100"));
    if let Some(status) = status {
        workbook.put("chitieu_meta_figurestatus", Text(status));
    }
    cell
}

/// The row of rates in a consolidation of what lies in `in`.
fn merged(folder: &Folder) -> Value {
    folder.run(["merge", "in", "-c", "moi", "-o", "t.xlsx", "--json", "t.json"]).status(1).check();
    let json = folder.json("t.json");
    let mut rows = json["indicators"].as_array().unwrap().iter();
    rows.find(|row| row["measure"] == "percent").unwrap().clone()
}

/// Requirement: a total with one figure that is ước tính is itself so, with counts by status, and its verdict
/// is provisional; without a status it is "chưa ghi", never chính thức.
#[test]
fn a_total_is_as_settled_as_its_least_settled_figure() {
    for (statuses, total, counts, provisional) in [
        (
            [Some("ước tính"), Some("chính thức")],
            "ước tính",
            json!({"ước tính": 1, "chính thức": 1}),
            true,
        ),
        ([Some("Sơ bộ"), Some("chính thức")], "sơ bộ", json!({"sơ bộ": 1, "chính thức": 1}), true),
        ([Some("chính thức"), Some("chính thức")], "chính thức", json!({"chính thức": 2}), false),
        ([Some("chính thức"), None], "chưa ghi", json!({"chính thức": 1, "chưa ghi": 1}), false),
    ] {
        let folder = with_status("đơn vị chọn");
        let units = [("MAU-1", "MAU-1_xa-mau-mot"), ("MAU-2", "MAU-2_phuong-mau-hai")];
        for ((unit, file), status) in units.into_iter().zip(statuses) {
            let mut workbook = issued(&folder, unit, file);
            fill(&mut workbook, "90", status);
            folder.write(&format!("in/{unit}.xlsx"), workbook.bytes());
        }
        let row = merged(&folder);
        assert_eq!(row["figure_status"]["status"], total, "{row}");
        assert_eq!(row["figure_status"]["counts"], counts, "{row}");
        assert_eq!(row["provisional"], provisional, "{row}");
        let own = statuses[0].map(str::to_lowercase).unwrap_or_default();
        assert_eq!(row["contributions"][0]["figure_status"], own.as_str());
        let book = Package::open(&folder.path("t.xlsx"));
        let sheets = book.part_names().filter(|name| name.starts_with("xl/worksheets/sheet"));
        let texts: String = sheets.map(|name| book.part(name)).collect();
        assert_eq!(texts.contains(&format!("Tạm tính (số liệu {total}")), provisional, "{total}");
    }
}

/// A status that the definition sets is printed, and the unit is not asked for it.
#[test]
fn a_status_of_the_definition_is_printed() {
    let folder = with_status("sơ bộ");
    let mut workbook = issued(&folder, "MAU-1", "MAU-1_xa-mau-mot");
    assert!(!workbook.names().contains_key("bdhvs_chitieu_meta_figurestatus"));
    assert!(workbook.part("xl/sharedStrings.xml").contains("Tình trạng số liệu: sơ bộ"));
    fill(&mut workbook, "90", None);
    folder.write("in/a.xlsx", workbook.bytes());
    assert_eq!(merged(&folder)["figure_status"]["status"], "sơ bộ");
    folder.run(["campaign", "export", "moi", "-o", "moi.xlsx"]).check();
    folder.run(["campaign", "import", "moi.xlsx", "-o", "lai"]).check();
    let form = String::from_utf8(folder.read("lai/chitieu.toml")).unwrap();
    assert!(form.contains("figure-status = \"sơ bộ\""), "{form}");
    folder.write("lai/chitieu.toml", form.replace("\"sơ bộ\"", "\"sơ bo\""));
    folder.run(["campaign", "check", "lai"]).status(2).stderr_has("sơ bộ").check();
}

/// What stands at the head and is no status is told, and is none.
#[test]
fn an_unknown_status_is_none() {
    let folder = with_status("đơn vị chọn");
    let mut workbook = issued(&folder, "MAU-1", "MAU-1_xa-mau-mot");
    fill(&mut workbook, "90", Some("gần đúng"));
    folder.write("in/a.xlsx", workbook.bytes());
    folder.run(["validate", "in", "-c", "moi"]).status(1).stdout_has("BD311").check();
    assert_eq!(merged(&folder)["figure_status"]["status"], "chưa ghi");
}
