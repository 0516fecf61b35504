//! `status --reminders` (docs/contract/status.md): whom to remind, in a text that can be pasted and
//! sent.

use crate::fill::{Package, Put};
use crate::issued::{blank, clean, clean_but};
use crate::run::Folder;
use crate::status::with;

fn text(folder: &Folder, name: &str) -> String {
    String::from_utf8(folder.read(name)).unwrap()
}

/// One text for each unit that has not sent or must resend, and none for the others; the list of all
/// of them in CSV and as a workbook with codes as text (docs/contract/forms.md).
#[test]
fn whoever_must_act_gets_a_text() {
    let folder = with("due = \"2025-09-25\"");
    let settings = text(&folder, "bdhvs.toml").replace("units.xlsx\"", "units.csv\"");
    let units = text(&folder, "units.csv");
    let line = units.lines().find(|line| line.starts_with("00025,")).unwrap();
    let contact = line.replace(",,,2025-07-01", ",vp@giangvo.example,024 3999,2025-07-01");
    assert_ne!(line, contact);
    folder.write("bdhvs.toml", settings).write("units.csv", units.replace(line, &contact));
    folder.run(["template", "--unit", "00025", "-q"]).check();
    let cells = [
        ("bieu2_4_own_value", Put::Text("hơn 200")),
        ("bieu1_3_own_numerator", Put::Number("1001")),
    ];
    folder.write("2-tiep-nhan/a.xlsx", clean("00004").bytes());
    folder.write("2-tiep-nhan/Zalo/b.xlsx", clean_but("00008", &cells).bytes());
    folder
        .run(["status", "--reminders", "nhac", "--date", "2025-09-28"])
        .status(1)
        .stdout_has("148")
        .check();
    assert!(!folder.path("nhac/00004-nhac.txt").exists());
    let missing = text(&folder, "nhac/00025-nhac.txt");
    for said in [
        "\u{FEFF}Kính gửi: Phường Giảng Võ\r\n",
        "vp@giangvo.example, 024 3999",
        "chậm nhất ngày 25/09/2025",
        "quá hạn 3 ngày",
        "00025_phuong-giang-vo.xlsx",
        "đến ngày 28/09/2025",
        "Trân trọng cảm ơn",
    ] {
        assert!(missing.contains(said), "{said}\n{missing}");
    }
    assert!(
        !missing.replace("\r\n", "").contains(['\r', '\n']),
        "every line ends as Notepad wants"
    );
    let resend = text(&folder, "nhac/00008-nhac.txt");
    for said in ["Tệp đã nhận: b.xlsx.", "1. Trang “Biểu 1”, ô ", "“hơn 200”", "\r\n2. "]
    {
        assert!(resend.contains(said), "{said}\n{resend}");
    }
    assert!(!resend.contains("2-tiep-nhan") && !resend.contains("chưa nhận được"), "{resend}");
    let list = text(&folder, "nhac/danh-sach-nhac.csv");
    assert!(list.starts_with('\u{FEFF}') && list.lines().count() == 149, "{list}");
    assert!(list.lines().nth(1).unwrap().contains("00008,Phường Ngọc Hà"), "the worst first");
    let book = Package::from_bytes(folder.read("nhac/danh-sach-nhac.xlsx"));
    assert!(book.part("xl/sharedStrings.xml").contains(">00008<"));
    // Once a unit has sent, its old text must not be sent by mistake.
    folder.write("2-tiep-nhan/c.xlsx", clean("00025").bytes());
    let run = folder.run(["status", "--reminders", "nhac", "--date", "2025-09-28"]).status(1);
    run.stdout_has("1 lời nhắc cũ").check();
    assert_eq!(text(&folder, "nhac/danh-sach-nhac.csv").lines().count(), 148);
}

/// A long list of mistakes is cut, and says so; before the deadline nobody is overdue.
#[test]
fn a_long_list_says_how_much_more_there_is() {
    let folder = with("due-before = \"2025-09-25\"");
    let asked = clean("00008").answers();
    let cells: Vec<String> = asked
        .iter()
        .filter(|(answer, fields)| {
            answer.starts_with("bieu2_") && fields.contains(&"value".to_owned())
        })
        .map(|(answer, _)| format!("{answer}_value"))
        .collect();
    let cells: Vec<(&str, Put<'_>)> =
        cells.iter().map(|cell| (cell.as_str(), Put::Text("đang tổng hợp"))).collect();
    folder.write("2-tiep-nhan/b.xlsx", clean_but("00008", &cells).bytes());
    let found = folder.run(["validate", "--format", "json"]).status(1).check().json();
    let errors = usize::try_from(found["summary"]["errors"].as_u64().unwrap()).unwrap();
    assert!(errors >= cells.len() && errors > 10, "{errors}");
    let run = folder.run(["status", "--reminders", "nhac", "--date", "2025-09-20", "-q"]);
    run.status(1).stdout("").check();
    let resend = text(&folder, "nhac/00008-nhac.txt");
    assert!(resend.contains("\r\n10. ") && !resend.contains("\r\n11. "), "{resend}");
    assert!(resend.contains(&format!("Và {} nội dung khác.", errors - 10)), "{resend}");
    let missing = text(&folder, "nhac/00004-nhac.txt");
    assert!(missing.contains("trước ngày 25/09/2025") && !missing.contains("quá hạn"), "{missing}");
}

/// What an empty form and two different files need is said to the unit, in words that are meant for it.
#[test]
fn an_empty_form_and_two_files_are_told_to_the_unit() {
    let folder = with("");
    folder.write("2-tiep-nhan/trống.xlsx", blank("00008").bytes());
    folder.write("2-tiep-nhan/a.xlsx", clean("00004").bytes());
    let other = clean_but("00004", &[("bieu2_4_own_value", Put::Number("13"))]);
    folder.write("2-tiep-nhan/b.xlsx", other.bytes());
    folder.run(["status", "--reminders", "nhac", "-q"]).status(1).check();
    let empty = text(&folder, "nhac/00008-nhac.txt");
    assert!(empty.contains("Tệp đã nhận: trống.xlsx.") && empty.contains("chưa điền"), "{empty}");
    assert!(!empty.contains("chưa nhận được"), "{empty}");
    let two = text(&folder, "nhac/00004-nhac.txt");
    assert!(two.contains("Tệp đã nhận: a.xlsx, b.xlsx.") && two.contains("1. Đơn vị gửi"), "{two}");
    assert!(!two.contains("--use") && !two.contains("2. "), "{two}");
}

/// What cannot be written is named, and nothing else is written (docs/contract/commands.md).
#[test]
fn a_place_that_cannot_be_written_is_named() {
    let folder = with("");
    folder.write("nhac", "a file");
    let run = folder.run(["status", "--reminders", "nhac", "--register", "r.csv"]);
    run.status(2).stdout("").stderr_has("nhac").writes(&[]).check();
}
