//! What an .xlsb says of the looks of its cells. No program here writes the format with styles, so that
//! the records are put together by hand.

use bdhvs::testing::reader::open;
use bdhvs::testing::values::quantity::raw::{NumberFormat, RawValue, TextEffect};

use crate::package::at;
use crate::parts::packed;

fn variable(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let byte = u8::try_from(number & 0x7F).unwrap();
        number >>= 7;
        bytes.push(if number > 0 { byte | 0x80 } else { byte });
        if number == 0 {
            return bytes;
        }
    }
}

fn record(kind: usize, content: &[u8]) -> Vec<u8> {
    [variable(kind), variable(content.len()), content.to_vec()].concat()
}

fn number(number: u32) -> [u8; 4] {
    number.to_le_bytes()
}

fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = number(u32::try_from(units.len()).unwrap()).to_vec();
    bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
    bytes
}

/// A font: what is done to the letters, and their colour.
fn font(struck: bool, script: u16, rgb: Option<[u8; 3]>) -> Vec<u8> {
    let flags: u16 = if struck { 8 } else { 0 };
    let mut bytes = [240, flags, 400, script].map(u16::to_le_bytes).concat();
    bytes.extend([0; 4]);
    match rgb {
        Some([red, green, blue]) => bytes.extend([5, 0, 0, 0, red, green, blue, 255]),
        None => bytes.extend([7, 1, 0, 0, 0, 0, 0, 255]),
    }
    bytes.push(0);
    bytes.extend(text("Times New Roman"));
    record(43, &bytes)
}

fn format(format: u16, font: u16) -> Vec<u8> {
    record(47, &[0, format, font, 0, 0, 0, 0, 0].map(u16::to_le_bytes).concat())
}

fn styles() -> Vec<u8> {
    let code = [&170_u16.to_le_bytes()[..], &text("#,##0,")].concat();
    [
        record(44, &code),
        font(false, 0, None),
        font(true, 0, None),
        font(false, 1, None),
        font(false, 0, Some([255, 255, 255])),
        record(45, &[0; 68]),
        // The formats that the formats of cells are made from do not count.
        record(626, &number(1)),
        format(9, 1),
        record(627, &[]),
        record(617, &number(5)),
        format(0, 0),
        format(0, 1),
        format(170, 0),
        format(0, 3),
        format(9, 0),
        record(618, &[]),
    ]
    .concat()
}

fn shared() -> Vec<u8> {
    let runs = [0_u16, 1, 4, 0].map(u16::to_le_bytes).concat();
    let rich = [&[1][..], &text("12001250"), &number(2), &runs].concat();
    let noted = [4_u16, 2].map(u16::to_le_bytes).concat();
    let noted = [&[1][..], &text("12501"), &number(1), &noted].concat();
    let plain = [&[0][..], &text("1250")].concat();
    let counts = [number(3), number(3)].concat();
    let items = [rich, noted, plain].map(|item| record(19, &item)).concat();
    [record(159, &counts), items, record(160, &[])].concat()
}

fn row(row: u32, height: u16, hidden: bool) -> Vec<u8> {
    let flags = [0, if hidden { 0x10 } else { 0 }, 0];
    let content = [&number(row)[..], &number(0), &height.to_le_bytes(), &flags, &number(0)];
    record(0, &content.concat())
}

fn cell(column: u32, style: u32, shared: u32) -> Vec<u8> {
    record(7, &[number(column), number(style), number(shared)].concat())
}

fn real(column: u32, style: u32, value: f64) -> Vec<u8> {
    record(5, &[&number(column)[..], &number(style), &value.to_le_bytes()].concat())
}

