//! Several files of one unit that complete each other (docs/contract/files.md): two clerks with a form
//! each. They complete each other only where no form is answered in two of them; nothing is taken before
//! the officer names all; then each figure keeps its own file, and everything else is as of one file.

mod changed;
mod copies;
mod levels;
mod saved;
mod signed;

use serde_json::Value;

use crate::consolidation::book::Book;
use crate::definition::definition;
use crate::fill::{Package, Put};
use crate::issued::{blank, clean, clean_but, clean_content};
use crate::moved::{Names, shift};
use crate::run::Folder;
use Put::{Blank, Number, Text};

const UNIT: &str = "00004";
const REST: [&str; 3] = ["bieu2", "nhiemvu", "decuong"];
const BOTH: [&str; 4] = ["--use", "in/a.xlsx", "--use", "in/b.xlsx"];

/// A file in which only some forms are filled in, about which there is nothing to say.
fn part(unit: &str, forms: &[&str]) -> Package {
    let mut workbook = blank(unit);
    for (answer, fields) in workbook.answers() {
        if forms.iter().any(|form| answer.starts_with(&format!("{form}_"))) {
            for field in fields {
                let content = clean_content(definition(), &answer, &field);
                if content != Blank {
                    workbook.put(&format!("{answer}_{field}"), content);
                }
            }
        }
    }
    workbook
}

fn part_but(unit: &str, forms: &[&str], cells: &[(&str, Put<'_>)]) -> Package {
    let mut workbook = part(unit, forms);
    for (cell, content) in cells {
        workbook.put(cell, *content);
    }
    workbook
}

/// The halves of a clean return: Biểu 1, and the rest.
fn halves() -> [Package; 2] {
    [part(UNIT, &["bieu1"]), part(UNIT, &REST)]
}

fn sent(files: &[(&str, &Package)]) -> Folder {
    let folder = Folder::new();
    for (name, workbook) in files {
        folder.write(&format!("in/{name}"), workbook.bytes());
    }
    folder
}

fn two() -> Folder {
    let [a, b] = halves();
    sent(&[("a.xlsx", &a), ("b.xlsx", &b)])
}

#[track_caller]
fn validate(folder: &Folder, status: i32, more: &[&str]) -> Value {
    let run = folder.run(["validate", "in", "--format", "json", "-c", "hanoi-2025"]);
    run.args(more).status(status).writes(&[]).check().json()
}

#[track_caller]
fn merge(folder: &Folder, status: i32, more: &[&str]) -> Value {
    let arguments = ["merge", "in", "-o", "city.xlsx", "--json", "city.json", "-c", "hanoi-2025"];
    folder.run(arguments.iter().chain(more)).status(status).check();
    folder.json("city.json")
}

/// What became of each file.
fn outcomes(city: &Value) -> Vec<(&str, &str)> {
    let files = city["files"].as_array().unwrap().iter();
    files.map(|f| (f["path"].as_str().unwrap(), f["outcome"].as_str().unwrap())).collect()
}

fn codes(file: &Value) -> Vec<&str> {
    let findings = file["findings"].as_array().unwrap().iter();
    findings.map(|finding| finding["code"].as_str().unwrap()).collect()
}

/// Every place that a value of the JSON names, as file and form.
fn files_by_form(city: &Value) -> std::collections::BTreeSet<(String, String)> {
    let mut found = std::collections::BTreeSet::new();
    for list in ["indicators", "tasks", "sections"] {
        for row in city[list].as_array().unwrap() {
            let form = row["form"].as_str().unwrap();
            collect(row, &mut |file| {
                found.insert((file.to_owned(), form.to_owned()));
            });
        }
    }
    found
}

fn collect(value: &Value, seen: &mut impl FnMut(&str)) {
    match value {
        Value::Object(object) => {
            if let Some(file) = object.get("file").and_then(Value::as_str) {
                seen(file);
            }
            object.values().for_each(|value| collect(value, seen));
        }
        Value::Array(array) => array.iter().for_each(|value| collect(value, seen)),
        _ => {}
    }
}

/// A result without the names of files and what became of them: what is left are the figures.
fn without_files(city: &Value) -> Value {
    let mut city = city.clone();
    city.as_object_mut().unwrap().remove("files");
    forget_files(&mut city);
    city
}

fn forget_files(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.remove("file");
            object.remove("path");
            object.values_mut().for_each(forget_files);
        }
        Value::Array(array) => array.iter_mut().for_each(forget_files),
        _ => {}
    }
}

