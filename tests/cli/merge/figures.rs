//! What the units come to, answer by answer (docs/contract/figures.md).

use serde_json::{Value, json};

use super::{merge, official, outcome, rate, returns};
use crate::definition::definition;
use crate::fill::Put;
use crate::issued::{clean, clean_but, only};
use crate::moved::{Names, at, shift};
use crate::run::Folder;
use Put::{Number, Percent, Text};

/// docs/contract/figures.md: Σ numerator / Σ denominator, over the units that gave both. A rate without
/// its base is shown and listed, never averaged in.
#[test]
fn a_rate_is_the_sum_over_the_sum_and_one_without_base_is_only_listed() {
    let folder = returns(&[
        ("00004", rate("00004", "bieu1_3_own", "10", "100")),
        ("00008", rate("00008", "bieu1_3_own", "900", "900")),
        ("00025", only("00025", &[("bieu1_3_own_value", Number("50"))])),
    ]);
    let (city, _) = merge(&folder, 1, &[]);
    let row = city.row("bieu1", "3");
    let rollup = json!({
        "value": 91.0, "numerator": 910, "denominator": 1000, "people": null, "yes": null,
        "min": null, "max": null, "answered": 2, "not_applicable": 0, "expected": 126,
        "without_base": 1
    });
    assert_eq!(row["rollup"], rollup);
    let values: Vec<_> =
        row["contributions"].as_array().unwrap().iter().map(|c| c["value"].clone()).collect();
    assert_eq!(values, [json!(10.0), json!(100.0), json!(50.0)]);
    assert_eq!(row["contributions"][2]["numerator"], Value::Null);
    assert_eq!(
        row["official"],
        official(json!({"value": 91.0, "numerator": 910, "denominator": 1000, "source": "rollup"}))
    );
    assert_eq!(row["verdict"], "met");
    assert_eq!(row["provisional"], true);
}

