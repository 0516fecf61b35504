//! Several figures in a row, and rows that are worked out of others (docs/definitions.md): the statistics of
//! primary schools in `tests/authorities/pho-cap`, against sums made here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::fill::{Package, Put};
use crate::office;
use crate::run::Folder;

const FIGURES: [&str; 6] = ["lop", "tong", "nu", "dantoc", "nudantoc", "khuyettat"];
const COMMUNES: usize = 5;

/// The figure of a commune in a class: parts are never above their whole.
fn figure(commune: usize, class: usize, figure: &str) -> usize {
    let n = commune * 7 + class * 3;
    match figure {
        "lop" => 1 + n % 4,
        "tong" => 60 + n * 5,
        "nu" => 30 + n * 2,
        "dantoc" => 40 + n,
        "nudantoc" => 12 + n,
        "khuyettat" => n % 3,
        other => unreachable!("{other}"),
    }
}

fn definition() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/authorities/pho-cap")
}

/// The definition in a folder of its own, with something in it changed.
fn campaign(folder: &Folder, id: &str, change: impl Fn(&str, String) -> String) {
    for file in std::fs::read_dir(definition()).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.replace("id = \"pho-cap\"", &format!("id = \"{id}\""));
        folder.write(&format!("{id}/{name}"), change(&name, text));
    }
}

/// The forms of the first communes, filled in; gives the paths.
fn filled(folder: &Folder, id: &str, period: &str) -> Vec<String> {
    let out = format!("out-{period}");
    folder.run(["template", "-q", "-c", id, "-p", period, "-o", &out]).check();
    let mut forms: Vec<String> = std::fs::read_dir(folder.path(&out))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains('_'))
        .collect();
    forms.sort();
    forms.truncate(COMMUNES);
    for (commune, name) in forms.iter().enumerate() {
        let mut form = Package::open(&folder.path(&format!("{out}/{name}")));
        for class in 1..=5 {
            for key in FIGURES {
                let number = figure(commune, class, key).to_string();
                form.put(&format!("bieu1_{class}_own_{key}"), Put::Number(&number));
            }
        }
        form.put("bieu2_1_own_numerator", Put::Number("99"));
        form.put("bieu2_1_own_denominator", Put::Number("100"));
        folder.write(&format!("in/{name}"), form.bytes());
    }
    forms.into_iter().map(|name| format!("in/{name}")).collect()
}

/// What every figure of every row comes to over the communes; row 6 adds up the others.
fn expected() -> BTreeMap<(String, String), usize> {
    let mut sums = BTreeMap::new();
    for (commune, class) in (0..COMMUNES).flat_map(|c| (1..=5).map(move |class| (c, class))) {
        for key in FIGURES {
            let value = figure(commune, class, key);
            for row in [class.to_string(), "6".to_owned()] {
                *sums.entry((row, key.to_owned())).or_default() += value;
            }
        }
    }
    sums
}

fn merged(json: &Value) -> BTreeMap<(String, String), usize> {
    let rows = json["indicators"].as_array().unwrap().iter();
    rows.filter(|row| row["form"] == "bieu1")
        .map(|row| {
            let part = |key: &str| row[key].as_str().unwrap().to_owned();
            let value = row["rollup"]["value"].as_u64().unwrap();
            ((part("indicator"), part("figure")), usize::try_from(value).unwrap())
        })
        .collect()
}

#[test]
fn every_figure_of_a_row_is_added_up_by_itself() {
    let folder = Folder::new();
    campaign(&folder, "pc", |_, text| text);
    filled(&folder, "pc", "2025-2026");
    folder.run(["merge", "-q", "-c", "pc", "in", "-o", "m.xlsx", "--json", "m.json"]).check();
    let json = folder.json("m.json");
    assert_eq!(merged(&json), expected());
    // The sum of the classes of a commune leads to the cell of its form.
    let sum = json["indicators"].as_array().unwrap().iter().find(|row| row["indicator"] == "6");
    let given = &sum.unwrap()["contributions"][1];
    let classes: usize = (1..=5).map(|class| figure(1, class, "lop")).sum();
    assert_eq!((&given["value"], &given["cell"]), (&json!(classes), &json!("C12")));
    // One level up the area's figures are those of its rows.
    campaign(&folder, "nuoc", |name, text| match name {
        "units.csv" => "code,name,kind,groups\n75,Tỉnh,tỉnh,commune\n".to_owned(),
        _ => text,
    });
    campaign(&folder, "pc", |name, text| match name {
        "campaign.toml" => {
            text.replace("forms = ", "reports-to = \"nuoc\"\nreports-as = \"75\"\nforms = ")
        }
        _ => text,
    });
    std::fs::create_dir(folder.path("tinh")).unwrap();
    for book in ["tinh/pc.xlsx", "tinh/pc.json"] {
        let [out, json] = if book.ends_with("json") { ["x.xlsx", book] } else { [book, "x.json"] };
        folder.run(["merge", "-q", "-c", "pc", "in", "-o", out, "--json", json]).check();
    }
    let up = folder.run(["merge", "-q", "-c", "nuoc", "tinh/pc.xlsx", "-o", "n.xlsx"]);
    up.args(["--json", "n.json"]).check();
    assert_eq!(merged(&folder.json("n.json")), expected());
    // And so they are read from the JSON, as an earlier period.
    filled(&folder, "pc", "2026-2027");
    let then = folder.run(["merge", "-q", "-c", "pc", "in", "-o", "y.xlsx", "--json", "y.json"]);
    then.args(["--previous", "tinh/pc.json"]).check();
    let json = folder.json("y.json");
    assert_eq!(merged(&json), expected());
    let rows = json["indicators"].as_array().unwrap().iter();
    for row in rows.filter(|row| row["form"] == "bieu1") {
        assert_eq!(row["previous"]["rollup"]["value"], row["rollup"]["value"], "{row:#}");
    }
}

