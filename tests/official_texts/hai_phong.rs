//! `hai-phong-2025` and the worked example of xã Phú Thái against that commune's report.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::definition::{
    HAI_PHONG, between, collapse, numbered, optional, parse, printed, root, rows, seed, tables,
    text,
};

const REPORT: &str = "hai-phong-xa-phu-thai-2025.txt";

/// The report without the targets of its links, which the extraction left between the lines of text.
fn report() -> String {
    let link = |line: &&str| {
        let line = line.trim();
        (line.starts_with("https://") && line.ends_with(['/', ' '])) || line.starts_with("../../")
    };
    let seed = seed(REPORT);
    assert_eq!(seed.lines().filter(link).count(), 5);
    let lines: Vec<&str> = seed.lines().filter(|line| !link(line)).collect();
    collapse(&lines.join(" "))
}

/// From the first heading to the closing sentence.
fn body(report: &str) -> &str {
    between(report, "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "Trên đây là Báo cáo")
}

fn answers() -> Table {
    let answers = parse(&root().join("examples/hai-phong-2025/phu-thai.toml"));
    assert_eq!(text(&answers, "unit"), "10750");
    answers["cells"].as_table().unwrap().clone()
}

fn cell(form: &Table, row: &str, field: &str) -> String {
    format!("bdhvs_{}_{}_own_{field}", text(form, "id"), row.replace('.', "_"))
}

#[test]
fn the_outline_has_the_headings_of_the_report() {
    let report = report();
    let form = HAI_PHONG.form("decuong");
    assert!(report.starts_with(&format!("{} {}", text(&form, "name"), text(&form, "title"))));
    let mut rest = body(&report);
    for row in printed(&form) {
        let (before, after) = rest.split_once(&numbered(row)).unwrap();
        assert_eq!(before.is_empty(), text(row, "id") == "I", "{}", text(row, "id"));
        rest = after;
    }
}

/// Nothing of the report is lost: headings and answers, in order, are its body.
#[test]
fn the_answers_are_the_whole_body_of_the_report() {
    let (report, answers) = (report(), answers());
    let form = HAI_PHONG.form("decuong");
    let mut parts = Vec::new();
    for row in printed(&form) {
        parts.push(numbered(row));
        let answer = answers.get(&cell(&form, text(row, "id"), "text"));
        parts.extend(answer.and_then(Value::as_str).map(str::to_owned));
    }
    assert_eq!(collapse(&parts.join(" ")), body(&report));
}

/// What stands outside the body is the letter round it: title, reference, closing, recipients.
#[test]
fn nothing_else_is_in_the_report() {
    let report = report();
    let (opening, closing) = report.split_once(body(&report)).unwrap();
    let subject = text(&HAI_PHONG.form("decuong"), "title").to_owned();
    assert!(
        opening.starts_with(&format!("BÁO CÁO {subject} Thực hiện Công văn số 516/SKHCN-TTTT"))
    );
    assert!(
        opening.trim().ends_with("Ủy ban nhân dân xã Phú Thái báo cáo kết quả triển khai như sau:")
    );
    assert_eq!(opening.matches('.').count(), 0, "one sentence");
    assert!(closing.trim().starts_with("Trên đây là Báo cáo kết quả triển khai phong trào"));
    assert!(closing.contains("trên địa bàn xã Phú Thái./. Nơi nhận:"));
}

#[test]
fn the_nine_documents_are_those_that_the_report_lists() {
    let (report, answers) = (report(), answers());
    let form = HAI_PHONG.form("vanban");
    let rows = form["rows"].as_integer().unwrap();
    let fields: Vec<&str> = tables(&form, "column")
        .into_iter()
        .map(|column| optional(column, "field"))
        .filter(|field| !field.is_empty())
        .collect();
    assert_eq!(fields, ["loai", "so", "ngay", "trichyeu"]);
    let part = between(&report, "1. Công tác chỉ đạo, lãnh đạo", "2. Công tác phối hợp");
    let listed: Vec<&str> = part.split(". - ").flat_map(|item| item.split(": - ")).collect();
    let listed: Vec<&str> = listed
        .into_iter()
        .map(|item| item.split(". Đồng thời").next().unwrap().trim_end_matches('.'))
        .filter(|item| !item.starts_with("1. "))
        .collect();
    assert_eq!(listed.len(), 9);
    assert!(rows >= 9);
    for (index, item) in listed.iter().enumerate() {
        let row = (index + 1).to_string();
        let field = |field| answers.get(&cell(&form, &row, field)).map(|v| v.as_str().unwrap());
        let head = match (field("so"), field("ngay")) {
            (Some(number), Some(day)) => {
                format!("{} số {number} ngày {day}", field("loai").unwrap())
            }
            (None, None) => field("loai").unwrap().to_owned(),
            other => panic!("row {row}: {other:?}"),
        };
        let rest = item.strip_prefix(head.as_str()).unwrap_or_else(|| panic!("{item}: {head}"));
        let between = rest.strip_suffix(field("trichyeu").unwrap()).unwrap();
        assert!(["", "của UBND xã"].contains(&between.trim()), "{between}");
        assert_eq!(field("so").is_none(), index == 8, "{item}");
    }
}

/// "trên 150", "hơn 200" and "5 - 7" stand in words, and no count is made out of them.
#[test]
fn figures_are_the_reports_own_words() {
    let (report, answers) = (report(), answers());
    let body = body(&report);
    let form = HAI_PHONG.form("thongke");
    let mut said = String::new();
    for row in rows(&form) {
        let (id, measure) = (text(row, "id"), text(row, "measure"));
        let evidence = answers[&cell(&form, id, "evidence")].as_str().unwrap();
        assert!(body.contains(evidence), "{evidence}");
        match &answers[&cell(&form, id, "value")] {
            Value::Integer(share) => {
                assert_eq!(measure, "percent");
                assert!(evidence.contains(&format!("{share}%")), "{evidence}");
            }
            Value::String(words) if measure == "text" => assert!(body.contains(words), "{words}"),
            value => assert_eq!(value.as_str(), Some("Chưa có số liệu"), "{id}"),
        }
        said.push_str(evidence);
    }
    for figure in ["trên 150 lượt người", "hơn 200 người", "5 - 7 thành viên"] {
        assert!(said.contains(figure), "{figure}");
    }
    assert_eq!(said.matches("100%").count(), body.matches("100%").count());
}

#[test]
fn every_answer_has_a_cell() {
    let mut cells = BTreeSet::new();
    for form in HAI_PHONG.forms() {
        let fields: Vec<&str> = tables(&form, "column")
            .into_iter()
            .map(|column| optional(column, "field"))
            .filter(|field| !field.is_empty())
            .collect();
        let ids: Vec<String> = if text(&form, "kind") == "list" {
            (1..=form["rows"].as_integer().unwrap()).map(|row| row.to_string()).collect()
        } else {
            rows(&form).into_iter().map(|row| text(row, "id").to_owned()).collect()
        };
        for id in &ids {
            cells.extend(fields.iter().map(|field| cell(&form, id, field)));
        }
    }
    for name in answers().keys() {
        assert!(cells.contains(name), "{name}");
    }
}

#[test]
fn every_commune_of_the_city_is_asked() {
    let units = HAI_PHONG.units();
    let kind = |kind: &str| {
        let named = |unit: &&super::definition::Unit| {
            unit["kind"] == kind && unit["name"].to_lowercase().starts_with(kind)
        };
        units.iter().filter(named).count()
    };
    assert_eq!((kind("xã"), kind("phường"), kind("đặc khu")), (67, 45, 2));
    assert_eq!(units.len(), 114);
    assert!(units.iter().any(|unit| unit["code"] == "10750" && unit["name"] == "Xã Phú Thái"));
    for form in HAI_PHONG.forms() {
        let asking = if text(&form, "kind") == "list" { vec![&form] } else { rows(&form) };
        assert!(asking.into_iter().all(|row| HAI_PHONG.asked(row) == 114));
    }
    // What the definition is inferred from, and the letter behind it, are named.
    let campaign = HAI_PHONG.campaign();
    let report = report();
    let letter = text(tables(&campaign, "source")[0], "title").to_owned();
    assert!(report.contains(&letter), "{letter}");
}
