//! The officer's corrections of a return that is in several files: each stands in the file that its form
//! is taken from, and the rules look at all of it together.

use std::fmt::Write as _;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::*;

const B1_3: &str = "bieu1_3_own_numerator";
const B2_4: &str = "bieu2_4_own_value";

fn sha256(folder: &Folder, file: &str) -> String {
    let digest = Sha256::digest(folder.read(file));
    digest.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

/// A correction of a file: indicator, field, value, what the file says.
fn entry(folder: &Folder, file: &str, change: [&str; 4]) -> String {
    let (sha256, [indicator, field, value, was]) = (sha256(folder, file), change);
    format!(
        "[[correction]]\nunit = \"{UNIT}\"\nindicator = \"{indicator}\"\nfield = \"{field}\"\n\
         value = \"{value}\"\nwas = \"{was}\"\nfile = \"{sha256}\"\n\
         document = \"Công văn số 125/UBND-VX ngày 03/10/2025\"\nwho = \"Trần Thị B\"\n\
         why = \"Đơn vị báo nhầm\"\ndate = 2025-10-02\n"
    )
}

fn states(city: &Value) -> Vec<&str> {
    let all = city["corrections"].as_array().unwrap().iter();
    all.map(|one| one["state"].as_str().unwrap()).collect()
}

/// What becomes of the files as they are, with a question about a correction on standard error.
#[track_caller]
fn told(folder: &Folder, status: i32, question: &str) -> Value {
    let arguments = ["merge", "in", "-o", "city.xlsx", "--json", "city.json", "-c", "hanoi-2025"];
    folder.run(arguments).status(status).stderr_has(question).check();
    folder.json("city.json")
}

#[track_caller]
fn contribution<'v>(city: &'v Value, form: &str, indicator: &str) -> &'v Value {
    let rows = city["indicators"].as_array().unwrap().iter();
    let mut row = rows.filter(|row| row["form"] == form && row["indicator"] == indicator);
    &row.next().unwrap()["contributions"][0]
}

/// A correction in each half counts, with what it replaced in its own file; nothing of the other half is
/// lost.
#[test]
fn a_correction_stands_in_the_half_that_its_form_is_taken_from() {
    let a = part_but(UNIT, &["bieu1"], &[(B1_3, Number("900"))]);
    let b = part_but(UNIT, &REST, &[(B2_4, Number("1200"))]);
    let folder = sent(&[("a.xlsx", &a), ("b.xlsx", &b)]);
    let list = [
        entry(&folder, "in/a.xlsx", ["bieu1.3", "numerator", "955", "900"]),
        entry(&folder, "in/b.xlsx", ["bieu2.4", "value", "1.250", "1200"]),
    ];
    folder.write("bdhvs.toml", list.concat());
    let waits = told(&folder, 1, "chưa có báo cáo nào của 00004");
    assert_eq!(states(&waits), ["no-return", "no-return"]);
    let city = merge(&folder, 0, &BOTH);
    assert_eq!(outcomes(&city), [("in/a.xlsx", "merged"), ("in/b.xlsx", "merged")]);
    assert_eq!(states(&city), ["applied", "applied"], "{city:#}");
    let rate = contribution(&city, "bieu1", "3");
    assert_eq!((&rate["numerator"], &rate["file"]), (&955.into(), &"bdhvs.toml".into()));
    let count = contribution(&city, "bieu2", "4");
    assert_eq!((&count["value"], &count["file"]), (&1250.into(), &"bdhvs.toml".into()));
    for (given, file) in [(rate, "in/a.xlsx"), (count, "in/b.xlsx")] {
        assert!(given["corrected"].to_string().contains(file), "{given:#}");
    }
    // The figures beside them keep the file that the unit sent.
    assert_eq!(contribution(&city, "bieu1", "4")["file"], "in/a.xlsx");
    assert_eq!(contribution(&city, "bieu2", "7")["file"], "in/b.xlsx");
    // And all of it is what one file with these figures gives.
    let whole = clean_but(UNIT, &[(B1_3, Number("955")), (B2_4, Number("1250"))]);
    let whole = merge(&sent(&[("a.xlsx", &whole)]), 0, &[]);
    for (form, indicator) in [("bieu1", "3"), ("bieu2", "4")] {
        let given = contribution(&whole, form, indicator);
        let of = contribution(&city, form, indicator);
        for key in ["value", "numerator", "denominator", "percent"] {
            assert_eq!(of[key], given[key], "{form}.{indicator} {key}");
        }
    }
}