/// The message says what each has, what one alone would lose, and the options as they are typed.
#[test]
fn files_that_complete_each_other_are_said_to() {
    let folder = two();
    let report = validate(&folder, 1, &[]);
    for (file, has, lost) in [
        (
            0,
            "Tệp này có Biểu 1.",
            "Chỉ dùng tệp này thì mất phần điền ở: Biểu 2, Nhiệm vụ, Đề cương.",
        ),
        (1, "Tệp in/a.xlsx có Biểu 1.", "Chỉ dùng tệp này thì mất phần điền ở: Biểu 1."),
    ] {
        let file = &report["files"][file];
        assert_eq!((file["status"].as_str(), codes(file)), (Some("rejected"), vec!["BD105"]));
        let finding = &file["findings"][0];
        let message = finding["message"].as_str().unwrap();
        for said in ["bổ sung cho nhau", has, lost] {
            assert!(message.contains(said), "no {said} in {message}");
        }
        let hint = finding["hint"].as_str().unwrap();
        assert!(hint.contains(&format!(" {} ", BOTH.join(" "))), "{hint}");
        assert!(!hint.contains("Hỏi lại"), "{hint}");
        assert!(file["reason"].as_str().unwrap().contains(&BOTH.join(" ")), "{file}");
    }
    // Nothing of either is taken; the unit has sent something.
    let city = merge(&folder, 1, &[]);
    assert_eq!(outcomes(&city), [("in/a.xlsx", "rejected"), ("in/b.xlsx", "rejected")]);
    assert!(files_by_form(&city).is_empty(), "{:?}", files_by_form(&city));
    assert_eq!(city["units"]["list"][0]["state"], "submitted");
    // On the terminal an option stands on a line of its own, and no table of cells that do not differ.
    for command in [&["validate", "in"][..], &["status", "in"], &["merge", "in", "-o", "c.xlsx"]] {
        let run = folder.run(command).args(["-c", "hanoi-2025", "--date", "2025-09-15"]).status(1);
        let run = run.stdout_has("\n  --use in/a.xlsx\n  --use in/b.xlsx\n");
        run.stdout_lacks("So với in/a.xlsx").check();
    }
    let english = folder.run(["validate", "in", "-c", "hanoi-2025", "--lang", "en"]).status(1);
    english.stdout_has("complete each other").stdout_lacks("Ask the unit").check();
    // A path that a shell would take apart is quoted.
    let [a, b] = halves();
    let folder = sent(&[("Biểu 1 (sửa).xlsx", &a), ("b.xlsx", &b)]);
    let report = validate(&folder, 1, &[]);
    let hint = report["files"][0]["findings"][0]["hint"].as_str().unwrap();
    assert!(hint.contains("--use \"in/Biểu 1 (sửa).xlsx\" --use in/b.xlsx "), "{hint}");
    merge(&folder, 0, &["--use", "in/Biểu 1 (sửa).xlsx", "--use", "in/b.xlsx"]);
}

