//! The definition of `hanoi-2025` against the documents that it was copied from.
//!
//! Deliberately without the program's own loader: the files are read as plain TOML and CSV, so a
//! mistake in the loader cannot hide one in the data. The texts of the letter's two forms are rebuilt
//! from the definition, column by column, and must equal the seed whole, so that no word of a row can
//! be lost, added or moved to another cell's place.

mod definition;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use toml::Value;
use unicode_normalization::is_nfc;

use definition::{
    asked, between, campaign, collapse, column, definition, form, has_group, optional, parties,
    rebuild, rows_of, seed, seeds, select, strings, tables, target, text, units,
};

const LETTER: &str = "hanoi-cong-van-9-thang-2025-phu-luc-2.txt";
const PLAN: &str = "hanoi-ke-hoach-138-2025.txt";

/// Requirement: how many units each row asks for their own area, and who is asked for the city.
const BIEU1_ASKED: [(&str, usize, &[&str]); 7] = [
    ("1", 143, &["SO-KHCN"]),
    ("2", 128, &["SO-GDDT"]),
    ("3", 126, &["SO-NV"]),
    ("4", 126, &["SO-KHCN"]),
    ("5", 1, &["SO-KHCN"]),
    ("6", 0, &["SO-NV"]),
    ("7", 126, &["SO-NV"]),
];
const BIEU2_ASKED: [(&str, usize, &[&str]); 23] = [
    ("1", 149, &[]),
    ("2", 2, &[]),
    ("3", 149, &[]),
    ("4", 149, &[]),
    ("5", 149, &[]),
    ("6", 149, &[]),
    ("7", 126, &["SO-GDDT", "THANHDOAN"]),
    ("8", 0, &["SO-NV"]),
    ("9", 126, &["SO-NV"]),
    ("10", 126, &[]),
    ("11", 126, &[]),
    ("12", 126, &[]),
    ("13", 149, &[]),
    ("14", 145, &[]),
    ("15", 145, &[]),
    ("16", 126, &[]),
    ("17", 126, &[]),
    ("18", 0, &["SO-GDDT"]),
    ("19", 0, &["SO-GDDT"]),
    ("20", 0, &["SO-GDDT"]),
    ("21", 0, &["SO-GDDT"]),
    ("22", 0, &["CATP"]),
    ("23", 126, &[]),
];

#[test]
fn bieu_1_is_the_letter_word_for_word() {
    let letter = collapse(&seed(LETTER));
    assert_eq!(rebuild(&form("bieu1"), 2025), between(&letter, "Biểu 1. ", Some("Biểu 2. ")));
}

#[test]
fn bieu_2_is_the_letter_word_for_word() {
    let letter = collapse(&seed(LETTER));
    // The table runs over two pages: page number and table head are printed again before row 12.
    let head = " 4 TT Chỉ số thực hiện Đơn vị tính Minh chứng Đơn vị báo cáo";
    let printed = between(&letter, "Biểu 2. ", None);
    assert_eq!(printed.matches(head).count(), 1);
    assert_eq!(rebuild(&form("bieu2"), 2025), printed.replace(head, ""));
}

#[test]
fn the_plan_prints_the_same_indicators_and_the_targets_of_both_years() {
    let plan = seed(PLAN);
    let lines: Vec<&str> = plan.lines().map(str::trim).collect();
    let start = lines.iter().rposition(|line| *line == "Đơn vị phối hợp").unwrap() + 1;
    let rows: Vec<&[&str]> = lines[start..].chunks(7).take(7).collect();
    for (indicator, row) in rows_of(&form("bieu1")).iter().zip(&rows) {
        assert_eq!(text(indicator, "number"), row[0]);
        assert_eq!(text(indicator, "label"), row[1]);
        assert_eq!(target(indicator, 2025), row[2]);
        assert_eq!(target(indicator, 2026), row[3]);
        // The plan writes "Sở Khoa học và công nghệ" and "đại học" where the letter has capitals.
        assert_eq!(collapse(text(indicator, "reporters")).to_lowercase(), row[4].to_lowercase());
        assert_eq!(text(indicator, "lead").to_lowercase(), row[5].to_lowercase());
    }
}

