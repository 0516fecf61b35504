//! The corrected copy (docs/contract/feedback.md): the unit's own form again, with every answer as it
//! was given. Sent back as it is, it says what the return said; mended in the cells that are named, it
//! is a return without errors in which nothing else has changed; and it takes the place of the file that
//! it corrects, and of no other.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::definition::definition;
use crate::feedback::{answered, text};
use crate::fill::{Package, Put};
use crate::issued::{clean, clean_but, clean_content};
use crate::rules::faults_of_communes;
use crate::run::Folder;
use Put::{Number, Text};

const B2_4: &str = "bieu2_4_own_value";

/// What is found in each unit's file: code, severity and place.
type Found = BTreeMap<String, BTreeSet<[String; 3]>>;

#[track_caller]
fn found(folder: &Folder, inputs: &str, status: i32) -> Found {
    let run = folder.run(["validate", inputs, "--format", "json", "-c", "hanoi-2025"]);
    by_unit(&run.status(status).check().json())
}

fn by_unit(report: &Value) -> Found {
    let files = report["files"].as_array().unwrap();
    files.iter().map(|file| (string(&file["unit"]), findings(file))).collect()
}

fn findings(file: &Value) -> BTreeSet<[String; 3]> {
    assert_eq!(file["status"], "accepted", "{file:#}");
    let place = |finding: &Value| {
        ["form", "indicator", "scope", "field", "sheet", "cell"]
            .map(|key| string(&finding[key]))
            .join("_")
    };
    let findings = file["findings"].as_array().unwrap().iter();
    findings.map(|f| [string(&f["code"]), string(&f["severity"]), place(f)]).collect()
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Everything in a consolidation that comes from a unit's answers, without the files' names.
fn figures(folder: &Folder, inputs: &str) -> Value {
    let run = folder.run(["merge", inputs, "-o", "m.xlsx", "--json", "m.json", "-c", "hanoi-2025"]);
    run.check();
    let mut city = folder.json("m.json");
    for key in ["files", "findings"] {
        city.as_object_mut().unwrap().remove(key);
    }
    forget_files(&mut city);
    city
}

fn forget_files(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.remove("file");
            object.values_mut().for_each(forget_files);
        }
        Value::Array(array) => array.iter_mut().for_each(forget_files),
        _ => {}
    }
}

/// "Fixing exactly the listed cells in it gives a return without errors and with all the other answers
/// unchanged", for every fault of the catalogue; and not fixing them gives the same findings.
#[test]
fn every_fault_comes_back_in_its_copy_and_is_mended_there() {
    let folder = Folder::new();
    let mut faults = BTreeMap::new();
    for (unit, fault) in faults_of_communes() {
        folder.write(&format!("in/{unit}.xlsx"), clean_but(unit, &fault.cells).bytes());
        folder.write(&format!("clean/{unit}.xlsx"), clean(unit).bytes());
        faults.insert(unit.to_owned(), fault);
    }
    let run = folder.run(["validate", "in", "--feedback", "out", "--format", "json", "-c"]);
    let report = run.arg("hanoi-2025").status(1).check().json();
    let mut copied = BTreeSet::new();
    for (unit, fault) in &faults {
        let name = format!("out/{unit}-sua.xlsx");
        if !folder.path(&name).is_file() {
            folder.write(&format!("mended/{unit}.xlsx"), clean(unit).bytes());
            continue;
        }
        copied.insert(unit.clone());
        let mut copy = Package::from_bytes(folder.read(&name));
        folder.write(&format!("back/{unit}.xlsx"), copy.bytes());
        for (cell, _) in &fault.cells {
            let (answer, field) = cell.rsplit_once('_').unwrap();
            copy.put(cell, clean_content(definition(), answer, field));
        }
        folder.write(&format!("mended/{unit}.xlsx"), copy.bytes());
    }
    let (sent, back) = (by_unit(&report), found(&folder, "back", 1));
    for (unit, findings) in &sent {
        let asks = findings.iter().any(|finding| finding[1] != "info");
        assert_eq!(copied.contains(unit), asks, "{unit}: {findings:?}");
        if !asks {
            continue;
        }
        // A formula's text is not known: one without a result comes back as an error.
        let is_lost = |finding: &&[String; 3]| finding[0] == "BD415";
        let kept: BTreeSet<_> = findings.iter().filter(|f| !is_lost(f)).cloned().collect();
        if kept.len() == findings.len() {
            assert_eq!(back[unit], kept, "{unit}: {:?}", faults[unit]);
        } else {
            let codes: Vec<&str> = back[unit].iter().map(|finding| finding[0].as_str()).collect();
            assert_eq!(codes, ["BD410"], "{unit}: {:?}", faults[unit]);
        }
    }
    let mended = found(&folder, "mended", 0);
    assert!(mended.values().all(BTreeSet::is_empty), "{mended:#?}");
    assert_eq!(figures(&folder, "mended"), figures(&folder, "clean"));
}

