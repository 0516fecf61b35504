//! How figures are put together (design §8), seen through `merge --json`.

use serde_json::{Value, json};

use crate::definition::definition;
use crate::fill::{Package, Put};
use crate::issued::{blank, clean, clean_but, issued, only};
use crate::moved::{Names, at, shift};
use crate::run::{Folder, Ran};
use Put::{Number, Percent, Text};

/// The city's JSON with its files' names.
struct City(Value);

impl City {
    #[track_caller]
    fn row(&self, form: &str, indicator: &str) -> &Value {
        let rows = self.0["indicators"].as_array().unwrap();
        rows.iter().find(|row| row["form"] == form && row["indicator"] == indicator).unwrap()
    }

    /// What became of each file: its name, the outcome, how its reason starts.
    fn outcomes(&self) -> Vec<(String, String)> {
        let files = self.0["files"].as_array().unwrap();
        let text = |file: &Value, key: &str| file[key].as_str().unwrap().to_owned();
        files.iter().map(|file| (text(file, "path"), text(file, "outcome"))).collect()
    }

    fn codes(&self) -> Vec<&str> {
        let findings = self.0["findings"].as_array().unwrap();
        findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect()
    }
}

/// Merges what is in the folder `in`, with more arguments.
#[track_caller]
fn merge(folder: &Folder, status: i32, more: &[&str]) -> (City, Ran) {
    let arguments = ["merge", "in", "-o", "city.xlsx", "--json", "city.json"];
    let run = folder.run(arguments.iter().chain(more)).status(status);
    let before = folder.tree();
    let ran = run.check();
    let written: Vec<String> =
        folder.tree().into_keys().filter(|name| !before.contains_key(name)).collect();
    let new = ["city.json", "city.xlsx"].into_iter().filter(|name| !before.contains_key(*name));
    assert_eq!(written, new.collect::<Vec<_>>());
    let city = City(folder.json("city.json"));
    assert_eq!(city.0["schema"], "bdhvs.consolidation/1");
    let units = &city.0["units"];
    let missing = units["missing"].as_array().unwrap().len() as u64;
    let (expected, submitted) = (units["expected"].as_u64(), units["submitted"].as_u64());
    assert_eq!(expected.unwrap(), submitted.unwrap() + missing, "expected = submitted + missing");
    (city, ran)
}

/// A folder with returns, one of each unit.
fn returns(returns: &[(&str, Package)]) -> Folder {
    let folder = Folder::new();
    for (name, workbook) in returns {
        folder.write(&format!("in/{name}.xlsx"), workbook.bytes());
    }
    folder
}

/// One row of one commune, everything else left blank.
fn rate(unit: &str, row: &str, numerator: &str, denominator: &str) -> Package {
    let numerator_cell = format!("{row}_numerator");
    let denominator_cell = format!("{row}_denominator");
    only(unit, &[(&numerator_cell, Number(numerator)), (&denominator_cell, Number(denominator))])
}

fn outcome(path: &str, outcome: &str) -> (String, String) {
    (path.to_owned(), outcome.to_owned())
}

/// "A lead's `city` figure is never added to the units' sum"; it is official, the difference is told.
#[test]
fn a_lead_agency_stands_beside_the_units_and_is_never_added() {
    let folder = returns(&[
        ("00004", clean_but("00004", &[("bieu2_9_own_value", Number("30"))])),
        ("00008", clean_but("00008", &[("bieu2_9_own_value", Number("12"))])),
        ("SO-NV", clean_but("SO-NV", &[("bieu2_9_city_value", Number("1000"))])),
    ]);
    let (city, _) = merge(&folder, 0, &[]);
    let row = city.row("bieu2", "9");
    assert_eq!(row["rollup"]["value"], 42);
    assert_eq!(row["rollup"]["answered"], 2);
    assert_eq!(row["rollup"]["expected"], 126);
    assert_eq!(row["official"], official(json!({"value": 1000, "source": "reported"})));
    assert_eq!(row["reported"].as_array().unwrap().len(), 1);
    assert_eq!(row["reported"][0]["unit"], "SO-NV");
    let contributions = row["contributions"].as_array().unwrap();
    let contributors: Vec<_> = contributions.iter().map(|c| &c["unit"]).collect();
    assert_eq!(contributors, ["00004", "00008"]);
    assert!(city.codes().contains(&"BD703"), "the difference is told");
    // Every figure can be traced to its cell (design §1).
    let spot = clean("00004").spot("bieu2_9_own_value").clone();
    assert_eq!(contributions[0]["file"], "in/00004.xlsx");
    assert_eq!(contributions[0]["sheet"], spot.sheet.as_str());
    assert_eq!(contributions[0]["cell"], spot.cell.as_str());
    assert!(city.codes().iter().filter(|code| **code == "BD705").count() == 146);
}

