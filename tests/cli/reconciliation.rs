//! The sheet “Đối chiếu” (docs/contract/figures.md: a lead agency's figure and what the units come to
//! stand side by side, with the difference; two leads: each, the largest and the sum are shown; what may
//! be counted twice stands in subtotals by kind) and how far two figures may lie apart (`[tolerance]`).

use std::path::Path;

use calamine::Data;

use crate::consolidation::book::Book;
use crate::fill::Put::{Number, Text};
use crate::issued::only;
use crate::run::Folder;

const SHEET: &str = "Đối chiếu";
const MERGE: [&str; 8] = ["merge", "in", "-o", "th.xlsx", "--json", "th.json", "-c", "campaign"];

/// The columns, as they are captioned, by what stands in them.
const WHO: usize = 3;
const REPORTED: usize = 4;
const REPORTED_BASE: usize = 5;
const UNITS: usize = 6;
const UNITS_BASE: usize = 7;
const COVERAGE: usize = 8;
const GAP: usize = 9;
const TOLERANCE: usize = 10;
const VERDICT: usize = 11;
const OFFICIAL: usize = 12;
const WHY: usize = 13;
const SOURCE: usize = 14;

/// The campaign of Hà Nội with two communes, so that all who are asked can answer.
fn campaign(folder: &Folder) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates-xlsx/hanoi-2025");
    for entry in std::fs::read_dir(source).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.ends_with(".toml") && !name.ends_with(".csv") {
            continue;
        }
        let mut text = std::fs::read_to_string(&path).unwrap();
        if name == "campaign.toml" {
            let few = r#"expected = ["00004", "00008", "SO-NV", "SO-GDDT", "THANHDOAN"]"#;
            let line =
                |line: &str| if line.starts_with("expected = ") { few } else { line }.to_owned();
            text = text.lines().map(line).collect::<Vec<_>>().join("\n");
        }
        folder.write(&format!("campaign/{name}"), text);
    }
}

/// What the units and the lead agencies send.
fn returns(folder: &Folder) {
    let rate = |unit, row: &str, numerator, denominator| {
        let [first, second] = ["numerator", "denominator"].map(|part| format!("{row}_{part}"));
        only(unit, &[(&first, Number(numerator)), (&second, Number(denominator))])
    };
    let mut first = rate("00004", "bieu1_3_own", "8600", "10000");
    first.put("bieu2_9_own_value", Number("30")).put("bieu2_14_own_value", Number("40"));
    first.put("bieu2_9_own_explanation", Text("Đã kiểm đếm lại"));
    folder.write("in/a.xlsx", first.bytes());
    let mut second = rate("00008", "bieu1_3_own", "8600", "10000");
    second.put("bieu2_9_own_value", Number("12"));
    folder.write("in/b.xlsx", second.bytes());
    let mut lead = rate("SO-NV", "bieu1_3_city", "86900", "100000");
    lead.put("bieu2_9_city_value", Number("20"));
    folder.write("in/nv.xlsx", lead.bytes());
    folder.write("in/gd.xlsx", only("SO-GDDT", &[("bieu2_7_city_value", Number("1000"))]).bytes());
    let youth = only("THANHDOAN", &[("bieu2_7_city_value", Number("800"))]);
    folder.write("in/td.xlsx", youth.bytes());
}

/// Merged with these decisions; what is left blank is an error.
fn merged(settings: &str) -> (Folder, Book) {
    let folder = Folder::new();
    campaign(&folder);
    returns(&folder);
    folder.write("bdhvs.toml", settings);
    folder.run(MERGE).status(1).check();
    let book = Book::open(&folder.path("th.xlsx"));
    (folder, book)
}

/// The lines about a row of a form, as they stand.
fn lines<'b>(book: &'b Book, form: &str, number: &str) -> Vec<&'b [Data]> {
    let rows = book.sheet(SHEET).rows();
    rows.filter(|row| row[0] == *form && row[1] == *number).collect()
}