/// What a clerk wrote stays what it is: text that looks like a formula or a number, spaces, line
/// breaks, other people's characters, who filled the form in.
#[test]
fn everything_written_comes_back_as_it_was() {
    let words = [
        "=SUM(A1:A9)",
        "@lenh +84 -1",
        "00123",
        "  hai  dấu cách ",
        "dòng 1\ndòng 2\r\ndòng 3",
        "<&>\"' _x000D_ \u{1F600} Ho\u{300}a",
        "2025-09-30",
    ];
    let evidence = "bieu2_1_own_evidence";
    let folder = Folder::new();
    let mut communes = definition().communes();
    let mut sent = BTreeMap::new();
    for word in words {
        let unit = communes.next().unwrap();
        let mut workbook = clean_but(unit, &[(B2_4, Text("nhiều")), (evidence, Text(word))]);
        workbook.put("bieu2_meta_person", Text("Nguyễn Văn A"));
        workbook.put("bieu2_meta_phone", Text("0912000111"));
        folder.write(&format!("in/{unit}.xlsx"), workbook.bytes());
        sent.insert(unit.to_owned(), workbook);
    }
    answered(&folder, 1);
    for (unit, workbook) in &sent {
        let copy = Package::from_bytes(folder.read(&format!("out/{unit}-sua.xlsx")));
        folder.write(&format!("back/{unit}.xlsx"), copy.bytes());
        let spot = workbook.spot(evidence);
        assert_eq!(copy.spot(evidence), spot, "the same form");
        let sheet = copy.part(&copy.sheet_part(&spot.sheet));
        let cell = sheet.split(&format!("<c r=\"{}\"", spot.cell)).nth(1).unwrap();
        let cell = cell.split("</c>").next().unwrap();
        assert!(!cell.contains("<f>") && cell.contains("t=\"s\""), "{unit}: {cell}");
        let whole =
            text(copy.bytes(), copy.sheets().iter().position(|s| *s == spot.sheet).unwrap());
        assert!(whole.contains("Nguyễn Văn A") && whole.contains("0912000111"), "{whole}");
    }
    assert_eq!(found(&folder, "in", 1), found(&folder, "back", 1));
    let passages = |inputs: &str| {
        let run = folder.run(["merge", inputs, "-o", "m.xlsx", "--json", "m.json", "-c"]);
        run.arg("hanoi-2025").status(1).check();
        let mut city = folder.json("m.json");
        forget_files(&mut city);
        city["indicators"].clone()
    };
    assert_eq!(passages("in"), passages("back"));
}

/// The list stands first, with links into the form; it is no form, and its cells are nobody's.
#[test]
fn the_list_of_a_copy_is_no_form() {
    let folder = Folder::new();
    let sent = clean_but("00004", &[(B2_4, Text("nhiều"))]);
    folder.write("in/a.xlsx", sent.bytes());
    answered(&folder, 1);
    let copy = Package::from_bytes(folder.read("out/00004-sua.xlsx"));
    assert_eq!(copy.sheets()[0], "Việc cần sửa");
    assert_eq!(copy.sheets()[1..], sent.sheets()[..]);
    assert_eq!(copy.names(), sent.names());
    let spot = sent.spot(B2_4);
    let list = copy.part("xl/worksheets/sheet1.xml");
    assert!(list.contains(&format!("location=\"'{}'!{}\"", spot.sheet, spot.cell)), "{list}");
    let notes: Vec<String> = copy
        .part_names()
        .filter(|name| name.starts_with("xl/comments"))
        .map(|name| copy.part(name))
        .collect();
    assert_eq!(notes.len(), 1);
    assert!(notes[0].contains(&format!("ref=\"{}\"", spot.cell)) && notes[0].contains("nhiều"));
    let cells = |bytes: Vec<u8>| {
        folder.write("one/x.xlsx", bytes);
        let run = folder.run(["validate", "one", "--format", "json"]).status(1);
        run.check().json()["files"][0]["cells"].clone()
    };
    assert_eq!(cells(copy.bytes()), cells(sent.bytes()));
}

/// Files by name with what became of them and why.
#[track_caller]
fn outcomes(folder: &Folder, status: i32, more: &[&str]) -> BTreeMap<String, (String, String)> {
    let arguments = ["merge", "in", "-o", "m.xlsx", "--json", "m.json", "-c", "hanoi-2025"];
    folder.run(arguments.iter().chain(more)).status(status).check();
    let city = folder.json("m.json");
    let files = city["files"].as_array().unwrap().iter();
    let name = |file: &Value| string(&file["path"]).trim_start_matches("in/").to_owned();
    files.map(|f| (name(f), (string(&f["outcome"]), string(&f["reason"])))).collect()
}

