//! What a corrected copy changes in the file that it corrects (docs/contract/feedback.md): every cell of
//! it can be seen, and what nobody had asked to be changed is a warning with both figures.

use std::path::PathBuf;

use calamine::Reader as _;
use serde_json::Value;

use crate::fill::{Package, Put};
use crate::issued::clean_but;
use crate::office;
use crate::rules::faults_of_communes;
use crate::run::Folder;
use Put::{Number, Text};

/// A cell with an error in the first file, and one about which nothing is found.
const BAD: &str = "bieu2_4_own_value";
const QUIET: &str = "bieu2_7_own_value";
const OTHER: &str = "bieu2_9_own_value";

/// The first file: an error in one row, 295 in another.
fn first() -> Package {
    clean_but("00004", &[(BAD, Text("nhiều")), (QUIET, Number("295"))])
}

/// The copy that a file is answered with, with other contents in some cells.
#[track_caller]
fn copy_of(folder: &Folder, file: &str, cells: &[(&str, Put<'_>)]) -> Package {
    let out = format!("out-{}", file.replace('/', "-"));
    let run = folder.run(["validate", file, "--feedback", &out, "-c", "hanoi-2025"]);
    run.status(1).check();
    let mut copy = Package::from_bytes(folder.read(&format!("{out}/00004-sua.xlsx")));
    for (cell, content) in cells {
        copy.put(cell, *content);
    }
    copy
}

#[track_caller]
fn validated(folder: &Folder, status: i32, more: &[&str]) -> Value {
    let arguments = ["validate", "in", "--format", "json", "-c", "hanoi-2025"];
    folder.run(arguments.iter().chain(more)).status(status).check().json()
}

#[track_caller]
fn merged(folder: &Folder, status: i32, more: &[&str]) -> Value {
    let arguments = ["merge", "in", "-o", "m.xlsx", "--json", "m.json", "-c", "hanoi-2025"];
    folder.run(arguments.iter().chain(more)).status(status).check();
    folder.json("m.json")
}

#[track_caller]
fn file<'v>(report: &'v Value, path: &str) -> &'v Value {
    let files = report["files"].as_array().unwrap();
    files.iter().find(|file| file["path"] == path).unwrap_or_else(|| panic!("{path}: {report:#}"))
}

/// What is found in a file: code, severity, cell by its name, message.
fn found(file: &Value) -> Vec<(String, String, String, String)> {
    let findings = file["findings"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    findings
        .map(|f| {
            let name = ["form", "indicator", "scope", "field"].map(|key| text(&f[key])).join("_");
            (text(&f["code"]), text(&f["severity"]), name, text(&f["message"]))
        })
        .collect()
}

/// The cells in which a file differs from the one that it is compared with: name, this, other.
fn differences(file: &Value) -> Vec<(String, String, String)> {
    let compared = file["compared"]["differences"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    compared
        .map(|d| {
            let name = ["form", "indicator", "scope", "field"].map(|key| text(&d[key])).join("_");
            (name, text(&d["this"]["raw"]), text(&d["other"]["raw"]))
        })
        .collect()
}

fn owned(name: &str, this: &str, other: &str) -> (String, String, String) {
    (name.to_owned(), this.to_owned(), other.to_owned())
}

#[test]
fn bd115_what_nobody_asked_for_is_listed_with_both_figures() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", first().bytes());
    let copy = copy_of(&folder, "in/a.xlsx", &[(BAD, Number("350")), (QUIET, Number("9999"))]);
    folder.write("in/b.xlsx", copy.bytes());
    let report = validated(&folder, 0, &[]);
    let [only] = &found(file(&report, "in/b.xlsx"))[..] else { panic!("{report:#}") };
    assert_eq!((only.0.as_str(), only.1.as_str(), only.2.as_str()), ("BD115", "warning", QUIET));
    for said in ["295", "9999", "in/a.xlsx"] {
        assert!(only.3.contains(said), "{}", only.3);
    }
    let finding = &file(&report, "in/b.xlsx")["findings"][0];
    let spot = copy.spot(QUIET);
    assert_eq!(
        (&finding["sheet"], &finding["cell"]),
        (&spot.sheet.as_str().into(), &spot.cell.as_str().into())
    );
    assert_eq!(finding["raw"], "9999");
    // Every change, asked for or not, stands with the file that was corrected.
    let changes = [owned(BAD, "nhiều", "350"), owned(QUIET, "295", "9999")];
    let original = file(&report, "in/a.xlsx");
    assert_eq!(differences(original), changes);
    assert_eq!(original["compared"]["with"], "in/b.xlsx");
    let city = merged(&folder, 0, &[]);
    assert_eq!(differences(file(&city, "in/a.xlsx")), changes);
    assert_eq!(file(&city, "in/a.xlsx")["outcome"], "superseded");
    assert!(file(&city, "in/b.xlsx")["compared"].is_null());
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(folder.path("m.xlsx")).unwrap();
    let sheet = workbook.worksheet_range("So sánh tệp").unwrap();
    let lines: Vec<String> = sheet
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|"))
        .collect();
    for said in [["nhiều", "350"], ["295", "9999"]] {
        assert!(lines.iter().any(|line| said.iter().all(|said| line.contains(said))), "{lines:#?}");
    }
    let list =
        workbook.sheet_names().iter().any(|name| name == "Lỗi, cảnh báo" || name.contains("ỗi"));
    assert!(list);
    // On the terminal and in the letter too.
    let run = folder.run(["validate", "in", "-c", "hanoi-2025", "--feedback", "out"]);
    run.stdout_has("295").stdout_has("9999").stdout_has("BD115").check();
    let letter = String::from_utf8(folder.read("out/00004.txt")).unwrap();
    assert!(letter.contains("9999") && letter.contains("295"), "{letter}");
}

/// What was asked for is no finding: at the cell, elsewhere in its answer, by a rule over all units.
#[test]
fn what_was_asked_for_is_no_finding() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", first().bytes());
    let cells = [(BAD, Number("350")), ("bieu2_4_own_evidence", Text("Báo cáo số 16/BC-UBND"))];
    folder.write("in/b.xlsx", copy_of(&folder, "in/a.xlsx", &cells).bytes());
    let report = validated(&folder, 0, &[]);
    assert_eq!(found(file(&report, "in/b.xlsx")), []);
    assert_eq!(differences(file(&report, "in/a.xlsx")).len(), 2);
}

