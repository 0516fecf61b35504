//! `ninh-binh-2026` against Công văn số 02-CV/TCT.

use std::collections::BTreeMap;

use super::definition::{
    NINH_BINH, between, flag, numbered, optional, plain, printed, rows, seed, strings, tables, text,
};

const LETTER: &str = "ninh-binh-cong-van-02-2026.txt";

/// Title and appendix as the form prints them above its table.
fn head(form: &toml::Table) -> [&str; 3] {
    let hint = text(form, "hint").lines().next().unwrap();
    [text(form, "name"), text(form, "title"), hint]
}

#[test]
fn phu_luc_2_is_the_letter_word_for_word() {
    let letter = plain(&seed(LETTER));
    let form = NINH_BINH.form("pl2");
    let columns: Vec<_> =
        tables(&form, "column").into_iter().filter(|column| !flag(column, "added")).collect();
    let shown: Vec<&str> = columns.iter().map(|column| text(column, "shows")).collect();
    assert_eq!(shown, ["number", "label", "unit", "evidence"]);
    let mut cells: Vec<&str> = head(&form).to_vec();
    cells.extend(columns.iter().map(|column| text(column, "caption")));
    for row in printed(&form) {
        cells.extend(shown.iter().map(|shown| optional(row, shown)));
    }
    assert_eq!(plain(&cells.join(" ")), letter[letter.rfind("PHỤ LỤC 2").unwrap()..]);
}

#[test]
fn the_outline_is_the_letter_word_for_word() {
    let letter = plain(&seed(LETTER));
    let form = NINH_BINH.form("decuong");
    let mut paragraphs: Vec<String> = head(&form).map(str::to_owned).to_vec();
    paragraphs.extend(printed(&form).into_iter().map(numbered));
    let outline = between(&letter, "ĐỀ CƯƠNG BÁO CÁO", "PHỤ LỤC 1");
    assert_eq!(plain(&paragraphs.join(" ")), outline);
    // How long the report may be stands in the letter itself (3.1).
    let length = text(&form, "hint").lines().nth(1).unwrap();
    assert!(length.contains("không quá 05 trang") && letter.contains(length));
}

/// "II" is printed twice, and each has a key of its own.
#[test]
fn the_outline_keeps_both_its_parts_ii() {
    let form = NINH_BINH.form("decuong");
    let roman: Vec<(&str, &str)> = printed(&form)
        .into_iter()
        .map(|row| (text(row, "id"), text(row, "number")))
        .filter(|(_, number)| number.starts_with('I'))
        .collect();
    assert_eq!(roman, [("I", "I"), ("II", "II"), ("IIb", "II"), ("III", "III")]);
    for id in ["I.1", "I.4", "II.1", "II.2", "II.3"] {
        assert!(rows(&form).iter().any(|row| text(row, "id") == id), "{id}");
    }
}

#[test]
fn the_sessions_are_phu_luc_1() {
    let letter = seed(LETTER);
    let campaign = NINH_BINH.campaign();
    let units = NINH_BINH.units();
    assert!(letter.contains("Sáng từ 8h30’, chiều từ 14h30’"));
    let mut team = "";
    let mut sessions = tables(&campaign, "session").into_iter();
    for line in letter.lines() {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let [number, place, time, note] = cells[..] else { continue };
        if !number.ends_with('.') {
            continue;
        }
        // The note is one cell for four rows.
        team = if note.is_empty() { team } else { note };
        let session = sessions.next().unwrap();
        assert_eq!(text(session, "period"), "2026-khao-sat");
        assert_eq!(text(session, "place"), place);
        assert_eq!(text(session, "time"), time);
        assert_eq!(text(session, "note"), team);
        let (part, date) = time.split_once(" ngày ").unwrap();
        let date: Vec<u32> = date.split('/').map(|part| part.parse().unwrap()).collect();
        let hour = if part == "Sáng" { "08:30" } else { "14:30" };
        let starts = format!("{}-{:02}-{:02}T{hour}", date[2], date[1], date[0]);
        assert_eq!(text(session, "starts"), starts);
        let unit = units.iter().find(|unit| unit["code"] == text(session, "unit")).unwrap();
        let names = unit["aliases"].split(';').chain([unit["name"].as_str()]);
        assert_eq!(names.filter(|name| *name == place).count(), 1, "{place}");
    }
    assert!(sessions.next().is_none());
    let visits: BTreeMap<&str, usize> =
        tables(&campaign, "session").into_iter().fold(BTreeMap::new(), |mut visits, session| {
            *visits.entry(text(session, "unit")).or_default() += 1;
            visits
        });
    assert_eq!(visits.len(), 12);
    assert!(visits.values().all(|count| *count == 1));
}

