//! Corrected copies of forms that lost rows or whole sheets, and of the forms of every campaign.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::definition::{campaign_folder, periods, read};
use crate::feedback::{answered, text};
use crate::fill::{Package, Put};
use crate::issued::{clean, clean_but, fill_all_clean};
use crate::moved::{Names, at, shift};
use crate::run::Folder;
use Put::{Number, Text};

const B2_4: &str = "bieu2_4_own_value";
const EVIDENCE: &str = "bieu2_4_own_evidence";

/// The copy of the return in `in/a.xlsx`.
#[track_caller]
fn copy_of(sent: &Package) -> (Folder, Package) {
    let folder = Folder::new();
    folder.write("in/a.xlsx", sent.bytes());
    answered(&folder, 1);
    let copy = Package::from_bytes(folder.read("out/00004-sua.xlsx"));
    (folder, copy)
}

#[track_caller]
fn validated(folder: &Folder, workbook: &Package, status: i32) -> Value {
    folder.write("back/a.xlsx", workbook.bytes());
    let run = folder.run(["validate", "back", "--format", "json"]).status(status);
    run.check().json()["files"][0].clone()
}

/// docs/contract/feedback.md: a row that was deleted is asked for again in the copy, in its own cell,
/// which the list leads to; everything else is in place, so that the row alone makes the return whole.
#[test]
fn a_deleted_row_is_there_again() {
    let mut sent = clean("00004");
    let issued = sent.spot(B2_4).clone();
    let line = at(&issued.cell).0;
    shift(&mut sent, "Biểu 2", Names::Follow, |(r, c)| (r != line).then_some((r, c)));
    let (folder, mut copy) = copy_of(&sent);
    assert_eq!(*copy.spot(B2_4), issued);
    let list = text(copy.bytes(), 0);
    assert!(
        list.contains(&format!("Biểu 2 | {}", issued.cell)) && list.contains("BD302"),
        "{list}"
    );
    assert!(!list.contains("đã phát hành"), "what to do is to be done in the copy: {list}");
    copy.put(B2_4, Number("12")).put(EVIDENCE, Text("Báo cáo số 15/BC-UBND"));
    assert_eq!(validated(&folder, &copy, 0)["findings"], json!([]));
}

/// A form that did not come back at all is there again, all its rows to be filled in.
#[test]
fn a_lost_form_is_there_again() {
    let mut sent = clean("00004");
    let sheet = "Biểu 2";
    shift(&mut sent, sheet, Names::Stay, |_| None);
    sent.forget(|name| name.starts_with("bieu2_"));
    let (folder, mut copy) = copy_of(&sent);
    let list = text(copy.bytes(), 0);
    assert!(list.contains("BD301"), "{list}");
    for (answer, fields) in clean("00004").answers() {
        for field in fields.iter().filter(|_| answer.starts_with("bieu2_")) {
            let definition = crate::definition::definition();
            let content = crate::issued::clean_content(definition, &answer, field);
            copy.put(&format!("{answer}_{field}"), content);
        }
    }
    assert_eq!(validated(&folder, &copy, 0)["findings"], json!([]));
}

/// Where rows were inserted the message names the cell in the copy, and the list the one in the file.
#[test]
fn a_moved_cell_is_named_where_it_is_mended() {
    let mut sent = clean_but("00004", &[(B2_4, Text("nhiều"))]);
    let issued = sent.spot(B2_4).cell.clone();
    let line = at(&issued).0;
    shift(&mut sent, "Biểu 2", Names::Follow, |(r, c)| {
        Some((if r >= line { r + 2 } else { r }, c))
    });
    let moved = crate::moved::address((line + 2, at(&issued).1));
    let (folder, copy) = copy_of(&sent);
    let message = String::from_utf8(folder.read("out/00004.txt")).unwrap();
    assert!(message.contains(&format!("ô {issued}:")), "{message}");
    let list = text(copy.bytes(), 0);
    assert!(list.contains(&format!("(Trong tệp đã gửi: ô {moved}.)")), "{list}");
}

/// One unit of each campaign, that with the most rows, with a fault in the first cell of each form:
/// the copy sent back as it is says what the return said, and nothing of it is lost.
#[test]
fn forms_of_every_campaign_come_back_whole() {
    for campaign in ["dong-nai-2026", "hai-phong-2025", "hanoi-2025", "ninh-binh-2026"] {
        let definition = read(&campaign_folder(campaign), &periods(&campaign_folder(campaign)).0);
        let units = definition.units.iter().map(|(unit, _)| unit);
        let unit = units.max_by_key(|unit| definition.input_names(unit).len()).unwrap().clone();
        let folder = Folder::new();
        let run = folder.run(["template", "-q", "-c", campaign, "-o", "issued", "--unit"]);
        run.arg(&unit).check();
        let mut files =
            std::fs::read_dir(folder.path("issued")).unwrap().map(|f| f.unwrap().path());
        let start = format!("{unit}_");
        let is_form =
            |path: &PathBuf| path.file_name().unwrap().to_string_lossy().starts_with(&start);
        let mut sent = Package::open(&files.find(is_form).unwrap());
        fill_all_clean(&mut sent, &definition);
        let mut forms = Vec::new();
        for (answer, fields) in sent.answers() {
            let form = answer.split('_').next().unwrap().to_owned();
            if !forms.contains(&form) {
                let bad = if fields.len() == 1 { Put::Blank } else { Text("xem sau") };
                let field = fields.iter().find(|f| *f == "value" || *f == "status");
                let field = field.unwrap_or(&fields[0]);
                sent.put(&format!("{answer}_{field}"), bad);
                forms.push(form);
            }
        }
        folder.write("in/a.xlsx", sent.bytes());
        let validate = |input: &str| -> Value {
            let run = folder.run(["validate", input, "--format", "json", "--feedback", "out"]);
            let ran = run.env("LC_ALL", "C").status(1).check();
            let mut file = ran.json()["files"][0].clone();
            file.as_object_mut().unwrap().retain(|key, _| key == "findings" || key == "cells");
            file
        };
        let first = validate("in");
        folder.write("back/a.xlsx", folder.read(&format!("out/{unit}-sua.xlsx")));
        let second = validate("back");
        assert_eq!(first["findings"], second["findings"], "{campaign} {unit}");
        assert_eq!(first["cells"], second["cells"], "{campaign} {unit}");
    }
}

/// What is settled stays in the full list with what settles it, and asks for nothing: not in the
/// message, not in the verdict, not in a copy. Of a rule on trial a unit hears nothing.
#[test]
fn what_is_settled_asks_for_nothing() {
    let explained = [
        ("bieu1_3_own_numerator", Number("500")),
        ("bieu1_3_own_explanation", Text("Mới bắt đầu triển khai từ tháng 8")),
    ];
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean_but("00004", &explained).bytes());
    answered(&folder, 0);
    let result = text(folder.read("out/00004-ket-qua.xlsx"), 0);
    for expected in [
        "Kết luận | Hợp lệ\n",
        "Không có việc gì phải làm thêm.",
        "BD601",
        "Mới bắt đầu triển khai",
    ] {
        assert!(result.contains(expected), "{expected:?} in {result}");
    }
    assert!(!folder.path("out/00004-sua.xlsx").exists());
    folder.write("bdhvs.toml", "[severity]\nBD601 = \"trial\"\n");
    folder.write("in/a.xlsx", clean_but("00004", &explained[..1]).bytes());
    answered(&folder, 0);
    let result = text(folder.read("out/00004-ket-qua.xlsx"), 0);
    assert!(result.contains("Kết luận | Hợp lệ\n") && !result.contains("BD601"), "{result}");
}
