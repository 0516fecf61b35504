//! The example folders: what the command says of every file, and what it makes of them together.

mod answers;
mod hai_phong;
mod hanoi;
mod hanoi_words;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

/// A file of the examples.
fn example(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(path)
}

/// A copy of a campaign's folder, so that nothing can be written beside the originals.
fn copy(campaign: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy_into(&example(campaign).join("tiep-nhan"), &folder.path().join("tiep-nhan"));
    folder
}

fn copy_into(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_into(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn bdhvs(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("bdhvs").unwrap();
    command.current_dir(folder).args(["--lang", "vi"]);
    command
}

/// Merges `tiep-nhan` into `out.xlsx`, and gives what the JSON says.
fn merge(folder: &Path, options: &[&str], exit_code: i32) -> Value {
    bdhvs(folder)
        .args(["merge", "tiep-nhan", "-o", "out.xlsx", "--json", "out.json", "-q"])
        .args(options)
        .assert()
        .code(exit_code);
    assert!(folder.join("out.xlsx").is_file());
    serde_json::from_str(&fs::read_to_string(folder.join("out.json")).unwrap()).unwrap()
}

/// The paths inside the folder, each of which must be there once.
fn by_path(files: &Value) -> BTreeMap<String, &Value> {
    let files = files.as_array().unwrap();
    let found: BTreeMap<_, _> = files
        .iter()
        .map(|file| {
            let path = file["path"].as_str().unwrap();
            (path.strip_prefix("tiep-nhan/").unwrap().to_owned(), file)
        })
        .collect();
    assert_eq!(found.len(), files.len(), "a path is given twice");
    found
}

/// A text of the JSON; empty where there is none.
fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}
