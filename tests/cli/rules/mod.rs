//! The cases of the rules in `tests/rules/`: what a cell holds, and exactly what is found of it, at
//! exactly which cell, and nothing else in the file (docs/contract/rules.md: "never blames a cell for what another
//! cell caused"), in every format.

mod cases;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::definition::definition;
use crate::fill::Package;
use crate::issued::clean;
use crate::run::Folder;
use crate::{office, tally};
pub use cases::faults_of_communes;
use cases::{Case, Format, cases, parse, rule_files};

/// A finding as a test sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    pub code: String,
    pub severity: String,
    /// Form, indicator, scope and field: `bieu1_3_own_value`.
    pub name: String,
    pub sheet: String,
    pub address: String,
}

pub fn seen(finding: &Value) -> Seen {
    let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    Seen {
        code: text("code"),
        severity: text("severity"),
        name: ["form", "indicator", "scope", "field"].map(text).join("_"),
        sheet: text("sheet"),
        address: text("cell"),
    }
}

/// A finding of an input cell, whose place in the workbook its name tells.
#[track_caller]
pub fn wanted(workbook: &Package, code: &str, severity: &str, name: &str) -> Seen {
    let spot = workbook.spot(name);
    Seen {
        code: code.to_owned(),
        severity: severity.to_owned(),
        name: name.to_owned(),
        sheet: spot.sheet.clone(),
        address: spot.cell.clone(),
    }
}

/// The return of a case.
struct Return {
    case: &'static Case,
    unit: String,
    workbook: Package,
}

/// The returns of cases in rounds that are validated together, with at most one of each unit.
fn rounds(cases: impl Iterator<Item = &'static Case>) -> Vec<Vec<Return>> {
    let communes: Vec<&str> = definition().communes().collect();
    let mut communes = communes.iter().copied().cycle();
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let mut rounds: Vec<Vec<Return>> = Vec::new();
    for case in cases {
        let unit = case.unit.as_deref().or_else(|| communes.next()).unwrap();
        let round = used.entry(unit.to_owned()).or_default();
        if *round == rounds.len() {
            rounds.push(Vec::new());
        }
        let workbook = changed(case, unit);
        rounds[*round].push(Return { case, unit: unit.to_owned(), workbook });
        *round += 1;
    }
    rounds
}

fn changed(case: &Case, unit: &str) -> Package {
    let mut workbook = clean(unit);
    let blamed = case.finds.iter().map(|expected| expected.cell.as_str());
    for cell in case.cells.iter().map(|(cell, _)| *cell).chain(blamed) {
        let is_there = workbook.names().contains_key(&format!("bdhvs_{cell}"));
        assert!(is_there, "{}: {unit} has no cell {cell}", case.title());
    }
    for (cell, content) in &case.cells {
        workbook.put(cell, *content);
    }
    workbook
}

/// Validates the files of a round, `00004.xlsx` and so on, and gives what is not as it should be.
fn failures(folder: &Folder, format: Format, returns: &[Return]) -> Vec<String> {
    let is_error = |r: &Return| r.case.finds.iter().any(|expected| expected.severity == "error");
    let status = i32::from(returns.iter().any(is_error));
    let command = std::process::Command::new(env!("CARGO_BIN_EXE_bdhvs"))
        .args(["validate", ".", "--format", "json"])
        .current_dir(folder.path(""))
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&command.stdout).unwrap_or_else(|error| {
        panic!("{error}: {}", String::from_utf8_lossy(&command.stderr));
    });
    tally::check(&folder.path(""), &report);
    let files = report["files"].as_array().unwrap();
    assert_eq!(files.len(), returns.len());
    let mut failures = Vec::new();
    for Return { case, unit, workbook } in returns {
        let extension = format.extension();
        let path = format!("./{unit}.{extension}");
        let file = files.iter().find(|file| file["path"] == path.as_str()).unwrap();
        // The other files of the round are no part of the case.
        let is_own = |finding: &&Value| finding["code"].as_str() < Some("BD700");
        let findings: Vec<&Value> =
            file["findings"].as_array().unwrap().iter().filter(is_own).collect();
        let found: Vec<Seen> = findings.iter().copied().map(seen).collect();
        let expected: Vec<Seen> =
            case.finds.iter().map(|e| wanted(workbook, &e.code, &e.severity, &e.cell)).collect();
        if found != expected || file["status"] != "accepted" {
            failures.push(format!(
                "{}, as .{extension} of {unit}, {}\nexpected {expected:#?}\nfound {findings:#?}",
                case.title(),
                file["status"]
            ));
        }
        for (finding, key) in
            findings.iter().flat_map(|f| ["message", "hint", "name"].map(|key| (f, key)))
        {
            let text = finding[key].as_str().unwrap();
            if text.is_empty() || text.contains(['{', '$', '\u{2068}']) {
                failures.push(format!("{}: {key} {text:?}", case.title()));
            }
        }
    }
    if failures.is_empty() {
        assert_eq!(command.status.code(), Some(status));
    }
    failures
}

#[track_caller]
fn assert_none(failures: &[String]) {
    assert!(failures.is_empty(), "{} cases fail\n\n{}", failures.len(), failures.join("\n\n"));
}

/// docs/contract/rules.md: every case finds what it says, where it says, and nothing else.
#[test]
fn every_case_finds_what_it_says_and_nothing_else() {
    let mut all = Vec::new();
    for returns in rounds(cases().filter(|case| case.formats.contains(&Format::Xlsx))) {
        let folder = Folder::new();
        for Return { unit, workbook, .. } in &returns {
            folder.write(&format!("{unit}.xlsx"), workbook.bytes());
        }
        all.extend(failures(&folder, Format::Xlsx, &returns));
    }
    assert_none(&all);
}

