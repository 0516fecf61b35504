//! Thousands of real and hostile files from other projects, none of them ours: no panic escapes, nothing
//! aborts or hangs, no file takes more than 512 MiB, and each comes back exactly once with a status and,
//! unless accepted, a finding in words, in both languages.
//!
//!     BDHVS_CORPUS=FOLDER cargo test --release --test corpus -- --nocapture
//!
//! The folder is no part of the repository. Good ones are the test files of Apache POI (`test-data`),
//! calamine (`tests`), SheetJS (`test_files`) and ClosedXML, spreadsheets and documents alike. Memory is
//! bounded from outside, by the limit of the shell on the address space of the process, so that what is
//! over it aborts and is seen. Without the variable the test is ignored and says so: it reads what no
//! machine but a maintainer's has, and is not asked of CI.

#[macro_use]
extern crate harness;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// Address space of one process, in KiB.
const MEMORY_KIB: u64 = 512 << 10;
/// How long one file may take.
const SECONDS: u64 = 60;
/// Small text files, of which there are most, are given to one process by so many.
const TOGETHER: usize = 100;

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else {
            files.push(path);
        }
    }
}

/// Validates files in one process under the limits and returns the report.
fn validated(files: &[PathBuf], language: &str) -> Result<Value, String> {
    let mut command = Command::new("sh");
    let script = format!("ulimit -v {MEMORY_KIB}; exec \"$@\"");
    command.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_bdhvs"), "validate", "--jobs", "1"]);
    command.args(["-c", "hanoi-2025", "-p", "2025-9t", "--format", "json", "--lang", language]);
    command.arg("--").args(files).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut output = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        output.read_to_end(&mut bytes).map(|_| bytes)
    });
    let start = Instant::now();
    let limit = Duration::from_secs(SECONDS) * u32::try_from(files.len()).unwrap().min(10);
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > limit {
            child.kill().unwrap();
            child.wait().unwrap();
            return Err("hangs".to_owned());
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    let output = reader.join().unwrap().unwrap();
    if !said.is_empty() || !matches!(status.code(), Some(0 | 1)) {
        return Err(format!("{status}: {said}"));
    }
    serde_json::from_slice(&output).map_err(|error| error.to_string())
}

/// What is wrong with the report of one file.
fn complaint(file: &Value) -> Option<String> {
    let findings = file["findings"].as_array()?;
    if file["status"] != "accepted" && findings.is_empty() && file["reason"].is_null() {
        return Some("no finding and no reason".to_owned());
    }
    findings.iter().find_map(|finding| {
        ["message", "hint"].iter().find_map(|key| {
            let text = finding[key].as_str().unwrap_or_default();
            let raw = ["{$", "panicked", "Err(", "Some(", "Error {", "called `", "$detail"];
            let is_raw = raw.iter().any(|raw| text.contains(raw));
            (text.trim().len() < 10 || is_raw).then(|| format!("{key}: {text:?}"))
        })
    })
}

#[test]
#[needs(Corpus)]
fn whatever_a_file_is_it_comes_back() {
    let folder = harness::corpus();
    let mut files = Vec::new();
    walk(Path::new(&folder), &mut files);
    files.sort();
    let is_small = |path: &PathBuf| {
        let is_text = path.extension().is_some_and(|extension| extension == "csv");
        is_text && path.metadata().is_ok_and(|metadata| metadata.len() < 1 << 20)
    };
    let (small, single): (Vec<PathBuf>, Vec<PathBuf>) = files.iter().cloned().partition(is_small);
    let batches = single.chunks(1).chain(small.chunks(TOGETHER));
    let mut wrong = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut slowest = (Duration::ZERO, PathBuf::new());
    let start = Instant::now();
    for batch in batches {
        let began = Instant::now();
        // Words do not depend on what is read: the other language is asked of a part.
        let other = batch.len() == 1 && seen.values().sum::<usize>().is_multiple_of(8);
        for language in ["vi", "en"].into_iter().take(1 + usize::from(other)) {
            let report = match validated(batch, language) {
                Ok(report) => report,
                Err(error) => {
                    wrong.push(format!("{}: {error}", batch[0].display()));
                    continue;
                }
            };
            let returned = report["files"].as_array().unwrap();
            let paths: Vec<&str> = returned.iter().filter_map(|f| f["path"].as_str()).collect();
            let given: Vec<_> = batch.iter().map(|path| path.to_string_lossy()).collect();
            assert_eq!(paths, given, "each file once");
            for file in returned {
                let complaint = complaint(file);
                wrong.extend(complaint.map(|what| format!("{}: {what}", file["path"])));
                let codes = file["findings"].as_array().unwrap().iter();
                let codes: Vec<&str> = codes.filter_map(|f| f["code"].as_str()).collect();
                let code = codes.first().copied().unwrap_or_default();
                let what = format!("{} {code}", file["status"].as_str().unwrap());
                if language == "vi" {
                    *seen.entry(what).or_default() += 1;
                }
            }
        }
        slowest = slowest.max((began.elapsed(), batch[0].clone()));
    }
    eprintln!("{} files in {:?}, slowest {slowest:?}, {seen:?}", files.len(), start.elapsed());
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), files.len(), wrong.join("\n"));
}

fn main() -> std::process::ExitCode {
    harness::main()
}
