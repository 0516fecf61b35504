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

/// A clerk scans the signed page and puts it on a sheet of its own.
#[test]
fn a_picture_alone_on_a_sheet_that_was_never_issued_is_told() {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PICTURE: &str = "<wsDr><twoCellAnchor><from><col>0</col><colOff>0</colOff><row>0</row>\
         <rowOff>0</rowOff></from><to><col>8</col><colOff>0</colOff><row>40</row><rowOff>0</rowOff></to>\
         <pic/><clientData/></twoCellAnchor></wsDr>";
    let relationship = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let mut workbook = filled();
    let sheet = "<sheet name=\"Bản ký\" sheetId=\"99\" r:id=\"rId99\"/></sheets>";
    workbook.replace(&["xl/workbook.xml"], "</sheets>", sheet);
    let of_book = relationship("rId99", "worksheet", "worksheets/sheet99.xml");
    let end = "</Relationships>";
    workbook.replace(&["xl/_rels/workbook.xml.rels"], end, &format!("{of_book}{end}"));
    workbook.add("xl/worksheets/sheet99.xml", b"<worksheet><sheetData/></worksheet>");
    let bare = seen_as(&workbook.bytes(), "a.xlsx");
    assert_eq!(bare.findings, [""; 0], "an empty sheet says nothing");
    let of_sheet = relationship("rId1", "drawing", "../drawings/drawing99.xml");
    let of_sheet = format!("<Relationships>{of_sheet}{end}");
    workbook.add("xl/worksheets/_rels/sheet99.xml.rels", of_sheet.as_bytes());
    workbook.add("xl/drawings/drawing99.xml", PICTURE.as_bytes());
    let seen = seen_as(&workbook.bytes(), "a.xlsx");
    assert_eq!(seen.findings, ["BD304 warning - - Bản ký A1"]);
    assert!(seen.messages[0].contains("“Bản ký”") && seen.messages[0].contains("1 hình ảnh"));
    assert_eq!(seen.merged, bare.merged);
}

/// The title says which figures a form holds: words set in its place are not passed over.
#[test]
fn bd303_a_title_that_was_changed_is_told() {
    const TITLE: &str = "THỐNG KÊ KẾT QUẢ TRIỂN KHAI PHONG TRÀO BÌNH DÂN HỌC VỤ SỐ";
    let mut workbook = filled();
    let changed = format!("{TITLE} (SỐ LIỆU TẠM TÍNH)");
    workbook.replace(
        &["xl/sharedStrings.xml"],
        &format!("<t>{TITLE}</t>"),
        &format!("<t>{changed}</t>"),
    );
    let seen = seen_as(&workbook.bytes(), "a.xlsx");
    assert_eq!(seen.findings, ["BD303 warning bieu2 - Biểu 2 A3"]);
    assert!(seen.messages[0].contains("Tiêu đề") && seen.messages[0].contains(&changed));
    assert_eq!(seen.merged, seen_as(&filled().bytes(), "a.xlsx").merged);
}
