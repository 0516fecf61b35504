//! Packages that are sound and unusual: other programs open them, and so does this one. What may mean two
//! things is refused.

use bdhvs::testing::reader::failure::OpenFailure;
use bdhvs::testing::reader::open;
use bdhvs::testing::reader::workbook::Position;
use bdhvs::testing::values::quantity::raw::RawValue;
use zip::CompressionMethod::Deflated;

use crate::package::zipped;

const ROOT: &str = "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" \
                    Target=\"xl/workbook.xml\"/></Relationships>";
const BOOK: &str =
    "<workbook xmlns:r=\"x\"><sheets><sheet name=\"A\" r:id=\"s\"/></sheets></workbook>";
const RELATED: &str = "<Relationships>\
    <Relationship Id=\"s\" Type=\"x/worksheet\" Target=\"sheet.xml\"/>\
    <Relationship Id=\"t\" Type=\"x/sharedStrings\" Target=\"strings.xml\"/></Relationships>";
const SHEET: &str = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>\
    <c r=\"B1\"><v>350</v></c></row></sheetData></worksheet>";
const STRINGS: &str = "<sst><si><t>Phường é</t></si></sst>";

/// The parts of a workbook with a text and a number, some of them others.
fn workbook(others: &[(&str, &[u8])]) -> Vec<u8> {
    let usual = [
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATED.as_bytes()),
        ("xl/sheet.xml", SHEET.as_bytes()),
        ("xl/strings.xml", STRINGS.as_bytes()),
    ];
    let other = |name: &str| others.iter().find(|(other, _)| *other == name);
    let mut parts: Vec<(&str, &[u8])> =
        usual.iter().map(|part| *other(part.0).unwrap_or(part)).collect();
    parts.extend(others.iter().filter(|(name, _)| usual.iter().all(|(usual, _)| usual != name)));
    // A part of no content is one that is not there.
    parts.retain(|(_, content)| !content.is_empty());
    zipped(&parts, Deflated)
}

/// The text of A1 and the number of B1 on the first sheet.
#[track_caller]
fn both(bytes: &[u8]) -> (String, String) {
    let read = open(bytes, "a.xlsx").unwrap();
    let value =
        |column| read.sheets[0].cells.get(&Position::new(0, column)).map(|c| c.value.clone());
    let text = match value(0) {
        Some(RawValue::Text(text)) => text,
        None => String::new(),
        other => panic!("{other:?}"),
    };
    (text, format!("{:?}", value(1).unwrap()))
}

fn usual() -> (String, String) {
    both(&workbook(&[]))
}

#[test]
fn parts_in_another_encoding_are_read() {
    let wide = |text: &str| {
        let text = format!("\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?>{text}");
        text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
    };
    let (sheet, strings) = (wide(SHEET), wide(STRINGS));
    let (book, root) = (wide(BOOK), wide(ROOT));
    let parts: [(&str, &[u8]); 4] = [
        ("_rels/.rels", &root),
        ("xl/workbook.xml", &book),
        ("xl/sheet.xml", &sheet),
        ("xl/strings.xml", &strings),
    ];
    assert_eq!(both(&workbook(&parts)), usual());
    let old = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><sst><si><t>Ph \xE9</t></si></sst>";
    assert_eq!(both(&workbook(&[("xl/strings.xml", old)])).0, "Ph é");
    let lies = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?><sst><si><t>Ph \xE9</t></si></sst>";
    assert!(open(&workbook(&[("xl/strings.xml", lies)]), "").is_err());
}

#[test]
fn names_of_parts_are_uris() {
    for target in [
        "sheet%201.xml",
        "/xl/sheet%201.xml",
        "%73heet%201.xml",
        "sheet 1.xml",
        "media/.././sheet 1.xml",
    ] {
        for stored in ["xl/sheet 1.xml", "xl/sheet%201.xml"] {
            let related = RELATED.replace("sheet.xml", target);
            let parts: [(&str, &[u8]); 3] = [
                ("xl/_rels/workbook.xml.rels", related.as_bytes()),
                ("xl/sheet.xml", b""),
                (stored, SHEET.as_bytes()),
            ];
            assert_eq!(both(&workbook(&parts)), usual(), "{target} {stored}");
        }
    }
}

