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
