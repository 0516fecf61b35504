//! Levels that a document sets for each unit, targets that all have in common, and sums of which some
//! units are missing (docs/definitions.md, docs/contract/json-consolidation.md).

use std::path::Path;

use serde_json::{Value, json};

use crate::consolidation::book::Book;
use crate::fill::{Package, Put};
use crate::recalculated;
use crate::run::Folder;

/// The rows: a level of each unit for a rate, a count and a place; a sum for all; a common target of a
/// rate, and of a count of which nothing is said.
pub const ROWS: &str = r#"
[[indicator]]
id = "1"
number = "1"
label = "Tỷ lệ hồ sơ trực tuyến"
measure = "percent"
numerator = "Số hồ sơ trực tuyến"
denominator = "Tổng số hồ sơ"
own = ["Các đơn vị"]
time = "stock"
judged = "each"
targets = { 2026 = "> 85%" }

[[indicator]]
id = "2"
number = "2"
label = "Số lớp đã mở"
measure = "count"
nouns = ["lớp"]
own = ["Các đơn vị"]
time = "cumulative"
judged = "each"
targets = { 2026 = "ít nhất 10 lớp" }

[[indicator]]
id = "3"
number = "3"
label = "Số lượt người học"
measure = "count"
nouns = ["lượt"]
own = ["Các đơn vị"]
time = "cumulative"
judged = "total"
targets = { 2026 = "10.000 lượt" }

[[indicator]]
id = "4"
number = "4"
label = "Tỷ lệ hồ sơ đúng hạn"
measure = "percent"
numerator = "Số hồ sơ đúng hạn"
denominator = "Tổng số hồ sơ"
own = ["Các đơn vị"]
time = "stock"
targets = { 2026 = "95%" }

[[indicator]]
id = "5"
number = "5"
label = "Số tổ đã lập"
measure = "count"
nouns = ["tổ"]
own = ["Các đơn vị"]
time = "cumulative"
targets = { 2026 = "20 tổ" }

[[indicator]]
id = "6"
number = "6"
label = "Thứ hạng"
measure = "rank"
own = ["Các đơn vị"]
time = "cumulative"
judged = "each"
targets = { 2026 = "Tốp 5" }

[[indicator]]
id = "7"
number = "7"
label = "Số vụ cháy"
measure = "count"
nouns = ["vụ"]
own = ["Các đơn vị"]
time = "period"
judged = "total"
targets = { 2026 = "không quá 20 vụ" }

[[indicator]]
id = "8"
number = "8"
label = "Số vụ tai nạn"
measure = "count"
nouns = ["vụ"]
own = ["Các đơn vị"]
time = "period"
judged = "total"
targets = { 2026 = "dưới 12 vụ" }

[[indicator]]
id = "9"
number = "9"
label = "Tỷ lệ hồ sơ quá hạn"
measure = "percent"
numerator = "Số hồ sơ quá hạn"
denominator = "Tổng số hồ sơ"
own = ["Các đơn vị"]
time = "stock"
targets = { 2026 = "không quá 5%" }
"#;

/// A campaign of communes with rows of its own, in a folder; `units` are code and population.
pub fn campaign(folder: &Folder, id: &str, rows: &str, units: &[(&str, &str)]) {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cap");
    let read = |name: &str| std::fs::read_to_string(fixture.join(name)).unwrap();
    let head = read("campaign.toml").replace("id = \"cap\"", &format!("id = \"{id}\""));
    folder.write(&format!("{id}/campaign.toml"), head);
    let form = read("so.toml");
    let (columns, _) = form.split_once("[[indicator]]").unwrap();
    folder.write(&format!("{id}/so.toml"), format!("{columns}{rows}"));
    let lines = units.iter().map(|(code, people)| format!("{code},Xã {code},xã,unit,{people}\n"));
    let list = format!("code,name,kind,groups,population\n{}", lines.collect::<String>());
    folder.write(&format!("{id}/units.csv"), list);
}

/// A unit and what it writes in the cells of the form.
pub type Return<'t> = (&'t str, &'t [(&'t str, &'t str)]);

/// Issues the forms, fills some in, and merges them, which ends in a status.
#[track_caller]
pub fn merged(folder: &Folder, id: &str, returns: &[Return<'_>], status: i32) -> Value {
    folder.run(["template", "-q", "-c", id, "-o", "out"]).check();
    for (code, cells) in returns {
        let name = format!("{code}_xa-{code}.xlsx");
        let mut form = Package::open(&folder.path(&format!("out/{name}")));
        for (cell, said) in *cells {
            form.put(&format!("so_{cell}"), Put::Number(said));
        }
        folder.write(&format!("in/{name}"), form.bytes());
    }
    let arguments = ["merge", "-c", id, "in", "-o", "th.xlsx", "--json", "th.json"];
    folder.run(arguments).status(status).check();
    folder.json("th.json")
}

pub fn row<'v>(json: &'v Value, id: &str) -> &'v Value {
    json["indicators"].as_array().unwrap().iter().find(|row| row["indicator"] == id).unwrap()
}

