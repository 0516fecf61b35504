//! `merge --csv` (docs/contract/data-package.md): the data package as other programs read it.

use std::path::Path;

use harness::Need;

use crate::definition::campaign_folder;
use crate::fill::Put;
use crate::issued::{clean, clean_but, only};
use crate::run::Folder;
use Put::{Number, Text};

/// Holds the package in a folder against the JSON beside it, and lets frictionless validate it.
#[track_caller]
pub fn agrees(folder: &Folder, package: &str, json: &str) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/package.py");
    let output = harness::python(&[Need::Frictionless])
        .arg(script)
        .args([folder.path(package), folder.path(json)])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

const FILES: [&str; 9] = [
    "datapackage.json",
    "figures.csv",
    "files.csv",
    "indicators.csv",
    "passages.csv",
    "sections.csv",
    "task_replies.csv",
    "tasks.csv",
    "units.csv",
];

/// The paths of a package in a folder.
fn files(package: &str) -> Vec<String> {
    FILES.iter().map(|name| format!("{package}/{name}")).collect()
}

/// Returns with everything that a table must show: figures, words, errors, blanks, text that begins
/// like a formula, quotes and line feeds, a lead agency, a rejected and an ignored file.
fn returns() -> Folder {
    let folder = Folder::new();
    let mistakes = clean_but(
        "00004",
        &[
            ("bieu1_3_own_numerator", Number("1200")),
            ("bieu2_9_own_value", Text("hơn 200")),
            ("bieu2_10_own_value", Text("Không áp dụng")),
            ("bieu2_3_own_value", Text("Chưa có số liệu")),
            ("bieu2_4_own_value", Put::Blank),
            ("bieu2_4_own_evidence", Text("=HYPERLINK(\"http://x\";\"a\")\n\"+b\", @c\r\nd")),
            ("bieu2_5_own_explanation", Text("-1+2")),
        ],
    );
    folder.write("in/00004.xlsx", mistakes.bytes());
    folder.write("in/00008.xlsx", clean("00008").bytes());
    let rate = [("bieu1_3_own_value", Number("66.6667"))];
    folder.write("in/00025.xlsx", only("00025", &rate).bytes());
    let lead = clean_but("SO-NV", &[("bieu2_9_city_value", Number("1000"))]);
    folder.write("in/SO-NV.xlsx", lead.bytes());
    folder.write("in/note.pdf", "%PDF-1.7 note");
    folder.write("in/~$00004.xlsx", "lock");
    folder
}

const MERGE: [&str; 6] = ["merge", "in", "-o", "city.xlsx", "--json", "city.json"];

/// "the long table as a Frictionless Data Package … that the `frictionless` tool validates": every
/// figure is that of `--json`, read by a program that knows only the standard.
#[test]
#[needs(Frictionless)]
fn every_figure_of_the_package_is_that_of_the_json() {
    let folder = returns();
    folder.run(MERGE).args(["--csv", "data"]).status(1).check();
    agrees(&folder, "data", "city.json");
}

#[test]
fn a_package_is_written_whole_and_hands_text_on() {
    let folder = returns();
    let mut written = files("data");
    written.splice(0..0, ["city.json".to_owned(), "city.xlsx".to_owned()]);
    let written: Vec<&str> = written.iter().map(String::as_str).collect();
    let run = folder.run(MERGE).arg("--csv").arg("data").status(1).writes(&written);
    run.stdout_has("data").check();

    // Text is handed on as it was written.
    let figures = String::from_utf8(folder.read("data/figures.csv")).unwrap();
    assert!(
        figures.contains("\"=HYPERLINK(\"\"http://x\"\";\"\"a\"\")\n\"\"+b\"\", @c"),
        "{figures}"
    );
    assert!(figures.contains(",-1+2,"), "{figures}");
    assert!(!figures.contains("'-1+2"));

    // The same again over its own results, and the same bytes on one thread (docs/contract/commands.md).
    let before = folder.tree();
    folder.run(MERGE).args(["--csv", "data", "--jobs", "1"]).status(1).writes(&[]).check();
    assert_eq!(before, folder.tree());
}

/// Every campaign, filled by the oracle; tables are there where the campaign has such forms.
#[test]
#[needs(Openpyxl, Frictionless)]
fn every_campaign_gives_a_package_that_is_valid() {
    for campaign in ["ninh-binh-2026", "dong-nai-2026", "hai-phong-2025"] {
        let folder = Folder::new();
        folder.run(["template", "-c", campaign, "-o", "out", "-q"]).check();
        std::fs::create_dir(folder.path("in")).unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/oracle.py");
        let definition =
            bdhvs::testing::campaign::load(&bdhvs::testing::campaign::Store::builtin(campaign))
                .unwrap();
        let period = definition.default_period.to_string();
        let output = harness::python(&[Need::Openpyxl])
            .arg(script)
            .args([folder.path("out"), campaign_folder(campaign), period.into(), folder.path("in")])
            .arg(folder.path("o.json"))
            .args(["7", "8"])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let parts = folder.json("o.json")["use"].clone();
        let parts = parts.as_array().unwrap().iter();
        let parts = parts.flat_map(|path| ["--use", path.as_str().unwrap()]);
        folder.run(MERGE).args(["--csv", "data"]).args(parts).check();
        agrees(&folder, "data", "city.json");
    }
}

