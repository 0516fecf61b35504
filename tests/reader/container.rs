//! Damage to the containers that are not read part by part: .xls and .ods.

use std::io::{Cursor, Write};

use bdhvs::testing::reader::failure::{Bound, FileKind, OpenFailure};
use bdhvs::testing::reader::open;
use bdhvs::testing::reader::workbook::Workbook;
use bdhvs::testing::values::quantity::raw::{NumberFormat, RawValue};
use zip::CompressionMethod::Deflated;

use crate::package::{assert_unreadable, at, zipped};

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = kind.to_le_bytes().to_vec();
    bytes.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
    bytes.extend(data);
    bytes
}

/// A record of a number cell.
fn number(row: u16, column: u16, format: u16, value: f64) -> Vec<u8> {
    let mut data = vec![];
    for field in [row, column, format] {
        data.extend(field.to_le_bytes());
    }
    data.extend(value.to_le_bytes());
    record(0x0203, &data)
}

/// An .xls of one sheet, from the records of its cells.
fn xls(version: u16, cells: &[Vec<u8>]) -> Vec<u8> {
    xls_in("/Workbook", version, cells)
}

fn xls_in(name: &str, version: u16, cells: &[Vec<u8>]) -> Vec<u8> {
    let bof = |kind: u8| {
        let [low, high] = version.to_le_bytes();
        record(0x0809, &[low, high, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    };
    let mut stream = bof(5);
    stream.extend(record(0x00E0, &[0, 0, 0, 0]));
    stream.extend(record(0x00E0, &[0, 0, 10, 0]));
    let place = u32::try_from(stream.len() + 4 + 9 + 4).unwrap();
    let mut sheet = place.to_le_bytes().to_vec();
    sheet.extend([0, 0, 1, 0, b'a']);
    stream.extend(record(0x0085, &sheet));
    stream.extend(record(0x000A, &[]));
    stream.extend(bof(16));
    // Dimensions that calamine would reserve memory for, upside down besides.
    stream.extend(record(0x0200, &[9, 0, 0, 0, 255, 255, 255, 255, 0, 0, 255, 255, 0, 0]));
    stream.extend(cells.iter().flatten());
    stream.extend(record(0x000A, &[]));
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(name).unwrap().write_all(&stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

#[test]
fn xls_cells_have_format_and_absurd_dimensions_cost_nothing() {
    let bytes = xls(0x0600, &[number(0, 0, 1, 0.85), number(8, 5, 0, 12.0)]);
    let read = open(&bytes, "a.xls").unwrap();
    assert_eq!(at(&read, "A1").unwrap().format, NumberFormat::Percent);
    assert_eq!(at(&read, "F9").unwrap().format, NumberFormat::Other);
    assert_eq!(at(&read, "F9").unwrap().value, RawValue::Number(12.into()));
}

#[test]
fn the_version_counts_and_not_the_name_of_the_stream() {
    let cells = [number(0, 0, 1, 0.85)];
    assert!(at(&open(&xls_in("/BOOK", 0x0600, &cells), "").unwrap(), "A1").is_some());
    for name in ["/Book", "/Workbook"] {
        let failure = open(&xls_in(name, 0x0500, &cells), "").unwrap_err();
        assert_eq!(failure, OpenFailure::Unsupported(FileKind::OldExcel));
    }
}

#[test]
fn xls_that_calamine_would_stumble_over_is_refused() {
    let far = xls(0x0600, &[number(0, 0, 0, 1.0), number(65_535, 255, 0, 1.0)]);
    assert_too_many_cells(&open(&far, ""));
    let beyond = open(&xls(0x0600, &[number(23, 23_299, 0, 1.0)]), "");
    let is_too_wide = |failure: &OpenFailure| {
        matches!(failure, OpenFailure::TooLarge { what: Bound::Columns, found: 23_300, .. })
    };
    assert!(beyond.as_ref().is_err_and(is_too_wide), "{beyond:?}");
    let twice = xls(0x0600, &[number(0, 0, 0, 1.0), number(0, 0, 0, 2.0)]);
    assert_unreadable(&open(&twice, ""), "A1 is there twice");
    let lost = xls(0x0600, &[record(0x00FD, &[0, 0, 0, 0, 0, 0, 7, 0, 0, 0])]);
    assert_unreadable(&open(&lost, ""), "text of A1");
    let short = xls(0x0600, &[record(0x0203, &[0, 0])]);
    assert_unreadable(&open(&short, ""), "too short");
}

#[test]
fn a_damaged_xls_neither_hangs_nor_panics() {
    let whole = xls(0x0600, &[number(0, 0, 1, 0.85)]);
    for at in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[at] ^= 0xFF;
        let _ = open(&flipped, "a.xls");
    }
    for length in (0..whole.len()).step_by(61) {
        let _ = open(&whole[..length], "a.xls");
    }
}

#[track_caller]
fn assert_too_many_cells(result: &Result<Workbook, OpenFailure>) {
    assert!(matches!(result, Err(OpenFailure::TooLarge { what: Bound::Cells, .. })), "{result:?}");
}

/// An .ods of one sheet with these rows.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet>\
         <table:table table:name=\"a\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    ods_of(&content)
}

fn ods_of(content: &str) -> Vec<u8> {
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    let parts = [
        ("mimetype", &kind[..]),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ];
    zipped(&parts, Deflated)
}

#[test]
fn ods_repeats_are_laid_out_with_their_marks() {
    let rows = "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>\
        <table:table-row table:number-rows-repeated=\"2\">\
        <table:table-cell table:number-columns-repeated=\"2\"/>\
        <table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"percentage\" office:value=\"0.85\"/>\
        <table:table-cell office:value-type=\"float\" office:value=\"0.5\"/>\
        <table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" office:string-value=\"\" \
        calcext:value-type=\"error\"><text:p>#GIÁTRỊ!</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\"><text:p>#REF!</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\"><text:p>#1</text:p></table:table-cell>\
        <table:table-cell table:formula=\"of:=1\"/>\
        </table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048571\">\
        <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let read = open(&ods(rows), "a.ods").unwrap();
    assert_eq!(read.sheets[0].cells.len(), 14);
    for row in [4, 5] {
        let cell = |column: &str| at(&read, &format!("{column}{row}")).unwrap();
        for column in ["C", "D"] {
            assert_eq!(cell(column).value, RawValue::Number("0.85".parse().unwrap()));
            assert_eq!(cell(column).format, NumberFormat::Percent);
        }
        assert_eq!(cell("E").format, NumberFormat::Other);
        assert_eq!(cell("F").value, RawValue::Error("#GIÁTRỊ!".to_owned()));
        assert!(cell("F").formula);
        assert_eq!(cell("G").value, RawValue::Error("#REF!".to_owned()));
        assert_eq!(cell("H").value, RawValue::Text("#1".to_owned()));
        assert_eq!((cell("I").value, cell("I").formula), (RawValue::Empty, true));
    }
}

/// What a sheet merges and hides: areas, rows, columns.
fn arrangement(read: &Workbook) -> [String; 3] {
    let sheet = &read.sheets[0];
    let merged: Vec<String> = sheet.merged.iter().map(ToString::to_string).collect();
    let lines = [&sheet.hidden_rows, &sheet.hidden_columns].map(|lines| format!("{lines:?}"));
    let [rows, columns] = lines;
    [merged.join(" "), rows, columns]
}

#[test]
fn xls_tells_what_is_merged_and_hidden() {
    let row = |row: u8, flags: u8| {
        record(0x0208, &[row, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, flags, 1, 0, 0])
    };
    let columns = |first: u8, last: u8, flags: u8| {
        record(0x007D, &[first, 0, last, 0, 0, 9, 0, 0, flags, 0, 0, 0])
    };
    let areas = [2, 0, 8, 0, 9, 0, 5, 0, 5, 0, 2, 0, 2, 0, 0, 0, 3, 0];
    let records = [
        columns(1, 2, 1),
        columns(3, 9, 0),
        // No width, and cut short.
        record(0x007D, &[20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        record(0x007D, &[30, 0]),
        row(8, 0x20),
        row(9, 0x60),
        row(10, 0x40),
        record(0x0208, &[11, 0]),
        number(0, 0, 0, 1.0),
        record(0x00E5, &areas),
        // The wrong way round, and cut short.
        record(0x00E5, &[1, 0, 9, 0, 8, 0, 5, 0, 5, 0, 7]),
    ];
    let read = open(&xls(0x0600, &records), "a.xls").unwrap();
    assert_eq!(arrangement(&read), ["F9:F10 A3:D3", "[8..=9]", "[1..=2, 20..=20]"]);
    let area = record(0x00E5, &[&[232, 3][..], &[0, 0, 0, 0, 0, 0, 1, 0].repeat(1000)].concat());
    let many = vec![area; 101];
    let result = open(&xls(0x0600, &many), "a.xls");
    let Err(OpenFailure::TooLarge { what, .. }) = result else { panic!("{result:?}") };
    assert_eq!(what, Bound::MergedAreas);
}

#[test]
fn ods_tells_what_is_merged_and_hidden() {
    let one = "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>";
    let rows = format!(
        "<table:table-column/><table:table-column-group table:display=\"false\">\
         <table:table-column table:number-columns-repeated=\"2\"/></table:table-column-group>\
         <table:table-column table:visibility=\"visible\"/>\
         <table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"99999\"/>\
         <table:table-header-rows><table:table-row>\
         <table:table-cell table:number-columns-spanned=\"3\" table:number-rows-spanned=\"2\"/>\
         <table:covered-table-cell table:number-columns-repeated=\"2\"/>{one}\
         </table:table-row></table:table-header-rows>\
         <table:table-row table:visibility=\"filter\">{one}</table:table-row>\
         <table:table-row-group><table:table-row>{one}</table:table-row>\
         <table:table-row-group table:display=\"false\"><table:table-row>{one}</table:table-row>\
         </table:table-row-group><table:table-row>{one}</table:table-row></table:table-row-group>\
         <table:table-row table:visibility=\"collapse\" table:number-rows-repeated=\"2\">\
         <table:table-cell/><table:table-cell table:number-columns-spanned=\"2\"/></table:table-row>\
         <table:table-row table:visibility=\"collapse\" table:number-rows-repeated=\"9999999\"/>"
    );
    let read = open(&ods(&rows), "a.ods").unwrap();
    let hidden_rows = "[1..=1, 3..=3, 5..=1048575]";
    let expected = ["A1:C2 B6:C6 B7:C7", hidden_rows, "[1..=2, 4..=16383]"];
    assert_eq!(arrangement(&read), expected);
    let many = "<table:table-row table:number-rows-repeated=\"1000000\">\
         <table:table-cell table:number-columns-spanned=\"2\"/></table:table-row>";
    let result = open(&ods(many), "a.ods");
    let Err(OpenFailure::TooLarge { what, .. }) = result else { panic!("{result:?}") };
    assert_eq!(what, Bound::MergedAreas);
}

#[test]
fn ods_that_would_not_end_is_refused() {
    let cell = "<table:table-cell office:value-type=\"float\" office:value=\"1\"";
    let row = |count: u64, columns: u64| {
        format!(
            "<table:table-row table:number-rows-repeated=\"{count}\">{cell} \
             table:number-columns-repeated=\"{columns}\"/></table:table-row>"
        )
    };
    assert_too_many_cells(&open(&ods(&row(1_048_576, 16_384)), ""));
    for (rows, what) in [
        (row(1_048_577, 1), Bound::Rows),
        (row(u64::MAX, 1), Bound::Rows),
        (row(1, 16_385), Bound::Columns),
        (
            "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>\
             <text:s text:c=\"2000000000\"/></text:p></table:table-cell></table:table-row>"
                .to_owned(),
            Bound::Repeats,
        ),
    ] {
        let result = open(&ods(&rows), "");
        assert!(
            matches!(&result, Err(OpenFailure::TooLarge { what: found, .. }) if *found == what),
            "{result:?}"
        );
    }
    assert_unreadable(&open(&ods_of("<office:document-content><office:body>"), ""), "too early");
    assert_unreadable(
        &open(&ods_of("<a><table:table table:name=\"a\"><table:table-row>"), ""),
        "early",
    );
}
