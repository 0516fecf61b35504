//! What is beyond a bound, or no plain file, ends at once with words (docs/reading.md, Limits): files of
//! holes, which take no room on the disk, devices and pipes.

use std::fs::File;
use std::process::{Command, Output};

use bdhvs::testing::reader::bounds::{FILE_BYTES, LARGE_FILE_BYTES};

use crate::issued::clean;
use crate::run::Folder;

/// The largest list that is read, in bytes.
const LIST_BYTES: u64 = 32 << 20;

/// A file that begins so and is of this size.
fn hollow(folder: &Folder, name: &str, start: &[u8], length: u64) {
    folder.write(name, start);
    let file = File::options().append(true).open(folder.path(name)).unwrap();
    file.set_len(length).unwrap();
}

/// Runs the command without looking at what stands in the folder: a pipe there would keep whoever reads it
/// waiting, and what is hollow would fill memory.
fn run(folder: &Folder, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bdhvs"))
        .args(arguments)
        .args(["-c", "hanoi-2025", "--lang", "en"])
        .current_dir(folder.path(""))
        .output()
        .unwrap()
}

#[track_caller]
fn assert_refused(folder: &Folder, arguments: &[&str], words: &str) {
    let output = run(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
    assert!(said.contains(words), "{arguments:?}: {said}");
}

#[test]
fn a_file_beyond_the_bound_is_refused_by_its_size_and_its_beginning() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00004").bytes());
    hollow(&folder, "in/film.mp4", b"\0\0\0\x18ftypmp42", 1 << 30);
    hollow(&folder, "in/package.xlsx", b"PK\x03\x04", FILE_BYTES + 1);
    // Within the bound, its first bytes tell what it is.
    hollow(&folder, "in/scan.pdf", b"%PDF-1.7", FILE_BYTES - 1);
    let output = run(&folder, &["validate", "in", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let seen: Vec<_> = report["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| {
            let code = file["findings"][0]["code"].as_str().unwrap_or_default();
            (file["path"].as_str().unwrap(), file["status"].as_str().unwrap(), code)
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("in/a.xlsx", "accepted", ""),
            ("in/film.mp4", "rejected", "BD104"),
            ("in/package.xlsx", "rejected", "BD104"),
            ("in/scan.pdf", "rejected", "BD103"),
        ]
    );
}

#[test]
fn a_list_beyond_the_bound_is_refused() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00004").bytes());
    hollow(&folder, "list.csv", b"code,name\n", LIST_BYTES + 1);
    hollow(&folder, "own/campaign.toml", b"id = \"own\"\n", LIST_BYTES + 1);
    for arguments in [
        &["status", "in", "--register", "list.csv"][..],
        &["status", "in", "--issued", "list.csv"],
        &["template", "--units", "list.csv", "-o", "out"],
    ] {
        assert_refused(&folder, arguments, "up to 32 MB");
    }
    for (hollow_file, settings) in
        [("bdhvs.toml", ""), ("ngoai-le.csv", "waivers = \"ngoai-le.csv\"\n")]
    {
        let inside = Folder::new();
        inside.write("in/a.xlsx", clean("00004").bytes()).write("bdhvs.toml", settings);
        let start = if settings.is_empty() { &b"# \n"[..] } else { b"code,unit\n" };
        hollow(&inside, hollow_file, start, LIST_BYTES + 1);
        assert_refused(&inside, &["validate", "in"], hollow_file);
    }
}

#[test]
fn a_definition_beyond_the_bound_is_refused() {
    let folder = Folder::new();
    hollow(&folder, "own/campaign.toml", b"id = \"own\"\n", LIST_BYTES + 1);
    let output = Command::new(env!("CARGO_BIN_EXE_bdhvs"))
        .args(["campaign", "check", "own", "--lang", "en"])
        .current_dir(folder.path(""))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("up to 32 MB"), "{said}");
}

#[test]
fn an_earlier_consolidation_is_a_plain_file_within_the_bound() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00004").bytes()).write("there/b.txt", "");
    hollow(&folder, "large.xlsx", b"PK\x03\x04", LARGE_FILE_BYTES + 1);
    for path in ["there", "large.xlsx"] {
        assert_refused(&folder, &["status", "in", "--previous", path], path);
    }
}

/// A pipe would keep the command waiting, a device would never end.
#[cfg(unix)]
#[test]
fn a_pipe_or_a_device_is_no_list() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00004").bytes());
    let made = Command::new("mkfifo").arg(folder.path("pipe")).status();
    assert!(made.unwrap().success());
    for path in ["pipe", "/dev/zero"] {
        for arguments in [
            &["status", "in", "--previous", path][..],
            &["status", "in", "--register", path],
            &["template", "--units", path, "-o", "out"],
        ] {
            assert_refused(&folder, arguments, "no plain file");
        }
    }
}