/// Design §8: "Σ numerator / Σ denominator over the units that gave both. A rate without its base is
/// shown and listed, never averaged in."
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

/// An official figure with what it does not have.
fn official(mut official: Value) -> Value {
    for key in ["numerator", "denominator", "people", "percent"] {
        official.as_object_mut().unwrap().entry(key).or_insert(Value::Null);
    }
    official
}

/// Only rates without a base: nothing that may be aggregated.
#[test]
fn rates_without_base_alone_are_insufficient() {
    let folder = returns(&[("00004", only("00004", &[("bieu1_3_own_value", Number("99"))]))]);
    let (city, _) = merge(&folder, 1, &[]);
    let row = city.row("bieu1", "3");
    assert_eq!(row["rollup"]["value"], Value::Null);
    assert_eq!(row["rollup"]["answered"], 0);
    assert_eq!(row["verdict"], "insufficient");
    assert_eq!(row["provisional"], false);
}

/// Design §4: `Không phát sinh` is a reported zero, `Không áp dụng` leaves the m of n/m, `Chưa có số
/// liệu` stays in it unanswered; a blank stays too and is no zero (design §8: "Missing is not zero").
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

/// Design §9: "An error in a figure of an answer keeps that whole answer out of the totals; the rest
/// of the file is merged, and the answer is listed."
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

/// A provisional verdict is never a bare "Đạt chỉ tiêu" (design §7).
#[test]
fn a_verdict_on_some_of_the_units_is_provisional() {
    let folder = returns(&[("00004", rate("00004", "bieu1_4_own", "97", "100"))]);
    let (city, ran) = merge(&folder, 1, &[]);
    let row = city.row("bieu1", "4");
    assert_eq!((&row["verdict"], &row["provisional"]), (&json!("met"), &json!(true)));
    let printed = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(printed.contains("Tạm tính"), "{printed}");
    assert!(printed.contains("1/126"), "{printed}");
    // The table wraps; between its words there may be other columns, but a cell never starts with it.
    for line in ran.stdout.lines() {
        assert!(!line.trim_end().ends_with("  Đạt chỉ tiêu"), "{line}");
    }
}

/// With a lead agency's figure the verdict rests on it and is not provisional.
#[test]
fn a_reported_figure_is_not_provisional() {
    let folder = returns(&[
        ("00004", rate("00004", "bieu1_4_own", "10", "100")),
        ("SO-KHCN", rate("SO-KHCN", "bieu1_4_city", "17", "20")),
    ]);
    let (city, _) = merge(&folder, 1, &[]);
    let row = city.row("bieu1", "4");
    assert_eq!(
        row["official"],
        official(json!({"value": 85.0, "numerator": 17, "denominator": 20, "source": "reported"}))
    );
    // "17/20 meets `85%`"
    assert_eq!((&row["verdict"], &row["provisional"]), (&json!("met"), &json!(false)));
    assert_eq!(row["rollup"]["value"], 10.0);
}

/// Design §6: compared exactly, never rounded across the target.
#[test]
fn rates_beside_their_target_are_judged_and_shown_exactly() {
    let cases = [
        ("bieu1_4", "8499", "10000", 84.99, "missed"),
        ("bieu1_4", "84999", "100000", 84.99, "missed"),
        ("bieu1_4", "849999", "1000000", 84.99, "missed"),
        ("bieu1_4", "17", "20", 85.0, "met"),
        ("bieu1_4", "85001", "100000", 85.0, "met"),
        ("bieu1_3", "85", "100", 85.0, "missed"),
        ("bieu1_3", "85001", "100000", 85.01, "met"),
        ("bieu1_3", "84999", "100000", 84.99, "missed"),
        ("bieu1_1", "94999", "100000", 94.99, "missed"),
        ("bieu1_2", "99999", "100000", 99.99, "missed"),
        ("bieu1_2", "77", "77", 100.0, "met"),
        ("bieu1_3", "1", "3", 33.33, "missed"),
        ("bieu1_3", "2", "3", 66.67, "missed"),
        // half-up: 70.125 %
        ("bieu1_3", "561", "800", 70.13, "missed"),
    ];
    for (row, numerator, denominator, shown, verdict) in cases {
        let folder =
            returns(&[("a", rate("00004", &format!("{row}_own"), numerator, denominator))]);
        let (city, ran) = merge(&folder, 1, &[]);
        let (form, indicator) = row.split_once('_').unwrap();
        let found = city.row(form, indicator);
        let case = format!("{row} {numerator}/{denominator}");
        assert_eq!(found["rollup"]["value"], shown, "{case}");
        assert_eq!(found["official"]["value"], shown, "{case}");
        assert_eq!(found["contributions"][0]["value"], shown, "{case}");
        assert_eq!(found["verdict"], verdict, "{case}");
        let printed = shown.to_string().replace('.', ",");
        assert!(ran.stdout.contains(&format!("{printed}%")), "{case}\n{}", ran.stdout);
    }
}