/// Answers what is in the folder `in` and gives the unit's copy, with other contents in some cells.
fn copy_of(folder: &Folder, file: &str, cells: &[(&str, Put<'_>)]) -> Vec<u8> {
    let out = format!("out-{}", file.replace('/', "-"));
    let run = folder.run(["validate", file, "--feedback", &out, "-c", "hanoi-2025"]);
    run.status(1).check();
    let mut copy = Package::from_bytes(folder.read(&format!("{out}/00004-sua.xlsx")));
    for (cell, content) in cells {
        copy.put(cell, *content);
    }
    copy.bytes()
}

/// A copy takes the place of exactly the file that it corrects, over chains too; another file of the
/// unit, another copy of the same file, and a copy whose original is not there are files like any other.
#[test]
fn a_copy_supersedes_exactly_what_it_corrects() {
    let folder = Folder::new();
    let (bad, still, good) = (Text("nhiều"), Text("hơn 200"), Number("200"));
    folder.write("in/a.xlsx", clean_but("00004", &[(B2_4, bad)]).bytes());
    let b = copy_of(&folder, "in/a.xlsx", &[(B2_4, still)]);
    folder.write("in/b.xlsx", &b);
    let superseded = |by: &str| ("superseded".to_owned(), format!("đã có bản sửa: {by}"));
    let merged = || ("merged".to_owned(), String::new());
    let now = outcomes(&folder, 1, &[]);
    assert_eq!(now["a.xlsx"], superseded("in/b.xlsx"));
    assert_eq!(now["b.xlsx"], merged());
    let c = copy_of(&folder, "in/b.xlsx", &[(B2_4, good)]);
    folder.write("in/c.xlsx", &c);
    let now = outcomes(&folder, 0, &[]);
    assert_eq!(now["a.xlsx"], superseded("in/b.xlsx"));
    assert_eq!(now["b.xlsx"], superseded("in/c.xlsx"));
    assert_eq!(now["c.xlsx"], merged());
    let city = folder.json("m.json");
    let row = city["indicators"].as_array().unwrap().iter();
    let mut row = row.filter(|row| row["form"] == "bieu2" && row["indicator"] == "4");
    assert_eq!(row.next().unwrap()["contributions"][0]["value"], 200.0);
    // The officer may still choose the file that was corrected.
    let now = outcomes(&folder, 1, &["--use", "in/a.xlsx"]);
    assert_eq!((now["a.xlsx"].0.as_str(), now["c.xlsx"].0.as_str()), ("merged", "superseded"));
    // Without its original a copy is a return like any other: beside another file there are two.
    std::fs::remove_file(folder.path("in/b.xlsx")).unwrap();
    let now = outcomes(&folder, 1, &[]);
    assert_eq!((now["a.xlsx"].0.as_str(), now["c.xlsx"].0.as_str()), ("rejected", "rejected"));
    std::fs::remove_file(folder.path("in/a.xlsx")).unwrap();
    assert_eq!(outcomes(&folder, 0, &[])["c.xlsx"], merged());
}

/// Two different copies of one file are two different files (BD105); one returned twice is one.
#[test]
fn two_copies_that_differ_stop_the_unit() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean_but("00004", &[(B2_4, Text("nhiều"))]).bytes());
    let (one, other) = (Number("200"), Number("201"));
    let first = copy_of(&folder, "in/a.xlsx", &[(B2_4, one)]);
    folder.write("in/b1.xlsx", &first).write("in/b2.xlsx", &first);
    let now = outcomes(&folder, 0, &[]);
    let what: Vec<&str> = now.values().map(|(outcome, _)| outcome.as_str()).collect();
    assert_eq!(what, ["superseded", "merged", "superseded"]);
    let second = copy_of(&folder, "in/a.xlsx", &[(B2_4, other)]);
    folder.write("in/b2.xlsx", &second);
    let now = outcomes(&folder, 1, &[]);
    let what: Vec<&str> = now.values().map(|(outcome, _)| outcome.as_str()).collect();
    assert_eq!(what, ["superseded", "rejected", "rejected"]);
    assert!(now["b1.xlsx"].1.contains("BD105"), "{now:?}");
    // A copy emptied by mistake takes nobody's place.
    std::fs::remove_file(folder.path("in/b2.xlsx")).unwrap();
    let empty = crate::issued::blank("00004");
    let sum = Package::from_bytes(first).part("docProps/custom.xml");
    let mut emptied = empty;
    let custom = emptied.part("docProps/custom.xml");
    emptied.replace(&["docProps/custom.xml"], &custom, &sum);
    folder.write("in/b1.xlsx", emptied.bytes());
    let now = outcomes(&folder, 1, &[]);
    assert_eq!((now["a.xlsx"].0.as_str(), now["b1.xlsx"].0.as_str()), ("merged", "ignored"));
}
