//! `extract` (docs/contract/extract.md): what a lead agency reports from. Its workbook is its own form,
//! a valid return once it is confirmed; what the units come to is proposed and never counted before
//! that.

use harness::Need;
use serde_json::{Value, json};

use crate::definition::definition;
use crate::fill::{Package, Put};
use crate::issued::{blank, clean, clean_but, clean_content, only, workbook_path};
use crate::run::Folder;
use Put::{Number, Text};

/// Returns of communes: two figures that count, a rate without base, an error, a word, evidence that
/// begins like a formula.
fn returns() -> Folder {
    let folder = Folder::new();
    let one = [
        ("bieu2_9_own_value", Number("30")),
        ("bieu1_3_own_numerator", Number("1700")),
        ("bieu1_3_own_denominator", Number("2000")),
        ("bieu2_9_own_evidence", Text("=1+1")),
    ];
    folder.write("in/00004.xlsx", clean_but("00004", &one).bytes());
    let two = [("bieu2_9_own_value", Number("12")), ("bieu1_7_own_value", Text("Không áp dụng"))];
    let two = [&two[..], &[("bieu1_7_own_numerator", Put::Blank)]].concat();
    let two = [&two[..], &[("bieu1_7_own_denominator", Put::Blank)]].concat();
    folder.write("in/00008.xlsx", clean_but("00008", &two).bytes());
    let wrong = [("bieu2_9_own_value", Text("hơn 200")), ("bieu1_3_own_value", Number("50"))];
    folder.write("in/00025.xlsx", only("00025", &wrong).bytes());
    folder
}

/// What an extract says on the terminal and in its sheets, read by openpyxl: the rows of the first two
/// sheets as texts, and the input cells by their names with their notes.
fn read(folder: &Folder, book: &str) -> Value {
    let script = "
import json, openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1])
rows = lambda sheet: [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows()]
cells = {}
for name, defined in book.defined_names.items():
    if name.startswith('bdhvs_') and not name.startswith('bdhvs_id_'):
        sheet, at = next(defined.destinations)
        cell = book[sheet][at.replace('$', '')]
        cells[name[6:]] = [cell.value, cell.comment.text if cell.comment else None]
properties = {p.name: p.value for p in book.custom_doc_props.props}
print(json.dumps({'sheets': book.sheetnames, 'summary': rows(book.worksheets[0]),
                  'units': rows(book.worksheets[1]), 'cells': cells, 'properties': properties}))
";
    let output = python(folder, &["-c", script, book]);
    serde_json::from_str(&output).unwrap()
}

/// Runs Python with openpyxl.
#[track_caller]
fn python(folder: &Folder, arguments: &[&str]) -> String {
    let output = harness::python(&[Need::Openpyxl])
        .current_dir(folder.path(""))
        .env("PYTHONIOENCODING", "utf-8")
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The line of a row on the first sheet.
fn line<'v>(book: &'v Value, form: &str, number: &str) -> Vec<&'v Value> {
    let rows = book["summary"].as_array().unwrap().iter();
    let mut rows = rows.map(|row| row.as_array().unwrap().iter().map(|cell| &cell[0]).collect());
    rows.find(|row: &Vec<&Value>| row[0] == form && row[1] == number)
        .unwrap_or_else(|| panic!("{form} {number} in {book:#}"))
}

fn row<'v>(city: &'v Value, form: &str, indicator: &str) -> &'v Value {
    let rows = city["indicators"].as_array().unwrap();
    rows.iter().find(|row| row["form"] == form && row["indicator"] == indicator).unwrap()
}

/// Fills a workbook as a clerk does who confirms what is proposed: every cell but those of the whole area
/// that hold a figure, and saves it through openpyxl.
#[track_caller]
fn confirm(folder: &Folder, book: &str, saved: &str, proposed: &[&str]) {
    let mut workbook = Package::open(&folder.path(book));
    for (answer, fields) in workbook.answers() {
        for field in fields {
            let figure = matches!(field.as_str(), "value" | "numerator" | "denominator" | "people");
            if figure && proposed.contains(&answer.as_str()) {
                continue;
            }
            let content = clean_content(definition(), &answer, &field);
            if content != Put::Blank {
                workbook.put(&format!("{answer}_{field}"), content);
            }
        }
    }
    folder.write("filled.xlsx", workbook.bytes());
    let script = "
import os, openpyxl, sys
os.makedirs(os.path.dirname(sys.argv[2]), exist_ok=True)
openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])";
    python(folder, &["-c", script, "filled.xlsx", saved]);
}