/// `Tốp 5`: a rank of 5 is in it, one of 6 is not; a rank is nobody's roll-up.
#[test]
fn a_rank_is_held_against_its_target() {
    for (rank, verdict) in [("1", "met"), ("5", "met"), ("6", "missed")] {
        let folder = returns(&[("a", only("SO-NV", &[("bieu1_6_city_value", Number(rank))]))]);
        let (city, _) = merge(&folder, 1, &[]);
        let row = city.row("bieu1", "6");
        assert_eq!(row["verdict"], verdict, "rank {rank}");
        assert_eq!(row["official"]["source"], "reported");
        assert_eq!(row["official"]["value"], rank.parse::<i64>().unwrap());
        assert_eq!(row["rollup"]["value"], Value::Null);
        assert_eq!(row["rollup"]["expected"], 0);
    }
}

/// A rank "Không phát sinh" is no rank: never 0, never in the Tốp.
#[test]
fn a_word_is_never_a_rank() {
    let folder =
        returns(&[("a", clean_but("SO-NV", &[("bieu1_6_city_value", Text("Không phát sinh"))]))]);
    let (city, _) = merge(&folder, 1, &[]);
    let row = city.row("bieu1", "6");
    assert_eq!(row["reported"], json!([]));
    assert_eq!(row["verdict"], "insufficient");
    assert_eq!(row["excluded"][0]["scope"], "city");
}

/// Documents: the sum and how many issued one; arranged: how many said yes and the staff; listed:
/// the range, no total, no verdict (design §7, §8).
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

fn two_leads() -> Folder {
    returns(&[
        ("00004", clean_but("00004", &[("bieu2_7_own_value", Number("5"))])),
        ("SO-GDDT", clean_but("SO-GDDT", &[("bieu2_7_city_value", Number("700"))])),
        ("THANHDOAN", clean_but("THANHDOAN", &[("bieu2_7_city_value", Number("900"))])),
    ])
}

/// Design §8: two leads for one row; `official` stays undecided until the officer chooses.
#[test]
fn two_leads_are_undecided_until_the_officer_chooses() {
    let folder = two_leads();
    let (city, _) = merge(&folder, 0, &[]);
    let row = city.row("bieu2", "7");
    assert_eq!(row["official"], official(json!({"value": null, "source": "undecided"})));
    let reported: Vec<_> =
        row["reported"].as_array().unwrap().iter().map(|r| (&r["unit"], &r["value"])).collect();
    assert_eq!(reported, [(&json!("SO-GDDT"), &json!(700)), (&json!("THANHDOAN"), &json!(900))]);
    assert_eq!(row["rollup"]["value"], 5);
    let choices = [
        ("SO-GDDT", json!({"value": 700, "source": "reported"})),
        ("THANHDOAN", json!({"value": 900, "source": "reported"})),
        ("largest", json!({"value": 900, "source": "reported"})),
        ("sum", json!({"value": 1600, "source": "reported"})),
        ("rollup", json!({"value": 5, "source": "rollup"})),
    ];
    for (choice, expected) in choices {
        let folder = two_leads();
        folder.write("bdhvs.toml", format!("[official]\n\"bieu2.7\" = \"{choice}\"\n"));
        let (city, _) = merge(&folder, 0, &[]);
        assert_eq!(city.row("bieu2", "7")["official"], official(expected), "{choice}");
        assert_eq!(city.row("bieu2", "7")["rollup"]["value"], 5);
    }
}

