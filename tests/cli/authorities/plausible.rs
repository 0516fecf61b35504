//! Counts that cannot well be right (docs/contract/rules.md, 701): more people than live in the unit or in
//! the whole area, and a hundred times what other units of the kind count.

use serde_json::{Value, json};

use super::verdicts::{Return, campaign, merged, row};
use crate::consolidation::book::Book;
use crate::run::Folder;

const ROWS: &str = r#"
[[indicator]]
id = "1"
number = "1"
label = "Số cán bộ, công chức được tập huấn"
measure = "count"
unit = "Số người"
nouns = ["người"]
own = ["Các đơn vị"]
time = "cumulative"

[[indicator]]
id = "2"
number = "2"
label = "Số lượt người dân được hướng dẫn"
measure = "count"
unit = "Số lượt"
nouns = ["lượt", "lượt người"]
own = ["Các đơn vị"]
time = "cumulative"

[[indicator]]
id = "3"
number = "3"
label = "Số lớp (số người)"
measure = "count-with-people"
nouns = ["lớp"]
people = "Số người"
people-nouns = ["người"]
own = ["Các đơn vị"]
time = "cumulative"

[[indicator]]
id = "4"
number = "4"
label = "Số người được phổ cập"
measure = "count"
unit = "Nghìn người"
nouns = ["nghìn người"]
own = ["Các đơn vị"]
time = "cumulative"
"#;

const UNITS: [(&str, &str); 4] =
    [("00004", "20000"), ("00008", "30000"), ("00013", "25000"), ("00025", "10000")];

fn cells(values: [&'static str; 5]) -> Vec<(&'static str, &'static str)> {
    let names = ["1_own_value", "2_own_value", "3_own_value", "3_own_people", "4_own_value"];
    names.into_iter().zip(values).collect()
}

fn of_four(units: &[(&str, &str)], last: [&'static str; 5]) -> (Folder, Value) {
    let folder = Folder::new();
    campaign(&folder, "thu", ROWS, units);
    let usual =
        [["10", "90", "3", "40", "9"], ["12", "70", "4", "50", "11"], ["20", "80", "5", "60", "8"]];
    let all = usual.into_iter().chain([last]).map(cells).collect::<Vec<_>>();
    let returns: Vec<Return<'_>> =
        units.iter().zip(&all).map(|((code, _), cells)| (*code, cells.as_slice())).collect();
    let json = merged(&folder, "thu", &returns, 0);
    (folder, json)
}

/// The findings of 701: unit, row, field and message.
fn outliers(json: &Value) -> Vec<[String; 4]> {
    let all = json["findings"].as_array().unwrap().iter().filter(|found| found["code"] == "BD701");
    let text = |found: &Value, key: &str| found[key].as_str().unwrap_or_default().to_owned();
    all.map(|f| ["unit", "indicator", "field", "message"].map(|key| text(f, key))).collect()
}

#[test]
fn more_people_than_live_there_are_asked_about() {
    let (folder, json) = of_four(&UNITS, ["30200000", "30200000", "4", "10001", "11"]);
    let found = outliers(&json);
    let of = |unit: &str, row: &str| -> Vec<&[String; 4]> {
        found.iter().filter(|f| f[0] == unit && f[1] == row).collect()
    };
    let first = of("00025", "1");
    assert_eq!((first.len(), first[0][2].as_str()), (1, "value"));
    assert!(first[0][3].contains("30.200.000") && first[0][3].contains("10.000"), "{first:?}");
    // Visits are no people, and yet far from those of the others.
    let visits = of("00025", "2");
    assert!(
        visits.len() == 1 && visits[0][3].contains("100 lần") && visits[0][3].ends_with("là 80."),
        "{visits:?}"
    );
    let people = of("00025", "3");
    assert_eq!((people.len(), people[0][2].as_str()), (1, "people"));
    // 11 thousand people of 10,000; the others count 8, 9 and 11 thousand of 20,000 and more.
    let thousands = of("00025", "4");
    assert!(thousands.len() == 1 && thousands[0][3].contains("11.000 người"), "{thousands:?}");
    // The whole area: 85,000 people.
    let area = of("", "1");
    assert!(
        area.len() == 1 && area[0][3].contains("30.200.042") && area[0][3].contains("85.000"),
        "{area:?}"
    );
    assert!(of("", "2").is_empty());
    let to_check = json!([{
        "why": "above-population", "unit": null, "field": "value", "people": 30_200_042, "population": 85_000,
    }]);
    assert_eq!(row(&json, "1")["to_check"], to_check);
    assert_eq!(row(&json, "2").get("to_check"), None);
    let book = Book::open(&folder.path("th.xlsx"));
    let texts = book.texts("Tổng quan");
    assert!(texts.iter().any(|text| text.starts_with("Cần kiểm tra")), "{texts:?}");
    assert!(texts.iter().any(|text| text.contains("30.200.042 > 85.000")), "{texts:?}");
    let ran = folder.run(["merge", "-c", "thu", "in", "-o", "th.xlsx"]).check();
    assert!(ran.stdout.contains("Cần kiểm tra"), "{}", ran.stdout);
}

/// A figure at the edge is not asked about: all who live there, a hundred times the median.
#[test]
fn a_figure_at_the_edge_is_not_asked_about() {
    let (_, json) = of_four(&UNITS, ["1200", "8000", "400", "5000", "10"]);
    assert_eq!(outliers(&json), Vec::<[String; 4]>::new());
    let (_, json) = of_four(&UNITS, ["1201", "8001", "401", "5001", "10"]);
    let rows: Vec<String> =
        outliers(&json).into_iter().map(|f| format!("{} {}", f[1], f[2])).collect();
    assert_eq!(rows, ["1 value", "2 value", "3 value", "3 people"]);
}

/// Two others say nothing of what is usual; an area of which one population is not known has none.
#[test]
fn what_is_not_known_is_not_compared() {
    let (_, json) = of_four(&UNITS[..3], ["", "", "", "", ""]);
    assert_eq!(outliers(&json), Vec::<[String; 4]>::new());
    let units = [UNITS[0], UNITS[1], ("00013", ""), UNITS[3]];
    let (_, json) = of_four(&units, ["30200000", "1", "4", "40", "9"]);
    let found = outliers(&json);
    assert!(found.iter().all(|f| f[0] == "00025"), "{found:?}");
}
