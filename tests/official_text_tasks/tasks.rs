//! Sections III and V of the plan, rebuilt from the rows line by line.

use std::collections::{BTreeMap, BTreeSet};

use toml::Table;

use crate::definition::{form, optional, seed, strings, tables, text};

const PLAN: &str = "hanoi-ke-hoach-138-2025.txt";

/// Requirement: the numbers of section III that have items, and those that are tasks themselves.
const SECTION_III: [(&str, usize); 9] = [
    ("1", 5),
    ("2", 2),
    ("3.1", 3),
    ("3.2", 0),
    ("3.3", 3),
    ("3.4", 2),
    ("3.5", 5),
    ("4", 2),
    ("5", 6),
];
/// Requirement: under these headings one set of closing lines stands for all items.
const SHARED: [&str; 3] = ["III33", "III34", "III35"];
/// Requirement: how many duties V.1 to V.10 name; the fourth's second has two parts.
const SECTION_V: [usize; 10] = [3, 6, 1, 4, 2, 3, 2, 6, 3, 2];
/// Requirement: the duties that state a time.
const TIMES: [(&str, &str); 4] = [
    ("V.1.1", "hoàn thành trong tháng 5/2025"),
    ("V.8.6", "Định kỳ hằng quý"),
    ("V.9.3", "Định kỳ hằng quý"),
    ("V.10.2", "Định kỳ hằng quý"),
];

#[test]
fn section_iii_is_the_plan_line_by_line() {
    let form = form("nhiemvu");
    let rows = section(&form, "III");
    let mut printed = Headings::of(&form);
    let mut lines = Vec::new();
    for block in blocks(&rows) {
        for row in block {
            for heading in printed.new_above(row) {
                lines.push(format!("{}. {}", text(heading, "number"), text(heading, "label")));
            }
            let number = text(row, "number");
            let dot = if number.starts_with('(') { "" } else { "." };
            lines.push(format!("{number}{dot} {}", text(row, "label")));
        }
        let last = block.last().unwrap();
        let time = if text(last, "under") == "III31" {
            "Thời gian"
        } else {
            "Thời gian thực hiện"
        };
        lines.push(format!("- Đơn vị chủ trì: {}", text(last, "lead")));
        lines.push(format!("- Đơn vị phối hợp: {}", text(last, "cooperating")));
        lines.push(format!("- {time}: {}", text(last, "time")));
    }
    assert_eq!(lines, plan("III. CÁC NHIỆM VỤ", "IV. KINH PHÍ"));
}

#[test]
fn items_that_share_their_closing_lines_say_the_same() {
    let form = form("nhiemvu");
    let rows = section(&form, "III");
    assert_eq!((rows.len(), blocks(&rows).count()), (29, 22));
    for block in blocks(&rows) {
        for row in block {
            for key in ["lead", "cooperating", "time"] {
                assert_eq!(text(row, key), text(block[0], key), "{}", text(row, "id"));
            }
            for key in ["leads", "with"] {
                assert_eq!(strings(row, key), strings(block[0], key), "{}", text(row, "id"));
            }
        }
    }
}

#[test]
fn the_duties_of_section_v_are_the_plan_line_by_line() {
    let form = form("nhiemvu");
    let mut printed = Headings::of(&form);
    let mut lines = Vec::new();
    for row in section(&form, "V") {
        for heading in printed.new_above(row) {
            let mark = match text(heading, "id") {
                "V42" => "-".to_owned(),
                _ => format!("{}.", text(heading, "number")),
            };
            lines.push(format!("{mark} {}", text(heading, "label")));
        }
        let mark = match text(row, "under") {
            "V3" => "",
            "V42" => "+ ",
            _ => "- ",
        };
        lines.push(format!("{mark}{}", text(row, "label")));
    }
    assert_eq!(lines, plan("V. TỔ CHỨC", "11. Các hội"));
}

#[test]
fn a_duty_is_led_by_the_unit_of_its_heading_and_repeats_only_its_own_words() {
    let form = form("nhiemvu");
    let headings = Headings::of(&form);
    let mut times = Vec::new();
    let mut silent = BTreeSet::new();
    for row in section(&form, "V") {
        let id = text(row, "id");
        let above = headings.above(row);
        let unit = text(above[1], "label");
        assert_eq!(text(row, "lead"), unit.strip_prefix("Nhiệm vụ chung của ").unwrap_or(unit));
        let words: Vec<&str> = above[2..].iter().map(|h| text(h, "label")).collect();
        let words = format!("{} {}", words.join(" "), text(row, "label"));
        let (cooperating, time) = (optional(row, "cooperating"), optional(row, "time"));
        assert!(words.contains(cooperating) && words.contains(time), "{id}");
        match (words.to_lowercase().contains("phối hợp"), cooperating.is_empty()) {
            (true, true) => assert!(silent.insert(id)),
            (mentioned, none) => assert_eq!(mentioned, !none, "{id}"),
        }
        if !time.is_empty() {
            times.push((id, time));
        }
    }
    assert_eq!(times, TIMES);
    // Schools are told to stand by; no agency co-operates with the department in telling them.
    assert_eq!(silent, BTreeSet::from(["V.5.2"]));
}

