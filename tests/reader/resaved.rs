//! A form saved again by LibreOffice in three formats: what bdhvs relies on comes back.

use std::path::Path;

use bdhvs::testing::reader::workbook::{
    CellReference, NameTarget, Position, Workbook, WorkbookFormat,
};
use bdhvs::testing::reader::{open, read_file};
use bdhvs::testing::values::quantity::raw::{NumberFormat, RawValue};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook as Writer};

use crate::office;

fn form(path: &Path) {
    let mut book = Writer::new();
    let properties = DocProperties::new()
        .set_keywords("bdhvs hanoi-2025 00070")
        .set_custom_property("bdhvs.unit", "00070")
        .set_custom_property("bdhvs.campaign", "hanoi-2025");
    book.set_properties(&properties);
    let percent = Format::new().set_num_format("0.0%");
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = book.add_worksheet().set_name("Biểu 1").unwrap();
    sheet.set_formula_result_default("");
    sheet.write_string(0, 0, "Chỉ tiêu  có hai dấu cách").unwrap();
    sheet.write_number(8, 5, 350).unwrap();
    sheet.write_number_with_format(9, 5, 0.855, &percent).unwrap();
    let day = ExcelDateTime::from_ymd(2025, 9, 30).unwrap();
    sheet.write_datetime_with_format(10, 5, day, &date).unwrap();
    sheet.write_formula(11, 5, Formula::new("1/0").set_result("#DIV/0!")).unwrap();
    sheet.write_formula(12, 5, Formula::new("F9*2").set_result("700")).unwrap();
    sheet.write_formula(13, 5, "IF(F9>0,\"\",1)").unwrap();
    sheet.write_number(14, 5, 85.5).unwrap();
    sheet.write_boolean(15, 5, true).unwrap();
    sheet.write_number(16, 5, -1234.567).unwrap();
    sheet
        .write_formula_with_format(17, 5, Formula::new("F9/1000").set_result("0.35"), &percent)
        .unwrap();
    book.add_worksheet().set_name("It's. Data").unwrap().write_number(0, 0, 1).unwrap();
    let hidden = book.add_worksheet().set_name("_bdhvs").unwrap();
    hidden.set_hidden(true).write_string(0, 0, "00070").unwrap();
    for (name, target) in [
        ("bdhvs_bieu1_3_own_value", "='Biểu 1'!$F$9"),
        ("bdhvs_bieu1_4_own_value", "='It''s. Data'!$A$1"),
        ("bdhvs_bieu1_5_own_value", "=_bdhvs!$A$1"),
        ("bdhvs_bieu1_6_own_value", "='Biểu 1'!#REF!"),
        ("bdhvs_bieu1_7_own_value", "='Biểu 1'!$A$1:$B$2"),
    ] {
        book.define_name(name, target).unwrap();
    }
    book.save(path).unwrap();
}

#[test]
#[needs(LibreOffice)]
fn a_form_saved_by_libreoffice_reads_back() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("form.xlsx");
    form(&source);
    check(&open(&read_file(&source).unwrap(), "form.xlsx").unwrap(), WorkbookFormat::Xlsx);

    for (extension, format) in
        [("xlsx", WorkbookFormat::Xlsx), ("xls", WorkbookFormat::Xls), ("ods", WorkbookFormat::Ods)]
    {
        let out = folder.path().join("out");
        office::convert(std::slice::from_ref(&source), extension, &out, folder.path());
        let bytes = read_file(&out.join("form").with_extension(extension)).unwrap();
        check(&open(&bytes, "form").unwrap(), format);
    }
}

fn check(book: &Workbook, format: WorkbookFormat) {
    assert_eq!(book.format, format);
    let sheets: Vec<_> = book.sheets.iter().map(|sheet| (&*sheet.name, sheet.hidden)).collect();
    assert_eq!(sheets, [("Biểu 1", false), ("It's. Data", false), ("_bdhvs", true)]);
    assert_eq!(book.custom_properties.get("bdhvs.unit").map(String::as_str), Some("00070"));
    let campaign = book.custom_properties.get("bdhvs.campaign").map(String::as_str);
    assert_eq!(campaign, Some("hanoi-2025"));
    let keywords = book.keywords.as_deref().unwrap();
    let words: Vec<_> = keywords.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    assert_eq!(words, ["bdhvs", "hanoi-2025", "00070"]);
    assert!(!book.macros);
    check_cells(book);
    check_names(book);
}

fn check_cells(book: &Workbook) {
    let cell = |address| book.sheets[0].cells.get(&Position::parse(address).unwrap()).unwrap();
    let number = |text: &str| RawValue::Number(text.parse().unwrap());
    assert_eq!(cell("A1").value, RawValue::Text("Chỉ tiêu  có hai dấu cách".to_owned()));
    assert_eq!(cell("F9").value, number("350"));
    assert_eq!(cell("F9").format, NumberFormat::Other);
    assert_eq!(cell("F10").value, number("0.855"));
    assert_eq!(cell("F10").format, NumberFormat::Percent);
    let RawValue::Date { iso, .. } = &cell("F11").value else { panic!("{:?}", cell("F11")) };
    assert_eq!(iso, "2025-09-30");
    assert_eq!(cell("F12").value, RawValue::Error("#DIV/0!".to_owned()));
    assert_eq!(cell("F13").value, number("700"));
    assert!(cell("F14").value.is_blank());
    for address in ["F12", "F13", "F14", "F18"] {
        assert!(cell(address).formula, "{address}");
    }
    for address in ["F9", "F10", "F11", "F15"] {
        assert!(!cell(address).formula, "{address}");
    }
    assert_eq!(cell("F15").value, number("85.5"));
    // LibreOffice has no truth values; in its own format and .xls it leaves the number it has.
    let truth = match book.format {
        WorkbookFormat::Xlsx => RawValue::Bool(true),
        _ => number("1"),
    };
    assert!([RawValue::Bool(true), truth].contains(&cell("F16").value), "{:?}", cell("F16"));
    assert_eq!(cell("F17").value, number("-1234.567"));
    assert_eq!(cell("F18").value, number("0.35"));
    assert_eq!(cell("F18").format, NumberFormat::Percent);
}

fn check_names(book: &Workbook) {
    let target = |name: &str| {
        let mut found = book.names.iter().filter(|defined| defined.name == name);
        let target = found.next().unwrap_or_else(|| panic!("{name} is lost")).target.clone();
        assert!(found.next().is_none());
        target
    };
    let at = |sheet, address| {
        NameTarget::Cell(CellReference { sheet, position: Position::parse(address).unwrap() })
    };
    assert_eq!(target("bdhvs_bieu1_3_own_value"), at(0, "F9"));
    assert_eq!(target("bdhvs_bieu1_4_own_value"), at(1, "A1"));
    assert_eq!(target("bdhvs_bieu1_5_own_value"), at(2, "A1"));
    assert_eq!(target("bdhvs_bieu1_6_own_value"), NameTarget::Deleted, "{:?}", book.format);
    assert!(matches!(target("bdhvs_bieu1_7_own_value"), NameTarget::Other(_)));
}
