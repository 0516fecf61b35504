//! Targets as officials word them (docs/targets.md): which way they are compared, in which multiple, and of
//! what; and what `campaign check` says of each row.

use serde_json::{Value, json};

use super::verdicts::{Return, campaign, merged, row};
use crate::consolidation::book::Book;
use crate::fill::{Package, Put};
use crate::recalculated;
use crate::run::Folder;

const UNITS: [(&str, &str); 2] = [("00004", ""), ("00008", "")];

/// A row of a count in the definition.
fn count(id: &str, keys: &str) -> String {
    format!(
        "\n[[indicator]]\nid = \"{id}\"\nnumber = \"{id}\"\nlabel = \"Dòng {id}\"\nmeasure = \"count\"\n\
         own = [\"Các đơn vị\"]\ntime = \"period\"\n{keys}\n"
    )
}

/// A row of a rate.
fn rate(id: &str, keys: &str) -> String {
    count(id, keys).replace(
        "measure = \"count\"",
        "measure = \"percent\"\nnumerator = \"Số đạt\"\ndenominator = \"Tổng số\"",
    )
}

fn rows() -> String {
    [
        count(
            "1",
            "unit = \"Vụ\"\nnouns = [\"vụ\"]\nbetter = \"less\"\njudged = \"total\"\ntargets = { 2026 = \"0 vụ\" }",
        ),
        rate("2", "better = \"less\"\njudged = \"total\"\ntargets = { 2026 = \"5%\" }"),
        count(
            "3",
            "unit = \"Nghìn người\"\nnouns = [\"người\"]\njudged = \"total\"\ntargets = { 2026 = \"50 nghìn người\" }",
        ),
        count(
            "4",
            "unit = \"Triệu đồng\"\nnouns = [\"đồng\"]\njudged = \"total\"\ntargets = { 2026 = \"không quá 1,3 tỷ đồng\" }",
        ),
        count(
            "5",
            "unit = \"Vụ\"\nnouns = [\"vụ\"]\nbetter = \"less\"\njudged = \"each\"\ntargets = { 2026 = \"0 vụ\" }",
        ),
        rate(
            "6",
            "judged = \"total\"\ntargets = { 2026 = { target = \"Kéo giảm hơn nữa\", meaning = \"<= 5%\" } }",
        ),
        rate("7", "judged = \"total\"\nmeaning = \"< 10%\"\ntargets = { 2026 = \"Giữ vững\" }"),
    ]
    .concat()
}

const FIRST: Return<'_> = (
    "00004",
    &[
        ("1_own_value", "21"),
        ("2_own_numerator", "7684"),
        ("2_own_denominator", "10000"),
        ("3_own_value", "100"),
        ("4_own_value", "650"),
        ("5_own_value", "0"),
        ("6_own_numerator", "50001"),
        ("6_own_denominator", "1000000"),
        ("7_own_numerator", "9"),
        ("7_own_denominator", "100"),
    ],
);
const SECOND: Return<'_> = (
    "00008",
    &[("1_own_value", "0"), ("3_own_value", "56"), ("4_own_value", "650"), ("5_own_value", "3")],
);

fn all() -> (Folder, Value) {
    let folder = Folder::new();
    campaign(&folder, "thu", &rows(), &UNITS);
    let json = merged(&folder, "thu", &[FIRST, SECOND], 1);
    (folder, json)
}

#[test]
fn what_less_is_better_of_is_held_against_the_most_that_there_may_be() {
    let (folder, json) = all();
    let verdict = |id: &str| row(&json, id)["verdict"].as_str().unwrap().to_owned();
    assert_eq!(verdict("1"), "missed", "21 incidents against none");
    assert_eq!(verdict("2"), "missed", "76.84 % against 5 %");
    assert_eq!(verdict("4"), "met", "1,300 million of at most 1.3 thousand million");
    assert_eq!(row(&json, "5")["reached"], json!({ "met": 1, "of": 2 }));
    assert_eq!(verdict("6"), "missed", "5.0001 % against at most 5 %");
    assert_eq!(row(&json, "6")["official"]["value"], json!(5.01), "never rounded onto the target");
    assert_eq!(verdict("7"), "met");
    assert_eq!(row(&json, "7")["target"], "Giữ vững");
    let bound = json!({ "comparison": "at-most", "level": 0 });
    assert_eq!(row(&json, "1")["target_bound"], bound);
    assert_eq!(row(&json, "1")["better"], "less");
    let book = Book::open(&folder.path("th.xlsx"));
    assert!(
        book.texts("Tổng quan")
            .iter()
            .any(|text| text.contains("Biểu đồ không vẽ chỉ tiêu là mức tối đa"))
    );
}