#[test]
fn numbering_is_complete_and_no_id_stands_twice() {
    let form = form("nhiemvu");
    let mut expected: Vec<(String, String)> = Vec::new();
    for (number, items) in SECTION_III {
        if items == 0 {
            expected.push((number.to_owned(), number.to_owned()));
        }
        for item in 1..=items {
            let id = format!("{number}.{item}");
            let shown = if number.contains('.') { format!("({item})") } else { id.clone() };
            expected.push((id, shown));
        }
    }
    for (number, duties) in (1..).zip(SECTION_V) {
        let ids: Vec<String> = if number == 4 {
            ["V.4.1", "V.4.2.1", "V.4.2.2", "V.4.3"].map(str::to_owned).to_vec()
        } else {
            (1..=duties).map(|duty| format!("V.{number}.{duty}")).collect()
        };
        assert_eq!(ids.len(), duties);
        expected.extend(ids.into_iter().map(|id| (id.clone(), id)));
    }
    let found: Vec<(String, String)> = tables(&form, "task")
        .iter()
        .map(|row| (text(row, "id").to_owned(), text(row, "number").to_owned()))
        .collect();
    assert_eq!(found, expected);

    let mut ids = BTreeSet::new();
    for table in tables(&form, "task").into_iter().chain(tables(&form, "heading")) {
        assert!(ids.insert(text(table, "id").to_lowercase()), "{}", text(table, "id"));
    }
}

#[test]
fn every_heading_has_rows_and_the_title_is_the_letters_demand() {
    let form = form("nhiemvu");
    let headings = Headings::of(&form);
    let used: BTreeSet<&str> = tables(&form, "task")
        .iter()
        .flat_map(|row| headings.above(row))
        .map(|heading| text(heading, "id"))
        .collect();
    assert_eq!(used, headings.all.keys().copied().collect());
    let letter = seed("hanoi-cong-van-9-thang-2025-phu-luc-2.txt");
    let letter = crate::definition::collapse(&letter).replace("KH- UBND", "KH-UBND");
    assert!(letter.to_lowercase().contains(&text(&form, "title").to_lowercase()));
}

/// The lines of the plan from one that starts so to the one before another.
fn plan(from: &str, to: &str) -> Vec<String> {
    let plan = seed(PLAN);
    plan.lines()
        .skip_while(|line| !line.starts_with(from))
        .take_while(|line| !line.starts_with(to))
        .map(str::to_owned)
        .collect()
}

/// The rows that stand under one outermost heading, in their order.
fn section<'f>(form: &'f Table, root: &str) -> Vec<&'f Table> {
    let headings = Headings::of(form);
    let rows = tables(form, "task");
    rows.into_iter().filter(|row| text(headings.above(row)[0], "id") == root).collect()
}

/// Rows that one set of closing lines stands for.
fn blocks<'r, 'f>(rows: &'r [&'f Table]) -> impl Iterator<Item = &'r [&'f Table]> {
    rows.chunk_by(|row, next| {
        let under = text(row, "under");
        under == text(next, "under") && SHARED.contains(&under)
    })
}

/// The headings of a form, and which of them have been printed.
struct Headings<'f> {
    all: BTreeMap<&'f str, &'f Table>,
    printed: BTreeSet<&'f str>,
}

impl<'f> Headings<'f> {
    fn of(form: &'f Table) -> Self {
        let headings = tables(form, "heading");
        let all = headings.into_iter().map(|heading| (text(heading, "id"), heading)).collect();
        Self { all, printed: BTreeSet::new() }
    }

    /// The headings above a row, the outermost first.
    fn above(&self, row: &Table) -> Vec<&'f Table> {
        let mut path = Vec::new();
        let mut under = optional(row, "under");
        while !under.is_empty() {
            let heading = self.all[under];
            path.insert(0, heading);
            under = optional(heading, "under");
        }
        path
    }

    /// Those of them that no row before it has printed.
    fn new_above(&mut self, row: &Table) -> Vec<&'f Table> {
        let above = self.above(row);
        above.into_iter().filter(|heading| self.printed.insert(text(heading, "id"))).collect()
    }
}