/// docs/contract/forms.md: `Không phát sinh` is a reported zero, `Không áp dụng` leaves the m of n/m,
/// `Chưa có số liệu` stays in it unanswered; a blank stays too and is no zero (docs/contract/figures.md:
/// "Missing is not zero").
#[test]
fn the_three_words_and_a_blank_count_as_they_say() {
    let cell = "bieu2_10_own_value";
    let folder = returns(&[
        ("00004", clean_but("00004", &[(cell, Number("7"))])),
        ("00008", clean_but("00008", &[(cell, Text("Không áp dụng"))])),
        ("00025", clean_but("00025", &[(cell, Text("Chưa có số liệu"))])),
        (
            "00070",
            clean_but(
                "00070",
                &[(cell, Text("Không phát sinh")), ("bieu2_11_own_value", Number("0"))],
            ),
        ),
        ("00082", clean_but("00082", &[(cell, Put::Blank)])),
    ]);
    let (city, _) = merge(&folder, 1, &[]);
    let row = city.row("bieu2", "10");
    assert_eq!(row["rollup"]["value"], 7);
    assert_eq!(row["rollup"]["answered"], 2);
    assert_eq!(row["rollup"]["not_applicable"], 1);
    assert_eq!(row["rollup"]["expected"], 125);
    let given: Vec<_> = row["contributions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| (&c["unit"], &c["value"]))
        .collect();
    assert_eq!(given, [(&json!("00004"), &json!(7)), (&json!("00070"), &json!(0))]);
}

/// docs/contract/rules.md: an error in a figure of an answer keeps that whole answer out of the totals;
/// the rest of the file is merged, and the answer is listed.
#[test]
fn an_error_keeps_its_answer_out_and_nothing_else() {
    let cells = [("bieu2_4_own_value", Text("hơn 200")), ("bieu1_3_own_baseline", Text("cao"))];
    let folder = returns(&[("00004", clean_but("00004", &cells)), ("00008", clean("00008"))]);
    let (city, ran) = merge(&folder, 1, &[]);
    for (form, indicator) in [("bieu2", "4"), ("bieu1", "3")] {
        let row = city.row(form, indicator);
        assert_eq!(row["rollup"]["answered"], 1);
        assert_eq!(
            row["excluded"],
            json!([{"unit": "00004", "scope": "own", "file": "in/00004.xlsx"}])
        );
    }
    assert_eq!(city.row("bieu2", "4")["rollup"]["value"], 12);
    assert_eq!(city.row("bieu1", "3")["rollup"]["numerator"], 970);
    assert_eq!(city.row("bieu2", "5")["rollup"]["value"], 24);
    assert_eq!(
        city.outcomes(),
        [outcome("in/00004.xlsx", "merged"), outcome("in/00008.xlsx", "merged")]
    );
    assert!(ran.stdout.contains("2 số liệu có lỗi"), "{}", ran.stdout);
}

/// Documents: the sum and how many issued one; arranged: how many said yes and the staff; listed:
/// the range, no total, no verdict (docs/contract/json-consolidation.md, figures.md).
#[test]
fn each_measure_is_put_together_in_its_own_way() {
    let folder = returns(&[
        (
            "a",
            clean_but(
                "00004",
                &[("bieu2_1_own_value", Number("3")), ("bieu2_6_own_value", Number("9"))],
            ),
        ),
        (
            "b",
            clean_but(
                "00008",
                &[
                    ("bieu2_1_own_value", Number("0")),
                    ("bieu2_6_own_value", Number("4")),
                    ("bieu2_23_own_people", Number("5")),
                ],
            ),
        ),
        (
            "c",
            clean_but(
                "00025",
                &[("bieu2_23_own_value", Text("Chưa bố trí")), ("bieu2_23_own_people", Put::Blank)],
            ),
        ),
    ]);
    let (city, _) = merge(&folder, 0, &[]);
    let documents = &city.row("bieu2", "1")["rollup"];
    assert_eq!((&documents["value"], &documents["yes"]), (&json!(15), &json!(2)));
    assert_eq!(documents["expected"], 149);
    let listed = city.row("bieu2", "6");
    assert_eq!(listed["rollup"]["value"], Value::Null);
    assert_eq!((&listed["rollup"]["min"], &listed["rollup"]["max"]), (&json!(4), &json!(12)));
    assert_eq!(listed["rollup"]["answered"], 3);
    assert_eq!(listed["verdict"], "none");
    assert_eq!(listed["official"]["value"], Value::Null);
    let arranged = city.row("bieu2", "23");
    assert_eq!(arranged["rollup"]["yes"], 2);
    assert_eq!(arranged["rollup"]["people"], 7);
    assert_eq!(arranged["rollup"]["answered"], 3);
    let said: Vec<_> = arranged["contributions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| (&c["value"], &c["people"]))
        .collect();
    assert_eq!(
        said,
        [(&json!(true), &json!(2)), (&json!(true), &json!(5)), (&json!(false), &Value::Null)]
    );
}

/// Rows 2, 14 and 15: different kinds of unit may have counted the same people (707).
#[test]
fn a_possible_double_count_is_told() {
    let folder = returns(&[
        ("a", clean("00004")),
        ("b", clean("SO-YT")),
        ("c", clean("BAO-PTTH")),
        ("d", clean("SO-VHTT")),
    ]);
    let (city, _) = merge(&folder, 0, &[]);
    let rows: Vec<_> = city.0["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["code"] == "BD707")
        .map(|finding| finding["indicator"].as_str().unwrap())
        .collect();
    assert_eq!(rows, ["2", "14", "15"]);
}

/// A percentage stored as one counts the same as its points, and the base beats what is written.
#[test]
fn the_two_figures_beat_the_written_rate() {
    let cells = [("bieu1_3_own_value", Percent("0.5"))];
    let folder = returns(&[("a", clean_but("00004", &cells))]);
    let (city, _) = merge(&folder, 0, &[]);
    assert_eq!(city.row("bieu1", "3")["contributions"][0]["value"], 97.0);
    assert_eq!(city.row("bieu1", "3")["rollup"]["value"], 97.0);
}

/// docs/design.md: nothing is dropped. Whatever stands in the three cells of a rate, the answer counts,
/// or a finding says why it does not, or the unit itself has said that there is no figure.
#[test]
fn no_rate_vanishes_without_a_word() {
    let contents = |number| {
        let words = ["Không phát sinh", "Không áp dụng", "Chưa có số liệu"].map(Text);
        [Put::Blank, Number(number)].into_iter().chain(words).collect::<Vec<_>>()
    };
    let mut communes = definition().communes();
    let mut given = Vec::new();
    for value in contents("90") {
        for numerator in contents("900") {
            for denominator in contents("1000") {
                let cells = [value, numerator, denominator];
                given.push((communes.next().unwrap().to_owned(), cells));
            }
        }
    }
    let folder = Folder::new();
    for (unit, cells) in &given {
        let names = ["value", "numerator", "denominator"];
        let mut workbook = clean(unit);
        for (name, content) in names.iter().zip(cells) {
            // A blank value is the form's own formula, as it was issued.
            if !(*name == "value" && matches!(content, Put::Blank)) {
                workbook.put(&format!("bieu1_4_own_{name}"), *content);
            }
        }
        folder.write(&format!("in/{unit}.xlsx"), workbook.bytes());
    }
    let (city, _) = merge(&folder, 1, &[]);
    let of = |list: &Value, unit: &str| {
        list.as_array().unwrap().iter().any(|entry| entry["unit"] == unit)
    };
    let row = city.row("bieu1", "4");
    for (unit, cells) in &given {
        let counts = of(&row["contributions"], unit);
        let refused = of(&row["excluded"], unit)
            && city.0["findings"].as_array().unwrap().iter().any(|finding| {
                let place = (&finding["unit"], &finding["form"], &finding["indicator"]);
                place == (&json!(unit), &json!("bieu1"), &json!("4"))
                    && finding["severity"] == "error"
            });
        let stated = cells.iter().any(
            |cell| matches!(cell, Text(word) if ["Không áp dụng", "Chưa có số liệu"].contains(word)),
        );
        assert!(counts || refused || stated, "{unit}: {cells:?} is dropped");
        assert!(!(counts && refused), "{unit}: {cells:?} counts and is refused");
        assert!(!counts || !stated, "{unit}: {cells:?} counts though there is no figure");
    }
}

/// A row that was deleted is an error and not a row left blank, and the summary tells them apart.
#[test]
fn a_deleted_row_is_not_counted_as_blank() {
    let mut deleted = clean("00004");
    let row = at(&deleted.spot("bieu2_4_own_value").cell).0;
    shift(&mut deleted, "Biểu 2", Names::Follow, |(r, c)| (r != row).then_some((r, c)));
    let empty = clean_but("00008", &[("bieu2_5_own_value", Put::Blank)]);
    let folder = returns(&[("a", deleted), ("b", empty)]);
    let (_, ran) = merge(&folder, 1, &[]);
    assert!(ran.stdout.contains("1 số liệu có lỗi, 1 dòng chưa điền"), "{}", ran.stdout);
}