/// Unit "Nghìn người", target "50 nghìn người": 156 is 156 thousand.
#[test]
fn a_level_is_in_the_multiple_of_the_row() {
    let (folder, json) = all();
    let thousands = row(&json, "3");
    assert_eq!(thousands["verdict"], "met");
    assert_eq!(thousands["target_bound"], json!({ "comparison": "at-least", "level": 50 }));
    let book = Book::open(&folder.path("th.xlsx"));
    assert!(book.holds("Đạt chỉ tiêu (312% mức giao)"), "{:?}", book.texts("Tổng quan"));
}

#[test]
#[needs(LibreOffice)]
fn upper_bounds_are_the_same_when_they_are_recalculated() {
    let (folder, _) = all();
    recalculated::holds(&folder, &["th.xlsx"]);
}

/// "650 triệu đồng" and "650.000.000 đồng" in one row are the same figure.
#[test]
fn what_is_typed_in_another_multiple_is_converted_and_told() {
    let folder = Folder::new();
    campaign(&folder, "thu", &rows(), &UNITS);
    folder.run(["template", "-q", "-c", "thu", "-o", "out"]).check();
    for (code, said) in [("00004", "650 triệu đồng"), ("00008", "650.000.000 đồng")] {
        let name = format!("{code}_xa-{code}.xlsx");
        let mut form = Package::open(&folder.path(&format!("out/{name}")));
        form.put("so_4_own_value", Put::Text(said));
        folder.write(&format!("in/{name}"), form.bytes());
    }
    folder
        .run(["merge", "-c", "thu", "in", "-o", "th.xlsx", "--json", "th.json"])
        .status(1)
        .check();
    let json = folder.json("th.json");
    let given = row(&json, "4")["contributions"].as_array().unwrap().clone();
    assert_eq!(
        given.iter().map(|g| g["value"].clone()).collect::<Vec<_>>(),
        [json!(650), json!(650)]
    );
    let told: Vec<&str> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|found| found["code"] == "BD421")
        .map(|found| found["unit"].as_str().unwrap())
        .collect();
    assert_eq!(told, ["00008"]);
}

/// What `campaign check` says of a definition of one row, which ends in a status.
#[track_caller]
fn checked(row: &str, status: i32) -> String {
    let folder = Folder::new();
    campaign(&folder, "thu", row, &UNITS);
    let ran = folder.run(["campaign", "check", "thu"]).status(status).check();
    format!("{}{}", ran.stdout, ran.stderr)
}

