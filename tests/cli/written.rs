//! The workbooks that the program writes, held against the format and read by other programs: a workbook
//! that Excel offers to repair, or of which a program reads less than it holds, loses figures silently.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use harness::Need;

use crate::fill::{Package, Put};
use crate::issued::{clean, clean_but};
use crate::kinds::{CLEAN, campaign, filled};
use crate::previous;
use crate::run::Folder;
use crate::sheet_cells::cells;
use Put::{Number, Text};

/// Every kind of workbook: forms, registers, lists, answers, corrected copies, a lead agency's form,
/// consolidations, a definition.
fn everything() -> &'static Folder {
    static FOLDER: OnceLock<Folder> = OnceLock::new();
    FOLDER.get_or_init(write_everything)
}

fn write_everything() -> Folder {
    let folder = Folder::new();
    folder.run(["init", "wf", "--campaign", "hanoi-2025", "-q"]).check();
    folder.write("wf/2-tiep-nhan/a.xlsx", clean("00004").bytes());
    let wrong = [
        ("bieu2_4_own_value", Text("hơn 200")),
        ("bieu2_9_own_evidence", Text("=1+1")),
        ("bieu1_3_own_numerator", Number("9999999")),
    ];
    folder.write("wf/2-tiep-nhan/b.xlsx", clean_but("00008", &wrong).bytes());
    folder.write("wf/2-tiep-nhan/c.xlsx", b"%PDF-1.7");
    let wf = |arguments: &[&str], status| {
        folder.run(arguments).arg("-q").within("wf").status(status).check();
    };
    wf(&["template", "--unit", "00004", "--unit", "SO-NV"], 0);
    wf(&["template", "--blank", "-o", "trong.xlsx"], 0);
    wf(&["validate"], 1);
    wf(&["merge"], 1);
    wf(&["extract", "--unit", "SO-NV"], 1);
    wf(&["status", "--reminders", "nhac"], 1);
    wf(&["campaign", "export", "hanoi-2025", "-o", "dinh-nghia.xlsx"], 0);
    let changed =
        [("decuong_II_own_text", Text("Một đoạn dài. ")), ("nhiemvu_1_own_status", Text("Xong"))];
    let long = "Một đoạn văn dài. ".repeat(400);
    let many = [("decuong_II_own_text", Text(long.as_str()))];
    folder.write("kinds/a.xlsx", filled("99001", CLEAN, &changed).bytes());
    folder.write("kinds/b.xlsx", filled("99002", CLEAN, &many).bytes());
    let run = folder.run(["validate", "kinds", "--feedback", "kinds-out", "-q", "-c"]);
    run.arg(campaign()).status(1).check();
    let run = folder.run(["merge", "kinds", "-o", "kinds.xlsx", "-q", "-c"]);
    run.arg(campaign()).status(1).check();
    folder
}

/// The workbooks of a folder that the program wrote, with their paths.
fn written(folder: &Folder) -> Vec<String> {
    let sent = |name: &String| name.starts_with("wf/2-tiep-nhan/") || name.starts_with("kinds/");
    folder.tree().into_keys().filter(|name| name.ends_with(".xlsx") && !sent(name)).collect()
}

/// No row and no cell stands twice on a sheet, and all stand in their order: of a row that stands twice
/// ExcelJS, xlsx-populate and IronCalc take the second.
#[test]
fn every_workbook_that_is_written_is_sound() {
    let folder = everything();
    let all = written(folder);
    for kind in [
        "wf/units.xlsx",
        "wf/trong.xlsx",
        "wf/dinh-nghia.xlsx",
        "wf/1-phat-hanh/so-phat-hanh.xlsx",
        "wf/3-tra-lai/00008-ket-qua.xlsx",
        "wf/3-tra-lai/00008-sua.xlsx",
        "wf/3-tra-lai/SO-NV-dau-moi.xlsx",
        "wf/4-tong-hop/tong-hop.xlsx",
        "kinds-out/99001-sua.xlsx",
        "kinds.xlsx",
    ] {
        assert!(all.iter().any(|name| name == kind), "{kind} was not written: {all:?}");
    }
    assert!(all.iter().any(|name| name.starts_with("wf/nhac/")), "{all:?}");
    for name in &all {
        in_order(name, &Package::from_bytes(folder.read(name)));
    }
}