/// `--use` of both: each figure with its own file, and nothing else as of a single file. The order of
/// the files does not matter.
#[test]
fn both_give_what_one_file_gives() {
    let alone = sent(&[("a.xlsx", &clean(UNIT))]);
    let whole = merge(&alone, 0, &[]);
    let folder = two();
    let city = merge(&folder, 0, &BOTH);
    assert_eq!(outcomes(&city), [("in/a.xlsx", "merged"), ("in/b.xlsx", "merged")]);
    for file in city["files"].as_array().unwrap() {
        assert_eq!(file["decision"], "use");
        assert_eq!((&file["reason"], &file["replaced_by"]), (&Value::Null, &Value::Null));
        assert_eq!(file["compared"], Value::Null, "both count: none was put aside");
    }
    let places = files_by_form(&city);
    let expected = [("a", "bieu1"), ("b", "bieu2"), ("b", "decuong"), ("b", "nhiemvu")];
    let expected = expected.map(|(file, form)| (format!("in/{file}.xlsx"), form.to_owned()));
    assert_eq!(places, expected.into());
    assert_eq!(without_files(&city), without_files(&whole));
    assert_eq!(city["units"]["submitted"], 1);

    // The other way round, and by one glob of a shell that names them so.
    let args = ["merge", "in/b.xlsx", "in/a.xlsx", "-o", "d.xlsx", "--json", "d.json"];
    folder.run(args).args(BOTH).check();
    let turned = folder.json("d.json");
    assert_eq!(without_files(&turned), without_files(&whole));
    assert_eq!(files_by_form(&turned), places);

    // The other commands judge the same way.
    let report = validate(&folder, 0, &BOTH);
    for file in report["files"].as_array().unwrap() {
        assert_eq!((file["status"].as_str(), codes(file)), (Some("accepted"), vec![]));
        assert!(file["cells"]["used"].as_u64().unwrap() > 0);
    }
    // And what to type next is what was typed.
    let run = folder.run(["validate", "in", "-c", "hanoi-2025"]).args(BOTH);
    let run = run.check().stdout.replace('\n', " ");
    let next = format!("bdhvs merge in -o tong-hop.xlsx {}", BOTH.join(" "));
    assert!(run.contains(&next), "no {next} in {run}");
    let status = folder.run(["status", "in", "--format", "json", "-c", "hanoi-2025"]);
    let status = status.args(BOTH).args(["--date", "2025-09-15"]).check().json();
    assert_eq!((&status["summary"]["sent"], &status["summary"]["resend"]), (&1.into(), &0.into()));
    let units = status["units"].as_array().unwrap().iter();
    let units: Vec<&Value> = units.filter(|unit| unit["unit"] == UNIT).collect();
    assert_eq!(units.len(), 1);
    assert_eq!(units[0]["standing"], "sent");
    assert_eq!(units[0]["answered"], units[0]["asked"]);
    assert_eq!(units[0]["files"].as_array().unwrap().len(), 2);
}

/// The workbook and the tables for programs name the file of each figure; the list of the units has the
/// unit once, with both files and what stands at the foot of each.
#[test]
fn every_output_names_the_file_of_a_figure() {
    let foot = |form: &str, name: &str| (format!("{form}_meta_person"), name.to_owned());
    let [mut a, mut b] = halves();
    for (workbook, (cell, name)) in
        [(&mut a, foot("bieu1", "Nguyễn Văn An")), (&mut b, foot("bieu2", "Trần Thị Bình"))]
    {
        workbook.put(&cell, Text(&name));
    }
    // The second clerk signs the form of the first too, which is blank there.
    b.put("bieu1_meta_person", Text("Trần Thị Bình"));
    let folder = sent(&[("a.xlsx", &a), ("b.xlsx", &b)]);
    let run = folder.run(["merge", "in", "-o", "city.xlsx", "--csv", "data", "-c", "hanoi-2025"]);
    run.args(BOTH).check();
    let book = Book::open(&folder.path("city.xlsx"));
    let detail = book.lines("Chi tiết");
    for (form, file) in [("Biểu 1", "in/a.xlsx"), ("Biểu 2", "in/b.xlsx")] {
        let rows: Vec<&String> = detail.iter().filter(|line| line.contains(form)).collect();
        assert!(!rows.is_empty() && rows.iter().all(|line| line.contains(file)), "{rows:?}");
    }
    let returns = book.lines("Tình hình gửi báo cáo");
    let unit: Vec<&String> = returns.iter().filter(|line| line.contains(UNIT)).collect();
    assert_eq!(unit.len(), 1, "{unit:?}");
    for said in ["in/a.xlsx", "in/b.xlsx", "Nguyễn Văn An", "Trần Thị Bình"] {
        assert!(unit[0].contains(said), "no {said} in {}", unit[0]);
    }
    let csv = |name: &str| String::from_utf8(folder.read(&format!("data/{name}.csv"))).unwrap();
    let figures = csv("figures");
    for (start, file) in [("bieu1,", "in/a.xlsx"), ("bieu2,", "in/b.xlsx")] {
        let mut rows = figures.lines().filter(|line| line.starts_with(start)).peekable();
        assert!(rows.peek().is_some());
        assert!(rows.all(|line| line.contains(file)), "{figures}");
    }
    assert_eq!(csv("files").lines().filter(|line| line.contains(",merged,")).count(), 2);
    assert_eq!(csv("units").lines().filter(|line| line.starts_with(UNIT)).count(), 1);
}