const FIRST: Return<'_> = (
    "00004",
    &[
        ("1_own_numerator", "90"),
        ("1_own_denominator", "100"),
        ("2_own_value", "0"),
        ("3_own_value", "60"),
        ("4_own_numerator", "90"),
        ("4_own_denominator", "100"),
        ("5_own_value", "3"),
        ("6_own_value", "5"),
        ("7_own_value", "8"),
        ("8_own_value", "8"),
        ("9_own_numerator", "6"),
        ("9_own_denominator", "100"),
    ],
);
const SECOND: Return<'_> = (
    "00008",
    &[
        ("1_own_numerator", "85"),
        ("1_own_denominator", "100"),
        ("2_own_value", "12"),
        ("3_own_value", "40"),
        ("4_own_numerator", "96"),
        ("4_own_denominator", "100"),
        ("5_own_value", "18"),
        ("6_own_value", "6"),
        ("7_own_value", "4"),
        ("8_own_value", "4"),
        ("9_own_numerator", "5"),
        ("9_own_denominator", "100"),
    ],
);
const THIRD: Return<'_> = ("00013", &[("1_own_value", "85.01"), ("2_own_value", "9")]);
const UNITS: [(&str, &str); 4] = [("00004", ""), ("00008", ""), ("00013", ""), ("00025", "")];

fn all() -> (Folder, Value) {
    let folder = Folder::new();
    campaign(&folder, "thu", ROWS, &UNITS);
    let json = merged(&folder, "thu", &[FIRST, SECOND, THIRD], 1);
    (folder, json)
}

/// 0, 12 and 9 against "ít nhất 10 lớp": one reaches it, and the sum says nothing.
#[test]
fn each_unit_has_its_verdict_where_the_level_is_set_for_each() {
    let (folder, json) = all();
    for (id, verdicts, met) in [
        ("1", vec!["met", "missed", "met"], 2),
        ("2", vec!["missed", "met", "missed"], 1),
        ("6", vec!["met", "missed"], 1),
    ] {
        let row = row(&json, id);
        let given = row["contributions"].as_array().unwrap();
        let found: Vec<&str> = given.iter().map(|g| g["verdict"].as_str().unwrap()).collect();
        assert_eq!(found, verdicts, "{id}");
        assert_eq!(row["verdict"], "none", "{id}");
        assert_eq!(row["reached"], json!({ "met": met, "of": 4 }), "{id}");
    }
    let other = row(&json, "4");
    assert_eq!((other.get("reached"), other["contributions"][0].get("verdict")), (None, None));
    let book = Book::open(&folder.path("th.xlsx"));
    assert!(book.holds("1/4 đơn vị đạt; 1 đơn vị chưa có số liệu"), "row 2");
    assert!(book.holds("2/4 đơn vị đạt; 1 đơn vị chưa có số liệu"), "row 1");
    let mark = |unit: &str, row: &str| {
        let (_, cell) = book.matrix(unit, &format!("Biểu số liệu – {row}"));
        book.number_format(&cell)
    };
    assert!(mark("00004", "2").contains('✗') && mark("00008", "2").contains('✓'));
    assert!(mark("00004", "4").contains('▼') && mark("00008", "4").contains('✓'), "common");
    assert_eq!(mark("00004", "5"), "#,##0", "a part of a sum");
    let missed: Vec<_> =
        json["findings"].as_array().unwrap().iter().filter(|f| f["code"] == "BD601").collect();
    let said = |id: &str, unit: &str| {
        let found = missed.iter().find(|f| f["indicator"] == id && f["unit"] == unit);
        found.map(|f| f["message"].as_str().unwrap().to_owned())
    };
    assert_eq!(said("2", "00013").unwrap(), "Kết quả 9 chưa đạt chỉ tiêu ít nhất 10 lớp.");
    assert_eq!(said("2", "00008"), None);
    assert_eq!(said("4", "00004").unwrap(), "Kết quả 90% thấp hơn mục tiêu chung 95%.");
    assert_eq!(said("5", "00004"), None);
}

/// A sum that has reached its level stays there; one that has not is no miss while units are missing. A
/// rate may still go either way.
#[test]
fn a_sum_with_units_missing_is_judged_only_where_that_is_final() {
    let (folder, json) = all();
    let open = row(&json, "3");
    assert_eq!((&open["verdict"], &open["provisional"]), (&json!("insufficient"), &json!(false)));
    let words = "Chưa đủ số liệu để đánh giá: 2/4 đơn vị được 100; còn thiếu số liệu của 2 đơn vị, còn 9.900 nữa thì đạt";
    let book = Book::open(&folder.path("th.xlsx"));
    assert!(book.holds(words), "{:?}", book.texts("Tổng quan"));
    let rate = row(&json, "4");
    assert_eq!((&rate["verdict"], &rate["provisional"]), (&json!("missed"), &json!(true)));
    let reached = row(&json, "5");
    assert_eq!((&reached["verdict"], &reached["provisional"]), (&json!("met"), &json!(false)));
    assert!(book.holds("Đạt chỉ tiêu (105% mức giao)"));
}

