//! Figures: what is added up, and what stands beside the total.

use calamine::Data;
use serde_json::{Value, json};

use super::answers::{ANSWERS, UNITS};
use super::book::Book;
use super::merged;

/// Units of the group that stands apart.
fn is_apart(unit: &str) -> bool {
    unit.starts_with("TO-")
}

/// The numbers that units put into a field of a row.
fn given(row: &str, field: &str, apart: bool) -> Vec<(&'static str, i64)> {
    ANSWERS
        .iter()
        .filter(|answer| answer.place == ("bieu", row, field) && is_apart(answer.unit) == apart)
        .filter_map(|answer| Some((answer.unit, answer.number()?)))
        .collect()
}

fn sum(row: &str, field: &str, apart: bool) -> i64 {
    given(row, field, apart).iter().map(|(_, number)| number).sum()
}

/// docs/contract/figures.md: groups that stand apart are in no total, neither in n nor in m.
#[test]
fn what_stands_apart_is_shown_and_in_no_total() {
    let merged = merged();
    let counted = UNITS.iter().filter(|unit| !is_apart(unit)).count();
    let rate = &merged.row("indicators", "1")["rollup"];
    assert_eq!(rate["numerator"], sum("1", "numerator", false));
    assert_eq!(rate["denominator"], sum("1", "denominator", false));
    assert_eq!(rate["answered"], given("1", "numerator", false).len());
    // SO-B stated that the row does not concern it.
    assert_eq!((&rate["not_applicable"], &rate["expected"]), (&json!(1), &json!(counted - 1)));
    let count = &merged.row("indicators", "2")["rollup"];
    assert_eq!(count["value"], sum("2", "value", false));
    assert_eq!(count["answered"], given("2", "value", false).len());
    assert_eq!(count["expected"], counted);
    for indicator in ["1", "2", "3"] {
        let contributions =
            merged.row("indicators", indicator)["contributions"].as_array().unwrap();
        let shown: Vec<(&str, bool)> = contributions
            .iter()
            .map(|c| (c["unit"].as_str().unwrap(), c["counted"].as_bool().unwrap()))
            .collect();
        let field = if indicator == "1" { "numerator" } else { "value" };
        let units = given(indicator, field, false).into_iter().map(|(unit, _)| (unit, true));
        let beside = given(indicator, field, true).into_iter().map(|(unit, _)| (unit, false));
        assert_eq!(shown, units.chain(beside).collect::<Vec<_>>(), "{indicator}");
    }
}

/// A row that only a group apart is asked has no total, and says why.
#[test]
fn a_row_asked_only_of_those_apart_has_no_total() {
    let merged = merged();
    let row = merged.row("indicators", "3");
    let rollup = &row["rollup"];
    assert_eq!([&rollup["value"], &row["official"]["value"]], [&Value::Null; 2]);
    assert_eq!([&rollup["answered"], &rollup["expected"]], [&json!(0); 2]);
    assert_eq!(row["verdict"], "none");
    let book = Book::open(&merged.folder.path("th.xlsx"));
    let lines = book.lines("Biểu 1");
    let line = lines.iter().find(|line| line.contains("Số lớp đã mở")).unwrap();
    assert!(line.contains("Không có tổng: dòng này chỉ hỏi các đơn vị không cộng vào tổng."));
    assert!(line.contains("Tổ công nghệ số cộng đồng: 9 (1/2)"), "{line}");
}

#[test]
fn the_matrix_shows_them_below_the_total_with_a_subtotal() {
    let book = Book::open(&merged().folder.path("th.xlsx"));
    let whole = |number: i64| Data::Float(i32::try_from(number).unwrap().into());
    let (row, total) = ("Biểu 1 – 2", "Tổng cộng (tỷ lệ: tổng số đạt/tổng số)");
    assert_eq!(book.matrix(total, row).0, whole(sum("2", "value", false)));
    assert_eq!(book.matrix("TO-1", row).0, whole(5000));
    let beside = "Cộng riêng: Tổ công nghệ số cộng đồng";
    assert_eq!(book.matrix(beside, row).0, whole(sum("2", "value", true)));
    assert_eq!(book.matrix(beside, "Biểu 1 – 1.1").0, whole(9));
    assert_eq!(book.matrix(total, "Biểu 1 – 1.1").0, Data::Empty);
    let first: Vec<String> = book.sheet("Ma trận").rows().map(|r| r[0].to_string()).collect();
    let at = |text: &str| first.iter().position(|cell| cell == text).unwrap();
    let apart = "Tổ công nghệ số cộng đồng (không cộng vào tổng)";
    assert!(at("SO-B") < at(total) && at(total) < at(apart) && at(apart) < at("TO-1"));
}

/// A target of the whole area is held against the total only (`judged = "total"`).
#[test]
fn a_target_of_the_whole_area_says_nothing_of_a_unit() {
    let merged = merged();
    let row = merged.row("indicators", "2");
    // No unit that is missing can take the sum back below its level.
    assert_eq!((&row["verdict"], &row["provisional"]), (&json!("met"), &json!(false)));
    let book = Book::open(&merged.folder.path("th.xlsx"));
    for unit in ["P01", "P02"] {
        let (_, cell) = book.matrix(unit, "Biểu 1 – 2");
        assert_eq!(book.number_format(&cell), "#,##0", "{unit}: no mark");
        let (_, cell) = book.matrix(unit, "Biểu 1 – 1");
        assert!(book.number_format(&cell).contains('✓'), "{unit}");
    }
    // 1,123 of 1,000.
    let reached = sum("2", "value", false);
    let share = format!("({},{}% mức giao)", reached / 10, reached % 10);
    let verdict = book.texts("Tổng quan").into_iter().find(|text| text.contains("mức giao"));
    assert!(verdict.as_ref().is_some_and(|text| text.contains(&share)), "{verdict:?}");
    let findings = merged.json["findings"].as_array().unwrap();
    let missed = |f: &&Value| f["code"] == "BD601" && f["indicator"] == "2";
    assert_eq!(findings.iter().find(missed), None);
}

/// What was before the movement is shown as a range and never added up; headings stand over their
/// rows; a group whose list is empty is named.
#[test]
fn the_form_has_its_headings_and_the_figures_before() {
    let book = Book::open(&merged().folder.path("th.xlsx"));
    let lines = book.lines("Biểu 1");
    let at = |text: &str| {
        let found = lines.iter().position(|line| line.contains(text));
        found.unwrap_or_else(|| panic!("no {text} in {lines:#?}"))
    };
    let order = [
        "I. Kết quả chung",
        "Tỷ lệ cán bộ có kỹ năng số",
        "Số người dân được phổ cập",
        "II. Hoạt động của Tổ công nghệ số cộng đồng",
        "1. Lớp tập huấn",
        "Số lớp đã mở",
        "Cách làm hay",
    ];
    assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])));
    assert!(lines[at("Tỷ lệ cán bộ")].contains("2 đơn vị: từ 12% đến 20% (không cộng)"));
    assert!(lines[at("Cách làm hay")].contains("Phường Hai: Mỗi tuần một kỹ năng"));
    let overview = book.texts("Tổng quan");
    for text in [
        "Trường cao đẳng, đại học (danh sách đơn vị chưa đầy đủ)",
        "Đơn vị tổng hợp: Sở A. Phạm vi tổng hợp: 7 đơn vị được khảo sát",
    ] {
        assert!(overview.iter().any(|cell| cell == text), "{text} is not in {overview:?}");
    }
}