/// A sheet that leads nowhere, as a macro sheet of Excel 4 leaves when it is taken out, has no cells; one
/// that leads to a part that is not there has lost them.
#[test]
fn a_sheet_without_a_part_has_no_cells() {
    for entry in ["<sheet name=\"M\" r:id=\"\"/>", "<sheet name=\"M\"/>"] {
        let book = BOOK.replace("</sheets>", &format!("{entry}</sheets>"));
        let bytes = workbook(&[("xl/workbook.xml", book.as_bytes())]);
        assert_eq!(both(&bytes), usual());
        let read = open(&bytes, "").unwrap();
        assert_eq!((read.sheets.len(), read.sheets[1].cells.len()), (2, 0));
    }
    let dialog = BOOK.replace("</sheets>", "<sheet name=\"D\" r:id=\"d\"/></sheets>");
    let related = RELATED.replace(
        "</Relationships>",
        "<Relationship Id=\"d\" Type=\"x/dialogsheet\" Target=\"d.xml\"/></Relationships>",
    );
    let parts: [(&str, &[u8]); 2] = [
        ("xl/workbook.xml", dialog.as_bytes()),
        ("xl/_rels/workbook.xml.rels", related.as_bytes()),
    ];
    assert_eq!(both(&workbook(&parts)), usual());
    let lost = BOOK.replace("</sheets>", "<sheet name=\"M\" r:id=\"none\"/></sheets>");
    assert!(open(&workbook(&[("xl/workbook.xml", lost.as_bytes())]), "").is_err());
}

#[test]
fn shared_texts_may_be_named_twice_or_not_be_there() {
    let twice = |target: &str| {
        let second =
            format!("<Relationship Id=\"u\" Type=\"x/sharedStrings\" Target=\"{target}\"/>");
        RELATED.replace("</Relationships>", &format!("{second}</Relationships>"))
    };
    for target in ["strings.xml", "/xl/strings.xml", "gone.xml"] {
        let related = twice(target);
        let bytes = workbook(&[("xl/_rels/workbook.xml.rels", related.as_bytes())]);
        assert_eq!(both(&bytes), usual(), "{target}");
    }
    let related = twice("other.xml");
    let parts: [(&str, &[u8]); 2] = [
        ("xl/_rels/workbook.xml.rels", related.as_bytes()),
        ("xl/other.xml", b"<sst><si><t>b</t></si></sst>"),
    ];
    assert!(open(&workbook(&parts), "").is_err(), "which of two parts is meant is not known");
    // Where a cell needs a text the part must be there.
    assert!(open(&workbook(&[("xl/strings.xml", b"")]), "").is_err());
    let numbers = SHEET.replace("<c r=\"A1\" t=\"s\"><v>0</v></c>", "");
    let parts: [(&str, &[u8]); 2] = [("xl/strings.xml", b""), ("xl/sheet.xml", numbers.as_bytes())];
    assert_eq!(both(&workbook(&parts)), (String::new(), usual().1));
}

#[test]
fn two_main_documents_are_refused() {
    let second = |target: &str| {
        let second =
            format!("<Relationship Id=\"b\" Type=\"y/officeDocument\" Target=\"{target}\"/>");
        ROOT.replace("</Relationships>", &format!("{second}</Relationships>"))
    };
    let two = second("xl/other.xml");
    let parts: [(&str, &[u8]); 2] =
        [("_rels/.rels", two.as_bytes()), ("xl/other.xml", BOOK.as_bytes())];
    assert_eq!(open(&workbook(&parts), "").unwrap_err(), OpenFailure::TwoDocuments);
    let same = second("/xl/workbook.xml");
    assert_eq!(both(&workbook(&[("_rels/.rels", same.as_bytes())])), usual());
}
