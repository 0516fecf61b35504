//! What a cell of an .xlsx comes out as.

use bdhvs::testing::values::quantity::raw::{Appearance, NumberFormat, RawCell, RawValue};
use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use crate::package::{Xlsx, at, open_xlsx};
use bdhvs::testing::reader::open;

fn cell(value: RawValue, format: NumberFormat, formula: bool) -> Option<RawCell> {
    Some(RawCell { value, format, formula, font: None, appearance: None })
}

/// The cell with the words of its formula.
fn worded(cell: Option<RawCell>, formula: &str) -> Option<RawCell> {
    let formula = Some(formula.to_owned());
    let appearance = Some(Box::new(Appearance { formula, ..Appearance::default() }));
    cell.map(|cell| RawCell { appearance, ..cell })
}

fn number(text: &str) -> RawValue {
    RawValue::Number(text.parse::<Decimal>().unwrap())
}

fn text(text: &str) -> RawValue {
    RawValue::Text(text.to_owned())
}

fn error(text: &str) -> RawValue {
    RawValue::Error(text.to_owned())
}

#[test]
fn ordinary_cells_are_read_with_format_and_formula() {
    use NumberFormat::{Other, Percent};
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_formula_result_default("");
    let percent = Format::new().set_num_format("0.0%");
    let date = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_number(0, 0, 350).unwrap();
    sheet.write_number_with_format(1, 0, 0.855, &percent).unwrap();
    sheet.write_string(2, 0, "Không phát sinh ").unwrap();
    sheet.write_boolean(3, 0, true).unwrap();
    let day = ExcelDateTime::from_ymd(2025, 9, 30).unwrap();
    sheet.write_datetime_with_format(4, 0, day, &date).unwrap();
    sheet.write_formula(5, 0, Formula::new("1/0").set_result("#DIV/0!")).unwrap();
    sheet.write_formula(6, 0, Formula::new("A1*2").set_result("700")).unwrap();
    sheet.write_formula(7, 0, "IF(A1>0,\"\",1)").unwrap();
    sheet.write_blank(8, 0, &percent).unwrap();
    sheet.write_number(1_048_575, 16_383, 1).unwrap();
    let read = open(&workbook.save_to_buffer().unwrap(), "form.xlsx").unwrap();

    assert_eq!(at(&read, "A1"), cell(number("350"), Other, false));
    assert_eq!(at(&read, "A2"), cell(number("0.855"), Percent, false));
    assert_eq!(at(&read, "A3"), cell(text("Không phát sinh "), Other, false));
    assert_eq!(at(&read, "A4"), cell(RawValue::Bool(true), Other, false));
    let serial = Some(Decimal::from(45_930));
    let day = RawValue::Date { iso: "2025-09-30".to_owned(), serial };
    assert_eq!(at(&read, "A5"), cell(day, Other, false));
    assert_eq!(at(&read, "A6"), worded(cell(error("#DIV/0!"), Other, true), "1/0"));
    assert_eq!(at(&read, "A7"), worded(cell(number("700"), Other, true), "A1*2"));
    assert_eq!(at(&read, "A8").map(|cell| cell.formula), Some(true));
    assert!(at(&read, "A8").unwrap().value.is_blank());
    assert_eq!(at(&read, "A9"), None);
    assert_eq!(at(&read, "XFD1048576"), cell(number("1"), Other, false));
    assert_eq!(read.sheets[0].cells.len(), 9);
}

#[test]
fn a_formula_without_result_is_kept() {
    let rows = "<row r=\"1\"><c r=\"A1\"><f>B1+C1</f></c><c r=\"B1\"><f t=\"shared\" si=\"4000000000\"/></c>\
                <c r=\"C1\"><f>1</f><v/></c></row>";
    let read = open_xlsx(&Xlsx::with_rows(rows)).unwrap();
    let empty = || cell(RawValue::Empty, NumberFormat::Other, true);
    assert_eq!(at(&read, "A1"), worded(empty(), "B1+C1"));
    assert_eq!(at(&read, "B1"), empty());
    assert_eq!(at(&read, "C1"), worded(empty(), "1"));
}

#[test]
fn one_bad_value_costs_no_other_cell() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"e\"><f>SORT(B1)</f><v>#SPILL!</v></c><c r=\"B1\"><v>1</v></c>\
                <c r=\"C1\" t=\"e\"><v>#GIÁTRỊ!</v></c><c r=\"D1\" t=\"n\"><v>1,5</v></c>\
                <c r=\"E1\" t=\"b\"><v>có</v></c><c r=\"F1\" t=\"s\"><v>7</v></c>\
                <c r=\"G1\" t=\"s\"><v>abc</v></c><c r=\"H1\" t=\"new\"><v>x</v></c>\
                <c r=\"I1\"><v>1<!-- -->5</v></c><c r=\"J1\" t=\"s\"><v>0</v></c>\
                <c r=\"K1\"><v>1E+300</v></c><c r=\"L1\" t=\"n\"><v>nan</v></c></row>";
    let read = open_xlsx(&Xlsx::with_rows(rows)).unwrap();
    let value = |address| at(&read, address).unwrap().value;
    let spilt = cell(error("#SPILL!"), NumberFormat::Other, true);
    assert_eq!(at(&read, "A1"), worded(spilt, "SORT(B1)"));
    assert_eq!(value("B1"), number("1"));
    assert_eq!(value("C1"), error("#GIÁTRỊ!"));
    assert_eq!(value("D1"), text("1,5"));
    assert_eq!(value("E1"), text("có"));
    assert_eq!(value("F1"), error("?"));
    assert_eq!(value("G1"), error("?"));
    assert_eq!(value("H1"), text("x"));
    assert_eq!(value("I1"), error("?"));
    assert_eq!(value("J1"), text("Có"));
    assert_eq!(value("K1"), RawValue::Unrepresentable("1E300".to_owned()));
    assert_eq!(value("L1"), RawValue::Unrepresentable("NaN".to_owned()));
}

#[test]
fn cells_without_address_stay_in_step_after_an_error() {
    let rows = "<row><c t=\"n\"><v>1,5</v></c><c><v>2</v></c></row>\
                <row r=\"5\"><c/><c t=\"e\"><v>#CALC!</v></c><c s=\"1\"><v>0.85</v></c></row>";
    let read = open_xlsx(&Xlsx::with_rows(rows)).unwrap();
    assert_eq!(at(&read, "A1").unwrap().value, text("1,5"));
    assert_eq!(at(&read, "B1").unwrap().value, number("2"));
    assert_eq!(at(&read, "A5"), None);
    assert_eq!(at(&read, "B5").unwrap().value, error("#CALC!"));
    assert_eq!(at(&read, "C5"), cell(number("0.85"), NumberFormat::Percent, false));
}

#[test]
fn a_style_that_is_not_there_is_unknown() {
    let rows = "<row r=\"1\"><c r=\"A1\" s=\"77\"><v>0.85</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>a</t></is></c>\
                <c r=\"C1\" t=\"str\"><v></v></c></row>";
    let read = open_xlsx(&Xlsx::with_rows(rows)).unwrap();
    assert_eq!(at(&read, "A1"), cell(number("0.85"), NumberFormat::Unknown, false));
    assert_eq!(at(&read, "B1").unwrap().value, text("a"));
    assert_eq!(at(&read, "C1"), None);
}
