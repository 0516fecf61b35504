//! What a consolidation carries on (docs/contract/levels.md, `merge --json`): the JSON and the workbook
//! say the same, whichever program saved the workbook and however its tables were sorted; what somebody
//! changed by hand is noticed, with its cell.

use std::path::PathBuf;

use bdhvs::testing::ledger::readback::{Change, Snapshot, SnapshotError, UnitState};
use serde_json::{Value, json};

use crate::consolidation::merged;
use crate::fill::{Package, Put, Spot};
use crate::office;
use crate::run::Folder;

#[track_caller]
fn read(bytes: &[u8], name: &str) -> Snapshot {
    Snapshot::read(bytes, name).unwrap_or_else(|error| panic!("{name}: {error:?}"))
}

/// Both files of a consolidation carry the same.
#[track_caller]
pub fn same_from_both(folder: &Folder, name: &str) {
    let [book, json] = ["xlsx", "json"].map(|ending| format!("{name}.{ending}"));
    let from_book = read(&folder.read(&book), &book);
    assert_eq!(from_book, read(&folder.read(&json), &json));
    assert!(!from_book.figures.is_empty());
}

fn carried() -> Snapshot {
    read(&merged().folder.read("th.json"), "th.json")
}

#[test]
fn the_json_and_the_workbook_carry_the_same() {
    same_from_both(&merged().folder, "th");
    let carried = carried();
    let states: Vec<_> = carried.units.iter().map(|unit| unit.state).collect();
    assert_eq!(states.iter().filter(|state| **state == UnitState::Merged).count(), 6);
    assert_eq!(states.iter().filter(|state| **state == UnitState::Missing).count(), 1);
    let row = carried.row(&"bieu".parse().unwrap(), &"1".parse().unwrap()).unwrap();
    // The place of the result holds what the form prints.
    let place = row.place.clone().unwrap();
    let book = Package::open(&merged().folder.path("th.xlsx"));
    assert_eq!(
        *book.names().get("_bdhvs_result_bieu_1").unwrap(),
        Spot { sheet: place.sheet, cell: place.cell }
    );
}

/// "Survives re-saving": LibreOffice writes every part anew.
#[test]
#[needs(LibreOffice)]
fn a_workbook_saved_by_libreoffice_carries_the_same() {
    let files: [PathBuf; 1] = [merged().folder.path("th.xlsx")];
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("lo");
    office::convert(&files, "xlsx", &out, home.path());
    let bytes = std::fs::read(out.join("th.xlsx")).unwrap();
    assert_eq!(read(&bytes, "th.xlsx"), carried());
}

/// The same by openpyxl, which also forgets the results of formulas.
#[test]
#[needs(Openpyxl)]
fn a_workbook_saved_by_openpyxl_carries_the_same() {
    let files: [PathBuf; 1] = [merged().folder.path("th.xlsx")];
    let out = tempfile::tempdir().unwrap();
    office::save_by_openpyxl(&files, out.path());
    let bytes = std::fs::read(out.path().join("th.xlsx")).unwrap();
    assert_eq!(read(&bytes, "th.xlsx"), carried());
}

/// Sorting, hiding rows, a column put in between and renamed sheets change nothing of it.
#[test]
#[needs(LibreOfficeApi)]
fn a_workbook_that_was_worked_on_carries_the_same() {
    let folder = &merged().folder;
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("th.xlsx");
    office::drive("carried_uno.py", &[&folder.path("th.xlsx"), &out, home.path()]);
    let mut moved = read(&std::fs::read(&out).unwrap(), "th.xlsx");
    let mut expected = carried();
    for row in &mut expected.rows {
        let place = row.place.as_mut().unwrap();
        assert_eq!(place.sheet, "Biểu 1");
        place.sheet = "Đổi tên".to_owned();
        // One column further right.
        let letter = place.cell.remove(0);
        place.cell.insert(0, char::from(letter as u8 + 1));
    }
    assert_eq!(moved.rows, expected.rows);
    moved.rows.clear();
    expected.rows.clear();
    assert_eq!(moved, expected);
}

/// A consolidation with something changed in its workbook.
#[track_caller]
fn changed(change: impl FnOnce(&mut Package)) -> SnapshotError {
    let mut book = Package::open(&merged().folder.path("th.xlsx"));
    change(&mut book);
    Snapshot::read(&book.bytes(), "th.xlsx").unwrap_err()
}

/// Where a text stands alone in its cell in a column of the detail, for a unit and a row.
fn spot(column: &str, unit: &str, row: &str) -> Spot {
    let book = crate::consolidation::book::Book::open(&merged().folder.path("th.xlsx"));
    let range = book.sheet("Chi tiết");
    let captions: Vec<String> =
        range.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let at = |caption: &str| captions.iter().position(|c| c == caption).unwrap();
    let is_it =
        |line: &&[calamine::Data]| line[at("Mã đơn vị")] == *unit && line[at("Mã dòng")] == *row;
    let line = range.rows().position(|line| is_it(&line)).unwrap();
    let letter = char::from(b'A' + u8::try_from(at(column)).unwrap());
    Spot { sheet: "Chi tiết".to_owned(), cell: format!("{letter}{}", line + 1) }
}

