//! What is done to a filled workbook besides filling it in, by LibreOffice through its API and by
//! openpyxl: rows and columns inserted and deleted, cells cut and pasted, sheets renamed, copied, moved to
//! a new workbook, tables pasted into an empty workbook and typed again. Each reads right or is reported
//! exactly, with its address (docs/design.md: nothing is dropped, nothing is guessed).
//!
//! `layout.rs` does the like to the XML of a package, where no other program is needed.

use std::path::{Path, PathBuf};
use std::process::Command;

use harness::Need;
use serde_json::json;

use crate::fill::Put;
use crate::issued::clean_but;
use crate::run::Folder;
use crate::seen::{Seen, found, seen};

/// An operation, what is merged of rows 4 and 5, the findings, and how many of the cells that a clean
/// return uses are not used, and are rejected.
type Case<'a> = (&'a str, [Option<u64>; 2], &'a [(&'a str, &'a str, &'a str)], u64, u64);

const BOTH: [Option<u64>; 2] = [Some(4321), Some(54)];
const NEITHER: [Option<u64>; 2] = [None, None];
const FIVE: [Option<u64>; 2] = [None, Some(54)];
/// The forms that are not there where only Biểu 2 is.
const OTHERS: [(&str, &str, &str); 3] = [("BD301", "", ""), ("BD301", "", ""), ("BD301", "", "")];

/// The return of Phường Ba Đình in which rows 4 and 5 of Biểu 2 say 4321 and 54.
fn filled(folder: &Folder) -> Seen {
    let cells =
        [("bieu2_4_own_value", Put::Number("4321")), ("bieu2_5_own_value", Put::Number("54"))];
    let workbook = clean_but("00004", &cells);
    // The specification below names these.
    for (name, cell) in [("bieu2_4_own_value", "F9"), ("bieu2_5_own_value", "F10")] {
        assert_eq!(workbook.spot(name).cell, cell);
    }
    folder.write("a.xlsx", workbook.bytes());
    let seen = seen(&workbook.bytes(), "a.xlsx");
    assert_eq!((seen.findings.len(), seen.merged), (0, BOTH));
    seen
}

/// Has a script do the operations and gives the folder of the results.
fn done(
    folder: &Folder,
    mut python: Command,
    script: &str,
    formats: &[&str],
    cases: &[&str],
) -> PathBuf {
    std::fs::create_dir(folder.path("out")).unwrap();
    let specification = json!({
        "source": folder.path("a.xlsx"),
        "sheet": "Biểu 2",
        "forms": ["Biểu 1", "Biểu 2", "Nhiệm vụ", "Đề cương"],
        "four": "F9",
        "five": "F10",
        "table": "A6:J22",
        "body": "A7:I22",
        "typed": "ABCFGHI",
        "unit": "UBND PHƯỜNG BA ĐÌNH",
        "out": folder.path("out"),
        "formats": formats,
        "operations": cases,
    });
    folder.write("operations.json", specification.to_string());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office").join(script);
    let output = python.arg(script).arg(folder.path("operations.json")).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder.path("out")
}

#[track_caller]
fn check(out: &Path, extension: &str, clean: &Seen, case: &Case<'_>) {
    let (name, merged, findings, unused, rejected) = case;
    let file = format!("{name}.{extension}");
    let bytes = std::fs::read(out.join(&file)).unwrap();
    let seen = seen(&bytes, &file);
    let mut expected = found(findings);
    // Lists of one rule after the other, whatever the order of the forms.
    let mut actual = seen.findings.clone();
    expected.sort();
    actual.sort();
    assert_eq!(actual, expected, "{file}: {seen:?}");
    assert_eq!(seen.merged, *merged, "{file}: {seen:?}");
    let [used, ..] = clean.cells;
    assert_eq!(seen.cells[..2], [used - unused, *rejected], "{file}");
    let is_rejected = findings.iter().any(|(code, ..)| *code == "BD201") && *unused == used;
    assert_eq!(seen.status == "rejected", is_rejected, "{file}");
}