#[test]
fn a_part_above_its_whole_and_a_number_over_a_formula_are_told() {
    let folder = Folder::new();
    campaign(&folder, "pc", |_, text| text);
    let forms = filled(&folder, "pc", "2025-2026");
    let mut form = Package::open(&folder.path(&forms[0]));
    form.put("bieu1_2_own_nu", Put::Number("9000"));
    form.put("bieu1_3_own_dantoc", Put::Text("khoảng 40"));
    form.put("bieu1_6_own_tong", Put::Number("12345"));
    folder.write("in/a.xlsx", form.bytes());
    let run = folder.run(["validate", "-c", "pc", "in/a.xlsx", "--format", "json"]).status(1);
    let ran = run.check();
    let json = ran.json();
    let findings = json["files"][0]["findings"].as_array().unwrap().iter();
    let found: Vec<[&str; 4]> = findings
        .map(|finding| {
            ["code", "indicator", "field", "cell"].map(|key| finding[key].as_str().unwrap_or("–"))
        })
        .collect();
    assert_eq!(
        found,
        [["BD304", "–", "–", "D12"], ["BD506", "2", "nu", "E8"], ["BD405", "3", "dantoc", "F9"],]
    );
    // The class whose figure cannot be read has no sum; what was typed over one counts nowhere.
    folder
        .run(["merge", "-q", "-c", "pc", "in/a.xlsx", "-o", "m.xlsx", "--json", "m.json"])
        .status(1)
        .check();
    let json = folder.json("m.json");
    let answered = |figure: &str| {
        let mut rows = json["indicators"].as_array().unwrap().iter();
        let row = rows.find(|row| row["indicator"] == "6" && row["figure"] == figure).unwrap();
        (row["rollup"]["answered"].clone(), row["rollup"]["value"].clone())
    };
    assert_eq!(answered("dantoc"), (json!(0), Value::Null));
    // Nor has the one of a figure that an error keeps out.
    assert_eq!(answered("nu"), (json!(0), Value::Null));
    let sum: usize = (1..=5).map(|class| figure(0, class, "tong")).sum();
    assert_eq!(answered("tong"), (json!(1), json!(sum)));
}

#[test]
fn a_formula_that_cannot_be_used_is_told_at_its_line() {
    let cases = [
        ("1 + 9", "không có dòng “9”"),
        ("1 * 2", "không hiểu “1 * 2”"),
        ("1 + 6", "công thức dẫn trở lại chính dòng này"),
        ("1 / 2", "phép chia cho ra tỷ lệ"),
        ("count(\"Có\", 1..5)", "không có lựa chọn “Có”"),
    ];
    for (formula, said) in cases {
        let folder = Folder::new();
        campaign(&folder, "pc", |_, text| {
            text.replace("1 + 2 + 3 + 4 + 5", &formula.replace('"', "\\\""))
        });
        let run = folder.run(["campaign", "check", "pc"]).status(2);
        run.stderr_has("bieu1.toml:").check();
        let ran = folder.run(["campaign", "check", "pc"]).status(2).check();
        assert!(ran.stderr.replace('\n', " ").contains(said), "{formula}: {}", ran.stderr);
    }
}

#[test]
fn the_definition_goes_through_a_workbook_and_back() {
    let folder = Folder::new();
    campaign(&folder, "pc", |_, text| text);
    folder.run(["campaign", "export", "pc", "-o", "pc.xlsx"]).check();
    folder.run(["campaign", "import", "pc.xlsx", "-o", "again"]).check();
    for name in ["bieu1.toml", "bieu2.toml"] {
        let [own, again] = ["pc", "again"].map(|id| folder.read(&format!("{id}/{name}")));
        assert_eq!(String::from_utf8(own).unwrap(), String::from_utf8(again).unwrap(), "{name}");
    }
}

/// The form works out its own sum, as the program does.
#[test]
#[needs(LibreOffice)]
fn a_spreadsheet_works_out_the_same() {
    let folder = Folder::new();
    campaign(&folder, "pc", |_, text| text);
    let forms = filled(&folder, "pc", "2025-2026");
    let paths: Vec<PathBuf> = forms.iter().map(|form| folder.path(form)).collect();
    office::recalculate(&paths, &folder.path("saved"), &folder.path("home"));
    for (commune, form) in forms.iter().enumerate() {
        let name = Path::new(form).file_name().unwrap().to_str().unwrap();
        let saved = Package::open(&folder.path(&format!("saved/{name}")));
        let sheet = saved.part(&saved.sheet_part("Biểu 1"));
        for (key, column) in FIGURES.into_iter().zip('C'..) {
            let sum: usize = (1..=5).map(|class| figure(commune, class, key)).sum();
            let cell = sheet.split(&format!("r=\"{column}12\"")).nth(1).unwrap();
            let cell = cell.split("</c>").next().unwrap();
            let (_, value) =
                cell.split_once("<v>").unwrap_or_else(|| panic!("{key} of {name}: {cell}"));
            let value = value.split("</v>").next().unwrap();
            assert_eq!(value, sum.to_string(), "{key} of {name}");
        }
    }
    folder.run(["merge", "-q", "-c", "pc", "saved", "-o", "m.xlsx", "--json", "m.json"]).check();
    assert_eq!(merged(&folder.json("m.json")), expected());
}
