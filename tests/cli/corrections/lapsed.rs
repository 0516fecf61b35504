//! A correction names the old value and its file, and lapses with a question when either has changed.

use serde_json::{Value, json};

use super::{DOCUMENT, MERGE, PHONE, entry, folder, merged, row, sha256};
use crate::fill::Put;
use crate::issued::clean_but;
use crate::run::Folder;
use Put::{Number, Text};

const CELL: &str = "bieu2_4_own_value";
const CHANGE: super::Change<'_> = ("bieu2.4", "value", "1250", "1200");

/// The unit's next file in the place of the one that was corrected.
#[track_caller]
fn next(content: Put<'_>) -> Folder {
    let folder = folder(&[(CELL, Number("1200"))], DOCUMENT, &[CHANGE]);
    folder.write("in/a.xlsx", clean_but("00004", &[(CELL, content)]).bytes());
    folder
}

fn state(json: &Value) -> &str {
    json["corrections"][0]["state"].as_str().unwrap()
}

/// What the row counts, and what is asked on standard error.
#[track_caller]
fn asked(folder: &Folder, status: i32, question: &str) -> Value {
    let run = folder.run(MERGE).status(status).stderr_has("bdhvs.toml:1").stderr_has(question);
    run.check();
    folder.json("th.json")
}

#[test]
fn another_file_with_the_old_value_makes_it_lapse() {
    let folder = next(Number("1200"));
    // The same answers in another file: one cell elsewhere is another.
    let other = [(CELL, Number("1200")), ("bieu2_5_own_value", Number("13"))];
    folder.write("in/a.xlsx", clean_but("00004", &other).bytes());
    let json = asked(&folder, 0, &sha256(&folder, "in/a.xlsx"));
    assert_eq!(state(&json), "file-changed");
    let given = &row(&json, "bieu2.4")["contributions"][0];
    assert_eq!((&given["value"], &given["file"]), (&json!(1200), &json!("in/a.xlsx")));
    assert_eq!(given["corrected"], Value::Null);
}

#[test]
fn another_file_with_the_new_value_fulfils_it() {
    for content in [Number("1250"), Text("1.250 người")] {
        let folder = next(content);
        let json = asked(&folder, 0, "xóa mục này");
        assert_eq!(state(&json), "fulfilled");
        let given = &row(&json, "bieu2.4")["contributions"][0];
        assert_eq!((&given["value"], &given["file"]), (&json!(1250), &json!("in/a.xlsx")));
    }
}

/// "Where the unit's next file says a third value, neither counts."
#[test]
fn another_file_with_a_third_value_leaves_neither() {
    for content in [Number("1300"), Text("hơn 1200"), Put::Blank] {
        let folder = next(content);
        let json = asked(&folder, 1, "Không số nào được tính");
        assert_eq!(state(&json), "disputed");
        let row = row(&json, "bieu2.4");
        assert_eq!(row["rollup"]["answered"], 0);
        assert_eq!(row["excluded"][0]["unit"], "00004");
        let findings = json["findings"].as_array().unwrap();
        let finding = findings.iter().find(|f| f["message"].as_str().unwrap().contains("1250"));
        let finding = finding.unwrap_or_else(|| panic!("{findings:?}"));
        assert_eq!(
            (&finding["severity"], &finding["path"]),
            (&json!("error"), &json!("in/a.xlsx"))
        );
        folder.run(["validate", "in"]).status(1).stderr_has("bdhvs.toml:1").check();
    }
}

/// In the very file that it names, another value than the one that it names is a slip of the officer's:
/// the correction has no effect, and what the unit wrote counts.
#[test]
fn a_wrong_old_value_makes_it_lapse() {
    for was in ["1201", "", "hơn 1200", "1.200.000"] {
        let change = ("bieu2.4", "value", "1250", was);
        let folder = folder(&[(CELL, Number("1200"))], DOCUMENT, &[change]);
        let json = asked(&folder, 0, "1200");
        assert_eq!(state(&json), "value-changed", "{was}");
        assert_eq!(row(&json, "bieu2.4")["rollup"]["value"], 1200, "{was}");
    }
    for was in ["1200", "1.200", "1 200", "1.200 người"] {
        let change = ("bieu2.4", "value", "1250", was);
        let folder = folder(&[(CELL, Number("1200"))], DOCUMENT, &[change]);
        assert_eq!(row(&merged(&folder, 0), "bieu2.4")["rollup"]["value"], 1250, "{was}");
    }
}