#[test]
#[needs(LibreOfficeApi)]
fn libreoffice() {
    let folder = Folder::new();
    let clean = filled(&folder);
    let deleted: Vec<_> = ROWS.iter().map(|row| ("BD302", *row, "")).collect();
    // Row 17 comes to stand where it stood.
    let sorted = ROWS.iter().filter(|row| **row != "17");
    let sorted: Vec<_> = sorted.map(|row| ("BD305", *row, "")).collect();
    let pasted = [&OTHERS[..], &[("BD306", "", "F7")]].concat();
    let outlines = [("BD306", "", "F7"), ("BD306", "", "F7"), ("BD306", "", "F10")];
    let all = [&outlines[..], &[("BD306", "", "C7")]].concat();
    let one_below = [("BD306", "", "F7"), ("BD306", "", "F25"), ("BD306", "", "F57")];
    let one_sheet = [&one_below[..], &[("BD306", "", "C111")]].concat();
    let used = clean.cells[0];
    let cases: Vec<Case<'_>> = vec![
        ("saved_again", BOTH, &[], 0, 0),
        // Names follow; what is inserted is blank.
        ("row_inserted", BOTH, &[], 0, 0),
        ("row_inserted_and_filled", BOTH, &[("BD304", "", "B10")], 0, 0),
        ("column_inserted", BOTH, &[], 0, 0),
        ("row_deleted", FIVE, &[("BD302", "4", "")], 2, 0),
        ("column_deleted", NEITHER, &deleted, 16, 0),
        (
            "cut_out_of_the_table",
            FIVE,
            &[("BD304", "", "Z40"), ("BD306", "", "F9"), ("BD401", "4", "F9")],
            1,
            0,
        ),
        ("cut_onto_another", NEITHER, &[("BD305", "4", ""), ("BD305", "5", "")], 2, 1),
        ("sheet_renamed", BOTH, &[], 0, 0),
        ("sheet_duplicated", BOTH, &[], 0, 0),
        ("sheet_duplicated_and_changed", FIVE, &[("BD305", "4", "")], 1, 2),
        ("sheets_in_another_order", BOTH, &[], 0, 0),
        // The unit is known by the line printed on the sheet.
        ("all_sheets_in_a_new_workbook", BOTH, &[], 0, 0),
        ("one_sheet_in_a_new_workbook", BOTH, &OTHERS, used - 33, 0),
        ("pasted_into_an_empty_workbook", BOTH, &pasted, used - 33, 0),
        ("all_pasted_into_an_empty_workbook", BOTH, &all, 0, 0),
        ("all_pasted_on_one_sheet", BOTH, &one_sheet, 0, 0),
        // Without the head nothing tells whose table it is.
        ("table_pasted_into_an_empty_workbook", NEITHER, &[("BD201", "", "")], used, 0),
        ("rows_sorted", NEITHER, &sorted, 31, 31),
    ];
    let names: Vec<&str> = cases.iter().map(|(name, ..)| *name).collect();
    let formats = ["xlsx", "xls", "ods"];
    let out = done(&folder, harness::office_python(), "operations_uno.py", &formats, &names);
    let all = std::env::var_os("BDHVS_ALL").is_some();
    for extension in formats {
        let is_run = |name: &str| all || extension == "xlsx" || IN_EVERY_FORMAT.contains(&name);
        for case in cases.iter().filter(|case| is_run(case.0)) {
            check(&out, extension, &clean, case);
        }
    }
}

/// What a normal run looks at in .xls and .ods too, each format having its own way of writing names that
/// lead nowhere, lead elsewhere, or are gone; `BDHVS_ALL=1` looks at everything.
const IN_EVERY_FORMAT: [&str; 4] = [
    "row_deleted",
    "cut_out_of_the_table",
    "sheet_duplicated_and_changed",
    "pasted_into_an_empty_workbook",
];

/// The rows of Biểu 2 that a ward answers.
const ROWS: [&str; 16] =
    ["1", "3", "4", "5", "6", "7", "9", "10", "11", "12", "13", "14", "15", "16", "17", "23"];

/// openpyxl moves cells and leaves the names behind. Then the name and the address at issue say the same,
/// because neither has moved: that is one witness and not two, and what is printed beside the cell is
/// another. Believing the two would take the figure of the row above, believing the print would be a guess,
/// so that no row below the change counts, and each says both places.
#[test]
#[needs(Openpyxl)]
fn openpyxl() {
    let folder = Folder::new();
    let clean = filled(&folder);
    let below: Vec<_> = ROWS[2..].iter().map(|row| ("BD305", *row, "")).collect();
    let column: Vec<_> = ROWS.iter().map(|row| ("BD305", *row, "")).collect();
    let renamed = [("BD306", "", "F7")];
    let copied =
        [("BD306", "", "G7"), ("BD306", "", "F7"), ("BD306", "", "F10"), ("BD306", "", "C7")];
    let one_sheet =
        [("BD306", "", "G10"), ("BD306", "", "F28"), ("BD306", "", "F60"), ("BD306", "", "C114")];
    let typed = [&OTHERS[..], &[("BD201", "", ""), ("BD306", "", "D5")]].concat();
    let used = clean.cells[0];
    let cases: Vec<Case<'_>> = vec![
        ("saved_again", BOTH, &[], 0, 0),
        ("row_inserted", NEITHER, &below, 29, 29),
        ("column_inserted", NEITHER, &column, 33, 33),
        ("row_deleted", NEITHER, &below, 29, 27),
        ("cut_out_of_the_table", FIVE, &[("BD304", "", "Z40"), ("BD401", "4", "F9")], 1, 0),
        ("sheet_renamed", BOTH, &renamed, 0, 0),
        ("sheet_duplicated", BOTH, &[], 0, 0),
        ("sheet_duplicated_and_changed", FIVE, &[("BD305", "4", "")], 1, 2),
        ("sheets_in_another_order", BOTH, &[], 0, 0),
        ("values_in_a_new_workbook", BOTH, &copied, 0, 0),
        ("values_on_one_sheet", BOTH, &one_sheet, 0, 0),
        ("typed_again", BOTH, &typed, used - 33, 0),
        ("typed_again_without_the_unit", NEITHER, &[("BD201", "", "")], used, 0),
    ];
    let names: Vec<&str> = cases.iter().map(|(name, ..)| *name).collect();
    let python = harness::python(&[Need::Openpyxl]);
    let out = done(&folder, python, "operations_openpyxl.py", &["xlsx"], &names);
    for case in &cases {
        check(&out, "xlsx", &clean, case);
    }
}