#[test]
fn numbering_is_complete_and_ids_are_the_printed_numbers() {
    for (id, count) in [("bieu1", 7), ("bieu2", 23)] {
        let form = form(id);
        assert_eq!(text(&form, "id"), id);
        let expected: Vec<String> = (1..=count).map(|n| n.to_string()).collect();
        for key in ["id", "number"] {
            let found: Vec<&str> = rows_of(&form).into_iter().map(|row| text(row, key)).collect();
            assert_eq!(found, expected, "{id} {key}");
        }
    }
}

#[test]
fn every_form_names_its_source() {
    let campaign = campaign();
    let sources: BTreeSet<&str> =
        tables(&campaign, "source").iter().map(|s| text(s, "id")).collect();
    let forms: Vec<&str> = strings(&campaign, "forms");
    assert_eq!(forms, ["bieu1", "bieu2", "nhiemvu", "decuong"]);
    for id in forms {
        let form = form(id);
        assert_eq!(text(&form, "id"), id);
        assert!(sources.contains(text(&form, "source")), "{id}");
    }
    for id in ["bieu1", "bieu2"] {
        assert!(collapse(&seed(LETTER)).contains(text(&form(id), "source-section")), "{id}");
    }
}

#[test]
fn the_units_are_those_of_the_list() {
    let units = units(&definition("units.csv"));
    let listed = definition::units(&seeds().join("hanoi-units.csv"));
    for key in ["code", "name", "kind", "population", "note"] {
        assert_eq!(column(&units, key), column(&listed, key), "{key}");
    }
    let codes: BTreeSet<&str> = column(&units, "code").into_iter().collect();
    assert_eq!((units.len(), codes.len()), (149, 149));
    let grouped = |group: &str| units.iter().filter(|unit| has_group(unit, group)).count();
    assert_eq!((grouped("commune"), grouped("department")), (126, 17));
    assert_eq!(149 - grouped("commune") - grouped("department"), 6);
    assert_eq!((grouped("state-agency"), grouped("college")), (143, 2));
    let population: u64 =
        units.iter().filter_map(|unit| unit["population"].parse::<u64>().ok()).sum();
    assert_eq!(population, 8_807_523);
}

#[test]
fn every_group_of_a_unit_is_declared_and_the_other_way_round() {
    let campaign = campaign();
    let declared: BTreeSet<&str> =
        tables(&campaign, "group").iter().map(|group| text(group, "id")).collect();
    let units = units(&definition("units.csv"));
    let used: BTreeSet<&str> = units.iter().flat_map(|unit| unit["groups"].split(';')).collect();
    assert_eq!(used, declared);
}

#[test]
fn no_two_units_answer_to_one_name() {
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    for unit in units(&definition("units.csv")) {
        let aliases = unit["aliases"].split(';').filter(|alias| !alias.is_empty());
        for name in aliases.chain([unit["name"].as_str()]) {
            assert_eq!(name, collapse(name));
            let other = owners.insert(name.to_lowercase(), unit["code"].clone());
            assert_eq!(other, None, "{name} stands twice");
        }
    }
    // The former names that the letter still uses.
    assert_eq!(owners["đài phát thanh và truyền hình hà nội"], "BAO-PTTH");
    assert_eq!(owners["ngân hàng nhà nước thành phố hà nội"], "NHNN-KV1");
}

#[test]
fn every_phrase_is_a_party_and_every_party_is_used() {
    let parties = parties();
    let mut used = BTreeSet::new();
    let rows = [
        ("bieu1", "indicator"),
        ("bieu2", "indicator"),
        ("nhiemvu", "task"),
        ("decuong", "section"),
    ];
    for (id, rows) in rows {
        for row in tables(&form(id), rows) {
            for phrase in ["own", "city", "leads", "with"].iter().flat_map(|key| strings(row, key))
            {
                assert!(parties.contains_key(phrase), "{id}: {phrase}");
                used.insert(phrase.to_owned());
            }
        }
    }
    assert_eq!(used, parties.keys().cloned().collect());
}

#[test]
fn every_reporter_that_a_row_prints_is_asked() {
    let notes = ["(báo cáo toàn Thành phố)", "(báo cáo trên địa bàn)"];
    for id in ["bieu1", "bieu2"] {
        for indicator in rows_of(&form(id)) {
            let (own, city) = (strings(indicator, "own"), strings(indicator, "city"));
            let mut rest = collapse(text(indicator, "reporters"));
            for phrase in own.iter().chain(&city) {
                let printed = rest.contains(*phrase);
                assert!(printed || optional(indicator, "lead") == *phrase, "{id}: {phrase}");
                rest = rest.replacen(*phrase, "", 1);
            }
            let rest = notes.iter().fold(rest, |rest, note| rest.replacen(note, "", 1));
            let rest = rest.trim_matches([' ', ',', ';']);
            // A rank is the city's alone: the lead reports it, the printed executors do not.
            let unasked = if text(indicator, "measure") == "rank" { own.len() } else { rest.len() };
            assert_eq!(unasked, 0, "{id} {}: {rest}", text(indicator, "number"));
        }
    }
}