/// A file is named by its content: a name alone would not show that the file has changed.
#[test]
fn without_the_fingerprint_of_the_file_it_has_no_effect_yet() {
    for named in ["", "a.xlsx", "in/a.xlsx", "12345"] {
        let folder = folder(&[(CELL, Number("1200"))], DOCUMENT, &[]);
        folder.write("bdhvs.toml", entry("00004", named, DOCUMENT, CHANGE));
        let json = asked(&folder, 0, &sha256(&folder, "in/a.xlsx"));
        assert_eq!(state(&json), "unnamed-file", "{named}");
        assert_eq!(row(&json, "bieu2.4")["rollup"]["value"], 1200, "{named}");
    }
}

/// The two figures of a rate are corrected together or not at all.
#[test]
fn half_a_correction_never_counts() {
    let cells = [("bieu1_3_own_numerator", Number("900"))];
    let changes =
        [("bieu1.3", "numerator", "955", "900"), ("bieu1.3", "denominator", "1200", "999")];
    let folder = folder(&cells, DOCUMENT, &changes);
    let json = merged_with_questions(&folder);
    let states: Vec<&Value> =
        json["corrections"].as_array().unwrap().iter().map(|c| &c["state"]).collect();
    assert_eq!(states, ["beside", "value-changed"]);
    let rollup = &row(&json, "bieu1.3")["rollup"];
    assert_eq!((&rollup["numerator"], &rollup["denominator"]), (&json!(900), &json!(1000)));
}

#[track_caller]
fn merged_with_questions(folder: &Folder) -> Value {
    folder.run(MERGE).stderr_has("bdhvs.toml").check();
    folder.json("th.json")
}

/// A correction is no return: a unit that sent nothing, or whose files stop each other, stays so.
#[test]
fn it_makes_no_unit_sent() {
    let none = Folder::new();
    none.write("in/b.xlsx", clean_but("00008", &[]).bytes());
    let blank = ("bieu2.4", "value", "1250", "");
    none.write("bdhvs.toml", entry("00004", &sha256(&none, "in/b.xlsx"), DOCUMENT, blank));
    let json = asked(&none, 0, "chưa có báo cáo nào");
    assert_eq!(state(&json), "no-return");
    assert_eq!(json["units"]["submitted"], 1);
    assert!(json["units"]["missing"].as_array().unwrap().contains(&json!("00004")));
    let units = |folder: &Folder, status: i32| {
        let run = folder.run(["status", "in", "--format", "json"]).status(status);
        let report = run.stderr_has("").check();
        let report: Value = serde_json::from_str(&report.stdout).unwrap();
        let units = report["units"].as_array().unwrap().clone();
        units.into_iter().find(|unit| unit["unit"] == "00004").unwrap()["standing"].clone()
    };
    assert_eq!(units(&none, 0), "missing");
    let twice = folder(&[(CELL, Number("1200"))], DOCUMENT, &[CHANGE]);
    twice.write("in/b.xlsx", clean_but("00004", &[(CELL, Number("1250"))]).bytes());
    let json = asked(&twice, 1, "chưa có báo cáo nào");
    assert_eq!(
        (state(&json), &json["units"]["list"][0]["state"]),
        ("no-return", &json!("submitted"))
    );
    // What was compared is what the unit wrote.
    let differences = &json["files"][1]["compared"]["differences"];
    assert_eq!(differences[0]["other"]["raw"], "1200");
    // An error that a correction mends is still the unit's to mend.
    let wrong = ("bieu2.4", "value", "1250", "hơn 1200");
    let mended = folder(&[(CELL, Text("hơn 1200"))], PHONE, &[wrong]);
    assert_eq!(row(&merged(&mended, 0), "bieu2.4")["rollup"]["value"], 1250);
    assert_eq!(units(&mended, 0), "resend");
    mended
        .run(["validate", "in"])
        .stdout_has("Cần sửa, gửi lại")
        .stdout_has("đang áp dụng")
        .check();
}
