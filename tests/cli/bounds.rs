//! What is beyond a bound, or no plain file, ends at once with words (docs/reading.md, Limits): files of
//! holes, which take no room on the disk, devices and pipes.

use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;

use bdhvs::testing::reader::bounds::{FILE_BYTES, LARGE_FILE_BYTES};

use crate::issued::clean;
use crate::run::Folder;

/// The largest list that is read, in bytes.
const LIST_BYTES: u64 = 32 << 20;

/// A file that begins so and is of this size.
fn hollow(folder: &Folder, name: &str, start: &[u8], length: u64) -> PathBuf {
    folder.write(name, start);
    let path = folder.path(name);
    let mut file = File::options().append(true).open(&path).unwrap();
    file.flush().unwrap();
    file.set_len(length).unwrap();
    path
}

#[test]
fn a_file_beyond_the_bound_is_refused_by_its_size_and_its_beginning() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00004").bytes());
    hollow(&folder, "in/film.mp4", b"\0\0\0\x18ftypmp42", 1 << 30);
    hollow(&folder, "in/package.xlsx", b"PK\x03\x04", FILE_BYTES + 1);
    // Within the bound, its first bytes tell what it is.
    hollow(&folder, "in/scan.pdf", b"%PDF-1.7", FILE_BYTES - 1);
    let run = folder.run(["validate", "in", "--format", "json"]).status(1);
    let report = run.check().json();
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
    let words = "32 MB";
    for arguments in [
        &["status", "in", "--register", "list.csv"][..],
        &["status", "in", "--issued", "list.csv"],
        &["template", "-c", "hanoi-2025", "--units", "list.csv", "-o", "out"],
        &["campaign", "check", "own"],
    ] {
        folder.run(arguments).status(2).stderr_has(words).check();
    }
    for (settings, list) in [("bdhvs.toml", ""), ("ngoai-le.csv", "waivers = \"ngoai-le.csv\"\n")] {
        let inside = Folder::new();
        inside.write("in/a.xlsx", clean("00004").bytes()).write("bdhvs.toml", list);
        hollow(&inside, settings, b"", LIST_BYTES + 1);
        inside.run(["validate", "in"]).status(2).stderr_has(settings).check();
    }
}

#[test]
fn an_earlier_consolidation_is_a_plain_file_within_the_bound() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00004").bytes()).write("there/b.txt", "");
    hollow(&folder, "large.xlsx", b"PK\x03\x04", LARGE_FILE_BYTES + 1);
    for path in ["there", "large.xlsx"] {
        folder.run(["status", "in", "--previous", path]).status(2).stderr_has(path).check();
    }
}

/// A pipe would keep the command waiting, a device would never end.
#[cfg(unix)]
#[test]
fn a_pipe_or_a_device_is_no_list() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00004").bytes());
    let made = std::process::Command::new("mkfifo").arg(folder.path("pipe")).status();
    assert!(made.unwrap().success());
    for path in ["pipe", "/dev/zero"] {
        for arguments in [
            &["status", "in", "--previous", path][..],
            &["status", "in", "--register", path],
            &["template", "-c", "hanoi-2025", "--units", path, "-o", "out"],
            &["validate", "in", "-c", path],
        ] {
            folder.run(arguments).status(2).stderr_has(path).check();
        }
    }
    for name in ["bdhvs.toml", "own/campaign.toml"] {
        let inside = Folder::new();
        inside.write("in/a.xlsx", clean("00004").bytes()).write("own/b.txt", "");
        std::os::unix::fs::symlink("/dev/zero", inside.path(name)).unwrap();
        inside.run(["validate", "in", "-c", "own"]).status(2).stderr_has(name).check();
    }
}