/// One of two leads alone decides nothing; without either the units' figure stands.
#[test]
fn one_lead_of_two_does_not_decide() {
    let folder = returns(&[("SO-GDDT", clean("SO-GDDT"))]);
    let (city, _) = merge(&folder, 0, &[]);
    assert_eq!(
        city.row("bieu2", "7")["official"],
        official(json!({"value": null, "source": "undecided"}))
    );
    let folder = returns(&[("00004", clean("00004"))]);
    let (city, _) = merge(&folder, 0, &[]);
    let units = official(json!({"value": 12, "source": "rollup"}));
    assert_eq!(city.row("bieu2", "7")["official"], units);
}

/// A choice that names no row, or nobody who reports it, would go unheeded: it is refused by name.
#[test]
fn a_choice_that_cannot_be_heeded_is_refused() {
    for (line, named) in [
        ("\"bieu2.77\" = \"largest\"", "bieu2.77"),
        ("\"bieu2-7\" = \"largest\"", "bieu2-7"),
        ("\"bieu2.7\" = \"SO-GDTT\"", "bieu2.7"),
        ("\"bieu2.7\" = \"00004\"", "bieu2.7"),
    ] {
        let folder = two_leads();
        folder.write("bdhvs.toml", format!("[official]\n{line}\n"));
        folder
            .run(["merge", "in", "-o", "city.xlsx"])
            .status(2)
            .stderr_has("bdhvs.toml")
            .stderr_has(named)
            .writes(&[])
            .check();
    }
}

/// "Two different files of one unit: neither is merged, both are named."
#[test]
fn two_files_of_one_unit_stop_that_unit() {
    let second = clean_but("00004", &[("bieu2_4_own_value", Number("99"))]);
    let folder = returns(&[("a", clean("00004")), ("b", second), ("c", clean("00008"))]);
    let (city, ran) = merge(&folder, 1, &[]);
    let expected = [
        outcome("in/a.xlsx", "rejected"),
        outcome("in/b.xlsx", "rejected"),
        outcome("in/c.xlsx", "merged"),
    ];
    assert_eq!(city.outcomes(), expected);
    for (file, other) in [(0, "in/b.xlsx"), (1, "in/a.xlsx")] {
        let reason = city.0["files"][file]["reason"].as_str().unwrap();
        assert!(reason.starts_with("BD105") && reason.contains(other), "{reason}");
    }
    assert_eq!(city.codes().iter().filter(|code| **code == "BD105").count(), 2);
    assert_eq!(city.row("bieu2", "4")["rollup"]["value"], 12);
    assert_eq!(city.row("bieu2", "4")["rollup"]["answered"], 1);
    // It was received, so it is not missing.
    assert_eq!(city.0["units"]["submitted"], 2);
    assert!(ran.stdout.contains("in/a.xlsx") && ran.stdout.contains("in/b.xlsx"));

    // The officer chooses: the other is superseded, whichever way the path is written.
    for chosen in ["in/b.xlsx", "./in/../in/b.xlsx"] {
        let (city, _) = merge(&folder, 0, &["--use", chosen]);
        let expected = [
            outcome("in/a.xlsx", "superseded"),
            outcome("in/b.xlsx", "merged"),
            outcome("in/c.xlsx", "merged"),
        ];
        assert_eq!(city.outcomes(), expected);
        assert_eq!(city.row("bieu2", "4")["rollup"]["value"], 111);
        let reason = city.0["files"][0]["reason"].as_str().unwrap();
        assert!(reason.contains("in/b.xlsx"), "{reason}");
    }
    // Or leaves one out, which is a file left out (design §7: status 1); or chooses both, which is
    // no choice.
    let (city, _) = merge(&folder, 1, &["--exclude", "in/a.xlsx"]);
    assert_eq!(city.outcomes()[0], outcome("in/a.xlsx", "excluded"));
    assert_eq!(city.row("bieu2", "4")["rollup"]["value"], 111);
    folder
        .run(["merge", "in", "-o", "c.xlsx", "--use", "in/a.xlsx", "--use", "in/b.xlsx"])
        .status(2)
        .stderr_has("in/a.xlsx")
        .stderr_has("in/b.xlsx")
        .writes(&[])
        .check();
}

