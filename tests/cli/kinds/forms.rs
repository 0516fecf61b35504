//! What the forms of every kind ask, of whom and in which words.

use std::collections::BTreeSet;

use super::blank;
use crate::fill::Package;

/// docs/definitions.md: a task is asked of those who lead it and of those who co-operate; an outline of
/// those that each section names; a list of the form's own.
#[test]
fn each_unit_is_asked_what_concerns_it() {
    let tasks = |unit: &str| -> BTreeSet<String> {
        let names = blank(unit).answers().into_keys();
        names.filter(|name| name.starts_with("nhiemvu_")).collect()
    };
    let set = |ids: &[&str]| -> BTreeSet<String> {
        ids.iter().map(|id| format!("nhiemvu_{id}_own")).collect()
    };
    assert_eq!(tasks("99001"), set(&["1", "II_1_1", "II_1_2"]));
    assert_eq!(tasks("SO-MAU"), set(&["II_1_1", "II_1_2", "II_2"]));
    assert_eq!(tasks("SO-TN"), set(&["1", "II_1_2"]));
    let answers = blank("99001").answers();
    let fields =
        |answer: &str| -> BTreeSet<&str> { answers[answer].iter().map(String::as_str).collect() };
    let task = BTreeSet::from(["status", "result", "evidence", "explanation"]);
    assert_eq!(fields("nhiemvu_1_own"), task);
    assert_eq!(fields("decuong_I_1_a_own"), BTreeSet::from(["text"]));
    assert_eq!(fields("mohinh_4_own"), BTreeSet::from(["ten", "cachthuc", "hieuqua"]));
    assert!(answers.contains_key("decuong_III_own") && !answers.contains_key("mohinh_5_own"));
    assert!(!blank("SO-MAU").answers().contains_key("decuong_III_own"));
}

/// The cells of a sheet that hold text, row by row.
fn texts(workbook: &Package, sheet: &str) -> Vec<Vec<String>> {
    use calamine::Reader as _;
    let bytes = std::io::Cursor::new(workbook.bytes());
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(bytes).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let text = |cell: &calamine::Data| match cell {
        calamine::Data::String(text) => text.clone(),
        _ => String::new(),
    };
    let rows = range.rows().map(|row| row.iter().map(text).filter(|t| !t.is_empty()).collect());
    rows.collect()
}

/// Headings stand above the first row under them, nested, and again in each part that the unit has;
/// a unit sees which tasks it leads.
#[test]
fn headings_stand_over_their_rows() {
    let lines = |unit: &str, sheet: &str| -> Vec<String> {
        let rows = texts(&blank(unit), sheet).into_iter().skip(6);
        let rows = rows.map(|row| row.into_iter().take(2).collect::<Vec<_>>().join(" | "));
        rows.take_while(|row| !row.starts_with("Người lập biểu"))
            .filter(|row| !row.is_empty())
            .collect()
    };
    let starts = |lines: &[String], expected: &[&str]| {
        assert_eq!(lines.len(), expected.len(), "{lines:#?}");
        for (line, start) in lines.iter().zip(expected) {
            assert!(line.starts_with(start), "{line}: {start}");
        }
    };
    starts(
        &lines("99001", "Nhiệm vụ"),
        &[
            "NHIỆM VỤ CHỦ TRÌ",
            "1 | Ban hành Kế hoạch",
            "NHIỆM VỤ PHỐI HỢP",
            "II | Nâng cao nhận thức",
            "1 | Tổ chức phổ cập",
            "1.1 | Tổ chức các lớp",
            "1.2 | Sơ kết",
        ],
    );
    starts(
        &lines("SO-MAU", "Phụ lục 2"),
        &[
            "A. SỐ LIỆU",
            "1 | Chỉ số về công tác",
            "1.1 | ",
            "2 | Chỉ số về thực hiện",
            "2.1 | ",
            "3 | Chỉ số thực hiện chỉ tiêu",
            "3.1 | ",
            "B. SỐ LIỆU",
            "3 | Chỉ số thực hiện chỉ tiêu",
            "3.4 | ",
        ],
    );
    starts(
        &lines("99001", "Đề cương"),
        &[
            "I | TÌNH HÌNH",
            "1 | Công tác lãnh đạo",
            "Việc cụ thể hóa",
            "2 | Khó khăn",
            "II | PHƯƠNG HƯỚNG",
            "II | ĐỀ XUẤT",
        ],
    );
}

