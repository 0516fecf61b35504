//! What each period covers, and who is expected to report in it.

use std::collections::BTreeSet;

use toml::Table;

use crate::definition::{
    asked, campaign, definition, form, rows_of, seed, select, strings, tables, target, text, units,
};

/// Requirement: id, title, last day, units expected.
const PERIODS: [(&str, &str, &str, usize); 7] = [
    ("2025-9t", "9 tháng đầu năm 2025", "2025-09-30", 149),
    ("2025", "Năm 2025", "2025-12-31", 149),
    ("2026-q1", "Quý I năm 2026", "2026-03-31", 146),
    ("2026-q2", "Quý II năm 2026", "2026-06-30", 146),
    ("2026-q3", "Quý III năm 2026", "2026-09-30", 146),
    ("2026-q4", "Quý IV năm 2026", "2026-12-31", 146),
    ("2026", "Năm 2026", "2026-12-31", 149),
];

#[test]
fn periods_cover_their_year_so_far() {
    let campaign = campaign();
    assert_eq!(text(&campaign, "default-period"), "2025-9t");
    let periods = tables(&campaign, "period");
    assert_eq!(periods.len(), PERIODS.len());
    for (period, (id, title, until, count)) in periods.into_iter().zip(PERIODS) {
        assert_eq!((text(period, "id"), text(period, "title")), (id, title));
        let year = period["target-year"].as_integer().unwrap().to_string();
        assert_eq!(text(period, "since"), format!("{year}-01-01"), "{id}");
        assert_eq!(text(period, "until"), until, "{id}");
        assert!(until.starts_with(&year) && title.ends_with(&year), "{id}");
        assert_eq!(expected(period).len(), count, "{id}");
        // Neither document sets a last day.
        assert!(!period.contains_key("due") && !period.contains_key("due-before"), "{id}");
    }
}

#[test]
fn a_year_is_called_what_the_plan_calls_it() {
    let plan = seed("hanoi-ke-hoach-138-2025.txt");
    let named: Vec<&str> = plan.lines().filter_map(|line| line.get(3..)).collect();
    let campaign = campaign();
    let years = tables(&campaign, "period");
    let years: Vec<&Table> = years.into_iter().filter(|year| text(year, "id").len() == 4).collect();
    assert_eq!(years.len(), 2);
    assert!(years.iter().all(|year| named.contains(&text(year, "title"))));
}

#[test]
fn a_quarter_expects_those_whom_the_plan_makes_report_every_quarter() {
    let units = units(&definition("units.csv"));
    let form = form("nhiemvu");
    let rows = tables(&form, "task");
    let quarterly: Vec<&&Table> =
        rows.iter().filter(|row| text(row, "label").starts_with("Định kỳ hằng quý")).collect();
    assert_eq!(quarterly.len(), 3);
    let bound: BTreeSet<&str> =
        quarterly.iter().flat_map(|row| asked(&units, row, "leads")).collect();
    let campaign = campaign();
    for period in tables(&campaign, "period") {
        if text(period, "id").contains("-q") {
            let expected = expected(period);
            assert!(expected.iter().eq(&bound), "{}", text(period, "id"));
        }
    }
    for code in ["NHNN-KV1", "CD-CNC", "DH-TD"] {
        assert!(!bound.contains(code), "{code}");
    }
}

#[test]
fn every_year_asked_about_has_its_seven_targets() {
    let campaign = campaign();
    for period in tables(&campaign, "period") {
        let year = period["target-year"].as_integer().unwrap();
        for row in rows_of(&form("bieu1")) {
            assert!(!target(row, year).is_empty(), "{year} {}", text(row, "id"));
        }
    }
}

fn expected(period: &Table) -> BTreeSet<String> {
    let units = units(&definition("units.csv"));
    let selectors: Vec<String> =
        strings(period, "expected").into_iter().map(str::to_owned).collect();
    for selector in &selectors {
        assert!(!select(&units, std::slice::from_ref(selector)).is_empty(), "{selector}");
    }
    select(&units, &selectors).into_iter().map(str::to_owned).collect()
}