/// Issue: "the roll-up and n/m of each row it leads, the units behind it, and its own form with the city
/// rows filled in to confirm or correct". Confirmed and sent back, the figures are reported.
#[test]
#[needs(Openpyxl)]
fn a_lead_agency_confirms_what_the_units_come_to() {
    let folder = returns();
    let run = folder.run(["extract", "in", "--unit", "SO-NV", "-o", "nv.xlsx"]).status(1);
    run.stdout_has("nv.xlsx").stdout_has("bdhvs validate in").writes(&["nv.xlsx"]).check();
    let book = read(&folder, "nv.xlsx");

    let rate = line(&book, "Biểu 1", "3");
    assert_eq!(rate[3..7], ["> 85%", "89%", "2.670/3.000", "2/126"]);
    let count = line(&book, "Biểu 2", "9");
    assert_eq!((count[4], count[6]), (&json!(42), &json!("2/126")));
    assert!(rate[7].as_str().unwrap().contains("1 đơn vị chỉ có tỷ lệ"), "{rate:?}");
    assert!(count[7].as_str().unwrap().contains("1 câu trả lời có lỗi"), "{count:?}");
    let why = |form, number| line(&book, form, number)[10].as_str().unwrap().to_owned();
    assert!(why("Biểu 1", "3").contains("đề xuất"));
    assert!(why("Biểu 1", "6").starts_with("Để trống"), "a rank is not added up");
    assert!(why("Biểu 2", "8").starts_with("Để trống"), "nobody is asked");

    // In the form: the two figures of a rate and not its formula, and words that say what they are.
    let cell = |name: &str| &book["cells"][name];
    assert_eq!(cell("bieu1_3_city_numerator")[0], 2670);
    assert_eq!(cell("bieu1_3_city_denominator")[0], 3000);
    assert!(cell("bieu1_3_city_value")[0].as_str().unwrap().starts_with('='));
    assert_eq!(cell("bieu2_9_city_value")[0], 42);
    for name in ["bieu1_3_city_numerator", "bieu2_9_city_value"] {
        let note = cell(name)[1].as_str().unwrap();
        assert!(note.contains("ĐỀ XUẤT") && note.contains("2/126"), "{note}");
    }
    for name in ["bieu1_6_city_value", "bieu2_8_city_value", "bieu1_1_own_numerator"] {
        assert_eq!(*cell(name), json!([null, null]), "{name}");
    }
    assert_eq!(book["properties"]["bdhvs.corrects"], Value::Null);

    // Every unit that is asked has its line: what it says, that it says nothing, why it is left out.
    let units = book["units"].as_array().unwrap();
    let of = |code: &str| {
        let is_it = |unit: &&Value| {
            (unit[0][0].as_str(), unit[1][0].as_str()) == (Some("Biểu 2"), Some("9"))
                && unit[2][0] == code
        };
        units.iter().find(is_it).unwrap()
    };
    assert_eq!(units.iter().filter(|unit| unit[1][0] == "9").count(), 126);
    assert_eq!((&of("00004")[4][0], &of("00004")[5][0]), (&json!("Được tính"), &json!(30)));
    assert_eq!(of("00004")[9], json!(["=1+1", "s"]), "a text, and no formula");
    assert_eq!(of("00004")[11][0], "in/00004.xlsx");
    let spot = clean("00004").spot("bieu2_9_own_value").clone();
    assert_eq!((&of("00004")[12][0], &of("00004")[13][0]), (&spot.sheet.into(), &spot.cell.into()));
    assert_eq!((&of("00025")[5][0], &of("00025")[14][0]), (&json!("hơn 200"), &json!("BD405")));
    assert_eq!(of("00070")[4][0], "Chưa gửi");

    // A proposal that is confirmed is a clean return, whose figures are those of the units.
    let proposed = ["bieu1_3_city", "bieu1_7_city", "bieu2_9_city"];
    confirm(&folder, "nv.xlsx", "back/nv.xlsx", &proposed);
    let report = folder.run(["validate", "back", "--format", "json"]).check().json();
    let found = report["files"][0]["findings"].as_array().unwrap();
    assert!(found.iter().all(|f| f["severity"] == "info"), "{found:#?}");
    let merge = ["merge", "in", "back", "-o", "c.xlsx", "--json", "c.json"];
    folder.run(merge).status(1).check();
    let city = folder.json("c.json");
    for (form, indicator) in [("bieu1", "3"), ("bieu1", "7"), ("bieu2", "9")] {
        let row = row(&city, form, indicator);
        let [reported] = row["reported"].as_array().unwrap().as_slice() else { panic!("{row:#}") };
        assert_eq!(reported["unit"], "SO-NV");
        for key in ["value", "numerator", "denominator"] {
            assert_eq!(reported[key], row["rollup"][key], "{key} of {form} {indicator}");
        }
        assert_eq!(row["official"]["source"], "reported");
    }
}