/// `--use` of one takes one; what only the other has is named, not only counted.
#[test]
fn one_alone_loses_what_the_other_has_and_says_so() {
    let folder = two();
    let city = merge(&folder, 1, &["--use", "in/a.xlsx"]);
    assert_eq!(outcomes(&city), [("in/a.xlsx", "merged"), ("in/b.xlsx", "superseded")]);
    let aside = &city["files"][1];
    assert_eq!(aside["replaced_by"], "in/a.xlsx");
    let reason = aside["reason"].as_str().unwrap();
    for said in ["in/a.xlsx", "Biểu 2, Nhiệm vụ, Đề cương", "--use in/b.xlsx"] {
        assert!(reason.contains(said), "no {said} in {reason}");
    }
    assert!(!aside["compared"]["differences"].as_array().unwrap().is_empty());
    // Left out, it is left out, and is held against the one that counts.
    let city = merge(&folder, 1, &["--exclude", "in/b.xlsx"]);
    assert_eq!(outcomes(&city), [("in/a.xlsx", "merged"), ("in/b.xlsx", "excluded")]);
}

/// A blank beside a value inside one form may be a wrong figure that somebody took out: a difference.
/// So are an outline that is split in the middle, and the same answers in both.
#[test]
fn a_form_answered_in_two_files_stops_them_as_before() {
    let b2_4 = "bieu2_4_own_value";
    let outline: Vec<String> = blank(UNIT)
        .answers()
        .into_keys()
        .filter(|answer| answer.starts_with("decuong_"))
        .map(|answer| format!("{answer}_text"))
        .collect();
    let (half, other) = outline.split_at(outline.len() / 2);
    let texts = |cells: &[String]| {
        let mut workbook = part(UNIT, &[]);
        for cell in cells {
            workbook.put(cell, Text("Đã triển khai."));
        }
        workbook
    };
    let one_more = |cell: &str, content| part_but(UNIT, &["bieu1"], &[(cell, content)]);
    let cases = [
        ("a blank against a value", part_but(UNIT, &REST, &[(b2_4, Blank)]), part(UNIT, &REST)),
        (
            "another row of the form",
            one_more(b2_4, Number("12")),
            part_but(UNIT, &REST, &[(b2_4, Blank)]),
        ),
        ("the same answer in both", one_more(b2_4, Number("12")), part(UNIT, &REST)),
        // Evidence that a half only shows is a witness of that form all the same.
        (
            "a picture against a blank",
            one_more("bieu2_9_own_evidence", Put::Embedded),
            part_but(UNIT, &REST, &[("bieu2_9_own_evidence", Blank)]),
        ),
        ("a word in both", one_more("bieu2_9_own_evidence", Text("x")), part(UNIT, &REST)),
        ("what cannot be read", one_more(b2_4, Text("nhiều")), part(UNIT, &REST)),
        ("an outline split", texts(half), texts(other)),
    ];
    // A figure in a row that cannot be told: whether it answers the form is not known.
    let mut unknown = part_but(UNIT, &REST, &[("bieu1_3_own_numerator", Number("970"))]);
    let (sheet, row) = ("Biểu 1", crate::moved::at(&unknown.spot("bieu1_3_own_value").cell).0);
    unknown.forget(|name| name.starts_with("bdhvs_bieu1_3_"));
    for column in ["A", "B"] {
        crate::moved::write(&mut unknown, sheet, &format!("{column}{row}"), "x");
    }
    let cases =
        cases.into_iter().chain([("a row that is not told", part(UNIT, &["bieu1"]), unknown)]);
    for (what, a, b) in cases {
        let folder = sent(&[("a.xlsx", &a), ("b.xlsx", &b)]);
        let report = validate(&folder, 1, &[]);
        for file in report["files"].as_array().unwrap() {
            assert_eq!(codes(file), ["BD105"], "{what}");
            let finding = &file["findings"][0];
            let message = finding["message"].as_str().unwrap();
            assert!(message.contains("khác nhau") && !message.contains("bổ sung"), "{message}");
            assert!(finding["hint"].as_str().unwrap().contains("Hỏi lại đơn vị"), "{what}");
        }
        // Naming both is no choice.
        let run = folder.run(["merge", "in", "-o", "city.xlsx", "-c", "hanoi-2025"]);
        run.args(BOTH).status(2).stderr_has("in/a.xlsx").writes(&[]).check();
    }
}

