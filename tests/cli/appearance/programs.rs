//! The kinds of looks as openpyxl, exceljs and LibreOffice write them into the
//! formats that they have.

use std::path::Path;

use harness::Need;

use super::KINDS;
use crate::office;
use crate::run::Folder;
use crate::unseen::{filled, seen_as};

/// Holds each file of a folder against what its kind says.
#[track_caller]
fn check(program: &str, extension: &str, out: &Path) {
    for kind in KINDS {
        let name = format!("{}.{extension}", kind.name);
        // openpyxl draws no pictures without another library.
        let Ok(bytes) = std::fs::read(out.join(&name)) else {
            assert!(program == "openpyxl" && kind.name == "covered", "{program} {name}");
            continue;
        };
        let seen = seen_as(&bytes, &name);
        let what = format!("{program} {name}: {seen:#?}");
        assert_eq!(seen.findings, kind.findings, "{what}");
        assert_eq!(seen.merged, kind.merged, "{what}");
        for part in kind.says {
            assert!(seen.messages[0].contains(part), "{part}: {what}");
        }
    }
}

fn source() -> (Folder, std::path::PathBuf, std::path::PathBuf) {
    let folder = Folder::new();
    folder.write("a.xlsx", filled().bytes());
    let out = folder.path("out");
    std::fs::create_dir(&out).unwrap();
    let source = folder.path("a.xlsx");
    (folder, source, out)
}

#[test]
#[needs(Openpyxl)]
fn what_openpyxl_makes_of_cells_is_seen() {
    let (_folder, source, out) = source();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/appearance_openpyxl.py");
    let output = harness::python(&[Need::Openpyxl]).arg(script).args([&source, &out]).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    check("openpyxl", "xlsx", &out);
}

#[test]
#[needs(Exceljs)]
fn what_exceljs_makes_of_cells_is_seen() {
    let (_folder, source, out) = source();
    let mut node = harness::node("appearance.js", Need::Exceljs);
    let output = node.args([&source, &out]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    check("exceljs", "xlsx", &out);
}

#[test]
#[needs(LibreOfficeApi)]
fn what_libreoffice_makes_of_cells_is_seen() {
    let (_folder, source, out) = source();
    office::drive("appearance_uno.py", &[&source, &out]);
    for extension in ["xlsx", "xls", "ods"] {
        check("LibreOffice", extension, &out);
    }
}
