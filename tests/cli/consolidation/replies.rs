//! Tasks, outlines and lists.

use crate::fill::{Package, Put};
use crate::run::Folder;
use serde_json::{Value, json};

use super::answers::{ANSWERS, LONG};
use super::book::Book;
use super::merged;

fn units<'v>(list: &'v Value, key: &str) -> Vec<(&'v str, &'v Value)> {
    let list = list.as_array().unwrap();
    list.iter().map(|said| (said["unit"].as_str().unwrap(), &said[key])).collect()
}

/// "A task's status is its lead's; several leads: counts by status; `Không được giao` leaves the m
/// of n/m; not answered is not `Chưa thực hiện`."
#[test]
fn a_task_is_as_far_as_its_leads_say() {
    let merged = merged();
    let expected = [
        (
            "1",
            "done",
            false,
            (1, 0, 1),
            json!({"not_started": 0, "underway": 0, "ongoing": 0, "done": 1}),
        ),
        (
            "2",
            "mixed",
            true,
            (2, 0, 2),
            json!({"not_started": 0, "underway": 1, "ongoing": 0, "done": 1}),
        ),
        (
            "3",
            "mixed",
            false,
            (1, 1, 2),
            json!({"not_started": 0, "underway": 0, "ongoing": 1, "done": 0}),
        ),
        (
            "4",
            "unled",
            false,
            (0, 0, 0),
            json!({"not_started": 0, "underway": 0, "ongoing": 0, "done": 0}),
        ),
        (
            "5",
            "unanswered",
            false,
            (0, 0, 1),
            json!({"not_started": 0, "underway": 0, "ongoing": 0, "done": 0}),
        ),
    ];
    assert_eq!(merged.json["tasks"].as_array().unwrap().len(), expected.len());
    for (task, state, overdue, (answered, without, asked), statuses) in expected {
        let row = merged.row("tasks", task);
        assert_eq!((&row["state"], &row["overdue"]), (&json!(state), &json!(overdue)), "{task}");
        let counts = [&row["answered"], &row["not_assigned"], &row["expected"]];
        assert_eq!(counts, [&json!(answered), &json!(without), &json!(asked)], "{task}");
        assert_eq!(row["statuses"], statuses, "{task}");
    }
    assert_eq!(merged.row("tasks", "2")["due"], "2026-03-31");
    assert_eq!(merged.row("tasks", "3")["due"], Value::Null);
}

/// What co-operating units say is listed with its source and never mixed in.
#[test]
fn those_who_co_operate_are_listed_apart() {
    let merged = merged();
    let task = merged.row("tasks", "1");
    assert_eq!(units(&task["leads"], "status"), [("SO-A", &json!("done"))]);
    let with = units(&task["cooperating"], "status");
    assert_eq!(
        with,
        [("P01", &json!("not-started")), ("P02", &Value::Null), ("X03", &Value::Null)]
    );
    let said = &task["cooperating"][0];
    assert_eq!(said["explanation"], "Chờ hướng dẫn");
    let source = ["file", "sheet", "cell"].map(|key| said[key].clone());
    assert_eq!(source, merged.source("P01", "nhiemvu_1_own_status"));
    // A result without a status.
    let lead = &merged.row("tasks", "5")["leads"][0];
    assert_eq!((&lead["standing"], &lead["status"]), (&json!("unanswered"), &Value::Null));
    assert_eq!(lead["result"], "Đang chuẩn bị đề cương");
}

#[test]
fn the_sheet_of_tasks_begins_with_what_is_late() {
    let book = Book::open(&merged().folder.path("th.xlsx"));
    let lines = book.lines("Nhiệm vụ");
    let at = |start: &str| {
        let found = lines.iter().position(|line| line.starts_with(start));
        found.unwrap_or_else(|| panic!("no {start} in {lines:#?}"))
    };
    let order = [
        "Hoàn thành 1/4 nhiệm vụ được giao",
        "Quá hạn, chưa hoàn thành: 1 nhiệm vụ",
        "2 | Xây dựng tài liệu",
        "Chủ trì | Sở A | Hoàn thành",
        "Chủ trì | Sở B | Đang thực hiện | Dự thảo lần 2 | in/SO-B_so-b.xlsx, trang “Nhiệm vụ”, ô ",
        "Các đơn vị chủ trì báo cáo khác nhau hoặc chưa đủ: 1 nhiệm vụ",
        "3 | Tuyên truyền",
        "Chủ trì | Có báo cáo nhưng để trống (1): Xã Ba",
        "Hoàn thành: 1 nhiệm vụ",
        "1 | Ban hành kế hoạch",
        "Phối hợp | Phường Một | Chưa thực hiện | Chờ hướng dẫn",
        "Phối hợp | Có báo cáo nhưng để trống (2): Phường Hai; Xã Ba",
        "Đơn vị chủ trì chưa báo cáo: 1 nhiệm vụ",
        "Chủ trì | Sở B | thiếu | Đang chuẩn bị đề cương",
        "Đơn vị chủ trì không thuộc diện báo cáo: 1 nhiệm vụ",
        "4 | Hỗ trợ hạ tầng",
    ];
    for pair in order.windows(2) {
        assert!(at(pair[0]) < at(pair[1]), "{pair:?} in {lines:#?}");
    }
}

