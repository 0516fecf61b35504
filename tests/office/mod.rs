//! LibreOffice without a window, for the tests that save workbooks through it.

use std::path::{Path, PathBuf};
use std::process::Command;

fn program() -> Option<&'static str> {
    ["soffice", "libreoffice"].into_iter().find(|program| {
        Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
    })
}

/// Whether it is installed. Without it a test is skipped and says so; where everything must be
/// tested, that is a failure.
pub fn is_there() -> bool {
    let there = program().is_some();
    if !there {
        assert!(std::env::var_os("CI").is_none(), "LibreOffice is not installed");
        eprintln!("skipped: LibreOffice is not installed");
    }
    there
}

/// Saves workbooks in another format, all in one call, with a profile of its own under `home`.
pub fn convert(files: &[PathBuf], extension: &str, out: &Path, home: &Path) {
    let output = Command::new(program().unwrap())
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

/// Whether LibreOffice can be driven through its API, which the system's Python knows.
#[allow(dead_code, reason = "not every test that saves workbooks does so")]
pub fn has_api() -> bool {
    let probe = Command::new("/usr/bin/python3").args(["-c", "import uno"]).output();
    let there = is_there() && probe.is_ok_and(|output| output.status.success());
    if !there {
        assert!(std::env::var_os("CI").is_none(), "LibreOffice's API (python3-uno) is not there");
        eprintln!("skipped: LibreOffice's API (python3-uno) is not there");
    }
    there
}

/// Saves workbooks again by openpyxl, exceljs or SheetJS, the last two installed by `npm ci` beside
/// `js/save.js`. False, and said, where the program is not there; where everything must be tested, that is
/// a failure.
#[allow(dead_code, reason = "not every test that saves workbooks does so")]
pub fn save_by(program: &str, files: &[PathBuf], extension: &str, out: &Path) -> bool {
    const OPENPYXL: &str = "import pathlib, sys, openpyxl
for file in sys.argv[2:]:
    openpyxl.load_workbook(file).save(pathlib.Path(sys.argv[1]) / pathlib.Path(file).name)";
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/js");
    let mut command;
    let there = if program == "openpyxl" {
        command = Command::new("python3");
        command.args(["-c", OPENPYXL]).arg(out);
        let probe = Command::new("python3").args(["-c", "import openpyxl"]).output();
        probe.is_ok_and(|output| output.status.success())
    } else {
        command = Command::new("node");
        command.arg(scripts.join("save.js")).args([program, extension]).arg(out);
        scripts.join("node_modules").is_dir()
    };
    if !there {
        assert!(std::env::var_os("CI").is_none(), "{program} is not installed");
        eprintln!("skipped: {program} is not installed");
        return false;
    }
    std::fs::create_dir_all(out).unwrap();
    let output = command.args(files).output().unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    true
}

/// Runs a script beside this file that drives LibreOffice through its API.
#[allow(dead_code, reason = "not every test that saves workbooks does so")]
pub fn drive(script: &str, arguments: &[&Path]) {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office");
    let output = Command::new("/usr/bin/python3")
        .arg("-B")
        .arg(scripts.join(script))
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