/// The same of the returns that LibreOffice has saved. A normal run takes one case of each rule
/// and those that are of no .xlsx, `BDHVS_ALL=1` takes all.
#[test]
#[needs(LibreOffice)]
fn every_case_finds_the_same_in_other_formats() {
    let takes_all = std::env::var_os("BDHVS_ALL").is_some();
    let mut all = Vec::new();
    for format in [Format::Xls, Format::Ods] {
        let mut taken = BTreeSet::new();
        let sample = cases().filter(|case| case.formats.contains(&format)).filter(|case| {
            let is_only_here = !case.formats.contains(&Format::Xlsx);
            takes_all || is_only_here || (case.finds_rule() && taken.insert(case.code))
        });
        let rounds = rounds(sample);
        let saved = saved_as(format, &rounds);
        for (returns, folder) in rounds.iter().zip(&saved) {
            all.extend(failures(folder, format, returns));
        }
    }
    assert_none(&all);
}

/// A folder for each round with its files in another format, all saved in one call of LibreOffice.
fn saved_as(format: Format, rounds: &[Vec<Return>]) -> Vec<Folder> {
    let (home, extension) = (Folder::new(), format.extension());
    let stem = |round: usize, unit: &str| format!("{unit}-{round}");
    let mut files: Vec<PathBuf> = Vec::new();
    for (round, returns) in rounds.iter().enumerate() {
        for Return { unit, workbook, .. } in returns {
            let name = format!("{}.xlsx", stem(round, unit));
            home.write(&name, workbook.bytes());
            files.push(home.path(&name));
        }
    }
    office::convert(&files, extension, &home.path("saved"), &home.path(""));
    let mut folders = Vec::new();
    for (round, returns) in rounds.iter().enumerate() {
        let folder = Folder::new();
        for Return { unit, .. } in returns {
            let saved = home.read(&format!("saved/{}.{extension}", stem(round, unit)));
            folder.write(&format!("{unit}.{extension}"), saved);
        }
        folders.push(folder);
    }
    folders
}

/// Every rule has a file with a case that finds it, or that names another test which mentions it.
#[test]
fn every_rule_has_a_case_or_names_its_test() {
    let known: Vec<&str> = bdhvs::testing::rules::RULES.iter().map(|rule| rule.code).collect();
    let files: Vec<&str> = rule_files().iter().map(|file| file.code).collect();
    assert_eq!(files, known, "tests/rules has a file for every rule");
    for file in rule_files() {
        let Some(elsewhere) = &file.elsewhere else { continue };
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(elsewhere);
        let test = std::fs::read_to_string(path).unwrap_or_default();
        let is_tested = test
            .lines()
            .any(|line| line.contains(file.code) && !line.trim_start().starts_with("//"));
        assert!(is_tested, "{}.toml: {elsewhere} does not test it", file.code);
        assert!(!file.cases.iter().any(Case::finds_rule), "{}.toml: a case finds it", file.code);
    }
}

/// A mistake in a file of cases fails by name; it never leaves a case out.
#[test]
fn a_mistake_in_a_case_is_named_with_its_file_and_case() {
    const HEAD: &str = "# BD404 ambiguous-number\n";
    const GOOD: &str = "[[case]]\nname = \"a\"\ncells.bieu2_4_own_value = \"1,234\"\n\
                        finds = [\"BD404 error bieu2_4_own_value\"]\n";
    let with = |from: &str, to: &str| format!("{HEAD}{}", GOOD.replace(from, to));
    assert_eq!(parse("BD404.toml", &with("", "")).unwrap().cases.len(), 1);
    let wrong = [
        ("BD499.toml", with("", ""), "the file of no rule"),
        ("BD405.toml", with("", ""), "# BD405 approximate-number"),
        ("BD404.toml", HEAD.to_owned(), "no case finds the rule"),
        ("BD404.toml", with("error", "error "), "\"a\": \"BD404 error  bieu2"),
        ("BD404.toml", with("BD404 ", "BD499 "), "\"a\": \"BD499 error bieu2"),
        ("BD404.toml", with(" error ", " fatal "), "names no severity"),
        ("BD404.toml", with("name = \"a\"\n", ""), "case 1: missing field `name`"),
        ("BD404.toml", with("\"a\"", "\" \""), "a name without words"),
        ("BD404.toml", with("name", "unit = \"SO-X\"\nname"), "\"a\": no unit \"SO-X\""),
        ("BD404.toml", with("name", "colour = 1\nname"), "\"a\": unknown field `colour`"),
        ("BD404.toml", with("name", "formats = [\"csv\"]\nname"), "unknown variant `csv`"),
        ("BD404.toml", with("\"1,234\"", "{ nubmer = \"1\" }"), "\"a\": bieu2_4_own_value = {"),
        ("BD404.toml", with("\"1,234\"", "{ blank = false }"), "is no content"),
        ("BD404.toml", with("\"1,234\"", "1234"), "bieu2_4_own_value = 1234 is no content"),
        ("BD404.toml", with("[[case]]", "[[cases]]"), "unknown field `cases`"),
        ("BD404.toml", format!("{HEAD}{GOOD}{GOOD}"), "\"a\": the name is there twice"),
        (
            "BD404.toml",
            with("finds = [\"BD404 error bieu2_4_own_value\"]", "finds = []"),
            "no case",
        ),
    ];
    for (name, source, problem) in wrong {
        let said = parse(name, &source).unwrap_err();
        assert!(said.starts_with(name) && said.contains(problem), "{problem:?} in {said}");
    }
}
