//! Who leads the tasks of the plan, and who co-operates.

use std::collections::BTreeSet;

use toml::{Table, Value};

use crate::definition::{
    asked, campaign, definition, form, optional, strings, tables, text, units,
};

/// Requirement: who leads which rows (an id, or what ids start with): how many, and who among others.
const LED: [(&str, usize, &[&str]); 31] = [
    ("1.1", 146, &["00070", "SO-CT", "BAO-PTTH", "DH-TD"]),
    ("1.2", 2, &["SO-VHTT", "BAO-PTTH"]),
    ("1.3", 1, &["SO-KHCN"]),
    ("1.4", 1, &["SO-KHCN"]),
    ("1.5", 1, &["BAO-PTTH"]),
    ("2.1", 1, &["SO-KHCN"]),
    ("2.2", 1, &["CATP"]),
    ("3.1.1", 1, &["SO-GDDT"]),
    ("3.1.2", 1, &["SO-GDDT"]),
    ("3.1.3", 1, &["SO-KHCN"]),
    ("3.2", 1, &["SO-KHCN"]),
    ("3.3", 1, &["SO-GDDT"]),
    ("3.4", 1, &["SO-NV"]),
    ("3.5", 126, &["00070"]),
    ("4", 1, &["SO-KHCN"]),
    ("5.1", 1, &["THANHDOAN"]),
    ("5.2", 126, &["00070"]),
    ("5.3", 126, &["00070"]),
    ("5.4", 1, &["CATP"]),
    ("5.5", 1, &["SO-KHCN"]),
    ("5.6", 1, &["THANHDOAN"]),
    ("V.1", 1, &["VP-UBND"]),
    ("V.2", 1, &["SO-KHCN"]),
    ("V.3", 1, &["SO-VHTT"]),
    ("V.4", 1, &["CATP"]),
    ("V.5", 1, &["SO-GDDT"]),
    ("V.6", 1, &["SO-NV"]),
    ("V.7", 1, &["SO-TC"]),
    ("V.8", 144, &["00070", "VP-UBND", "CATP"]),
    ("V.9", 1, &["THANHDOAN"]),
    ("V.10", 1, &["BAO-PTTH"]),
];

/// Requirement: how many units co-operate, where anybody of the list does.
const COOPERATING: [(&str, usize); 23] = [
    ("1.1", 1),
    ("1.2", 146),
    ("1.3", 148),
    ("1.4", 148),
    ("1.5", 5),
    ("2.1", 5),
    ("2.2", 3),
    ("3.1.1", 20),
    ("3.1.2", 20),
    ("3.1.3", 21),
    ("3.2", 21),
    ("3.3", 128),
    ("3.4", 128),
    ("3.5", 3),
    ("4", 127),
    ("5.1", 126),
    ("5.3", 2),
    ("5.4", 126),
    ("5.5", 146),
    ("5.6", 126),
    ("V.1", 3),
    ("V.3", 1),
    ("V.6", 1),
];

#[test]
fn each_row_is_led_by_whom_the_plan_means() {
    let units = units(&definition("units.csv"));
    let mut met = BTreeSet::new();
    for row in tables(&form("nhiemvu"), "task") {
        let id = text(row, "id");
        let mut entries = LED.iter().filter(|(key, ..)| stands(id, key));
        let (key, count, codes) = entries.next().unwrap_or_else(|| panic!("{id}"));
        met.insert(*key);
        let leads = asked(&units, row, "leads");
        assert_eq!(leads.len(), *count, "{id}");
        assert!(codes.iter().all(|code| leads.contains(code)), "{id}: {leads:?}");
    }
    assert_eq!(met.len(), LED.len());
}

#[test]
fn each_row_is_shared_with_whom_the_plan_names() {
    let units = units(&definition("units.csv"));
    for row in tables(&form("nhiemvu"), "task") {
        let (id, with) = (text(row, "id"), asked(&units, row, "with"));
        let expected = COOPERATING.iter().find(|(key, _)| stands(id, key));
        // Duties of V.1 and V.6 co-operate only where they say so.
        let count = if strings(row, "with").is_empty() { 0 } else { expected.map_or(0, |c| c.1) };
        assert_eq!(with.len(), count, "{id}: {with:?}");
    }
}

#[test]
fn the_widest_phrases_reach_whom_they_were_judged_to_reach() {
    let units = units(&definition("units.csv"));
    let form = form("nhiemvu");
    let out = |id: &str| -> Vec<&str> {
        let row = tables(&form, "task").into_iter().find(|row| text(row, "id") == id).unwrap();
        let leads = asked(&units, row, "leads");
        let codes = units.iter().map(|unit| unit["code"].as_str());
        codes.filter(|code| !leads.contains(code)).collect()
    };
    assert_eq!(out("1.1"), ["CATP", "THANHDOAN", "NHNN-KV1"]);
    assert_eq!(out("V.8.6"), ["THANHDOAN", "BAO-PTTH", "NHNN-KV1", "CD-CNC", "DH-TD"]);
}

#[test]
fn leads_and_cooperating_are_made_of_their_phrases() {
    for row in tables(&form("nhiemvu"), "task") {
        for (printed, phrases) in [("lead", "leads"), ("cooperating", "with")] {
            let rest = unnamed(row, printed, phrases);
            // The one row that says within which limits the units lead.
            let limits = "theo chức năng nhiệm vụ lĩnh vực nền tảng hệ thống thông tin thuộc thẩm \
                          quyền quản lý";
            let known = if (text(row, "id"), printed) == ("1.2", "lead") { limits } else { "" };
            assert_eq!(rest, known, "{} {printed}", text(row, "id"));
        }
    }
}

#[test]
fn a_party_is_either_asked_or_external_and_nobody_external_leads() {
    let campaign = campaign();
    let mut external = BTreeSet::new();
    for party in tables(&campaign, "party") {
        let phrase = text(party, "phrase");
        assert!(!phrase.contains([';', '\n']), "{phrase}");
        let outside = party.get("external").and_then(Value::as_bool).unwrap_or(false);
        assert_eq!(strings(party, "units").is_empty(), outside, "{phrase}");
        if outside {
            external.insert(phrase);
        }
    }
    for row in tables(&form("nhiemvu"), "task") {
        let leads = strings(row, "leads");
        assert!(!leads.is_empty(), "{}", text(row, "id"));
        assert!(leads.iter().all(|phrase| !external.contains(phrase)), "{}", text(row, "id"));
    }
}

/// Whether an id is a key or stands below it.
fn stands(id: &str, key: &str) -> bool {
    id.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// What a printed text says besides its phrases, without marks and "và". Capitals do not matter: the
/// plan writes both "Thành Đoàn" and "Thành đoàn".
fn unnamed(row: &Table, printed: &str, phrases: &str) -> String {
    let mut rest = optional(row, printed).to_lowercase();
    for phrase in strings(row, phrases) {
        let phrase = phrase.to_lowercase();
        assert!(rest.contains(&phrase), "{}: {phrase}", text(row, "id"));
        rest = rest.replacen(&phrase, "", 1);
    }
    let words = rest.split([' ', ',', ';', ':', '.']);
    words.filter(|word| !word.is_empty() && *word != "và").collect::<Vec<_>>().join(" ")
}