fn only(error: SnapshotError) -> Change {
    match error {
        SnapshotError::Changed(changes) if changes.len() == 1 => {
            changes.into_iter().next().unwrap()
        }
        other => panic!("{other:?}"),
    }
}

/// "A total or visible result that somebody edited by hand must be noticed", with its cell.
#[test]
fn a_figure_that_was_changed_by_hand_is_named() {
    let figure = spot("Kết quả", "P02", "bieu.2");
    let change = only(changed(|book| {
        book.put_at(&figure, Put::Number("21"));
    }));
    let at = change.place.clone().unwrap();
    assert_eq!((&at.sheet, &at.cell), (&figure.sheet, &figure.cell));
    assert_eq!((change.row.as_str(), change.written.as_str()), ("bieu.2", "21"));
    assert_eq!((change.unit.unwrap().as_str(), change.expected.as_str()), ("P02", "20"));

    // The numerator of a rate whose percentage still looks the same.
    let numerator = spot("Số đạt", "P01", "bieu.1");
    let change = only(changed(|book| {
        book.put_at(&numerator, Put::Number("61"));
    }));
    assert_eq!(change.place.unwrap().cell, numerator.cell);

    // The result that the form prints.
    let result = Package::open(&merged().folder.path("th.xlsx"));
    let result = result.names().get("_bdhvs_result_bieu_2").unwrap().clone();
    let change = only(changed(|book| {
        book.put_at(&result, Put::Number("9999"));
    }));
    assert_eq!((change.place.unwrap().cell, change.unit), (result.cell, None));
    assert_eq!((change.written.as_str(), change.expected.as_str()), ("9999", "1123"));

    // A figure with its code: the total no longer comes out.
    let code = spot("Mã số liệu", "P02", "bieu.2");
    let change = only(changed(|book| {
        book.put_at(&figure, Put::Number("21")).put_at(&code, Put::Text("own 21"));
    }));
    assert_eq!((change.unit, change.row.as_str()), (None, "bieu.2"));
    assert_eq!((change.written.as_str(), change.expected.as_str()), ("1.123 (3/5)", "1.124 (3/5)"));

    // A figure where there was none.
    let blank = spot("Kết quả", "SO-B", "bieu.1");
    let change = only(changed(|book| {
        book.put_at(&blank, Put::Number("50"));
    }));
    assert_eq!((change.place.unwrap().cell, change.expected.as_str()), (blank.cell, ""));
}

/// The same of the JSON.
#[test]
fn a_json_that_was_changed_is_not_believed() {
    let mut json: Value = merged().json.clone();
    let row = json["indicators"].as_array_mut().unwrap().iter_mut().find(|r| r["indicator"] == "2");
    row.unwrap()["contributions"][0]["value"] = json!(1101);
    let error = Snapshot::read(json.to_string().as_bytes(), "th.json").unwrap_err();
    assert_eq!(only(error).row, "bieu.2");
}

/// Whole numbers beyond those that a binary float holds are read from their digits.
#[test]
fn large_numbers_stay_whole() {
    let mut json: Value = merged().json.clone();
    let row = json["indicators"].as_array_mut().unwrap().iter_mut().find(|r| r["indicator"] == "3");
    row.unwrap()["contributions"][0]["value"] = json!(9_007_199_254_740_993_i64);
    let carried = read(json.to_string().as_bytes(), "th.json");
    let figure = carried.figures.iter().find(|f| f.indicator.as_str() == "3").unwrap();
    assert_eq!(figure.figure.count(), Some(9_007_199_254_740_993));
}

/// What is no consolidation is said to be none, each for its reason.
#[test]
fn what_is_no_consolidation_is_refused() {
    let error = |bytes: &[u8], name| Snapshot::read(bytes, name).unwrap_err();
    assert_eq!(error(br#"{"schema": "bdhvs.validation/1"}"#, "a.json"), SnapshotError::NotOne);
    assert_eq!(error(b"{}", "a.json"), SnapshotError::NotOne);
    let cut = error(br#"{"schema": "bdhvs.consol"#, "a.json");
    assert!(matches!(cut, SnapshotError::NotWhole { .. }), "{cut:?}");
    let bare = error(br#"{"schema": "bdhvs.consolidation/1", "campaign": "a"}"#, "a.json");
    assert!(matches!(bare, SnapshotError::NotWhole { .. }), "{bare:?}");
    assert!(matches!(error(b"%PDF-1.4", "a.pdf"), SnapshotError::Open(_)));
    let folder = &merged().folder;
    let form = std::fs::read_dir(folder.path("in")).unwrap().next().unwrap().unwrap().path();
    assert_eq!(error(&std::fs::read(form).unwrap(), "a.xlsx"), SnapshotError::NotOne);
    // Without the names of its columns the table cannot be found.
    let lost = changed(|book| {
        book.replace(&["xl/workbook.xml"], "_bdhvs_detail_figure", "_bdhvs_detail_lost");
    });
    assert!(matches!(lost, SnapshotError::NotWhole { .. }), "{lost:?}");
}
