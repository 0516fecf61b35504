//! What the officer decides about findings, and what units explain (docs/contract/rules.md: severities
//! can be changed in bdhvs.toml; `trial` is shown and never blocks; warnings are settled by an
//! explanation in the form's own column; waivers are printed with the results).

use serde_json::Value;

use crate::consolidation::book::Book;
use crate::fill::Put;
use crate::issued::{blank, clean_but};
use crate::run::{Folder, Ran};
use Put::{Number, Text};

const B1_3: &str = "bieu1_3_own_value";
const NUMERATOR: &str = "bieu1_3_own_numerator";
const EXPLANATION: &str = "bieu1_3_own_explanation";
const B2_4: &str = "bieu2_4_own_value";
const REASON: &str = "Nhiều người trong độ tuổi đi làm ăn xa";
const MERGE: [&str; 6] = ["merge", "in", "-o", "th.xlsx", "--json", "th.json"];

/// A folder with one return of a commune, and the decisions.
fn folder(cells: &[(&str, Put<'_>)], settings: &str) -> Folder {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean_but("00004", cells).bytes());
    folder.write("bdhvs.toml", settings);
    folder
}

#[track_caller]
fn validated(folder: &Folder, status: i32) -> Value {
    folder.run(["validate", "in", "--format", "json"]).status(status).check().json()
}

/// Code, severity, whether on trial, and how it is settled.
type Seen<'v> = (&'v str, &'v str, bool, &'v str);

fn seen(report: &Value) -> Vec<Seen<'_>> {
    let findings = report["files"][0]["findings"].as_array().unwrap().iter();
    findings
        .map(|f| {
            (
                f["code"].as_str().unwrap(),
                f["severity"].as_str().unwrap(),
                f["trial"].as_bool().unwrap(),
                f["settled"]["how"].as_str().unwrap_or_default(),
            )
        })
        .collect()
}

#[track_caller]
fn refused(settings: &str, list: Option<&str>, place: &str, words: &str) -> Ran {
    let folder = folder(&[], settings);
    if let Some(list) = list {
        folder.write("mien-tru.csv", list);
    }
    let run = folder.run(["validate", "in"]).status(2).stderr_has(place).stderr_has(words);
    run.stdout("").writes(&[]).check()
}

fn answered(folder: &Folder) -> u64 {
    let json = folder.json("th.json");
    let rows = json["indicators"].as_array().unwrap();
    let row = rows.iter().find(|r| r["form"] == "bieu1" && r["indicator"] == "3").unwrap();
    row["rollup"]["answered"].as_u64().unwrap()
}

/// Each of the five settings, by code and by name.
#[test]
fn a_rule_is_as_serious_as_the_officer_takes_it() {
    let cells = [(B2_4, Text("350"))];
    for (setting, status, expected) in [
        ("\"off\"", 0, vec![]),
        ("\"info\"", 0, vec![("BD403", "info", false, "")]),
        ("\"warning\"", 0, vec![("BD403", "warning", false, "")]),
        ("\"error\"", 1, vec![("BD403", "error", false, "")]),
        ("\"trial\"", 0, vec![("BD403", "info", true, "")]),
    ] {
        for name in ["BD403", "403", "number-as-text"] {
            let folder = folder(&cells, &format!("[severity]\n{name} = {setting}\n"));
            assert_eq!(seen(&validated(&folder, status)), expected, "{name} {setting}");
        }
    }
}

