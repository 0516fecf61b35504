//! LibreOffice without a window, and the other programs that tests have save workbooks. A test names
//! those that it uses by `#[needs(…)]`.

use std::path::{Path, PathBuf};

use harness::Need;

/// Saves workbooks in another format, all in one call, with a profile of its own under `home`.
#[track_caller]
pub fn convert(files: &[PathBuf], extension: &str, out: &Path, home: &Path) {
    let output = harness::libreoffice()
        .arg(format!("-env:UserInstallation=file://{}", home.join("profile").display()))
        .args(["--headless", "--convert-to", extension, "--outdir"])
        .arg(out)
        .args(files)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    for file in files {
        let saved = out.join(file.file_name().unwrap()).with_extension(extension);
        assert!(saved.is_file(), "{} was not saved", saved.display());
    }
}

/// Saves workbooks as .xlsx with every formula worked out anew. As a rule LibreOffice shows what is
/// stored in a file that seems to come from Excel.
#[allow(dead_code, reason = "not every test that saves workbooks does so")]
#[track_caller]
pub fn recalculate(files: &[PathBuf], out: &Path, home: &Path) {
    let profile = home.join("profile/user");
    std::fs::create_dir_all(&profile).unwrap();
    let setting = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>"#;
    std::fs::write(profile.join("registrymodifications.xcu"), setting).unwrap();
    convert(files, "xlsx", out, home);
}

/// Saves workbooks again by openpyxl.
#[allow(dead_code, reason = "not every test that saves workbooks does so")]
#[track_caller]
pub fn save_by_openpyxl(files: &[PathBuf], out: &Path) {
    const SCRIPT: &str = "import pathlib, sys, openpyxl
for file in sys.argv[2:]:
    openpyxl.load_workbook(file).save(pathlib.Path(sys.argv[1]) / pathlib.Path(file).name)";
    std::fs::create_dir_all(out).unwrap();
    let mut python = harness::python(&[Need::Openpyxl]);
    let output = python.args(["-c", SCRIPT]).arg(out).args(files).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Saves workbooks again by exceljs or SheetJS.
#[allow(dead_code, reason = "not every test that saves workbooks does so")]
#[track_caller]
pub fn save_by_node(library: Need, files: &[PathBuf], extension: &str, out: &Path) {
    let name = if library == Need::Exceljs { "exceljs" } else { "sheetjs" };
    std::fs::create_dir_all(out).unwrap();
    let mut node = harness::node("save.js", library);
    let output = node.args([name, extension]).arg(out).args(files).output().unwrap();
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Runs a script beside this file that drives LibreOffice through its API.
#[allow(dead_code, reason = "not every test that saves workbooks does so")]
#[track_caller]
pub fn drive(script: &str, arguments: &[&Path]) {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office");
    let mut python = harness::office_python();
    let output = python.arg(scripts.join(script)).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
