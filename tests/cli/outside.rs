//! What a return says where no form asks: on sheets that were never issued, on the guide, in notes, at
//! the head of the pages. By openpyxl, and saved again by LibreOffice in every format that it writes.

use harness::Need;

use crate::office;
use crate::run::Folder;
use crate::unseen::{filled, seen_as};

/// What openpyxl does to a return of which the path is the first argument.
const OPENPYXL: &str = r#"
import sys, openpyxl
from openpyxl.comments import Comment
book = openpyxl.load_workbook(sys.argv[1])
sheet = book["Biểu 2"]
sheet["F9"].comment = Comment("1250 người", "An")
sheet["F10"].comment = Comment("số tạm tính, chờ xác nhận", "An")
sheet.oddHeader.center.text = "DỰ THẢO"
more = book.create_sheet("Số liệu bổ sung")
more["A1"] = "Dòng 4: 500"
more["B3"] = 12
book["Hướng dẫn"]["J3"] = "Số liệu tạm tính"
book.create_sheet("Trống")
book.save(sys.argv[2])
"#;

const FOUND: [(&str, &[&str]); 4] = [
    ("BD304 warning - - Hướng dẫn J3", &["“Hướng dẫn”", "1 ô", "J3 “Số liệu tạm tính”"]),
    (
        "BD304 warning - - Số liệu bổ sung A1",
        &["“Số liệu bổ sung”", "2 ô", "“Dòng 4: 500”; “12”", "không được tổng hợp"],
    ),
    ("BD304 warning bieu2 - Biểu 2 A1", &["“Biểu 2”", "“DỰ THẢO”"]),
    (
        "BD310 warning bieu2 - Biểu 2 F9",
        &["“Biểu 2”", "F9 “", "1250 người”", "F10 “", "số tạm tính"],
    ),
];

#[test]
#[needs(LibreOffice, Openpyxl)]
fn what_stands_where_no_form_asks_is_told_in_every_format() {
    let folder = Folder::new();
    folder.write("a.xlsx", filled().bytes());
    let changed = folder.path("changed.xlsx");
    let mut python = harness::python(&[Need::Openpyxl]);
    let output = python.args(["-c", OPENPYXL]).arg(folder.path("a.xlsx")).arg(&changed).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut files = vec![changed.clone()];
    for extension in ["xlsx", "xls", "ods"] {
        let saved = folder.path(&format!("office-{extension}"));
        office::convert(std::slice::from_ref(&changed), extension, &saved, &folder.path(""));
        files.push(saved.join(format!("changed.{extension}")));
    }
    let open = seen_as(&filled().bytes(), "a.xlsx");
    for file in files {
        let name = file.file_name().unwrap().to_str().unwrap();
        let seen = seen_as(&std::fs::read(&file).unwrap(), name);
        let mut found: Vec<(&String, &String)> = seen.findings.iter().zip(&seen.messages).collect();
        found.sort();
        let codes: Vec<&str> = found.iter().map(|(finding, _)| finding.as_str()).collect();
        assert_eq!(codes, FOUND.map(|(finding, _)| finding), "{}", file.display());
        for ((finding, message), (_, texts)) in found.iter().zip(FOUND) {
            for text in texts {
                assert!(message.contains(text), "{finding}: {text}: {message}");
            }
        }
        assert_eq!(seen.merged, open.merged, "{}", file.display());
    }
}