/// A half whose error the officer has corrected is not sent whole by its unit: the unit is asked again,
/// and the copy asks for what the unit wrote.
#[test]
fn a_corrected_error_of_one_half_makes_no_return_whole() {
    let a = part(UNIT, &["bieu1"]);
    let b = part_but(UNIT, &REST, &[(B2_4, Text("hơn 200"))]);
    let folder = sent(&[("a.xlsx", &a), ("b.xlsx", &b)]);
    let list = entry(&folder, "in/b.xlsx", ["bieu2.4", "value", "215", "hơn 200"]);
    folder.write("bdhvs.toml", list);
    let city = merge(&folder, 0, &BOTH);
    assert_eq!(states(&city), ["applied"]);
    assert_eq!(contribution(&city, "bieu2", "4")["value"], 215);
    let status = ["status", "in", "--format", "json", "-c", "hanoi-2025"];
    let report = folder.run(status).args(BOTH).check().json();
    let units = report["units"].as_array().unwrap().iter();
    let mut unit = units.filter(|unit| unit["unit"] == UNIT);
    assert_eq!(unit.next().unwrap()["standing"], "resend", "{report:#}");
    let run = folder.run(["validate", "in", "--feedback", "out", "-c", "hanoi-2025", "-q"]);
    run.args(BOTH).check();
    let letter = String::from_utf8(folder.read("out/00004.txt")).unwrap();
    for said in ["215", "125/UBND-VX", "00004-sua.xlsx"] {
        assert!(letter.contains(said), "no {said} in {letter}");
    }
    let copy = Package::from_bytes(folder.read("out/00004-sua.xlsx"));
    assert_eq!(copy.part("docProps/custom.xml").matches("name=\"bdhvs.corrects").count(), 2);
}

/// What the officer has corrected is no change of the unit's: the copy that says the same fulfils the
/// correction, and a figure changed unasked beside it is told with what the unit had written.
#[test]
fn a_copy_is_held_against_what_the_units_wrote() {
    let a = part(UNIT, &["bieu1"]);
    let cells = [(B2_4, Text("hơn 200")), ("bieu2_7_own_value", Number("295"))];
    let b = part_but(UNIT, &REST, &cells);
    let folder = sent(&[("a.xlsx", &a), ("b.xlsx", &b)]);
    let list = [
        entry(&folder, "in/b.xlsx", ["bieu2.4", "value", "215", "hơn 200"]),
        entry(&folder, "in/b.xlsx", ["bieu2.7", "value", "300", "295"]),
    ];
    folder.write("bdhvs.toml", list.concat());
    let run = folder.run(["validate", "in", "--feedback", "out", "-c", "hanoi-2025", "-q"]);
    run.args(BOTH).check();
    let mut copy = Package::from_bytes(folder.read("out/00004-sua.xlsx"));
    copy.put(B2_4, Number("215")).put("bieu2_9_own_value", Number("9999"));
    folder.write("in/c.xlsx", copy.bytes());
    let city = told(&folder, 0, "bdhvs.toml:12: 00004 đã gửi tệp khác");
    let became: Vec<&str> = outcomes(&city).iter().map(|(_, outcome)| *outcome).collect();
    assert_eq!(became, ["superseded", "superseded", "merged"]);
    assert_eq!(states(&city), ["fulfilled", "file-changed"], "{city:#}");
    assert_eq!(contribution(&city, "bieu2", "7")["value"], 295);
    let found = city["findings"].as_array().unwrap().iter();
    let unasked: Vec<&str> = found
        .filter(|found| found["code"] == "BD115")
        .map(|found| found["indicator"].as_str().unwrap())
        .collect();
    assert_eq!(unasked, ["9"], "{city:#}");
}
