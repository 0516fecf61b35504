//! Files that cannot be opened on this computer: a matter of the officer. They are not damaged, no unit is
//! told of them, and the rest goes on; named on the command line they stop the command.

#![cfg(unix)]

use std::os::unix::fs::symlink;

use serde_json::json;

use crate::issued::clean;
use crate::run::Folder;

/// A return, and beside it a link that leads nowhere, one in a circle, and one to a folder.
fn returns() -> Folder {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00004").bytes());
    symlink("not-there.xlsx", folder.path("in/b.xlsx")).unwrap();
    symlink("c.xlsx", folder.path("in/c.xlsx")).unwrap();
    symlink(".", folder.path("in/d")).unwrap();
    folder
}

#[test]
fn what_cannot_be_opened_is_for_the_officer_and_the_rest_goes_on() {
    let folder = returns();
    let run = folder.run(["validate", "in", "--feedback", "out", "--format", "json"]).status(1);
    let report = run.writes(&["out/00004-ket-qua.xlsx", "out/00004.txt"]).check().json();
    let seen: Vec<_> = report["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| {
            (file["path"].clone(), file["status"].clone(), file["findings"][0]["code"].clone())
        })
        .collect();
    let reach = |path: &str| (json!(path), json!("rejected"), json!("BD114"));
    let clean = (json!("in/a.xlsx"), json!("accepted"), json!(null));
    assert_eq!(seen, [clean, reach("in/b.xlsx"), reach("in/c.xlsx"), reach("in/d")]);
    folder.run(["merge", "in", "-o", "m.xlsx", "-q"]).status(1).writes(&["m.xlsx"]).check();
}

/// What the system says of it, in English, is printed on demand and stands in no message.
#[test]
fn the_words_of_the_system_are_for_those_who_ask() {
    let folder = returns();
    let run = folder.run(["validate", "in"]).status(1).stdout_lacks("No such file");
    run.stdout_has("BD114").stderr_lacks("No such file").check();
    let run = folder.run(["validate", "in", "-q", "--verbose"]).status(1).stdout("");
    run.stderr_has("in/b.xlsx: No such file or directory").check();
    folder.write("damaged.xlsx", b"PK\x03\x04");
    let run = folder.run(["validate", "damaged.xlsx"]).status(1);
    run.stdout_lacks("Zip").stdout_lacks("EOCD").check();
    let run = folder.run(["validate", "damaged.xlsx", "--verbose"]).status(1);
    run.stderr_has("damaged.xlsx: ").check();
}

#[test]
fn a_file_that_is_named_must_be_opened() {
    let folder = returns();
    for path in ["in/b.xlsx", "in/c.xlsx", "in/none.xlsx"] {
        let run = folder.run(["validate", path, "in/a.xlsx", "--feedback", "out"]).status(2);
        run.stderr_has(path).stderr_lacks("os error").writes(&[]).check();
    }
}

/// Who may not read a file or a folder: root may read all, so another user runs the command.
#[test]
#[needs(PlainUser)]
fn a_folder_without_the_right_to_it_is_named_and_the_rest_goes_on() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::process::Command;
    let folder = returns();
    folder.write("in/kin/x.xlsx", clean("00008").bytes());
    folder.write("in/kin-tep.xlsx", clean("00008").bytes());
    let close = |name: &str, mode| {
        let rights = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(folder.path(name), rights).unwrap();
    };
    let program = env!("CARGO_BIN_EXE_bdhvs");
    let copy = folder.path("bdhvs");
    std::fs::copy(program, &copy).unwrap();
    close("", 0o755);
    close("in/kin", 0o000);
    close("in/kin-tep.xlsx", 0o000);
    let is_root = std::fs::read(folder.path("in/kin-tep.xlsx")).is_ok();
    let mut command = if is_root {
        let mut command = Command::new("setpriv");
        command.args(["--reuid", "65534", "--clear-groups"]).arg(&copy);
        command
    } else {
        Command::new(&copy)
    };
    let ran =
        command.args(["validate", "in", "--format", "json"]).current_dir(folder.path("")).output();
    close("in/kin", 0o755);
    close("in/kin-tep.xlsx", 0o644);
    let ran = ran.unwrap();
    assert_eq!(ran.status.code(), Some(1), "{}", String::from_utf8_lossy(&ran.stderr));
    let report: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    let found: Vec<_> = report["files"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|file| file["path"].as_str().unwrap().starts_with("in/kin"))
        .map(|file| {
            (&file["findings"][0]["code"], file["findings"][0]["message"].as_str().unwrap())
        })
        .collect();
    assert_eq!(found.len(), 2, "{report}");
    for (code, message) in &found {
        assert_eq!(*code, "BD114");
        assert!(message.contains("không có quyền đọc"), "{message}");
    }
    assert!(found.iter().any(|(_, message)| message.contains("thư mục")), "{found:?}");
}
