//! The figures of lead agencies beside those of the units (docs/contract/figures.md).

use serde_json::json;

use super::{merge, official, returns};
use crate::fill::Put;
use crate::issued::{clean, clean_but};
use crate::run::Folder;
use Put::Number;

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
    // Every figure can be traced to its cell (docs/design.md).
    let spot = clean("00004").spot("bieu2_9_own_value").clone();
    assert_eq!(contributions[0]["file"], "in/00004.xlsx");
    assert_eq!(contributions[0]["sheet"], spot.sheet.as_str());
    assert_eq!(contributions[0]["cell"], spot.cell.as_str());
    assert!(city.codes().iter().filter(|code| **code == "BD705").count() == 146);
}

fn two_leads() -> Folder {
    returns(&[
        ("00004", clean_but("00004", &[("bieu2_7_own_value", Number("5"))])),
        ("SO-GDDT", clean_but("SO-GDDT", &[("bieu2_7_city_value", Number("700"))])),
        ("THANHDOAN", clean_but("THANHDOAN", &[("bieu2_7_city_value", Number("900"))])),
    ])
}

/// docs/contract/figures.md: two leads for one row; `official` stays undecided until the officer
/// chooses.
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