/// Leaving out the only file of a unit leaves the unit without figures, and the file in the list.
/// design §7: 1 says that files were left out.
#[test]
fn an_excluded_file_gives_no_figure() {
    let folder = returns(&[("a", clean("00004")), ("b", clean("00008"))]);
    let (city, _) = merge(&folder, 1, &["--exclude", "in/a.xlsx"]);
    assert_eq!(city.outcomes(), [outcome("in/a.xlsx", "excluded"), outcome("in/b.xlsx", "merged")]);
    assert_eq!(city.row("bieu2", "4")["rollup"]["value"], 12);
    assert!(city.0["files"][0]["reason"].as_str().unwrap().contains("--exclude"));
}

/// A path that is none of the inputs is a slip of the officer's: acting as if it were heeded would
/// merge the very file that was to be left out.
#[test]
fn choosing_or_leaving_out_what_was_not_given_is_refused() {
    let folder = returns(&[("a", clean("00004"))]);
    for flag in ["--use", "--exclude"] {
        folder
            .run(["merge", "in", "-o", "city.xlsx", flag, "in/b.xlsx"])
            .status(2)
            .stderr_has("in/b.xlsx")
            .writes(&[])
            .check();
    }
}

/// Design §7: "Of identical copies the first path counts and the rest are `superseded`, with 106."
#[test]
fn of_identical_copies_the_first_counts() {
    let folder = returns(&[("a", clean("00004")), ("b", clean("00004"))]);
    let (city, _) = merge(&folder, 0, &[]);
    assert_eq!(
        city.outcomes(),
        [outcome("in/a.xlsx", "merged"), outcome("in/b.xlsx", "superseded")]
    );
    assert_eq!(city.row("bieu2", "4")["rollup"]["value"], 12);
    let copies: Vec<_> =
        city.0["findings"].as_array().unwrap().iter().filter(|f| f["code"] == "BD106").collect();
    assert_eq!(copies.len(), 1);
    assert_eq!((&copies[0]["path"], &copies[0]["severity"]), (&json!("in/b.xlsx"), &json!("info")));
    // `validate` calls it ignored.
    let report = folder.run(["validate", "in", "--format", "json"]).check().json();
    assert_eq!(report["files"][0]["status"], "accepted");
    assert_eq!(report["files"][1]["status"], "ignored");
    assert_eq!(report["files"][1]["findings"][0]["code"], "BD106");
    // Given in another order, the other one is first.
    let arguments = ["merge", "in/b.xlsx", "in/a.xlsx", "-o", "city.xlsx", "--json", "city.json"];
    folder.run(arguments).check();
    let expected = [outcome("in/b.xlsx", "merged"), outcome("in/a.xlsx", "superseded")];
    assert_eq!(City(folder.json("city.json")).outcomes(), expected);
}

/// Three files, two of them identical: the copy does not make the difference disappear.
#[test]
fn a_copy_beside_a_different_file_is_still_a_duplicate() {
    let other = clean_but("00004", &[("bieu2_4_own_value", Number("99"))]);
    let folder = returns(&[("a", clean("00004")), ("b", clean("00004")), ("c", other)]);
    let (city, _) = merge(&folder, 1, &[]);
    let expected = [
        outcome("in/a.xlsx", "rejected"),
        outcome("in/b.xlsx", "superseded"),
        outcome("in/c.xlsx", "rejected"),
    ];
    assert_eq!(city.outcomes(), expected);
    assert_eq!(city.row("bieu2", "4")["rollup"]["value"], Value::Null);
}