fn sheet() -> Vec<u8> {
    let size = [0, 3, 0, 5].map(number).concat();
    let columns = [&[6, 6, 100, 0].map(number).concat()[..], &[0, 0]].concat();
    [
        record(129, &[]),
        record(148, &size),
        record(390, &[]),
        record(60, &columns),
        record(391, &[]),
        record(145, &[]),
        row(0, 300, false),
        cell(0, 0, 0),
        cell(1, 0, 1),
        cell(2, 0, 2),
        cell(3, 1, 2),
        row(1, 300, true),
        real(0, 1, 1250.0),
        real(1, 2, 1_250_000.0),
        real(2, 3, 350.0),
        real(3, 4, 0.85),
        real(4, 0, 1250.0),
        row(2, 20, false),
        real(0, 0, 1.0),
        record(146, &[]),
        record(177, &number(1)),
        record(176, &[0, 1, 5, 5].map(number).concat()),
        record(178, &[]),
        record(130, &[]),
    ]
    .concat()
}

fn package() -> Vec<u8> {
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"rId1\" Type=\"{kinds}/{kind}\" \
             Target=\"{target}\"/></Relationships>"
        )
        .into_bytes()
    };
    let listed = [&number(0)[..], &number(1), &text("rId1"), &text("Biểu 2")].concat();
    let workbook = [
        record(131, &[]),
        record(143, &[]),
        record(156, &listed),
        record(144, &[]),
        record(132, &[]),
    ]
    .concat();
    packed(&[
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        ("_rels/.rels", relations("officeDocument", "xl/workbook.bin")),
        ("xl/_rels/workbook.bin.rels", relations("worksheet", "worksheets/sheet1.bin")),
        ("xl/workbook.bin", workbook),
        ("xl/styles.bin", styles()),
        ("xl/sharedStrings.bin", shared()),
        ("xl/worksheets/sheet1.bin", sheet()),
    ])
}

#[test]
fn the_looks_of_cells_are_told() {
    use TextEffect::{Plain, Raised, Struck};
    let read = open(&package(), "a.xlsb").unwrap();
    let parts = |address: &str| {
        let cell = at(&read, address).unwrap();
        let part =
            |run: &bdhvs::testing::values::quantity::raw::TextRun| (run.text.clone(), run.effect);
        cell.runs().iter().map(part).collect::<Vec<_>>()
    };
    let of = |text: &str, effect| (text.to_owned(), effect);
    assert_eq!(parts("A1"), [of("1200", Struck), of("1250", Plain)]);
    assert_eq!(parts("B1"), [of("1250", Plain), of("1", Raised)]);
    assert_eq!(parts("C1"), []);
    assert_eq!(parts("D1"), [of("1250", Struck)]);
    assert_eq!(parts("A2"), [of("1250", Struck)]);
    let seen = |address: &str| at(&read, address).unwrap().appearance.unwrap_or_default();
    assert_eq!(seen("B2").shown.as_deref(), Some("1.250"));
    assert!(seen("C2").faint && !seen("B2").faint);
    let percent = at(&read, "D2").unwrap();
    assert_eq!(percent.format, NumberFormat::Percent);
    assert_eq!(percent.value, RawValue::Number("0.85".parse().unwrap()));
    assert_eq!(at(&read, "E2").unwrap().appearance, None);
    let sheet = &read.sheets[0];
    assert_eq!(sheet.hidden_rows, [1..=2]);
    assert_eq!(sheet.hidden_columns, [6..=6]);
    let merged: Vec<String> = sheet.merged.iter().map(ToString::to_string).collect();
    assert_eq!(merged, ["F1:F2"]);
}

/// A part that is cut off anywhere gives looks up to there, or a reason, and never a crash.
#[test]
fn a_part_that_is_cut_off_stops_nothing() {
    for part in ["xl/styles.bin", "xl/sharedStrings.bin", "xl/worksheets/sheet1.bin"] {
        let parts = crate::parts::unpacked(&package());
        let length = parts.iter().find(|(name, _)| name == part).unwrap().1.len();
        for cut in 0..length {
            let mut parts = parts.clone();
            let content = parts.iter_mut().find(|(name, _)| name == part).unwrap();
            content.1.truncate(cut);
            let _ = open(&packed(&parts), "a.xlsb");
        }
    }
}
