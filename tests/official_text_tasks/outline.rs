//! The outline of the letter's Phụ lục II, rebuilt from its parts.

use toml::{Table, Value};

use crate::definition::{
    asked, between, campaign, collapse, definition, form, optional, seed, tables, text, units,
};

const LETTER: &str = "hanoi-cong-van-9-thang-2025-phu-luc-2.txt";

#[test]
fn the_parts_are_the_letter_word_for_word() {
    let form = form("decuong");
    let mut printed = Vec::new();
    let mut under = "";
    for part in tables(&form, "section") {
        if optional(part, "under") != under {
            under = optional(part, "under");
            printed.extend(
                tables(&form, "heading").iter().filter(|h| text(h, "id") == under).map(line),
            );
        }
        printed.push(line(&part));
    }
    assert_eq!(collapse(&printed.join(" ")), between(&letter(), "I. MỞ ĐẦU", Some("Biểu 1. ")));
}

#[test]
fn the_title_goes_on_with_the_period() {
    let campaign = campaign();
    let default = text(&campaign, "default-period");
    let periods = tables(&campaign, "period");
    let period = periods.into_iter().find(|period| text(period, "id") == default).unwrap();
    let title = format!("{} {}", text(&form("decuong"), "title"), text(period, "title"));
    let letter = letter();
    let printed = between(&letter, "ĐỀ CƯƠNG", Some("(Kèm theo"));
    assert_eq!(title.to_uppercase(), printed);
}

#[test]
fn a_label_keeps_one_line_for_each_paragraph() {
    let form = form("decuong");
    let parts = tables(&form, "section");
    let lines: Vec<(&str, usize)> =
        parts.iter().map(|part| (text(part, "id"), text(part, "label").lines().count())).collect();
    assert_eq!(lines, [("I", 2), ("II.1", 1), ("II.2", 3), ("II.3", 6), ("III", 1)]);
    for line in parts.iter().flat_map(|part| text(part, "label").lines().skip(1)) {
        // The letter starts each with a dash, a plus or, twice, with neither.
        let marked = line.starts_with("- ") || line.starts_with("+ ");
        assert!(marked || line.starts_with("Tình hình tiếp cận") || line == "Lưu ý:", "{line}");
        assert!(line.ends_with(['.', ';', ':']), "{line}");
    }
}

#[test]
fn everybody_writes_every_part_within_a_page() {
    let units = units(&definition("units.csv"));
    for part in tables(&form("decuong"), "section") {
        assert_eq!(asked(&units, part, "own").len(), 149, "{}", text(part, "id"));
        let length = part["length"].as_integer().unwrap();
        assert!((1..=2500).contains(&length), "{}", text(part, "id"));
    }
}

/// The letter on one line. Its page breaks "138/KH-UBND" after the hyphen in both places.
fn letter() -> String {
    let letter = collapse(&seed(LETTER));
    assert_eq!(letter.matches("KH- UBND").count(), 2);
    letter.replace("KH- UBND", "KH-UBND")
}

fn line(part: &&Table) -> String {
    let number = part.get("number").and_then(Value::as_str).unwrap();
    format!("{number}. {}", text(part, "label"))
}
