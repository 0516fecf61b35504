//! Files made to exhaust memory, to wrap numbers round, or to pass off one thing as another.

use bdhvs::testing::reader::failure::{Bound, OpenFailure};
use bdhvs::testing::reader::open;
use bdhvs::testing::reader::workbook::Workbook;
use zip::CompressionMethod::{Deflated, Stored};

use crate::package::{Xlsx, assert_unreadable, at, open_xlsx, zipped};

#[track_caller]
fn assert_too_large(result: &Result<Workbook, OpenFailure>, expected: Bound) {
    match result {
        Err(OpenFailure::TooLarge { what, found, limit }) if *what == expected => {
            assert!(found > limit);
        }
        other => panic!("{other:?} instead of too large {expected:?}"),
    }
}

const ONE: &str = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let zeros = vec![b' '; 33 << 20];
    let bomb = Xlsx::with_rows(ONE).build_with(&[("xl/media/a.bin", &zeros)], Deflated);
    assert!(bomb.len() < 1 << 20);
    assert_too_large(&open(&bomb, "a.xlsx"), Bound::PartBytes);
}

#[test]
fn a_part_larger_than_it_says_is_refused() {
    let mut xlsx = Xlsx::with_sheet(&format!("<sheetData>{ONE}</sheetData>"));
    xlsx.sheet.push_str(&" ".repeat(33 << 20));
    let declared = format!("<worksheet>{}</worksheet>", xlsx.sheet).len();
    let mut bomb = xlsx.build_with(&[], Deflated);
    // The size stands twice, in the part's own header and in the directory at the end.
    let size = u32::try_from(declared).unwrap().to_le_bytes();
    let places: Vec<usize> = (0..bomb.len() - 4).filter(|at| bomb[*at..*at + 4] == size).collect();
    assert!(!places.is_empty());
    for at in places {
        bomb[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    let result = open(&bomb, "a.xlsx");
    assert!(result.is_err(), "{result:?}");
}

#[test]
fn counts_that_lie_are_refused() {
    let mut xlsx = Xlsx::with_rows(ONE);
    xlsx.strings = "<sst uniqueCount=\"4000000000\"><si><t>a</t></si></sst>".to_owned();
    // Nothing is made from what is only declared.
    assert!(open_xlsx(&xlsx).is_ok());
    xlsx.strings = format!("<sst>{}</sst>", "<si/>".repeat(500_001));
    assert_too_large(&open_xlsx(&xlsx), Bound::SharedStrings);

    let mut xlsx = Xlsx::with_rows(ONE);
    xlsx.styles =
        format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(300_000));
    assert_too_large(&open_xlsx(&xlsx), Bound::Styles);

    let mut xlsx = Xlsx::with_rows(ONE);
    xlsx.sheets = vec!["a"; 300];
    assert_too_large(&open_xlsx(&xlsx), Bound::Sheets);

    let many: Vec<String> = (0..10_001).map(|index| format!("p{index}")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_too_large(&open(&Xlsx::with_rows(ONE).build_with(&many, Stored), ""), Bound::Parts);
}

#[test]
fn a_short_text_used_often_is_counted_each_time() {
    let mut xlsx = Xlsx::with_rows("");
    xlsx.strings = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(1 << 20));
    let cells: String =
        (1..=200).map(|row| format!("<c r=\"A{row}\" t=\"s\"><v>0</v></c>")).collect();
    xlsx.sheet = format!("<sheetData><row>{cells}</row></sheetData>");
    assert_too_large(&open_xlsx(&xlsx), Bound::UnpackedBytes);
}

#[test]
fn places_beyond_a_sheet_do_not_wrap_round() {
    for (rows, bound) in [
        ("<row r=\"4294967297\"><c><v>1</v></c></row>", Bound::Rows),
        ("<row><c r=\"A4294967297\"><v>1</v></c></row>", Bound::Rows),
        ("<row><c r=\"A1048577\"><v>1</v></c></row>", Bound::Rows),
        ("<row><c r=\"XFE1\"><v>1</v></c></row>", Bound::Columns),
        ("<row><c r=\"ZZZZZZZZZZZZZZZZZZZZ1\"><v>1</v></c></row>", Bound::Columns),
        ("<row r=\"1048576\"/><row><c><v>1</v></c></row>", Bound::Rows),
        ("<row><c r=\"XFD1\"/><c><v>1</v></c></row>", Bound::Columns),
    ] {
        assert_too_large(&open_xlsx(&Xlsx::with_rows(rows)), bound);
    }
    for rows in ["<row><c r=\"A0\"/></row>", "<row><c r=\"1\"/></row>", "<row><c r=\"Ă1\"/></row>"]
    {
        assert_unreadable(&open_xlsx(&Xlsx::with_rows(rows)), "sheet.xml");
    }
    for area in ["B2:A1", "A1:XFD4294967297", "A1:B2:C3", ""] {
        let sheet = format!("<dimension ref=\"{area}\"/><sheetData>{ONE}</sheetData>");
        let read = open_xlsx(&Xlsx::with_sheet(&sheet)).unwrap();
        assert_eq!(read.sheets[0].cells.len(), 1, "the cells tell, and not {area}");
    }
}

#[test]
fn an_absurd_dimension_costs_nothing() {
    let sheet = format!("<dimension ref=\"A1:XFD1048576\"/><sheetData>{ONE}</sheetData>");
    let read = open_xlsx(&Xlsx::with_sheet(&sheet)).unwrap();
    assert!(at(&read, "A1").is_some());
}

#[test]
fn what_can_be_read_in_two_ways_is_not_read() {
    let mut xlsx = Xlsx::with_rows(ONE);
    xlsx.sheets = vec!["Biểu 1", "Biểu 1"];
    assert_unreadable(&open_xlsx(&xlsx), "two sheets are named");

    let twice = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>";
    assert_unreadable(&open_xlsx(&Xlsx::with_rows(twice)), "A1 is there twice");

    let parts = [("XL/Styles.xml", &b"<a/>"[..])];
    assert_unreadable(&open(&Xlsx::with_rows(ONE).build_with(&parts, Stored), ""), "same name");
}

#[test]
fn a_sheet_that_is_cut_short_is_unreadable() {
    let cut = Xlsx::with_sheet(&format!("<sheetData>{ONE}</sheetData><pageMargins>"));
    assert_unreadable(&open_xlsx(&cut), "sheet.xml");
    let whole = Xlsx::with_rows(ONE).build();
    for length in (0..whole.len()).step_by(37) {
        assert!(open(&whole[..length], "form.xlsx").is_err(), "{length}");
    }
}

#[test]
fn no_flipped_bit_changes_a_value() {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>12345</v></c><c r=\"B1\" t=\"s\"><v>0</v></c></row>";
    for method in [Stored, Deflated] {
        let whole = Xlsx::with_rows(rows).build_with(&[], method);
        let expected = open(&whole, "").unwrap().sheets[0].cells.clone();
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 1 << (at % 8);
            if let Ok(read) = open(&flipped, "") {
                assert_eq!(read.sheets[0].cells, expected, "byte {at}");
            }
        }
    }
}

#[test]
fn deep_formulas_of_xlsb_do_not_exhaust_the_stack() {
    // A defined name whose formula holds a formula, and so on; see STACK_BYTES.
    let mut formula = vec![0x29_u8];
    for depth in 0..21_000_u16 {
        formula.extend((62_998 - 3 * depth).to_le_bytes());
        formula.push(0x29);
    }
    let mut name = vec![0; 9];
    name.extend(1_u32.to_le_bytes());
    name.extend(b"a\0");
    name.extend(u32::try_from(formula.len()).unwrap().to_le_bytes());
    name.extend(&formula);
    let mut workbook = vec![0x90, 0x01, 0x00, 0x27];
    let length = name.len();
    let seven = |shift: usize| u8::try_from(length >> shift & 0x7F).unwrap();
    workbook.extend([seven(0) | 0x80, seven(7) | 0x80, seven(14)]);
    workbook.extend(name);
    workbook.extend([0x9D, 0x01, 0x00]);
    let result = open(&zipped(&[("xl/workbook.bin", &workbook)], Stored), "a.xlsb");
    // The innermost is cut off, so that reaching it is what fails.
    assert_unreadable(&result, "out of range for slice of length 0");
}