fn texts(line: &[Data]) -> Vec<String> {
    line.iter().map(ToString::to_string).collect()
}

/// The codes over all returns, with the row.
fn differing(folder: &Folder) -> Vec<String> {
    let json = folder.json("th.json");
    let findings = json["findings"].as_array().unwrap().iter().filter(|f| f["code"] == "BD703");
    findings
        .map(|f| format!("{}.{}", f["form"].as_str().unwrap(), f["indicator"].as_str().unwrap()))
        .collect()
}

#[test]
fn a_lead_stands_beside_the_units_with_all_that_decides() {
    let (folder, book) = merged("");
    let [line] = lines(&book, "Biểu 1", "3")[..] else { panic!("{:?}", book.lines(SHEET)) };
    assert_eq!((&line[REPORTED], &line[UNITS]), (&Data::Float(86.9), &Data::Float(86.0)));
    let line = texts(line);
    assert_eq!(line[WHO], "Sở Nội vụ");
    assert_eq!([&line[REPORTED_BASE], &line[UNITS_BASE]], ["86.900/100.000", "17.200/20.000"]);
    let expected = ["2/2", "+0,9 điểm %", "0", "Lệch"];
    assert_eq!([&line[COVERAGE], &line[GAP], &line[TOLERANCE], &line[VERDICT]], expected);
    assert_eq!([&line[OFFICIAL], &line[WHY]], ["86.9", "Số liệu của đầu mối được giao báo cáo"]);
    let cell = only("SO-NV", &[]).spot("bieu1_3_city_value").cell.clone();
    assert_eq!(line[SOURCE], format!("in/nv.xlsx, trang “Biểu 1”, ô {cell}"));
    // A lead that has not reported is said to, and the units' figure is used.
    let missing = texts(lines(&book, "Biểu 1", "6")[0]);
    assert_eq!(missing[VERDICT], "Chưa đối chiếu được: đầu mối chưa báo cáo");
    assert_eq!(differing(&folder), ["bieu1.3", "bieu2.9"]);
}

/// Decided exactly, the edge being within; the rule says what the sheet says.
#[test]
fn a_tolerance_decides_for_the_sheet_and_for_the_rule() {
    let table = [
        ("percent = \"0,9\"", "Trong ngưỡng", "0,9 điểm %"),
        ("percent = 0.9", "Trong ngưỡng", "0,9 điểm %"),
        ("percent = \"0,89\"", "Lệch", "0,89 điểm %"),
        ("percent = 0\n\"bieu1.3\" = 1", "Trong ngưỡng", "1 điểm %"),
        ("count = \"50%\"", "Lệch", "0"),
    ];
    for (setting, verdict, shown) in table {
        let (folder, book) = merged(&format!("[tolerance]\n{setting}\n"));
        let line = texts(lines(&book, "Biểu 1", "3")[0]);
        assert_eq!([&line[VERDICT], &line[TOLERANCE]], [verdict, shown], "{setting}");
        let told = differing(&folder).contains(&"bieu1.3".to_owned());
        assert_eq!(told, verdict == "Lệch", "{setting}");
        let sources = book.texts("Nguồn");
        assert!(sources.iter().any(|text| text.contains("Ngưỡng chênh lệch")), "{setting}");
    }
    // Of 42, 22 are more than half.
    for (setting, verdict) in
        [("\"52%\"", "Lệch"), ("\"53%\"", "Trong ngưỡng"), ("22", "Trong ngưỡng")]
    {
        let (_, book) = merged(&format!("[tolerance]\ncount = {setting}\n"));
        let line = texts(lines(&book, "Biểu 2", "9")[0]);
        assert_eq!([&line[GAP], &line[VERDICT]], ["−22", verdict], "{setting}");
    }
}