/// Set to error, a rule about an answer keeps it out; set to anything else it no longer does.
#[test]
fn a_setting_decides_what_is_merged() {
    let exceeds = [(NUMERATOR, Number("1001"))];
    let excluded = folder(&exceeds, "");
    excluded.run(MERGE).status(1).check();
    assert_eq!(answered(&excluded), 0);
    for setting in ["warning", "off", "trial"] {
        let merged = folder(&exceeds, &format!("[severity]\nBD501 = \"{setting}\"\n"));
        merged.run(MERGE).check();
        assert_eq!(answered(&merged), 1, "{setting}");
        let severities = &merged.json("th.json")["severities"];
        assert_eq!(severities["BD501"], setting);
        let book = Book::open(&merged.path("th.xlsx"));
        assert!(book.texts("Nguồn").iter().any(|text| text.contains("BD501")), "{setting}");
    }
    let missed = [(NUMERATOR, Number("800"))];
    let strict = folder(&missed, "[severity]\nBD502 = \"error\"\nBD505 = \"off\"\n");
    strict.run(MERGE).check();
    assert_eq!(answered(&strict), 1);
    let cells = [(B1_3, Number("91"))];
    let strict = folder(&cells, "[severity]\nrate-mismatch = \"error\"\n");
    strict.run(MERGE).status(1).check();
    assert_eq!(answered(&strict), 0);
}

/// What is only tried has no effect on other rules, and says what it is.
#[test]
fn a_rule_on_trial_silences_nothing() {
    let cells = [(NUMERATOR, Number("1001")), (B1_3, Number("50"))];
    let folder = folder(&cells, "[severity]\nBD501 = \"trial\"\n");
    let report = validated(&folder, 0);
    let codes: Vec<_> = seen(&report).into_iter().map(|f| (f.0, f.2)).collect();
    assert!(codes.contains(&("BD501", true)) && codes.contains(&("BD502", false)), "{codes:?}");
    assert_eq!(report["summary"]["errors"], 0);
    folder.run(["validate", "in"]).stdout_has("thử nghiệm").check();
}

/// What cannot be read is not guessed, however mild the officer takes it; 6xx and 7xx are never errors.
#[test]
fn what_cannot_be_set_is_refused_with_its_line() {
    let of = |line: &str| format!("zero-words = []\n[severity]\n{line}\n");
    for code in ["BD101", "BD105", "BD107", "BD201", "BD205", "BD302", "BD402", "BD404", "BD507"] {
        for setting in ["off", "warning", "trial"] {
            refused(&of(&format!("{code} = \"{setting}\"")), None, "bdhvs.toml:3", code);
        }
        validated(&folder(&[], &of(&format!("{code} = \"error\""))), 0);
    }
    for code in ["BD601", "BD701", "BD705"] {
        refused(&of(&format!("{code} = \"error\"")), None, "bdhvs.toml:3", code);
    }
    refused(&of("BD999 = \"off\""), None, "bdhvs.toml:3", "BD999");
    refused(&of("number-as-txt = \"off\""), None, "bdhvs.toml:3", "number-as-text");
    refused(&of("BD403 = \"fatal\""), None, "bdhvs.toml:3", "off, info, warning, error, trial");
    refused(&of("BD403 = \"off\"\nnumber-as-text = \"info\""), None, "bdhvs.toml:", "BD403");
}

/// A figure of which a part is missing stays out, and is listed, however mild 401 is taken.
#[test]
fn half_a_figure_never_counts() {
    for setting in ["warning", "off"] {
        let settings = format!("[severity]\nBD401 = \"{setting}\"\n");
        let folder = folder(&[(NUMERATOR, Put::Blank)], &settings);
        folder.run(MERGE).check();
        assert_eq!(answered(&folder), 0, "{setting}");
        let json = folder.json("th.json");
        let rows = json["indicators"].as_array().unwrap();
        let row = rows.iter().find(|r| r["form"] == "bieu1" && r["indicator"] == "3").unwrap();
        assert_eq!(row["excluded"].as_array().unwrap().len(), 1, "{setting}");
    }
}