/// docs/contract/files.md: the tool's own reports come back as `ignored`.
#[test]
fn a_package_among_the_returns_is_ignored() {
    let folder = returns();
    folder.run(MERGE).args(["--csv", "in/data"]).status(1).check();
    let report = folder.run(["validate", "in", "--format", "json"]).status(1).check().json();
    let ignored: Vec<&str> = report["files"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|file| file["path"].as_str().unwrap().starts_with("in/data/"))
        .map(|file| {
            assert_eq!(file["status"], "ignored", "{file:#}");
            file["path"].as_str().unwrap()
        })
        .collect();
    assert_eq!(ignored, files("in/data"));
}

/// docs/contract/commands.md: outputs are written whole or not at all, never over an input.
#[test]
fn a_package_takes_no_other_files_place() {
    let folder = returns();
    // A list of units is no table of a package, though it is called so.
    folder.write("data/units.csv", "code,name,kind,groups\n00004,Phường Ba Đình,phường,commune\n");
    let run = folder.run(MERGE).args(["--csv", "data"]).status(2).writes(&[]);
    run.stderr_has("units.csv").check();
    let run = folder.run(MERGE).args(["--csv", "city.csv"]);
    folder.write("city.csv", "a file");
    run.status(2).stderr_has("city.csv").writes(&[]).check();
    let run = folder.run(["merge", "in", "-o", "city.xlsx", "--json", "d/datapackage.json"]);
    run.args(["--csv", "d"]).status(2).stderr_has("datapackage.json").writes(&[]).check();
}

/// In a working folder nothing more is written than before, unless it is asked for.
#[test]
fn a_working_folder_gets_a_package_when_it_is_asked_for() {
    let folder = Folder::new();
    folder.run(["init", "w", "-c", "hanoi-2025"]).check();
    folder.write("w/2-tiep-nhan/a.xlsx", clean("00004").bytes());
    let results = ["w/4-tong-hop/tong-hop.json", "w/4-tong-hop/tong-hop.xlsx"];
    folder.run(["merge"]).within("w").writes(&results).check();
    let written = files("w/4-tong-hop/so-lieu");
    let written: Vec<&str> = written.iter().map(String::as_str).collect();
    let run = folder.run(["merge", "--csv", "4-tong-hop/so-lieu"]).within("w");
    run.writes(&written).check();
}

/// "DuckDB or pandas reads it with the right types in one line each (shown in README)": the lines of both
/// READMEs are run as they stand.
#[test]
#[needs(Duckdb, Pandas)]
fn the_lines_of_the_readme_read_the_right_types() {
    let folder = returns();
    folder.run(MERGE).args(["--csv", "so-lieu"]).status(1).check();
    for readme in ["README.md", "README.vi.md"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(root.join(readme)).unwrap();
        let blocks = text.split("```python\n").skip(1);
        let lines: String = blocks.map(|block| block.split("```").next().unwrap()).collect();
        assert!(lines.contains("duckdb.") && lines.contains("pandas."), "{readme}");
        let check = "
kinds = dict(zip(table.columns, map(str, table.types)))
want = {'unit': 'VARCHAR', 'indicator': 'VARCHAR', 'value': 'DECIMAL(18,6)', 'yes': 'BOOLEAN',
        'numerator': 'BIGINT', 'people': 'BIGINT', 'raw': 'VARCHAR'}
for name, kind in want.items():
    assert kinds[name] == kind, (name, kinds[name])
want = {'unit': 'string', 'indicator': 'string', 'value': 'Float64', 'yes': 'boolean',
        'numerator': 'Int64', 'people': 'Int64', 'raw': 'string'}
for name, kind in want.items():
    assert str(frame.dtypes[name]) == kind, (name, frame.dtypes[name])
rows = table.project('unit, indicator, value, numerator, raw, evidence').fetchall()
assert len(rows) == len(frame) > 60
assert {row[0] for row in rows} == set(frame['unit']) >= {'00004', 'SO-NV'}
for (unit, indicator, value, numerator, raw, evidence), other in zip(rows, frame.itertuples()):
    assert (unit, indicator) == (other.unit, other.indicator)
    for mine, theirs in ((numerator, other.numerator), (raw, other.raw), (evidence, other.evidence)):
        assert (mine is None) == pandas.isna(theirs) and (mine is None or mine == theirs)
    assert (value is None) == pandas.isna(other.value)
    assert value is None or float(value) == other.value
import csv
with open('so-lieu/figures.csv', encoding='utf-8', newline='') as file:
    texts = [row['evidence'] or None for row in csv.DictReader(file)]
assert texts == [row[5] for row in rows]
";
        let output = harness::python(&[Need::Duckdb, Need::Pandas])
            .current_dir(folder.path(""))
            .args(["-c", &format!("import json, duckdb, pandas\n{lines}\n{check}")])
            .output()
            .unwrap();
        assert!(output.status.success(), "{readme}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