/// The copy says itself what it asked for, where the finding stands in no file alone.
#[test]
fn what_a_rule_over_all_units_asked_for_is_no_finding() {
    let folder = Folder::new();
    let evidence = "Kế hoạch số 12/KH-UBND ngày 10/6/2025 của Ủy ban nhân dân phường về phong trào";
    for unit in ["00004", "00008"] {
        let workbook = clean_but(unit, &[("bieu2_4_own_evidence", Text(evidence))]);
        folder.write(&format!("in/{unit}.xlsx"), workbook.bytes());
    }
    let run = folder.run(["validate", "in", "-c", "hanoi-2025", "--feedback", "out"]);
    run.stdout_has("BD704").check();
    let mut copy = Package::from_bytes(folder.read("out/00004-sua.xlsx"));
    copy.put("bieu2_4_own_evidence", Text("Kế hoạch số 7 của phường"));
    folder.write("in/copy.xlsx", copy.bytes());
    let report = validated(&folder, 0, &[]);
    assert_eq!(found(file(&report, "in/copy.xlsx")), [], "{report:#}");
    assert_eq!(differences(file(&report, "in/00004.xlsx")).len(), 1);
}

/// Every copy as it is sent out changes nothing, whatever was wrong in the file.
#[test]
fn a_copy_sent_back_as_it_is_changes_nothing_unasked() {
    let folder = Folder::new();
    for (unit, fault) in faults_of_communes() {
        folder.write(&format!("in/{unit}.xlsx"), clean_but(unit, &fault.cells).bytes());
    }
    let run = folder.run(["validate", "in", "--feedback", "out", "-c", "hanoi-2025", "-q"]);
    run.status(1).check();
    for (unit, _) in faults_of_communes() {
        let copy = format!("out/{unit}-sua.xlsx");
        if folder.path(&copy).is_file() {
            folder.write(&format!("in/{unit}-sua.xlsx"), folder.read(&copy));
        }
    }
    let report = validated(&folder, 1, &[]);
    for file in report["files"].as_array().unwrap() {
        let unasked = found(file).into_iter().find(|found| found.0 == "BD115");
        assert!(unasked.is_none(), "{}: {unasked:?}", file["path"]);
    }
}

/// Over a chain each copy is held against what it corrects, and what an earlier copy changed unasked is
/// told of the one that counts.
#[test]
fn chains_are_followed_file_by_file() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", first().bytes());
    let b = copy_of(&folder, "in/a.xlsx", &[(BAD, Text("hơn 200")), (QUIET, Number("9999"))]);
    folder.write("b/b.xlsx", b.bytes());
    // The copy of the copy is made where the first file is not there: nobody asks about the figure.
    let c = copy_of(&folder, "b/b.xlsx", &[(BAD, Number("200")), (OTHER, Number("77"))]);
    folder.write("in/b.xlsx", b.bytes()).write("in/c.xlsx", c.bytes());
    let report = validated(&folder, 0, &[]);
    let told: Vec<_> = found(file(&report, "in/c.xlsx"))
        .into_iter()
        .map(|(code, _, name, message)| {
            (code, name, message.contains("in/a.xlsx"), message.contains("in/b.xlsx"))
        })
        .collect();
    let warned = |name: &str, of: (bool, bool)| ("BD115".to_owned(), name.to_owned(), of.0, of.1);
    assert_eq!(told, [warned(QUIET, (true, false)), warned(OTHER, (false, true))], "{report:#}");
    assert_eq!(file(&report, "in/a.xlsx")["compared"]["with"], "in/b.xlsx");
    assert_eq!(file(&report, "in/b.xlsx")["compared"]["with"], "in/c.xlsx");
    let of_b = differences(file(&report, "in/b.xlsx"));
    assert_eq!(of_b, [owned(BAD, "hơn 200", "200"), owned(OTHER, "12", "77")]);
    // Where the first is not among the files, only the second step can be told.
    std::fs::remove_file(folder.path("in/a.xlsx")).unwrap();
    let report = validated(&folder, 0, &[]);
    let names: Vec<_> = found(file(&report, "in/c.xlsx")).into_iter().map(|f| f.2).collect();
    assert_eq!(names, [OTHER]);
    std::fs::remove_file(folder.path("in/b.xlsx")).unwrap();
    let report = validated(&folder, 0, &[]);
    assert_eq!(found(file(&report, "in/c.xlsx")), []);
}