/// Every section by unit, in the order of the units, whole and with the cell that it stands in.
#[test]
fn an_outline_is_compiled_word_by_word() {
    let merged = merged();
    let section = merged.row("sections", "I.1");
    let texts = units(&section["passages"], "text");
    let written: Vec<(&str, Value)> = ["P01", "SO-A", "SO-B", "TO-1"]
        .into_iter()
        .map(|unit| {
            let place = ("decuong", "I.1", "text");
            let found = ANSWERS.iter().find(|a| a.unit == unit && a.place == place).unwrap();
            (unit, json!(found.written))
        })
        .collect();
    assert_eq!(texts, written.iter().map(|(unit, text)| (*unit, text)).collect::<Vec<_>>());
    // "Không áp dụng" leaves the m; "Không phát sinh" is an answer.
    let counts = |id: &str| {
        ["answered", "not_applicable", "expected"]
            .map(|key| merged.row("sections", id)[key].clone())
    };
    assert_eq!(counts("I.1"), [json!(3), json!(1), json!(6)]);
    assert_eq!(counts("II"), [json!(2), json!(0), json!(3)]);
    let source = ["file", "sheet", "cell"].map(|key| section["passages"][1][key].clone());
    assert_eq!(source, merged.source("SO-A", "decuong_I_1_own_text"));
    let book = Book::open(&merged.folder.path("th.xlsx"));
    let lines = book.lines("Thuyết minh");
    let at = |start: &str| lines.iter().position(|line| line.starts_with(start)).unwrap();
    let long = format!("Sở A | {LONG} | in/SO-A_so-a.xlsx, trang “Thuyết minh”, ô ");
    let order = ["I. Công tác chỉ đạo", "1. Văn bản chỉ đạo", "Phường Một | Đoạn một.", &long];
    assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])));
    let silent = "Có báo cáo nhưng để trống (2): Phường Hai; Xã Ba\nChưa có báo cáo được tổng hợp (1): Tổ số 2";
    assert!(at("Tổ số 1") < at(silent) && at(silent) < at("II. Khó khăn, vướng mắc"));
}

/// One line per line that a unit entered; the sheet gives way to the program's own "Nguồn".
#[test]
fn a_list_keeps_every_line_with_its_source() {
    let merged = merged();
    let list = &merged.json["lists"][0];
    assert_eq!(list["columns"], json!(["ten", "cachthuc", "songuoi", "ghichu"]));
    assert_eq!((&list["answered"], &list["expected"]), (&json!(2), &json!(7)));
    let entries = list["entries"].as_array().unwrap();
    let shown: Vec<[&Value; 4]> = entries
        .iter()
        .map(|e| [&e["unit"], &e["indicator"], &e["values"]["ten"], &e["values"]["cachthuc"]])
        .collect();
    let expected = [
        [json!("P02"), json!("1"), json!("Chợ 4.0"), Value::Null],
        [json!("P02"), json!("3"), json!("Ngày thứ Bảy số"), json!("Hướng dẫn tại nhà")],
        [json!("TO-1"), json!("1"), json!("=1+1"), Value::Null],
    ];
    assert_eq!(shown, expected.each_ref().map(|line| line.each_ref()));
    let source = ["file", "sheet", "cell"].map(|key| entries[1][key].clone());
    assert_eq!(source, merged.source("P02", "danhsach_3_own_ten"));
    let book = Book::open(&merged.folder.path("th.xlsx"));
    let sheets = book.sheets();
    assert!(sheets.contains(&"Nguồn (biểu)") && sheets.contains(&"Nguồn"), "{sheets:?}");
    let lines = book.lines("Nguồn (biểu)");
    let start = "2 | P02 | Phường Hai | 3 | Ngày thứ Bảy số | Hướng dẫn tại nhà | in/P02_";
    assert!(lines.iter().any(|line| line.starts_with(start)), "{lines:#?}");
    assert!(lines.iter().any(|line| line.contains("3 dòng của 2/7 đơn vị.")));
}

/// Nothing accepted is absent from the workbook: every text that a unit wrote stands in a cell.
#[test]
fn no_text_is_lost() {
    let book = Book::open(&merged().folder.path("th.xlsx"));
    for answer in ANSWERS.iter().filter(|answer| answer.number().is_none()) {
        assert!(book.holds(answer.written), "{answer:?}");
    }
}

/// A line of nothing but an agreed word lists nothing: `Không phát sinh` is an answer, `Chưa có số liệu`
/// none, and `Không áp dụng` leaves the m of n/m (docs/contract/forms.md, json-consolidation.md).
#[test]
fn agreed_words_are_no_lines_of_a_list() {
    let folder = Folder::new();
    let campaign = super::campaign().display().to_string();
    folder.run(["template", "-q", "-o", "out", "-c", &campaign]).check();
    let said = [
        ("P02", "Chợ 4.0"),
        ("P01", "Không phát sinh"),
        ("X03", "Không áp dụng"),
        ("SO-A", "Chưa có số liệu"),
    ];
    for (unit, words) in said {
        let mut issued = std::fs::read_dir(folder.path("out")).unwrap().map(|e| e.unwrap().path());
        let is_of_unit = |path: &std::path::PathBuf| {
            path.file_name().unwrap().to_string_lossy().starts_with(&format!("{unit}_"))
        };
        let mut form = Package::open(&issued.find(is_of_unit).unwrap());
        form.put("danhsach_1_own_ten", Put::Text(words));
        folder.write(&format!("in/{unit}.xlsx"), form.bytes());
    }
    let run = ["merge", "in", "-c", &campaign, "-o", "th.xlsx", "--json", "th.json"];
    folder.run(run).status(1).stdout_has("1 dòng của 2/6 đơn vị").check();
    let list = &folder.json("th.json")["lists"][0];
    assert_eq!((&list["answered"], &list["expected"]), (&json!(2), &json!(6)));
    assert_eq!(list["entries"].as_array().unwrap().len(), 4, "what was written is shown");
}