#[test]
fn every_selector_matches_and_each_row_asks_whom_it_means() {
    let units = units(&definition("units.csv"));
    for (phrase, selectors) in parties() {
        for selector in &selectors {
            assert!(!select(&units, std::slice::from_ref(selector)).is_empty(), "{phrase}");
        }
    }
    for (id, expected) in [("bieu1", &BIEU1_ASKED[..]), ("bieu2", &BIEU2_ASKED[..])] {
        for (indicator, (number, own, city)) in rows_of(&form(id)).iter().zip(expected) {
            assert_eq!(text(indicator, "number"), *number);
            assert_eq!(asked(&units, indicator, "own").len(), *own, "{id} {number}");
            let city: BTreeSet<&str> = city.iter().copied().collect();
            assert_eq!(asked(&units, indicator, "city"), city, "{id} {number}");
        }
    }
}

#[test]
fn each_party_is_who_it_was_judged_to_be() {
    let units = units(&definition("units.csv"));
    let parties = parties();
    let members = |phrase: &str| select(&units, &parties[phrase]);
    let state = members("Các cơ quan nhà nước Thành phố");
    let departments = members("Các Sở, ban, ngành");
    for code in ["CATP", "NHNN-KV1", "THANHDOAN", "BAO-PTTH", "CD-CNC", "DH-TD"] {
        assert!(!state.contains(code), "{code}");
        assert_eq!(departments.contains(code), ["CATP", "NHNN-KV1"].contains(&code), "{code}");
    }
    assert_eq!(departments.len(), 19);
}

#[test]
fn checks_name_answers_that_some_unit_gives() {
    let words = |expression: &str| -> Vec<String> {
        let separator = |c: char| !c.is_ascii_alphanumeric() && c != '_';
        expression.split(separator).filter(|w| w.contains('_')).map(str::to_owned).collect()
    };
    for id in ["bieu1", "bieu2"] {
        let form = form(id);
        for check in tables(&form, "check") {
            let expression = text(check, "expression");
            assert!(!expression.contains(['/', '.']), "integers only: {expression}");
            assert!(["error", "warning"].contains(&text(check, "severity")));
            assert!(!text(check, "vi").is_empty() && !text(check, "en").is_empty());
            for word in words(expression).iter().filter(|word| *word != "unit_population") {
                let parts: Vec<&str> = word.split('_').collect();
                let [form_id, number, scope, field] = parts[..] else { panic!("{word}") };
                let rows = rows_of(&form);
                let row = rows.iter().find(|row| text(row, "id") == number).unwrap();
                assert_eq!(form_id, id);
                assert!(!strings(row, scope).is_empty(), "{word}");
                let rate = text(row, "measure") == "percent";
                assert_eq!(["numerator", "denominator"].contains(&field), rate, "{word}");
            }
        }
    }
}

#[test]
fn rates_ask_for_their_two_figures_in_their_own_words() {
    for id in ["bieu1", "bieu2"] {
        for row in rows_of(&form(id)) {
            let rate = text(row, "measure") == "percent";
            for field in ["numerator", "denominator"] {
                let words = optional(row, field);
                assert_eq!(!words.is_empty(), rate, "{id} {}", text(row, "id"));
                assert!(!words.contains("tử số") && !words.contains("mẫu số"));
            }
            let baseline = row.get("baseline").and_then(Value::as_bool).unwrap_or(false);
            assert_eq!(baseline, rate && id == "bieu1", "{id} {}", text(row, "id"));
        }
    }
}

#[test]
fn everything_is_nfc() {
    for entry in [definition(""), seeds()].iter().flat_map(|dir| fs::read_dir(dir).unwrap()) {
        let path = entry.unwrap().path();
        // Blank workbooks may stand beside the definition.
        if path.extension().is_some_and(|ext| ext != "xlsx") {
            assert!(is_nfc(&fs::read_to_string(&path).unwrap()), "{}", path.display());
        }
    }
}