/// Asked again and left as it is, a changed figure is confirmed; changed back, there is nothing to tell.
#[test]
fn a_figure_that_was_asked_about_again_is_settled() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", first().bytes());
    let b = copy_of(&folder, "in/a.xlsx", &[(BAD, Number("350")), (QUIET, Number("9999"))]);
    folder.write("in/b.xlsx", b.bytes());
    let run = folder.run(["validate", "in", "--feedback", "again", "-c", "hanoi-2025"]);
    run.check();
    let mut c = Package::from_bytes(folder.read("again/00004-sua.xlsx"));
    folder.write("in/c.xlsx", c.bytes());
    let report = validated(&folder, 0, &[]);
    assert_eq!(found(file(&report, "in/c.xlsx")), [], "{report:#}");
    c.put(QUIET, Number("295"));
    folder.write("in/c.xlsx", c.bytes());
    let report = validated(&folder, 0, &[]);
    assert_eq!(found(file(&report, "in/c.xlsx")), [], "{report:#}");
}

/// The officer's settings hold: waived it is settled, as an error it keeps the answer out.
#[test]
fn the_officer_decides_about_changes() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", first().bytes());
    let copy = copy_of(&folder, "in/a.xlsx", &[(BAD, Number("350")), (QUIET, Number("9999"))]);
    folder.write("in/b.xlsx", copy.bytes());
    folder.write("bdhvs.toml", "[severity]\nBD115 = \"error\"\n");
    let report = validated(&folder, 1, &[]);
    assert_eq!(found(file(&report, "in/b.xlsx"))[0].1, "error");
    let city = merged(&folder, 1, &[]);
    let row = city["indicators"].as_array().unwrap().iter();
    let mut row = row.filter(|row| row["form"] == "bieu2" && row["indicator"] == "7");
    assert_eq!(row.next().unwrap()["rollup"]["answered"], 0);
    folder.write(
        "bdhvs.toml",
        "[[waiver]]\nrule = \"BD115\"\nunit = \"00004\"\nindicator = \"bieu2.7\"\nwho = \"A\"\nwhy = \"đã hỏi\"\n",
    );
    let report = validated(&folder, 0, &[]);
    let finding = &file(&report, "in/b.xlsx")["findings"][0];
    assert_eq!((&finding["code"], &finding["settled"]["how"]), (&"BD115".into(), &"waived".into()));
    // The officer may choose the original: then it counts, and the copy is compared with it.
    std::fs::remove_file(folder.path("bdhvs.toml")).unwrap();
    let city = merged(&folder, 1, &["--use", "in/a.xlsx"]);
    assert_eq!(file(&city, "in/b.xlsx")["outcome"], "superseded");
    assert_eq!(file(&city, "in/b.xlsx")["compared"]["with"], "in/a.xlsx");
}

/// In the formats of other programs the mark of what was asked and the comparison are the same.
#[test]
#[needs(LibreOffice)]
fn changes_are_told_in_every_format() {
    for extension in ["xlsx", "xls", "ods"] {
        let folder = Folder::new();
        folder.write("in/a.xlsx", first().bytes());
        let copy = copy_of(&folder, "in/a.xlsx", &[(BAD, Number("350")), (QUIET, Number("9999"))]);
        folder.write("copy.xlsx", copy.bytes());
        let files: Vec<PathBuf> = vec![folder.path("copy.xlsx")];
        office::convert(&files, extension, &folder.path("in"), &folder.path("home"));
        let report = validated(&folder, 0, &[]);
        let found = found(file(&report, &format!("in/copy.{extension}")));
        let told: Vec<&str> =
            found.iter().filter(|f| f.0 == "BD115").map(|f| f.2.as_str()).collect();
        assert_eq!(told, [QUIET], "{extension}: {report:#}");
        let original = differences(file(&report, "in/a.xlsx"));
        assert_eq!(original, [owned(BAD, "nhiều", "350"), owned(QUIET, "295", "9999")]);
    }
}
