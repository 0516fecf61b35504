//! The column of a form that repeats what its unit reported in the earlier period.

use serde_json::json;

use super::{campaign, one};
use crate::consolidation::book::Book;
use crate::fill::{Package, Put};
use crate::run::Folder;

/// The cells of a form's sheet, row by row.
fn form(folder: &Folder, path: &str) -> Vec<Vec<String>> {
    let book = Book::open(&folder.path(path));
    book.sheet("Biểu 1").rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

/// `template --previous FILE` prints each unit's last figure, that of merged units as their sum, and "–"
/// where there is none; nothing else of the form is another.
#[test]
#[needs(Python)]
fn a_form_repeats_what_its_unit_reported_then() {
    let (merged, calculated) = one();
    let folder = Folder::new();
    folder
        .write("then.json", merged.read("then.json"))
        .write("then.xlsx", merged.read("then.xlsx"));
    let template = |out: &str, more: &[&str]| {
        let run = folder.run(["template", "-q", "-p", "2026-q1", "-o", out, "-c"]).arg(campaign());
        more.iter().fold(run, |run, argument| run.arg(argument)).check();
    };
    template("plain", &[]);
    template("json", &["--previous", "then.json"]);
    template("xlsx", &["--previous", "then.xlsx"]);
    let mut dashes = 0;
    for file in std::fs::read_dir(folder.path("plain")).unwrap() {
        let name = file.unwrap().file_name().to_string_lossy().into_owned();
        if name.starts_with("so-phat-hanh") {
            continue;
        }
        let unit = name.split('_').next().unwrap();
        assert_eq!(folder.read(&format!("json/{name}")), folder.read(&format!("xlsx/{name}")));
        let plain = form(&folder, &format!("plain/{name}"));
        let with = form(&folder, &format!("json/{name}"));
        let at = with[5].iter().position(|caption| caption == "Kỳ trước (Năm 2025)").unwrap();
        for (line, with) in plain.iter().zip(&with) {
            // All else stands where it stood.
            assert_eq!(line[..], with[..line.len().min(at)], "{unit}");
        }
        let names = |folder_name: &str| {
            Package::open(&folder.path(&format!("{folder_name}/{name}"))).names().clone()
        };
        assert_eq!(names("plain"), names("json"), "{unit}");
        for line in with.iter().filter(|line| line[0].parse::<u8>().is_ok()) {
            let (row, scope) = (&line[0], if unit == "SO-A" { "city" } else { "own" });
            let key = format!("{unit} {row} {scope}");
            // The calculation tells of what is reported now only.
            let Some(expected) = calculated["units"].get(&key) else { continue };
            let shown = line[at].split('\n').next().unwrap();
            let value = &expected["value"];
            if value.is_null() {
                assert_eq!(shown, "–", "{key}");
                dashes += 1;
            }
            if let Some(numerator) = expected["numerator"].as_i64() {
                let denominator = expected["denominator"].as_i64().unwrap();
                let digits = shown.replace('.', "");
                assert!(
                    digits.ends_with(&format!("({numerator}/{denominator})")),
                    "{key}: {shown}"
                );
            } else if let Some(count) = value.as_i64() {
                let digits = shown.replace('.', "");
                assert_eq!(digits.split(' ').next().unwrap(), count.to_string(), "{key}");
            }
            match expected["state"].as_str().unwrap() {
                "summed" => assert!(line[at].contains("(cộng từ Xã Cũ Một, Xã Cũ Hai)"), "{key}"),
                "renamed" => assert!(line[at].contains("(Xã Cũ Bốn)"), "{key}"),
                "split" => assert!(line[at].contains("chia tách"), "{key}"),
                _ => {}
            }
        }
    }
    assert!(dashes > 5);
}

/// "The reader must not be confused by the added column": the same answers in both forms come to the
/// same, and neither has a finding about the sheet. A column of somebody's own still has.
#[test]
#[needs(Python)]
fn a_form_with_the_column_is_read_like_one_without() {
    let (merged, _) = one();
    let folder = Folder::new();
    folder.write("then.json", merged.read("then.json"));
    let answers = [
        ("1_own_numerator", "7"),
        ("1_own_denominator", "9"),
        ("2_own_value", "90000"),
        ("3_own_value", "90000"),
        ("4_own_value", "1"),
        ("5_own_value", "500"),
        ("5_own_people", "9000"),
        ("6_own_value", "90000"),
        ("9_own_value", "90000"),
    ];
    let findings = |more: &[&str]| {
        let out = format!("out{}", more.len());
        let run = folder.run(["template", "-q", "-p", "2026-q1", "-o", &out, "-c"]).arg(campaign());
        let run = run.arg("--unit").arg("P10");
        more.iter().fold(run, |run, argument| run.arg(argument)).check();
        let mut form = Package::open(&folder.path(&format!("{out}/P10_phuong-muoi.xlsx")));
        for (cell, digits) in answers {
            form.put(&format!("bieu_{cell}"), Put::Number(digits));
        }
        form.put("bieu_7_own_value", Put::Text("Có"));
        form.put("bieu_8_own_value", Put::Text("Chưa bố trí"))
            .put("bieu_8_own_people", Put::Number("0"));
        folder.write("a/P10.xlsx", form.bytes());
        let run = folder.run(["validate", "a", "--format", "json", "-c"]).arg(campaign());
        let report = run.check().json();
        let file = report["files"][0].clone();
        (file["findings"].clone(), file["cells"]["used"].clone())
    };
    let plain = findings(&[]);
    assert_eq!(plain.0, json!([]));
    assert_eq!(findings(&["--previous", "then.json"]), plain);
    // Another column beside it is nobody's.
    let mut form = Package::open(&folder.path("a/P10.xlsx"));
    let caption = "Kỳ trước (Năm 2025)";
    let strings = ["xl/sharedStrings.xml"];
    form.replace(&strings, caption, "Của tôi");
    folder.write("b/P10.xlsx", form.bytes());
    let run = folder.run(["validate", "b", "--format", "json", "-c"]).arg(campaign());
    let report = run.check().json();
    assert_eq!(report["files"][0]["findings"][0]["code"], "BD304");
}