/// A written reason settles a warning; nothing, or an error, it does not.
#[test]
fn a_reason_settles_a_warning() {
    let missed = (NUMERATOR, Number("800"));
    let settled = folder(&[missed, (EXPLANATION, Text(REASON))], "");
    let report = validated(&settled, 0);
    assert_eq!(seen(&report), [("BD601", "warning", false, "explained")]);
    assert_eq!(report["files"][0]["findings"][0]["settled"]["text"], REASON);
    assert_eq!(report["summary"]["warnings"], 0);
    settled.run(["validate", "in"]).stdout_has("Hợp lệ\n").stdout_has("đã giải trình").check();
    for nothing in ["-", "không", ".", "Không có gì", "ok", "Không áp dụng"] {
        let open = folder(&[missed, (EXPLANATION, Text(nothing))], "");
        let report = validated(&open, 0);
        assert_eq!(seen(&report), [("BD601", "warning", false, "")], "{nothing}");
        let hint = report["files"][0]["findings"][0]["hint"].as_str().unwrap();
        assert!(hint.contains("Giải trình"), "{hint}");
    }
    let error = folder(&[(NUMERATOR, Number("1001")), (EXPLANATION, Text(REASON))], "");
    assert_eq!(seen(&validated(&error, 1)), [("BD501", "error", false, "")]);
    // A number stored as text is not a matter of reasons.
    let text = [(B2_4, Text("350")), ("bieu2_4_own_explanation", Text(REASON))];
    assert_eq!(seen(&validated(&folder(&text, ""), 0)), [("BD403", "warning", false, "")]);
}

/// The explanation travels into the consolidated workbook, with figure, finding and cell, and is
/// counted.
#[test]
fn explanations_travel_into_the_consolidated_workbook() {
    let folder = folder(&[(NUMERATOR, Number("800")), (EXPLANATION, Text(REASON))], "");
    folder.run(MERGE).check();
    let book = Book::open(&folder.path("th.xlsx"));
    let lines = book.lines("Giải trình");
    let cell = blank("00004").spot(B1_3).clone();
    let line =
        lines.iter().find(|line| line.contains(REASON)).unwrap_or_else(|| panic!("{lines:?}"));
    for part in ["00004", "80%", "Biểu 1", "in/a.xlsx", &cell.sheet, &cell.cell] {
        assert!(line.contains(part), "{part} is not in {line}");
    }
    let overview = book.lines("Tổng quan");
    assert!(
        overview.iter().any(|l| l.contains("đã giải trình") && l.contains(" | 1 | ")),
        "{overview:?}"
    );
    let plain = self::folder(&[], "");
    plain.run(MERGE).check();
    assert!(!Book::open(&plain.path("th.xlsx")).sheets().contains(&"Giải trình"));
}

const WAIVER: &str = "[[waiver]]\nunit = \"00004\"\nrule = \"BD501\"\nindicator = \"bieu1.3\"\n\
    who = \"Trần Thị B\"\nwhy = \"Đã xác minh với phường\"\ndate = 2025-10-02\n";

/// A waived error no longer keeps a figure out, and the decision is printed with every result.
#[test]
fn a_waived_finding_stands_and_is_printed() {
    let folder = folder(&[(NUMERATOR, Number("1001"))], WAIVER);
    let report = validated(&folder, 0);
    assert_eq!(seen(&report), [("BD501", "error", false, "waived")]);
    let settled = &report["files"][0]["findings"][0]["settled"];
    assert_eq!((&settled["who"], &settled["on"]), (&"Trần Thị B".into(), &"2025-10-02".into()));
    assert_eq!(report["waivers"][0]["indicator"], "bieu1.3");
    assert_eq!(report["summary"]["errors"], 0);
    folder.run(["validate", "in"]).stdout_has("Trần Thị B").stdout_has("Hợp lệ\n").check();
    folder.run(MERGE).check();
    assert_eq!(answered(&folder), 1);
    assert_eq!(folder.json("th.json")["waivers"][0]["who"], "Trần Thị B");
    let book = Book::open(&folder.path("th.xlsx"));
    let sources = book.lines("Nguồn");
    let line = sources.iter().find(|line| line.contains("BD501"));
    let line = line.unwrap_or_else(|| panic!("{sources:?}"));
    for part in ["bdhvs.toml:1", "00004", "bieu1.3", "Đã xác minh với phường", "02/10/2025"]
    {
        assert!(line.contains(part), "{part} is not in {line}");
    }
}

