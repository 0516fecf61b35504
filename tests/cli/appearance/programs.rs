//! The kinds of looks as openpyxl, exceljs and LibreOffice write them into the
//! formats that they have.

use std::path::Path;
use std::process::Command;

use super::KINDS;
use crate::run::Folder;
use crate::unseen::{filled, seen_as};
use crate::{office, oracle};

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
fn what_openpyxl_makes_of_cells_is_seen() {
    if !oracle::is_available() {
        return;
    }
    let (_folder, source, out) = source();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/appearance_openpyxl.py");
    let output = Command::new("python3").arg("-B").arg(script).args([&source, &out]).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    check("openpyxl", "xlsx", &out);
}

#[test]
fn what_exceljs_makes_of_cells_is_seen() {
    let (_folder, source, out) = source();
    if !office::save_by("exceljs", &[], "xlsx", &out) {
        return;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/js/appearance.js");
    let output = Command::new("node").arg(script).args([&source, &out]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    check("exceljs", "xlsx", &out);
}

#[test]
fn what_libreoffice_makes_of_cells_is_seen() {
    if !office::has_api() {
        return;
    }
    let (_folder, source, out) = source();
    office::drive("appearance_uno.py", &[&source, &out]);
    for extension in ["xlsx", "xls", "ods"] {
        check("LibreOffice", extension, &out);
    }
}