/// What a clerk reads speaks of the rows that the unit has: its appointment, its deadline, the day
/// from which its figures count.
#[test]
fn the_guide_speaks_of_what_the_unit_has() {
    let guide = |unit: &str| texts(&blank(unit), "Hướng dẫn").concat().join("\n");
    let commune = guide("99001");
    for line in [
        "Lịch làm việc với đơn vị: Sáng ngày 22/5/2026, địa điểm: Xã Đồng Mẫu (Đoàn Công tác số 1)",
        "về Sở Mẫu trước 8 giờ 30 ngày 22/05/2026",
        "Chỉ tiêu tỷ lệ",
        "Biểu nhiệm vụ",
        "Đề cương:",
        "Danh sách:",
    ] {
        assert!(commune.contains(line), "{line}\n{commune}");
    }
    let department = guide("SO-TN");
    assert!(department.contains("về Sở Mẫu trước ngày 15/06/2026"), "{department}");
    for absent in ["Lịch làm việc", "Chỉ tiêu tỷ lệ"] {
        assert!(!department.contains(absent), "{absent}\n{department}");
    }
    let head = texts(&blank("99001"), "Phụ lục 2").into_iter().take(5).flatten();
    let head = head.collect::<Vec<_>>().join("\n");
    for line in [
        "(số lũy kế từ 01/07/2025 đến 17/05/2026; số thời điểm: tại ngày 17/05/2026)",
        "Riêng dòng 2.4: số lũy kế từ 01/06/2025 đến 17/05/2026",
        "Riêng dòng 3.4: số lũy kế từ khi triển khai đến 17/05/2026",
    ] {
        assert!(head.contains(line), "{line}\n{head}");
    }
    let outline = texts(&blank("99001"), "Đề cương").into_iter().take(5).flatten();
    let outline = outline.collect::<Vec<_>>().join("\n");
    assert!(outline.contains("trọng tâm (không quá 05 trang)\nKỳ báo cáo"), "{outline}");
    assert!(!outline.contains("lũy kế"), "{outline}");
}

/// Every prompt and list keeps to Excel's limits, and says what its cell is about.
#[test]
fn the_prompts_say_what_is_asked() {
    let guards = |unit: &str, sheet: &str, cell: &str| -> String {
        let workbook = blank(unit);
        let xml = workbook.part(&workbook.sheet_part(sheet));
        let spot = workbook.spot(cell).cell.clone();
        let mut guards = xml.split("<dataValidation ").skip(1);
        let guard = guards.find(|guard| guard.contains(&format!("sqref=\"{spot}\""))).unwrap();
        quick_xml::escape::unescape(guard.split("</dataValidation>").next().unwrap())
            .unwrap()
            .into_owned()
    };
    for (sheet, cell, said) in [
        ("Phụ lục 2", "chiso_2_4_own_value", "Số lũy kế từ 01/06/2025 đến 17/05/2026."),
        ("Phụ lục 2", "chiso_3_4_own_value", "Số lũy kế từ khi triển khai đến 17/05/2026."),
        ("Phụ lục 2", "chiso_3_4_own_baseline", "ghi số nguyên (người)"),
        ("Phụ lục 2", "chiso_3_1_own_baseline", "Tỷ lệ trước khi triển khai"),
        ("Phụ lục 2", "chiso_2_11_own_evidence", "Khi tỷ lệ dưới 100%: Liệt kê"),
        ("Nhiệm vụ", "nhiemvu_1_own_status", "Nhiệm vụ 1: tình trạng"),
        (
            "Nhiệm vụ",
            "nhiemvu_1_own_status",
            "\"Chưa thực hiện,Đang thực hiện,Thực hiện thường xuyên,Hoàn thành,Không được giao\"",
        ),
        ("Đề cương", "decuong_I_1_a_own_text", "Viết khoảng 1.500 ký tự"),
        ("Đề cương", "decuong_I_1_a_own_text", "promptTitle=\"Mục “Việc cụ thể hóa"),
        ("Mô hình", "mohinh_3_own_cachthuc", "Cách thức vận hành. Mỗi dòng một nội dung"),
    ] {
        let guard = guards("99001", sheet, cell);
        assert!(guard.contains(said), "{said}\n{guard}");
    }
    assert!(guards("99001", "Phụ lục 2", "chiso_3_4_own_baseline").contains("Không phát sinh"));
}
