//! Returns disturbed at random: captions, wordings, rows and sheets changed, exchanged, deleted and pasted
//! over, by openpyxl and by LibreOffice. Whatever was done, every figure in the consolidation is the one
//! that stands beside the wording of its row, or it is out and a finding of its file says so.

use std::path::{Path, PathBuf};
use std::process::Command;

use harness::Need;
use serde_json::{Value, json};

use crate::definition::campaign_folder;
use crate::issued::clean;
use crate::run::Folder;
use crate::tally;

/// What became of the figures of some returns.
#[derive(Debug, Default)]
struct Held {
    files: usize,
    right: u64,
    out: u64,
}

/// The communes of which returns are made: so many, one after another.
fn communes(most: usize) -> Vec<String> {
    let names = std::fs::read_dir(crate::issued::issued().path("out")).unwrap();
    let mut codes: Vec<String> = names
        .filter_map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let code = name.split_once('_')?.0.to_owned();
            code.bytes().all(|byte| byte.is_ascii_digit()).then_some(code)
        })
        .collect();
    codes.sort();
    // Units with rows of both scopes, tasks and lists beside the communes.
    codes.truncate(most.saturating_sub(3));
    codes.extend(["SO-NV", "SO-GDDT", "SO-KHCN"].map(str::to_owned));
    codes
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

#[track_caller]
fn python(mut python: Command, name: &str, arguments: &[&Path]) -> Vec<u8> {
    let output = python.arg(script(name)).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Disturbs so many returns of so many units and holds every figure.
#[track_caller]
fn holds(count: usize, units: usize, seed: &str) -> Held {
    let folder = Folder::new();
    let codes = communes(units);
    for code in &codes {
        folder.write(&format!("clean/{code}.xlsx"), clean(code).bytes());
    }
    let specification = json!({
        "source": folder.path("clean"), "out": folder.path("out"), "seed": seed, "count": count,
    });
    folder.write("disturb.json", specification.to_string());
    std::fs::create_dir(folder.path("out")).unwrap();
    let openpyxl = harness::python(&[Need::Openpyxl]);
    python(openpyxl, "office/disturb_openpyxl.py", &[&folder.path("disturb.json")]);
    let uno = harness::office_python();
    python(uno, "office/disturb_uno.py", &[&folder.path("disturb.json")]);
    let done = folder.json("out/done.json");
    let mut held = Held::default();
    for round in 0..count.div_ceil(codes.len()) {
        let within = format!("out/{round}");
        held.add(&folder.path(&within), round, &done);
    }
    assert_eq!(held.files, count);
    held
}

impl Held {
    #[track_caller]
    fn add(&mut self, folder: &Path, round: usize, done: &Value) {
        let run = |arguments: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_bdhvs"));
            let command = command.args(arguments).args(["-c", "hanoi-2025", "-p", "2025-9t"]);
            let output = command.current_dir(folder).output().unwrap();
            assert!(output.status.code() < Some(2), "{output:?}");
            output.stdout
        };
        std::fs::create_dir(folder.join("results")).unwrap();
        run(&["merge", ".", "-q", "-o", "results/c.xlsx", "--json", "results/c.json"]);
        let report = run(&["validate", ".", "--format", "json"]);
        std::fs::write(folder.join("results/v.json"), &report).unwrap();
        let report: Value = serde_json::from_slice(&report).unwrap();
        tally::check_where_marks_are_lost(folder, &report);
        let arguments = [
            folder.to_owned(),
            folder.join("results/c.json"),
            folder.join("results/v.json"),
            campaign_folder("hanoi-2025"),
        ];
        let arguments: Vec<&Path> = arguments.iter().map(PathBuf::as_path).collect();
        let openpyxl = harness::python(&[Need::Openpyxl]);
        let found = python(openpyxl, "oracle/disturbed.py", &arguments);
        let found: Value = serde_json::from_slice(&found).unwrap();
        let wrong = found["wrong"].as_array().unwrap();
        let of = |line: &Value| {
            done[format!("{round}/{}", line[0].as_str().unwrap().trim_start_matches("./"))]
                .to_string()
        };
        let shown: Vec<String> =
            wrong.iter().take(30).map(|line| format!("{line} after {}", of(line))).collect();
        assert!(wrong.is_empty(), "{} wrong: {shown:#?}", wrong.len());
        let files = report["files"].as_array().unwrap().iter();
        let files = files.filter(|file| !file["path"].as_str().unwrap().contains("results"));
        self.files += files.count();
        self.right += found["right"].as_u64().unwrap();
        self.out += found["out"].as_u64().unwrap();
    }
}

#[test]
#[needs(LibreOfficeApi, Openpyxl)]
fn every_figure_of_a_disturbed_return_is_right_or_out_with_a_finding() {
    let held = holds(48, 48, "2025");
    assert!(held.right > 200 && held.out > 20, "{held:?}");
}

/// The same of 2,000 returns.
#[test]
#[needs(LibreOfficeApi, Openpyxl)]
#[ignore = "takes half an hour"]
fn of_two_thousand_disturbed_returns() {
    let held = holds(2_000, 125, "2026");
    eprintln!("{held:?}");
    assert!(held.right > 10_000 && held.out > 1_000, "{held:?}");
}