#[test]
fn a_tolerance_that_says_nothing_sure_is_refused() {
    let table = [
        ("percent = \"2%\"", "bdhvs.toml:2", "điểm phần trăm"),
        ("count = \"1.000\"", "bdhvs.toml:2", "không phải ngưỡng"),
        ("count = -1", "bdhvs.toml:2", "không phải ngưỡng"),
        ("\"bieu1.99\" = 1", "bdhvs.toml:2", "không phải một dòng"),
        ("count = 1\n\"bieu2.4\" = 1", "bdhvs.toml:3", "không có đầu mối"),
    ];
    for (setting, place, words) in table {
        let folder = Folder::new();
        campaign(&folder);
        returns(&folder);
        folder.write("bdhvs.toml", format!("[tolerance]\n{setting}\n"));
        let run = folder.run(MERGE).status(2).stderr_has(place).stderr_has(words);
        run.writes(&[]).check();
    }
}

/// "Two leads for one row: each, the largest and the sum are shown; `official` stays `undecided` until
/// the officer chooses".
#[test]
fn several_leads_stand_each_with_what_is_to_be_chosen() {
    let who = |book: &Book| -> Vec<(String, String)> {
        let lines = lines(book, "Biểu 2", "7");
        lines.into_iter().map(|line| (line[WHO].to_string(), line[REPORTED].to_string())).collect()
    };
    let expected = [
        ("Sở Giáo dục và Đào tạo", "1000"),
        ("Thành đoàn Hà Nội", "800"),
        ("Số lớn nhất của các đầu mối", "1000"),
        ("Cộng các đầu mối", "1800"),
    ];
    let (_, book) = merged("");
    let mut shown = who(&book);
    shown[..2].sort();
    assert_eq!(shown, expected.map(|(who, count)| (who.to_owned(), count.to_owned())));
    let first = texts(lines(&book, "Biểu 2", "7")[0]);
    for word in
        ["[official]", "\"bieu2.7\"", "\"SO-GDDT\"", "\"THANHDOAN\"", "\"largest\"", "\"sum\""]
    {
        assert!(first[WHY].contains(word), "{word}: {}", first[WHY]);
    }
    let (_, book) = merged("[official]\n\"bieu2.7\" = \"largest\"\n");
    let first = texts(lines(&book, "Biểu 2", "7")[0]);
    assert_eq!(first[OFFICIAL], "1000");
    assert_eq!(first[WHY], "Cán bộ đầu mối chọn trong bdhvs.toml: Số lớn nhất của các đầu mối");
    let said = "Số liệu chính thức của dòng bieu2.7: Số lớn nhất của các đầu mối";
    assert!(book.texts("Nguồn").iter().any(|text| text == said));
}

/// docs/contract/figures.md, 707 and 710: subtotals by kind beside the total, and a unit above the whole
/// area with its cell and its reason.
#[test]
fn what_may_be_counted_twice_and_what_exceeds_the_whole_stand_below() {
    let (_, book) = merged("");
    let exceeding = texts(lines(&book, "Biểu 2", "9")[1]);
    assert_eq!([&exceeding[REPORTED], &exceeding[UNITS], &exceeding[GAP]], ["20", "30", "−10"]);
    assert_eq!(exceeding[VERDICT], "Lớn hơn số toàn địa bàn của Sở Nội vụ");
    assert_eq!(exceeding[WHY], "Đơn vị giải trình: Đã kiểm đếm lại");
    assert!(exceeding[SOURCE].starts_with("in/a.xlsx, trang “Biểu 2”, ô "));
    let twice = lines(&book, "Biểu 2", "14");
    let last = texts(twice.last().unwrap());
    assert_eq!(
        [&last[WHO], &last[UNITS], &last[VERDICT]],
        ["Tổng cộng", "40", "Chưa thấy khả năng trùng"]
    );
    let communes = texts(twice[0]);
    assert_eq!([&communes[UNITS], &communes[COVERAGE]], ["40", "1/2"]);
}