/// Of what there should be less the other way round: what is exceeded stays so, and nothing else is known.
#[test]
fn a_sum_below_its_limit_is_open_while_units_are_missing() {
    let (folder, json) = all();
    let open = row(&json, "7");
    assert_eq!((&open["verdict"], &open["provisional"]), (&json!("insufficient"), &json!(false)));
    let words = "Chưa đủ số liệu để đánh giá: 2/4 đơn vị được 12; còn thiếu số liệu của 2 đơn vị, thêm quá 8 thì không đạt";
    let book = Book::open(&folder.path("th.xlsx"));
    assert!(book.holds(words), "{:?}", book.texts("Tổng quan"));
    // 12 is not "dưới 12".
    let exceeded = row(&json, "8");
    assert_eq!((&exceeded["verdict"], &exceeded["provisional"]), (&json!("missed"), &json!(false)));
    let (_, cell) = book.matrix("00004", "Biểu số liệu – 9");
    assert!(book.number_format(&cell).contains('▲'));
    let found = json["findings"].as_array().unwrap().iter();
    let messages: Vec<&str> = found
        .filter(|f| f["code"] == "BD601" && f["indicator"] == "9")
        .map(|f| f["message"].as_str().unwrap())
        .collect();
    assert_eq!(messages, ["Kết quả 6% cao hơn mức tối đa chung không quá 5%."]);
}

/// The formulas of "Cách tính" give what was written, for every kind of verdict.
#[test]
#[needs(LibreOffice)]
fn the_verdicts_are_the_same_when_they_are_recalculated() {
    let (folder, _) = all();
    recalculated::holds(&folder, &["th.xlsx"]);
}

/// Once every unit has answered, a sum that is too small is a miss, with how much of it is there.
#[test]
fn a_sum_of_all_units_is_judged() {
    let folder = Folder::new();
    campaign(&folder, "thu", ROWS, &UNITS[..2]);
    let json = merged(&folder, "thu", &[FIRST, SECOND], 0);
    assert_eq!(row(&json, "3")["verdict"], "missed");
    let book = Book::open(&folder.path("th.xlsx"));
    assert!(book.holds("Chưa đạt chỉ tiêu (1% mức giao)"));
    assert!(book.holds("1/2 đơn vị đạt"));
}

/// Of a count the check asks whose level it is, and the definition can be used all the same.
#[test]
fn the_check_asks_whose_level_the_target_of_a_count_is() {
    let folder = Folder::new();
    campaign(&folder, "thu", ROWS, &UNITS);
    let ran = folder.run(["campaign", "check", "thu"]).check();
    let said: String = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    let asked = "Cảnh báo: Biểu số liệu – 5: chưa ghi chỉ tiêu “20 tổ” giao cho từng đơn vị hay cho cả địa bàn";
    assert!(said.contains(asked), "{said}");
    assert_eq!(said.matches("chưa ghi chỉ tiêu").count(), 1);
}

/// One level up the units beneath are counted, as if all had been merged in one step.
#[test]
fn one_level_up_the_units_beneath_are_counted() {
    let folder = Folder::new();
    campaign(&folder, "tinh", ROWS, &UNITS);
    campaign(&folder, "nuoc", ROWS, &[("01", ""), ("02", "")]);
    let head = String::from_utf8(folder.read("tinh/campaign.toml")).unwrap();
    let above = "reports-to = \"nuoc\"\nreports-as = \"01\"\nforms = ";
    folder.write("tinh/campaign.toml", head.replace("forms = ", above));
    merged(&folder, "tinh", &[FIRST, SECOND, THIRD], 1);
    folder.write("tinh-in/th.xlsx", folder.read("th.xlsx"));
    let arguments = ["merge", "-c", "nuoc", "tinh-in", "-o", "nuoc.xlsx", "--json", "nuoc.json"];
    folder.run(arguments).check();
    let json = folder.json("nuoc.json");
    let row = row(&json, "2");
    // The other province, of which nobody knows how many units it has, stands for itself.
    assert_eq!(row["reached"], json!({ "met": 1, "of": 5 }));
    assert_eq!(row["contributions"][0]["beneath"]["met"], 1);
    assert_eq!(row["contributions"][0].get("verdict"), None);
    assert!(
        Book::open(&folder.path("nuoc.xlsx")).holds("1/5 đơn vị đạt; 2 đơn vị chưa có số liệu")
    );
}