/// A waiver of another row or unit changes nothing, and that is said.
#[test]
fn a_waiver_that_matches_nothing_is_said() {
    for (from, to) in [("bieu1.3", "bieu1.1"), ("00004", "00008"), ("BD501", "BD502")] {
        let folder = folder(&[(NUMERATOR, Number("1001"))], &WAIVER.replace(from, to));
        let run = folder.run(["validate", "in", "--format", "json"]).status(1);
        let report = run.stderr_has("bdhvs.toml:1").check().json();
        assert_eq!(seen(&report), [("BD501", "error", false, "")], "{to}");
    }
}

/// The list of waivers in CSV: `;`, tab and comma, a byte order mark, captions in both languages, and
/// codes that Excel shortened.
#[test]
fn waivers_come_in_a_list_too() {
    let english = ["unit", "rule", "indicator", "who", "why", "date"];
    let vietnamese = ["Đơn vị", "Mã lỗi", "Chỉ tiêu", "Người quyết định", "Lý do", "Ngày"];
    let row = ["4", "numerator-exceeds-denominator", "", "Trần Thị B", "Đã xác minh", "2/10/2025"];
    for separator in [";", ",", "\t"] {
        for header in [english, vietnamese] {
            let folder = folder(&[(NUMERATOR, Number("1001"))], "waivers = \"mien-tru.csv\"\n");
            let lines = [header.join(separator), row.join(separator)].join("\r\n");
            folder.write("mien-tru.csv", format!("\u{FEFF}{lines}\r\n"));
            let run = folder.run(["validate", "in", "--format", "json"]);
            let report = run.stderr_has("00004").check().json();
            assert_eq!(seen(&report), [("BD501", "error", false, "waived")]);
            assert_eq!(report["files"][0]["findings"][0]["settled"]["on"], "2025-10-02");
        }
    }
}

/// Strict: what names nothing would be believed to hold.
#[test]
fn a_waiver_that_cannot_hold_is_refused_with_its_place() {
    let of = |from: &str, to: &str| format!("\n{}", WAIVER.replace(from, to));
    refused(&of("00004", "99999"), None, "bdhvs.toml:2", "99999");
    refused(&of("BD501", "BD599"), None, "bdhvs.toml:2", "BD599");
    refused(&of("bieu1.3", "bieu9.3"), None, "bdhvs.toml:2", "bieu9.3");
    refused(&of("who = \"Trần Thị B\"\n", ""), None, "bdhvs.toml:2", "who");
    refused(&of("\"Đã xác minh với phường\"", "\" \""), None, "bdhvs.toml:2", "why");
    refused(&of("2025-10-02", "\"hôm qua\""), None, "bdhvs.toml:2", "hôm qua");
    // Nothing is guessed: what cannot be read cannot be waived into a figure.
    refused(&of("BD501", "BD402"), None, "bdhvs.toml:2", "BD402");
    refused(&of("BD501", "BD105"), None, "bdhvs.toml:2", "BD105");
    let list = |text: &str, place: &str, words: &str| {
        refused("waivers = \"mien-tru.csv\"\n", Some(text), place, words);
    };
    list("unit,rule,who,why\n00004,BD501,B,vì\n00004,BD501,,vì\n", "mien-tru.csv:3", "who");
    list("unit,rule,who\n", "mien-tru.csv:1", "why");
    list("unit,rule,who,why,whom\n", "mien-tru.csv:1", "whom");
    list("unit,rule,who,why\n00004,BD5O1,B,vì\n", "mien-tru.csv:2", "BD5O1");
    let folder = folder(&[], "waivers = \"thieu.csv\"\n");
    folder.run(["validate", "in"]).status(2).stderr_has("thieu.csv").check();
}
