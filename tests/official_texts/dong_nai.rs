//! `dong-nai-2026` against the letter on the first year.

use super::definition::{
    DONG_NAI, between, flag, numbered, plain, printed, rows, seed, strings, tables, text,
};

const LETTER: &str = "dong-nai-tong-ket-2026.txt";
const CRITERIA: &str = "Tiêu chí 1:";
const AFTER_CRITERIA: &str = "4. Khó khăn, tồn tại";

#[test]
fn the_outline_is_the_letter_word_for_word() {
    let letter = plain(&seed(LETTER));
    let form = DONG_NAI.form("decuong");
    let enclosed = text(&form, "hint").lines().next().unwrap().to_owned();
    let (name, title) = text(&form, "title").split_at("BÁO CÁO".len());
    let mut paragraphs = vec![text(&form, "name").to_owned(), enclosed];
    paragraphs.extend([name.to_owned(), title.to_owned()]);
    paragraphs.extend(printed(&form).into_iter().map(numbered));
    // The criteria of section 3 are a form of their own.
    let outline = between(&letter, "ĐỀ CƯƠNG BÁO CÁO TỔNG KẾT", "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ");
    let criteria = between(outline, CRITERIA, AFTER_CRITERIA);
    assert_eq!(plain(&paragraphs.join(" ")), outline.replacen(&format!("{criteria} "), "", 1));
}

#[test]
fn the_criteria_are_the_letter_word_for_word() {
    let letter = plain(&seed(LETTER));
    let form = DONG_NAI.form("tieuchi");
    let mut printed: Vec<String> =
        ["title", "hint"].map(|key| text(&form, key).to_owned()).to_vec();
    for row in rows(&form) {
        // "người." ends with a full stop, "%" does not.
        let stop = if text(row, "unit") == "người" { "." } else { "" };
        printed.push(format!(
            "{}: {}. {} tự đánh giá kết quả đạt được: ..... {}{stop}",
            text(row, "number"),
            text(row, "label"),
            text(row, "reporters"),
            text(row, "unit"),
        ));
    }
    let official = between(&letter, "3. Kết quả đạt được", AFTER_CRITERIA);
    assert_eq!(plain(&printed.join(" ")), official);
}

/// The target of 2025 is the figure that the wording of each criterion holds.
#[test]
fn targets_are_those_of_the_wording() {
    let form = DONG_NAI.form("tieuchi");
    let mut targets = Vec::new();
    for row in rows(&form) {
        let target = text(row["targets"].as_table().unwrap(), "2025");
        let (_, stated) = text(row, "label").rsplit_once(" là ").unwrap();
        assert_eq!(stated.strip_suffix(')'), Some(target));
        assert_eq!(text(row, "judged"), "total");
        assert!(flag(row, "baseline"), "{}", text(row, "id"));
        targets.push((text(row, "id"), text(row, "measure"), target));
    }
    let expected = [
        ("1", "percent", "80%"),
        ("2", "percent", "100%"),
        ("3", "percent", "80%"),
        ("4", "count", "1 triệu người"),
        ("5", "percent", "80%"),
    ];
    assert_eq!(targets, expected);
}

#[test]
fn each_criterion_asks_whom_it_names() {
    let form = DONG_NAI.form("tieuchi");
    for row in rows(&form) {
        assert_eq!(strings(row, "own"), [text(row, "reporters")]);
        let expected = if text(row, "reporters") == "Địa phương" { 95 } else { 100 };
        assert_eq!(DONG_NAI.asked(row), expected, "{}", text(row, "id"));
    }
    let outline = DONG_NAI.form("decuong");
    assert!(rows(&outline).iter().all(|row| DONG_NAI.asked(row) == 100));
}

#[test]
fn the_units_are_those_whom_the_letter_names() {
    let letter = plain(&seed(LETTER));
    let addressed = between(&letter, "Kính gửi: - ", ". Thực hiện chỉ đạo");
    let units = DONG_NAI.units();
    let named: Vec<&str> = units
        .iter()
        .filter(|unit| unit["groups"] != "commune")
        .map(|unit| unit["name"].as_str())
        .collect();
    let mut expected: Vec<&str> =
        addressed.strip_prefix("Kính gửi: - ").unwrap().split("; - ").collect();
    assert_eq!(expected.pop(), Some("Chủ tịch UBND 95 phường, xã"));
    expected.retain(|line| *line != "Các Sở, ban, ngành");
    assert_eq!(named, expected);
    let kind = |kind: &str| {
        let named = |unit: &&super::definition::Unit| {
            unit["kind"] == kind && unit["name"].to_lowercase().starts_with(kind)
        };
        units.iter().filter(named).count()
    };
    assert_eq!((kind("phường"), kind("xã"), units.len()), (33, 62, 100));
    // The ten that were xã until 30/4/2026 are still known by that name.
    let former = |unit: &&super::definition::Unit| {
        unit["aliases"] == unit["name"].replace("Phường ", "Xã ") && unit["kind"] == "phường"
    };
    assert_eq!(units.iter().filter(former).count(), 10);
}

#[test]
fn the_departments_are_an_open_group_without_invented_units() {
    let campaign = DONG_NAI.campaign();
    for group in tables(&campaign, "group") {
        let id = text(group, "id");
        assert_eq!(flag(group, "open"), id == "department", "{id}");
        assert_eq!(flag(group, "apart"), id == "organisation", "{id}");
    }
    assert!(DONG_NAI.units().iter().all(|unit| unit["groups"] != "department"));
}

#[test]
fn the_period_is_the_letters() {
    let letter = plain(&seed(LETTER));
    assert!(letter.contains("tháng 05/2025 đến hết tháng 05/2026"));
    assert!(letter.contains("trước ngày 15/6/2026"));
    assert!(letter.contains("Căn cứ mục tiêu năm 2025 được nêu trong Kế hoạch số 192/KH-UBND"));
    let campaign = DONG_NAI.campaign();
    let [period] = tables(&campaign, "period")[..] else { panic!("one period") };
    let days = ["since", "until", "due-before"].map(|key| text(period, key));
    assert_eq!(days, ["2025-05-01", "2026-05-31", "2026-06-15"]);
    assert_eq!(period["target-year"].as_integer(), Some(2025));
}
