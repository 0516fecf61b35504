//! The same hidden and merged cells by the hand of other programs, in every format that they write.

use harness::Need;

use crate::office;
use crate::run::Folder;
use crate::unseen::{BOTH, Merged, filled, seen_as};

/// What openpyxl does to a return of which the path is the first argument, each result beside it.
const OPENPYXL: &str = r#"
import sys, openpyxl
from pathlib import Path
source, out = Path(sys.argv[1]), Path(sys.argv[2])
def save(name, change):
    book = openpyxl.load_workbook(source)
    change(book, book["Biểu 2"])
    book.save(out / f"{name}.xlsx")
def rows(book, sheet):
    for row in (9, 10):
        sheet.row_dimensions[row].hidden = True
def columns(book, sheet):
    sheet.column_dimensions["F"].hidden = True
def outline(book, sheet):
    sheet.row_dimensions.group(9, 10, hidden=True)
def tab(book, sheet):
    sheet.sheet_state = "hidden"
def own(book, sheet):
    other = book.create_sheet("Quý trước")
    other["B2"] = 7
    other.sheet_state = "hidden"
    book.create_sheet("Trống").sheet_state = "hidden"
def merged(book, sheet):
    sheet.merge_cells("F9:F10")
for change in (rows, columns, outline, tab, own, merged, lambda *_: None):
    save(change.__name__.strip("<>"), change)
"#;

/// The same, hidden and merged by openpyxl, and saved by LibreOffice as .xlsx, .xls and .ods.
#[test]
#[needs(LibreOffice, Openpyxl)]
fn every_program_and_format_tells_what_is_hidden_and_merged() {
    let folder = Folder::new();
    folder.write("a.xlsx", filled().bytes());
    let out = folder.path("xlsx");
    std::fs::create_dir(&out).unwrap();
    let mut python = harness::python(&[Need::Openpyxl]);
    let output = python.args(["-c", OPENPYXL]).arg(folder.path("a.xlsx")).arg(&out).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let cases: [(&str, &[&str], Merged); 6] = [
        ("rows", &["BD308 warning bieu2 - Biểu 2 A9"], BOTH),
        ("columns", &["BD308 warning bieu2 - Biểu 2 F6"], BOTH),
        ("outline", &["BD308 warning bieu2 - Biểu 2 A9"], BOTH),
        ("tab", &["BD308 warning bieu2 - Biểu 2 A1"], BOTH),
        ("own", &["BD304 warning - - Quý trước B2", "BD308 warning - - Quý trước B2"], BOTH),
        ("merged", &["BD307 error bieu2 5 Biểu 2 F10"], [BOTH[0], None]),
    ];
    let mut folders = vec![(out.clone(), "xlsx")];
    let names = cases.iter().map(|(name, ..)| *name).chain(["lambda"]);
    let files: Vec<_> = names.map(|name| out.join(format!("{name}.xlsx"))).collect();
    for extension in ["xlsx", "xls", "ods"] {
        let saved = folder.path(&format!("office-{extension}"));
        office::convert(&files, extension, &saved, &folder.path(""));
        folders.push((saved, extension));
    }
    for (saved, extension) in folders {
        let read = |name: &str| {
            let name = format!("{name}.{extension}");
            seen_as(&std::fs::read(saved.join(&name)).unwrap(), &name)
        };
        let open = read("lambda");
        assert_eq!((open.findings.len(), open.merged), (0, BOTH), "{open:?}");
        for (name, findings, merged) in &cases {
            let seen = read(name);
            assert_eq!(seen.findings, *findings, "{} {name}", saved.display());
            assert_eq!(seen.merged, *merged, "{} {name}", saved.display());
            if *name != "merged" {
                assert_eq!(seen.cells, open.cells, "{} {name}", saved.display());
            }
        }
    }
}

/// What a clerk hides and merges in LibreOffice, saved in three formats. Its merged cells keep what they
/// cover, which nobody sees.
#[test]
#[needs(LibreOfficeApi)]
fn what_libreoffice_hides_and_merges_is_told() {
    let folder = Folder::new();
    folder.write("a.xlsx", filled().bytes());
    std::fs::create_dir(folder.path("out")).unwrap();
    office::drive("unseen_uno.py", &[&folder.path("a.xlsx"), &folder.path("out")]);
    let cases: [(&str, &str, Merged); 6] = [
        ("rows", "BD308 warning bieu2 - Biểu 2 A9", BOTH),
        ("columns", "BD308 warning bieu2 - Biểu 2 F6", BOTH),
        ("outline", "BD308 warning bieu2 - Biểu 2 A9", BOTH),
        ("tab", "BD308 warning bieu2 - Biểu 2 A1", BOTH),
        ("merged", "BD307 error bieu2 5 Biểu 2 F10", [BOTH[0], None]),
        ("kept", "BD307 warning bieu2 5 Biểu 2 F10", BOTH),
    ];
    for extension in ["xlsx", "xls", "ods"] {
        for (name, finding, merged) in cases {
            let name = format!("{name}.{extension}");
            let seen = seen_as(&folder.read(&format!("out/{name}")), &name);
            assert_eq!((seen.findings, seen.merged), (vec![finding.to_owned()], merged), "{name}");
        }
    }
}