#[test]
#[needs(Python)]
fn a_workbook_beside_an_earlier_period_is_sound() {
    in_order("b.xlsx", &Package::from_bytes(previous::one().0.read("b.xlsx")));
}

/// Holds that rows and cells stand once, in order.
fn in_order(workbook: &str, package: &Package) {
    for sheet in package.sheets() {
        let xml = package.part(&package.sheet_part(&sheet));
        let mut rows = 0;
        for row in xml.split("<row ").skip(1) {
            let number = attribute(row, "r").parse().unwrap();
            assert!(rows < number, "{workbook}, {sheet}: row {number} after row {rows}");
            rows = number;
        }
        let mut seen = BTreeSet::new();
        for cell in xml.split("<c ").skip(1) {
            let at = attribute(cell, "r");
            assert!(seen.insert(at.to_owned()), "{workbook}, {sheet}: {at} stands twice");
        }
        let merged: Vec<&str> =
            xml.split("<mergeCell ").skip(1).map(|area| attribute(area, "ref")).collect();
        let once: BTreeSet<&str> = merged.iter().copied().collect();
        assert_eq!(once.len(), merged.len(), "{workbook}, {sheet}: an area is merged twice");
    }
}

/// The first attribute of a name in the rest of an element.
fn attribute<'x>(rest: &'x str, name: &str) -> &'x str {
    let tag = rest.split('>').next().unwrap_or_default();
    let at = tag.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
    tag[at..].split('"').next().unwrap_or_default()
}

/// By openxml-audit, which holds the schemas and rules of the format.
#[test]
#[needs(OpenxmlAudit)]
fn every_workbook_that_is_written_passes_an_audit() {
    const SCRIPT: &str = "
import sys
from openxml_audit import OpenXmlValidator
for path in sys.argv[1:]:
    for error in OpenXmlValidator().validate(path).errors:
        print(path, error)
";
    let folder = everything();
    let workbooks = written(folder).into_iter().map(|name| folder.path(&name));
    let workbooks = workbooks.chain([previous::one().0.path("b.xlsx")]);
    let mut python = harness::python(&[Need::OpenxmlAudit]);
    let output = python.args(["-c", SCRIPT]).args(workbooks).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
}

#[test]
#[needs(Exceljs)]
fn exceljs_reads_every_cell_of_the_details() {
    reads_every_cell(Need::Exceljs, "exceljs");
}

#[test]
#[needs(XlsxPopulate)]
fn xlsx_populate_reads_every_cell_of_the_details() {
    reads_every_cell(Need::XlsxPopulate, "xlsx-populate");
}

/// Another program reads every cell of "Chi tiết", the last row too.
#[track_caller]
fn reads_every_cell(library: Need, program: &str) {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00004").bytes());
    folder.write("in/b.xlsx", clean("00008").bytes());
    folder.run(["merge", "in", "-o", "m.xlsx", "-q"]).check();
    let held: BTreeMap<String, String> = cells(&Package::from_bytes(folder.read("m.xlsx")))
        .into_iter()
        .filter(|cell| cell.sheet == "Chi tiết" && !cell.text.is_empty())
        .map(|cell| (cell.at, cell.text))
        .collect();
    assert!(held.len() > 500, "{}", held.len());
    let mut node = harness::node("read.js", library);
    let output = node.arg(program).arg(folder.path("m.xlsx")).arg("Chi tiết").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read: BTreeMap<String, String> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(read, held, "{program}");
}