#[test]
fn the_units_are_those_whom_the_letter_addresses() {
    let seed = seed(LETTER);
    let letter = plain(&seed);
    let addressed = between(&letter, "Các đảng ủy xã, phường: ", ". Thực hiện Kế hoạch");
    let (communes, organisations) = addressed.split_once(", - ").unwrap();
    let communes = communes.strip_prefix("Các đảng ủy xã, phường: ").unwrap();
    // Which are phường and which xã stands in Phụ lục 1 only.
    let schedule: Vec<&str> = seed.lines().filter_map(|line| line.split('\t').nth(1)).collect();
    let commune = |name: &str| {
        let kind = |kind: &&str| schedule.contains(&format!("{kind} {name}").as_str());
        let kind = ["Xã", "Phường"].into_iter().find(kind).unwrap().to_lowercase();
        format!("Đảng ủy {kind} {name}")
    };
    let expected: Vec<String> = communes
        .split(", ")
        .map(commune)
        .chain(organisations.split(", - ").map(str::to_owned))
        .collect();
    let units = NINH_BINH.units();
    let names: Vec<&str> = units.iter().map(|unit| unit["name"].as_str()).collect();
    assert_eq!(names, expected);
    let count = |group: &str| units.iter().filter(|unit| unit["groups"] == group).count();
    assert_eq!((count("commune"), count("organisation")), (9, 3));
    for unit in units.iter().filter(|unit| unit["groups"] == "commune") {
        let code = &unit["code"];
        assert!(code.len() == 5 && code.chars().all(|c| c.is_ascii_digit()), "{code}");
    }
}

#[test]
fn measures_are_those_that_the_paper_prints() {
    for row in rows(&NINH_BINH.form("pl2")) {
        let expected = match text(row, "unit") {
            "Có/ Không" => "yes-no",
            "Tỉ lệ %" => "percent",
            "Số lớp (Số người)" | "Số buổi (Số người)" => "count-with-people",
            _ => "count",
        };
        assert_eq!(text(row, "measure"), expected, "{}", text(row, "id"));
        assert_eq!(text(row, "id"), text(row, "number"));
    }
}

#[test]
fn what_was_judged_stands_as_judged() {
    let form = NINH_BINH.form("pl2");
    let ids = |chosen: &dyn Fn(&toml::Table) -> bool| -> Vec<String> {
        let rows = rows(&form).into_iter().filter(|row| chosen(row));
        rows.map(|row| text(row, "id").to_owned()).collect()
    };
    assert_eq!(ids(&|row| optional(row, "rollup") == "listed"), ["2.3", "2.5", "2.7"]);
    assert_eq!(ids(&|row| !optional(row, "evidence-when").is_empty()), ["2.11"]);
    assert_eq!(ids(&|row| optional(row, "evidence").is_empty()), ["2.15"]);
    assert_eq!(ids(&|row| NINH_BINH.asked(row) == 9), ["2.6", "2.10", "2.11"]);
    assert_eq!(ids(&|row| NINH_BINH.asked(row) == 12).len(), 20);
    assert!(ids(&|row| row.contains_key("targets")).is_empty());
    let since: Vec<&str> =
        tables(&form, "heading").into_iter().map(|heading| optional(heading, "since")).collect();
    assert_eq!(since, ["", "", "start"]);
    let campaign = NINH_BINH.campaign();
    for group in tables(&campaign, "group") {
        assert_eq!(flag(group, "apart"), text(group, "id") == "organisation");
    }
    for words in ["title", "area", "area-short"] {
        assert!(!text(&campaign, words).to_lowercase().contains("toàn tỉnh"));
    }
}

/// The letter names the list of models and does not enclose it, so only its title can be held.
#[test]
fn the_list_of_models_takes_its_title_from_the_letter() {
    let form = NINH_BINH.form("mohinh");
    let letter = plain(&seed(LETTER)).to_lowercase().replace("“ ", "“").replace(" ”", "”");
    assert!(letter.contains(&text(&form, "title").to_lowercase()));
    let fields: Vec<&str> =
        tables(&form, "column").into_iter().map(|column| optional(column, "field")).collect();
    assert_eq!(fields, ["", "ten", "cachthuc", "hieuqua"]);
    assert_eq!(form["rows"].as_integer(), Some(10));
    assert_eq!(strings(&form, "own"), ["các địa phương, đơn vị"]);
    assert_eq!(NINH_BINH.asked(&form), 12);
}
