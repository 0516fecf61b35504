//! Corrected copies as they come back: mended and saved by LibreOffice or by openpyxl, in every format,
//! of every kind of form. And printed: on A4, no column cut.

use std::path::PathBuf;

use harness::Need;
use serde_json::Value;

use crate::fill::{Package, Put};
use crate::kinds::{CLEAN, campaign, filled};
use crate::office;
use crate::run::Folder;
use Put::{Number, Text};

/// One fault in each kind of form.
const FAULTS: &[(&str, Put<'static>)] = &[
    ("chiso_2_1_own_value", Text("hơn 15")),
    ("chiso_3_1_own_denominator", Put::Blank),
    ("nhiemvu_1_own_status", Text("Xong")),
    ("decuong_II_own_text", Put::Blank),
    ("mohinh_1_own_cachthuc", Put::Blank),
];

fn clean_value(cell: &str) -> Put<'static> {
    CLEAN.iter().find(|(name, _)| *name == cell).unwrap().1
}

fn validate(folder: &Folder, inputs: &[&str], status: i32) -> Value {
    let run = folder.run(["validate", "--format", "json", "-c"]).arg(campaign());
    inputs.iter().fold(run, |run, input| run.arg(input)).status(status).check().json()
}

/// The figures, texts and lists of a consolidation, without the names of files and cells.
fn figures(folder: &Folder, input: &str) -> Value {
    let run = folder.run(["merge", input, "-o", "m.xlsx", "--json", "m.json", "-c"]);
    run.arg(campaign()).check();
    let city = folder.json("m.json");
    let mut kept = serde_json::json!({});
    for key in ["indicators", "tasks", "sections", "lists"] {
        kept[key] = city[key].clone();
    }
    forget(&mut kept);
    kept
}

fn forget(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.remove("file");
            object.values_mut().for_each(forget);
        }
        Value::Array(array) => array.iter_mut().for_each(forget),
        _ => {}
    }
}

/// The copy of a return with faults in every kind of form, in `out/99001-sua.xlsx`.
fn answered() -> (Folder, Package) {
    let folder = Folder::new();
    folder.write("in/a.xlsx", filled("99001", CLEAN, FAULTS).bytes());
    folder.write("clean/a.xlsx", filled("99001", CLEAN, &[]).bytes());
    let run = folder.run(["validate", "in", "--feedback", "out", "-c"]).arg(campaign());
    run.status(1).check();
    let copy = Package::from_bytes(folder.read("out/99001-sua.xlsx"));
    (folder, copy)
}

/// "Through LibreOffice": mended in the cells that are named and saved there, in each format, the copy
/// is a return without errors, nothing else has changed, and it stands in the place of the first file.
#[test]
#[needs(LibreOffice)]
fn a_copy_mended_and_saved_by_libreoffice_is_a_clean_return() {
    let (folder, mut copy) = answered();
    for (cell, _) in FAULTS {
        copy.put(cell, clean_value(cell));
    }
    folder.write("mended/sua.xlsx", copy.bytes());
    let expected = figures(&folder, "clean");
    let home = folder.path("home");
    for format in ["xlsx", "ods", "xls"] {
        let out = folder.path(&format!("saved-{format}"));
        office::convert(&[folder.path("mended/sua.xlsx")], format, &out, &home);
        let saved = format!("saved-{format}");
        let report = validate(&folder, &["in", &saved], 0);
        let files = report["files"].as_array().unwrap();
        let standing = |file: &Value| (file["status"].clone(), file["reason"].clone());
        let reason = format!("đã có bản sửa: saved-{format}/sua.{format}");
        assert_eq!(standing(&files[0]), ("ignored".into(), reason.into()), "{report:#}");
        assert_eq!(files[1]["status"], "accepted", "{report:#}");
        assert_eq!(files[1]["findings"].as_array().unwrap().len(), 0, "{report:#}");
        assert_eq!(figures(&folder, &saved), expected, "{format}");
    }
}

/// Sent back as it is, a copy of every kind of form says what the return said.
#[test]
fn a_copy_of_every_kind_of_form_says_the_same() {
    let (folder, copy) = answered();
    folder.write("back/a.xlsx", copy.bytes());
    let findings = |input: &str| {
        let report = validate(&folder, &[input], 1);
        report["files"][0]["findings"].clone()
    };
    assert_eq!(findings("in"), findings("back"));
    assert!(findings("in").as_array().unwrap().len() >= FAULTS.len());
}

/// The same by openpyxl, through the defined names.
#[test]
#[needs(Openpyxl)]
fn a_copy_mended_by_openpyxl_is_a_clean_return() {
    let (folder, _) = answered();
    let mut script =
        String::from("import openpyxl\nbook = openpyxl.load_workbook(\"out/99001-sua.xlsx\")\n");
    script.push_str("def put(name, value):\n    sheet, cell = next(book.defined_names[name].destinations)\n    book[sheet][cell.replace(\"$\", \"\")] = value\n");
    for (cell, _) in FAULTS {
        let value = match clean_value(cell) {
            Text(text) => format!("{text:?}"),
            Number(number) => number.to_owned(),
            other => panic!("{other:?}"),
        };
        script.push_str(&format!("put(\"bdhvs_{cell}\", {value})\n"));
    }
    script.push_str("import os\nos.mkdir(\"saved\")\nbook.save(\"saved/b.xlsx\")\n");
    let output = harness::python(&[Need::Openpyxl])
        .args(["-c", &script])
        .current_dir(folder.path(""))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report = validate(&folder, &["in", "saved"], 0);
    assert_eq!(report["files"][0]["status"], "ignored", "{report:#}");
    assert_eq!(report["files"][1]["findings"].as_array().unwrap().len(), 0, "{report:#}");
    assert_eq!(figures(&folder, "saved"), figures(&folder, "clean"));
}

/// What a unit gets is printed on A4 across, every column on the page.
#[test]
#[needs(LibreOffice, Times)]
fn feedback_is_printed_on_a4() {
    let (folder, copy) = answered();
    let files: Vec<PathBuf> =
        ["99001-ket-qua.xlsx", "99001-sua.xlsx"].map(|f| folder.path("out").join(f)).to_vec();
    office::convert(&files, "pdf", &folder.path("pdf"), &folder.path("home"));
    for (file, sheets) in [("99001-ket-qua.pdf", 1), ("99001-sua.pdf", copy.sheets().len() - 1)] {
        let pdf = String::from_utf8_lossy(&folder.read(&format!("pdf/{file}"))).into_owned();
        // 842 by 595 points across, or upright for what the form prints so.
        let boxes: Vec<&str> = pdf.split("/MediaBox").skip(1).collect();
        assert!(!boxes.is_empty(), "{file}");
        for page in &boxes {
            let size: String = page.chars().take(40).collect();
            assert!(size.contains("841.") || size.contains("842"), "{file}: {size}");
        }
        // A sheet whose columns do not fit takes a second page for the rest of each row.
        assert!(boxes.len() >= sheets && boxes.len() <= sheets + 4, "{file}: {}", boxes.len());
    }
}