/// Three files, one of them sent twice, one blank; of three, two may be chosen, and the third is named.
#[test]
fn three_files_complete_each_other_too() {
    let (one, two, three) =
        (part(UNIT, &["bieu1"]), part(UNIT, &["bieu2"]), part(UNIT, &["nhiemvu", "decuong"]));
    let files = [("a.xlsx", &one), ("b.xlsx", &two), ("c.xlsx", &three)];
    let folder = sent(&files);
    folder.write("in/a (1).xlsx", one.bytes());
    folder.write("in/trong.xlsx", blank(UNIT).bytes());
    let report = validate(&folder, 1, &[]);
    let hint = report["files"][0]["findings"][0]["hint"].as_str().unwrap();
    let options = "--use \"in/a (1).xlsx\" --use in/b.xlsx --use in/c.xlsx ";
    assert!(hint.contains(options), "{hint}");
    let all = ["--use", "in/a.xlsx", "--use", "in/b.xlsx", "--use", "in/c.xlsx"];
    let city = merge(&folder, 0, &all);
    let expected = [
        ("in/a (1).xlsx", "superseded"),
        ("in/a.xlsx", "merged"),
        ("in/b.xlsx", "merged"),
        ("in/c.xlsx", "merged"),
        ("in/trong.xlsx", "ignored"),
    ];
    assert_eq!(outcomes(&city), expected);
    let whole = merge(&sent(&[("a.xlsx", &clean(UNIT))]), 0, &[]);
    let mut figures = without_files(&city);
    // That a copy is identical is said of it.
    figures["findings"].as_array_mut().unwrap().retain(|finding| finding["code"] != "BD106");
    assert_eq!(figures, without_files(&whole));

    let city = merge(&sent(&files), 0, &BOTH);
    let expected = [("in/a.xlsx", "merged"), ("in/b.xlsx", "merged"), ("in/c.xlsx", "superseded")];
    assert_eq!(outcomes(&city), expected);
    let reason = city["files"][2]["reason"].as_str().unwrap();
    for said in ["in/a.xlsx; in/b.xlsx", "Nhiệm vụ, Đề cương", "--use in/c.xlsx"] {
        assert!(reason.contains(said), "no {said} in {reason}");
    }
    assert_eq!(city["files"][2]["compared"]["with"], "in/a.xlsx; in/b.xlsx");
}

/// All rules look at the whole: a form that one file has is not missing, one that none has stands with
/// the first, what is wrong in a form stands with its own file, and what stands around the cells of a
/// form that is not taken from a file is still told.
#[test]
fn findings_stand_with_the_file_of_their_cell() {
    let [mut a, mut b] = [
        part_but(UNIT, &["bieu1"], &[("bieu1_3_own_numerator", Number("2000"))]),
        part_but(UNIT, &["bieu2"], &[("bieu2_4_own_value", Text("hơn 200"))]),
    ];
    let place = b.spot("bieu1_3_own_value").clone();
    for workbook in [&mut a, &mut b] {
        for sheet in ["Nhiệm vụ", "Đề cương"] {
            shift(workbook, sheet, Names::Follow, |_| None);
        }
    }
    shift(&mut a, "Biểu 2", Names::Follow, |_| None);
    let row = crate::moved::at(&place.cell).0;
    crate::moved::write(&mut b, "Biểu 1", &format!("Z{row}"), "Biểu 1 gửi riêng");
    let folder = sent(&[("a.xlsx", &a), ("b.xlsx", &b)]);
    let report = validate(&folder, 1, &BOTH);
    let found = |file: usize| -> Vec<(&str, &str)> {
        let findings = report["files"][file]["findings"].as_array().unwrap().iter();
        findings
            .map(|f| (f["code"].as_str().unwrap(), f["form"].as_str().unwrap_or_default()))
            .collect()
    };
    assert_eq!(found(0), [("BD501", "bieu1"), ("BD301", "nhiemvu"), ("BD301", "decuong")]);
    assert_eq!(found(1), [("BD304", "bieu1"), ("BD405", "bieu2")]);
    // And so in the JSON of the merge.
    let city = merge(&folder, 1, &BOTH);
    let excluded = |row: &str| {
        let rows = city["indicators"].as_array().unwrap().iter();
        let row = rows.clone().find(|r| format!("{}.{}", r["form"], r["indicator"]) == row);
        row.unwrap()["excluded"].clone()
    };
    let left = |file: &str| serde_json::json!([{"unit": UNIT, "scope": "own", "file": file}]);
    assert_eq!(excluded("\"bieu1\".\"3\""), left("in/a.xlsx"));
    assert_eq!(excluded("\"bieu2\".\"4\""), left("in/b.xlsx"));
}