/// What an agency says of its own rows: one figure, and no base of another.
const REPORTED: [(&str, Put<'static>); 3] = [
    ("bieu2_9_city_value", Number("1000")),
    ("bieu1_3_city_numerator", Put::Blank),
    ("bieu1_3_city_denominator", Put::Blank),
];

/// Returns with one of the agency among them, and its workbook in `nv.xlsx`.
fn reported() -> Folder {
    let folder = returns();
    folder.write("in/nv.xlsx", clean_but("SO-NV", &REPORTED).bytes());
    let run = folder.run(["extract", "in", "--unit", "SO-NV", "-o", "nv.xlsx"]).status(1);
    run.stdout_has("in/nv.xlsx").writes(&["nv.xlsx"]).check();
    folder
}

/// An agency's own figures stand beside those of the units, and what it left blank is proposed.
#[test]
#[needs(Openpyxl)]
fn what_an_agency_has_reported_stands_in_its_workbook() {
    let book = read(&reported(), "nv.xlsx");
    let count = line(&book, "Biểu 2", "9");
    assert_eq!((count[8], count[9]), (&json!("1.000"), &json!("+958")), "{count:?}");
    assert_eq!(book["cells"]["bieu2_9_city_value"][0], 1000);
    assert!(book["cells"]["bieu2_9_city_value"][1].as_str().unwrap().contains("42"));
    assert_eq!(book["cells"]["bieu1_3_city_numerator"][0], 2670);
    assert_eq!(book["cells"]["bieu1_1_own_numerator"][0], 970);
}

/// An agency that has reported keeps its figures; sent back, the workbook takes the place of exactly its
/// return, and nothing counts twice.
#[test]
fn what_an_agency_has_reported_stays_and_is_replaced_once() {
    let folder = reported();
    // The same returns with the workbook among them, and over again: never two returns of the agency.
    folder.write("in/nv-dau-moi.xlsx", folder.read("nv.xlsx"));
    folder.run(["merge", "in", "-o", "c.xlsx", "--json", "c.json"]).status(1).check();
    let city = folder.json("c.json");
    let outcome = |path: &str| {
        let files = city["files"].as_array().unwrap();
        let file = files.iter().find(|file| file["path"] == path).unwrap();
        (file["outcome"].clone(), file["replaced_by"].clone())
    };
    assert_eq!(outcome("in/nv-dau-moi.xlsx"), ("merged".into(), Value::Null));
    assert_eq!(outcome("in/nv.xlsx"), ("superseded".into(), "in/nv-dau-moi.xlsx".into()));
    assert_eq!(row(&city, "bieu2", "9")["official"]["value"], 1000);
    assert_eq!(row(&city, "bieu2", "9")["rollup"]["value"], 42);
    let rate = row(&city, "bieu1", "3");
    assert_eq!(rate["reported"][0]["numerator"], rate["rollup"]["numerator"]);
    let codes: Vec<_> = city["findings"].as_array().unwrap().iter().map(|f| &f["code"]).collect();
    assert!(!codes.contains(&&json!("BD105")), "{codes:?}");
    // A return that came by another way is a different file, and the officer decides.
    folder.write("in/nv-khac.xlsx", clean_but("SO-NV", &REPORTED[..1]).bytes());
    folder.run(["merge", "in", "-o", "c.xlsx"]).status(1).stdout_has("BD105").check();
}

/// Two agencies lead one row, each with its own part: what all units come to is neither's.
#[test]
#[needs(Openpyxl)]
fn nothing_is_proposed_where_several_agencies_report() {
    let folder = returns();
    for lead in ["SO-GDDT", "THANHDOAN"] {
        let output = format!("{lead}.xlsx");
        folder.run(["extract", "in", "--unit", lead, "-o", &output, "-q"]).status(1).check();
        let book = read(&folder, &output);
        assert_eq!(book["cells"]["bieu2_7_city_value"], json!([null, null]));
        let line = line(&book, "Biểu 2", "7");
        assert!(line[10].as_str().unwrap().contains("nhiều đơn vị cùng làm đầu mối"), "{line:?}");
    }
}

/// The workbook of every lead agency is a return of it, with nothing to say about how it is made.
#[test]
fn the_workbook_of_every_agency_is_its_return() {
    let folder = returns();
    let leads = ["SO-NV", "SO-KHCN", "SO-GDDT", "CATP", "THANHDOAN"];
    for lead in leads {
        let output = format!("back/{lead}.xlsx");
        let run = folder.run(["extract", "in", "--unit", lead, "-o", &output, "-q"]).status(1);
        run.stdout("").writes(&[&output]).check();
        let issued = blank(lead).names().clone();
        let names = Package::open(&folder.path(&output)).names().clone();
        assert_eq!(issued.keys().collect::<Vec<_>>(), names.keys().collect::<Vec<_>>(), "{lead}");
    }
    let run = folder.run(["validate", "back", "--format", "json", "-c", "hanoi-2025"]).status(1);
    let report = run.check().json();
    for file in report["files"].as_array().unwrap() {
        for finding in file["findings"].as_array().unwrap() {
            let code = finding["code"].as_str().unwrap();
            assert!(!["BD1", "BD2", "BD3"].contains(&&code[..3]) || code == "BD106", "{file:#}");
        }
    }
    // The same inputs give the same bytes, on one thread too.
    let before = folder.read("back/SO-NV.xlsx");
    let again = ["extract", "in", "--unit", "SO-NV", "-o", "back/SO-NV.xlsx", "--jobs", "1"];
    folder.run(again).status(1).writes(&[]).check();
    assert_eq!(before, folder.read("back/SO-NV.xlsx"));
}

/// docs/contract/extract.md: nothing that somebody has worked on is written over; an issued form is not
/// one of these.
#[test]
fn a_workbook_that_somebody_saved_is_not_written_over() {
    let folder = returns();
    let extract = ["extract", "in", "--unit", "SO-NV", "-o", "nv.xlsx"];
    folder.write("nv.xlsx", std::fs::read(workbook_path("SO-NV")).unwrap());
    folder.run(extract).status(2).stderr_has("nv.xlsx").writes(&[]).check();
    folder.run(["extract", "in", "--unit", "SO-NV", "-o", "b.xlsx", "-q"]).status(1).check();
    // More returns: the workbook that nobody has touched gives way.
    folder.write("in/00067.xlsx", clean("00070").bytes());
    let again = ["extract", "in", "--unit", "SO-NV", "-o", "b.xlsx", "-q"];
    folder.run(again).status(1).writes(&["b.xlsx"]).check();
}

#[test]
#[needs(Openpyxl)]
fn a_workbook_that_openpyxl_saved_is_not_written_over() {
    let folder = returns();
    let extract = ["extract", "in", "--unit", "SO-NV", "-o", "b.xlsx", "-q"];
    folder.run(extract).status(1).check();
    python(&folder, &["-c", "import openpyxl\nopenpyxl.load_workbook('b.xlsx').save('b.xlsx')"]);
    folder.run(extract).status(2).stderr_has("b.xlsx").writes(&[]).check();
}

/// In a working folder neither PATH nor the output need be typed.
#[test]
fn in_a_working_folder_nothing_need_be_typed_but_the_unit() {
    let folder = Folder::new();
    folder.run(["init", "w", "-c", "hanoi-2025"]).check();
    folder.write("w/2-tiep-nhan/a.xlsx", clean("00004").bytes());
    let run = folder.run(["extract", "--unit", "SO-NV"]).within("w");
    run.writes(&["w/3-tra-lai/SO-NV-dau-moi.xlsx"]).stdout_has("bdhvs validate").check();
}

/// A campaign without rows for the whole area has nothing to extract, and says so.
#[test]
fn a_campaign_without_leads_says_so() {
    let folder = Folder::new();
    folder.run(["template", "-c", "ninh-binh-2026", "-o", "out", "-q"]).check();
    let unit = folder.tree().into_keys().find(|name| name.ends_with(".xlsx")).unwrap();
    let code = unit.trim_start_matches("out/").split('_').next().unwrap().to_owned();
    let run = folder.run(["extract", "out", "-c", "ninh-binh-2026", "-o", "x.xlsx", "--unit"]);
    run.arg(code).status(2).stderr_has("không có chỉ tiêu nào").writes(&[]).check();
}
