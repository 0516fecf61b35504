//! What a sheet merges and hides.

use std::ops::RangeInclusive;

use crate::package::{Xlsx, open_xlsx};

const ONE: &str = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";

#[test]
fn merged_areas_and_hidden_rows_and_columns_are_told() {
    let sheet = "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"5\" max=\"5\" width=\"0\"/>\
         <col min=\"7\" max=\"16384\" width=\"9\"/></cols><sheetData>\
         <row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>1</v></c></row><row r=\"3\" hidden=\"true\"/>\
         <row r=\"5\" ht=\"0\" customHeight=\"1\"/><row r=\"6\" hidden=\"0\" ht=\"15\"/></sheetData>\
         <mergeCells count=\"2\"><mergeCell ref=\"A1:C2\"/><mergeCell ref=\"E5:E6\"/></mergeCells>";
    let read = open_xlsx(&Xlsx::with_sheet(sheet)).unwrap();
    let sheet = &read.sheets[0];
    let merged: Vec<String> = sheet.merged.iter().map(ToString::to_string).collect();
    assert_eq!(merged, ["A1:C2", "E5:E6"]);
    let spans: [RangeInclusive<u32>; 2] = [1..=2, 4..=4];
    assert_eq!(sheet.hidden_rows, spans);
    assert_eq!(sheet.hidden_columns, spans);
}

#[test]
fn merged_cells_that_make_no_sense_are_refused_and_bounded() {
    for area in ["", "B2:A1", "A1:B2:C3"] {
        let sheet = format!("<sheetData>{ONE}</sheetData><mergeCell ref=\"{area}\"/>");
        assert!(open_xlsx(&Xlsx::with_sheet(&sheet)).is_err(), "{area}");
    }
    let many = "<mergeCell ref=\"A1:B1\"/>".repeat(100_001);
    let sheet = format!("<sheetData>{ONE}</sheetData><mergeCells>{many}</mergeCells>");
    assert!(open_xlsx(&Xlsx::with_sheet(&sheet)).is_err());
    let sheet =
        format!("<cols><col min=\"0\" max=\"x\" hidden=\"1\"/></cols><sheetData>{ONE}</sheetData>");
    assert_eq!(open_xlsx(&Xlsx::with_sheet(&sheet)).unwrap().sheets[0].hidden_columns, []);
}
