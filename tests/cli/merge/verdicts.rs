//! How the official figure stands against its target (docs/contract/numbers.md, json-consolidation.md).

use serde_json::{Value, json};

use super::{merge, official, rate, returns};
use crate::fill::Put;
use crate::issued::{clean_but, only};
use Put::{Number, Text};

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

/// A provisional verdict is never a bare "Đạt chỉ tiêu" (docs/contract/json-consolidation.md).
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

/// docs/contract/numbers.md: compared exactly, never rounded across the target.
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
