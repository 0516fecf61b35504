//! Where corrections are written, and what cannot be one: named with its line, exit 2.

use serde_json::json;

use super::{DOCUMENT, PHONE, entry, folder, merged, row, sha256};
use crate::fill::Put::Number;
use crate::run::Ran;

const CELL: &str = "bieu2_4_own_value";
const CHANGE: super::Change<'_> = ("bieu2.4", "value", "1250", "1200");

#[track_caller]
fn refused(settings: &str, list: Option<&str>, place: &str, words: &str) -> Ran {
    let folder = folder(&[(CELL, Number("1200"))], DOCUMENT, &[]);
    folder.write("bdhvs.toml", settings);
    if let Some(list) = list {
        folder.write("sua-so-lieu.csv", list);
    }
    let run = folder.run(["validate", "in"]).status(2).stderr_has(place).stderr_has(words);
    run.stdout("").writes(&[]).check()
}

#[test]
fn a_correction_that_cannot_hold_is_refused_with_its_place() {
    let whole = entry("00004", "", DOCUMENT, CHANGE);
    let of = |from: &str, to: &str| format!("\n\n{}", whole.replace(from, to));
    for (from, to, words) in [
        ("00004", "99999", "99999"),
        ("bieu2.4", "bieu2.44", "bieu2.4"),
        // A row that a commune does not report.
        ("bieu2.4", "bieu1.6", "không phải báo cáo"),
        ("field = \"value\"", "field = \"numerator\"", "numerator"),
        ("field = \"value\"", "field = \"giá trị\"", "value, evidence, explanation"),
        ("field = \"value\"", "field = \"value\"\nscope = \"own area\"", "own area"),
        ("field = \"value\"", "field = \"value\"\nscope = \"city\"", "không phải báo cáo"),
        ("was = \"1200\"\n", "", "was"),
        ("value = \"1250\"\n", "", "value"),
        ("value = \"1250\"", "value = 12.5", "12.5"),
        ("value = \"1250\"", "value = true", "value"),
        ("who = \"Trần Thị B\"\n", "", "who"),
        ("why = \"Đơn vị báo nhầm\"", "why = \" \"", "why"),
        ("2025-10-02", "\"hôm qua\"", "hôm qua"),
        ("date = 2025-10-02\n", "", "date"),
        (DOCUMENT, "", "căn cứ"),
        (DOCUMENT, "document = \"Công văn của phường\"", "số, ký hiệu và ngày"),
        (DOCUMENT, "phone = \"anh An\"", "họ tên, chức vụ và giờ"),
    ] {
        refused(&of(from, to), None, "bdhvs.toml:3", words);
    }
    refused(&of("who", "whom"), None, "bdhvs.toml:", "whom");
    refused(&format!("{whole}{whole}"), None, "bdhvs.toml:12", "bdhvs.toml:1");
}

#[test]
fn a_list_that_cannot_hold_is_refused_with_its_line() {
    let settings = "corrections = \"sua-so-lieu.csv\"\n";
    let head = "unit,indicator,field,value,was,document,who,why,date";
    let line = "00004,bieu2.4,value,1250,1200,\"Công văn 1/UBND ngày 2/10/2025\",B,vì,2/10/2025";
    let list = |lines: &[&str], place: &str, words: &str| {
        for end in ["\n", "\r\n"] {
            refused(settings, Some(&lines.join(end)), place, words);
        }
    };
    list(&[head, line, &line.replace("bieu2.4", "bieu9.4")], "sua-so-lieu.csv:3", "bieu9.4");
    list(&[head, "", line, "", &line.replace(",B,", ",,")], "sua-so-lieu.csv:5", "who");
    list(&[head, line, line], "sua-so-lieu.csv:3", "sua-so-lieu.csv:2");
    list(&["unit,indicator,field,value,who,why,date"], "sua-so-lieu.csv:1", "was");
    list(&[&format!("{head},whom"), line], "sua-so-lieu.csv:1", "whom");
    let missing = folder(&[], DOCUMENT, &[]);
    missing.write("bdhvs.toml", settings);
    missing.run(["validate", "in"]).status(2).stderr_has("sua-so-lieu.csv").check();
}

/// `;`, tab and comma, a byte order mark, either end of line, captions in both languages, codes that Excel
/// shortened; the line is that of the file.
#[test]
fn corrections_come_in_a_list_too() {
    let english =
        ["unit", "indicator", "field", "value", "was", "file", "phone", "who", "why", "date"];
    let vietnamese = [
        "Mã đơn vị",
        "Chỉ tiêu",
        "Ô",
        "Số đúng",
        "Số cũ",
        "SHA-256",
        "Điện thoại",
        "Người quyết định",
        "Lý do",
        "Ngày",
    ];
    for separator in [";", ",", "\t"] {
        for (header, field) in [(english, "value"), (vietnamese, "số liệu")] {
            for end in ["\n", "\r\n"] {
                let folder = folder(&[(CELL, Number("1200"))], PHONE, &[]);
                let sha256 = sha256(&folder, "in/a.xlsx").to_uppercase();
                let call = "\"Nguyễn Văn An, Phó Chánh Văn phòng, 14 giờ 30\"";
                let who = "Trần Thị B";
                let line = [
                    "4",
                    "bieu2.4",
                    field,
                    "1.250",
                    "1.200",
                    &sha256,
                    call,
                    who,
                    "vì",
                    "2/10/2025",
                ];
                let lines = [header.join(separator), String::new(), line.join(separator)];
                folder.write("bdhvs.toml", "corrections = \"sua-so-lieu.csv\"\n");
                folder.write("sua-so-lieu.csv", format!("\u{FEFF}{}{end}", lines.join(end)));
                folder.run(super::MERGE).stderr_has("00004").check();
                let json = folder.json("th.json");
                let given = &row(&json, "bieu2.4")["contributions"][0];
                assert_eq!(
                    (&given["value"], &given["file"]),
                    (&json!(1250), &json!("sua-so-lieu.csv"))
                );
                let by = &given["corrected"][0];
                assert_eq!((&by["line"], &by["on"]), (&json!(3), &json!("2025-10-02")));
                assert_eq!(by["sha256"], super::sha256(&folder, "sua-so-lieu.csv"));
            }
        }
    }
}

/// Whole numbers need no quotation marks.
#[test]
fn whole_numbers_are_written_plainly_too() {
    let folder = folder(&[(CELL, Number("1200"))], DOCUMENT, &[CHANGE]);
    let settings = String::from_utf8(folder.read("bdhvs.toml")).unwrap();
    let plain = settings.replace("\"1250\"", "1250").replace("\"1200\"", "1200");
    folder.write("bdhvs.toml", plain);
    assert_eq!(row(&merged(&folder, 0), "bieu2.4")["rollup"]["value"], 1250);
}

/// A list is an input: no result takes its place.
#[test]
fn no_result_is_written_over_a_list() {
    let folder = folder(&[], DOCUMENT, &[]);
    folder.write("bdhvs.toml", "corrections = \"sua.xlsx\"\n");
    folder.write("sua.xlsx", "unit,indicator,field,value,was,who,why,date\n");
    let run = folder.run(["merge", "in", "-o", "sua.xlsx"]).status(2);
    run.stderr_has("sua.xlsx").writes(&[]).check();
}