#[test]
fn a_target_that_is_not_understood_names_the_part_and_the_way_out() {
    let classes = "unit = \"Số lớp\"\nnouns = [\"lớp\"]\n";
    let incidents = "unit = \"Vụ\"\nnouns = [\"vụ\"]\n";
    let table = [
        (
            count("1", &format!("{incidents}targets = {{ 2026 = \"0 vụ\" }}")),
            ["better = \"less\"", "không quá 0 vụ"],
        ),
        (
            count("1", &format!("{incidents}targets = {{ 2026 = \"không có vụ nào\" }}")),
            ["“không có”", "better = \"less\""],
        ),
        (rate("1", "targets = { 2026 = \"giảm còn 5%\" }"), ["“giảm còn”", "better = \"less\""]),
        (rate("1", "targets = { 2026 = \"0%\" }"), ["better = \"less\"", "không quá 0%"]),
        (count("1", &format!("{classes}targets = {{ 2026 = \"50 người\" }}")), ["“người”", "lớp"]),
        (rate("1", "targets = { 2026 = \"5‰\" }"), ["“‰”", "per = 1000"]),
        (rate("1", "targets = { 2026 = \"120%\" }"), ["ratio", "per = 100"]),
        (rate("1", "targets = { 2026 = \"tăng 20%\" }"), ["“tăng”", "meaning"]),
        (rate("1", "targets = { 2026 = \"giữ vững\" }"), ["“giữ vững”", "meaning"]),
        (rate("1", "targets = { 2026 = \"khoảng 80%\" }"), ["“khoảng”", "meaning"]),
        (
            rate("1", "targets = { 2026 = \"Hoàn thành trước ngày 31/3/2026\" }"),
            ["“Hoàn thành trước ngày 31/3/2026”", "thời hạn"],
        ),
        (
            count("1", &format!("{classes}targets = {{ 2026 = \"tối thiểu 02 lớp/xã\" }}")),
            ["“/xã”", "judged = \"each\""],
        ),
        (
            count("1", &format!("{classes}targets = {{ 2026 = \"10 lớp/năm\" }}")),
            ["“/năm”", "kỳ báo cáo"],
        ),
        (rate("1", "meaning = \"nhiều\"\ntargets = { 2026 = \"95%\" }"), ["“nhiều”", "meaning"]),
    ];
    for (definition, parts) in table {
        let said = checked(&definition, 2);
        let plain = said.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in parts {
            assert!(plain.contains(part), "{part} of {definition}\n{said}");
        }
    }
}

#[test]
fn each_row_is_told_as_it_was_understood_and_what_is_doubtful() {
    let incidents = "unit = \"Vụ\"\nnouns = [\"vụ\"]\n";
    let row = count(
        "1",
        &format!(
            "{incidents}better = \"less\"\njudged = \"each\"\ntargets = {{ 2026 = \"0 vụ\" }}"
        ),
    );
    let said = checked(&row, 0);
    assert!(said.contains("0 vụ = không quá 0; càng ít càng tốt; xét từng đơn vị"), "{said}");
    assert!(!said.contains("Cảnh báo"), "{said}");
    for (keys, words) in [
        ("better = \"less\"\ntargets = { 2026 = \"không dưới 5%\" }", "càng ít càng tốt, nhưng"),
        ("better = \"more\"\ntargets = { 2026 = \"không quá 5%\" }", "càng nhiều càng tốt, nhưng"),
        ("better = \"less\"\ntargets = { 2026 = \"100%\" }", "số liệu nào cũng đạt"),
        ("better = \"more\"\ntargets = { 2026 = \"0%\" }", "số liệu nào cũng đạt"),
    ] {
        let said = checked(&rate("1", keys), 0);
        let plain = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(plain.contains("Cảnh báo") && plain.contains(words), "{keys}\n{said}");
    }
}

/// `better` and `meaning` go into the workbook and come back.
#[test]
fn what_a_target_means_is_carried_between_folder_and_workbook() {
    let folder = Folder::new();
    campaign(&folder, "thu", &rows(), &UNITS);
    folder.run(["campaign", "export", "thu", "-o", "thu.xlsx"]).check();
    folder.run(["campaign", "import", "thu.xlsx", "-o", "lai"]).check();
    folder.run(["campaign", "export", "lai", "-o", "lai.xlsx"]).check();
    folder.run(["campaign", "import", "lai.xlsx", "-o", "nua"]).check();
    let read = |of: &str| std::fs::read_to_string(folder.path(&format!("{of}/so.toml"))).unwrap();
    assert_eq!(read("lai"), read("nua"));
    let text = read("lai");
    assert!(text.contains("better = \"less\"") && text.contains("meaning = \"< 10%\""), "{text}");
    let of_year = "2026 = { target = \"Kéo giảm hơn nữa\", meaning = \"<= 5%\" }";
    assert!(text.contains(of_year), "{text}");
    let ran = folder.run(["campaign", "check", "thu.xlsx"]).check();
    assert!(ran.stdout.contains("0 vụ = không quá 0"), "{}", ran.stdout);
}