/// "An issued form without any answer never causes 105: `ignored` beside another file of its unit,
/// else `rejected` with one 401."
#[test]
fn a_blank_form_never_stands_in_the_way() {
    let folder = returns(&[("a", blank("00004")), ("b", clean("00004")), ("c", blank("00008"))]);
    let (city, _) = merge(&folder, 1, &[]);
    let expected = [
        outcome("in/a.xlsx", "ignored"),
        outcome("in/b.xlsx", "merged"),
        outcome("in/c.xlsx", "rejected"),
    ];
    assert_eq!(city.outcomes(), expected);
    let errors: Vec<_> = city.0["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["severity"] == "error")
        .collect();
    assert_eq!(errors.len(), 1);
    assert_eq!((&errors[0]["code"], &errors[0]["path"]), (&json!("BD401"), &json!("in/c.xlsx")));
    // A blank form is nothing received.
    assert_eq!(city.0["units"]["submitted"], 1);
    assert!(city.0["units"]["missing"].as_array().unwrap().contains(&json!("00008")));
}

/// A form that a clerk filled with formulas only is no blank: beside another file it is a duplicate
/// and not passed over.
#[test]
fn a_form_of_formulas_is_not_passed_over_as_blank() {
    let linked = only("00004", &[("bieu2_4_own_value", Put::Formula("SUM(90,9)", "99"))]);
    let folder = returns(&[("a", linked), ("b", clean("00004"))]);
    let (city, _) = merge(&folder, 1, &[]);
    assert_eq!(
        city.outcomes(),
        [outcome("in/a.xlsx", "rejected"), outcome("in/b.xlsx", "rejected")]
    );
}

/// "Every path given comes back exactly once in `files`", whatever it is; what is no return and no
/// attempt at one is `ignored` and has no effect on the status.
#[test]
fn every_file_comes_back_exactly_once() {
    let folder = returns(&[("00004", clean("00004")), ("cũ/00008", clean("00008"))]);
    folder.write("in/~$00004.xlsx", [0x55; 165]);
    folder.write("in/.hidden", "x");
    folder.write("in/.~lock.00004.xlsx#", ",user,host,");
    folder.write("in/so-phat-hanh.csv", issued().read("out/so-phat-hanh.csv"));
    folder.write("in/so-phat-hanh.xlsx", issued().read("out/so-phat-hanh.xlsx"));
    // A consolidated workbook says so in its properties.
    let mut own = blank("00025");
    own.replace(
        &["docProps/custom.xml", "xl/sharedStrings.xml"],
        "bdhvs.form/1",
        "bdhvs.consolidation/1",
    );
    folder.write("in/tong-hop.xlsx", own.bytes());
    // Earlier results of this program, of every kind.
    folder.run(["merge", "in", "-o", "city.xlsx", "--json", "city.json"]).check();
    folder.write("in/city.json", folder.read("city.json"));
    folder.write("in/city.xlsx", folder.read("city.xlsx"));
    let report = folder.run(["validate", "in", "--format", "json"]).check();
    folder.write("in/kiem-tra.json", &report.stdout);
    let csv = folder.run(["validate", "in", "--format", "csv"]).check();
    folder.write("in/kiem-tra.csv", &csv.stdout);
    // By folder, by file and by another spelling: each file once.
    let again = [
        "merge",
        "in",
        "in/00004.xlsx",
        "./in/../in/00004.xlsx",
        "-o",
        "city.xlsx",
        "--json",
        "city.json",
    ];
    folder.run(again).check();
    let city = City(folder.json("city.json"));
    let expected = [
        outcome("in/.hidden", "ignored"),
        outcome("in/.~lock.00004.xlsx#", "ignored"),
        outcome("in/00004.xlsx", "merged"),
        outcome("in/city.json", "ignored"),
        outcome("in/city.xlsx", "ignored"),
        outcome("in/cũ/00008.xlsx", "merged"),
        outcome("in/kiem-tra.csv", "ignored"),
        outcome("in/kiem-tra.json", "ignored"),
        outcome("in/so-phat-hanh.csv", "ignored"),
        outcome("in/so-phat-hanh.xlsx", "ignored"),
        outcome("in/tong-hop.xlsx", "ignored"),
        outcome("in/~$00004.xlsx", "ignored"),
    ];
    assert_eq!(city.outcomes(), expected);
    // What is neither is rejected with the finding that says what it is.
    folder.write("in/công văn.pdf", "%PDF-1.4\n");
    folder.write("in/ghi chú.txt", "xin chào");
    folder.run(["merge", "in", "-o", "city.xlsx", "--json", "city.json"]).status(1).check();
    let city = City(folder.json("city.json"));
    let rejected: Vec<_> = city.outcomes().into_iter().filter(|(_, o)| o == "rejected").collect();
    assert_eq!(
        rejected,
        [outcome("in/công văn.pdf", "rejected"), outcome("in/ghi chú.txt", "rejected")]
    );
    for code in city.codes() {
        assert!(["BD103", "BD705", "BD707"].contains(&code), "{code}");
    }
}

/// "A rejected file has a finding; the rest are merged; exit code 1."
#[test]
fn a_rejected_file_does_not_stop_the_others() {
    let folder = returns(&[("a", clean("00004"))]);
    let whole = clean("00008").bytes();
    folder.write("in/b.xlsx", &whole[..whole.len() / 2]);
    let (city, _) = merge(&folder, 1, &[]);
    assert_eq!(city.outcomes(), [outcome("in/a.xlsx", "merged"), outcome("in/b.xlsx", "rejected")]);
    assert!(city.codes().contains(&"BD101"));
}

/// Design §7: every key is always present, figures are numbers.
#[test]
fn every_key_is_always_present() {
    let folder = returns(&[("a", clean("00004")), ("b", clean("SO-NV"))]);
    let (city, _) = merge(&folder, 0, &[]);
    let has = |value: &Value, keys: &[&str]| {
        for key in keys {
            assert!(value.get(key).is_some(), "no {key} in {value:#}");
        }
    };
    has(&city.0, &["schema", "campaign", "period", "units", "files", "indicators", "findings"]);
    has(&city.0, &["tasks", "sections", "lists"]);
    has(&city.0["units"], &["expected", "submitted", "missing", "late"]);
    for (list, kind) in [("indicators", "indicators"), ("tasks", "tasks"), ("sections", "outline")]
    {
        let name = |row: &Value| {
            format!("{}.{}", row["form"].as_str().unwrap(), row["indicator"].as_str().unwrap())
        };
        let names: Vec<_> = city.0[list].as_array().unwrap().iter().map(name).collect();
        let rows = definition().rows.iter().filter(|row| row.kind == kind);
        let expected: Vec<_> = rows.map(|row| format!("{}.{}", row.form, row.id)).collect();
        assert!(!expected.is_empty());
        assert_eq!(names, expected);
    }
    for task in city.0["tasks"].as_array().unwrap() {
        has(task, &["state", "due", "overdue", "answered", "not_assigned", "expected"]);
        has(&task["statuses"], &["not_started", "underway", "ongoing", "done"]);
        for said in ["leads", "cooperating"].iter().flat_map(|key| task[key].as_array().unwrap()) {
            has(said, &["unit", "standing", "status", "result", "evidence", "explanation"]);
            has(said, &["file", "sheet", "cell"]);
        }
    }
    for section in city.0["sections"].as_array().unwrap() {
        has(section, &["answered", "not_applicable", "expected"]);
        for passage in section["passages"].as_array().unwrap() {
            has(passage, &["unit", "text", "faulty", "file", "sheet", "cell"]);
        }
    }
    for row in city.0["indicators"].as_array().unwrap() {
        has(
            row,
            &[
                "measure",
                "rollup",
                "reported",
                "official",
                "target",
                "verdict",
                "provisional",
                "contributions",
            ],
        );
        has(
            &row["rollup"],
            &[
                "value",
                "numerator",
                "denominator",
                "people",
                "yes",
                "answered",
                "not_applicable",
                "expected",
            ],
        );
        has(&row["official"], &["value", "source"]);
        for list in ["reported", "contributions"] {
            for figure in row[list].as_array().unwrap() {
                has(
                    figure,
                    &["unit", "value", "numerator", "denominator", "file", "sheet", "cell"],
                );
            }
        }
    }
    for file in city.0["files"].as_array().unwrap() {
        has(file, &["path", "unit", "outcome", "reason"]);
    }
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

/// design §1: nothing is dropped. Whatever stands in the three cells of a rate, the answer counts,
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

/// "nothing accepted is absent from the workbook": who filled a form in, and its covering letter, stand
/// beside the unit, each text once however many forms say it.
#[test]
fn the_foot_of_a_form_is_not_lost() {
    let cells: Vec<(&str, Put<'_>)> = vec![
        ("bieu2_4_own_value", Put::Number("40")),
        ("bieu1_meta_person", Put::Text("Nguyễn Văn Mẫu")),
        ("bieu2_meta_person", Put::Text("Nguyễn Văn Mẫu")),
        ("bieu2_meta_letter", Put::Text("12/BC-UBND")),
    ];
    let folder = Folder::new();
    let mut form = crate::issued::blank("00070");
    for (cell, put) in cells {
        form.put(cell, put);
    }
    folder.write("in/00070.xlsx", form.bytes());
    folder.run(["merge", "in", "-o", "c.xlsx", "-q"]).status(1).check();
    let book = crate::fill::Package::from_bytes(folder.read("c.xlsx"));
    let sheet = book.part(&book.sheet_part("Tình hình gửi báo cáo"));
    assert_eq!(sheet.matches("Nguyễn Văn Mẫu").count(), 1);
    assert!(sheet.contains("Nguyễn Văn Mẫu\n12/BC-UBND"));
}
