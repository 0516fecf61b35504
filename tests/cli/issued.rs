//! The issued workbooks, made once for all tests, and returns made out of them.

use std::path::PathBuf;
use std::sync::OnceLock;

use crate::definition::definition;
use crate::fill::{Package, Put};
use crate::run::Folder;

/// The folder that `template` wrote, on the day 2025-09-15.
pub fn issued() -> &'static Folder {
    static ISSUED: OnceLock<Folder> = OnceLock::new();
    ISSUED.get_or_init(|| {
        let folder = Folder::new();
        folder
            .run(["template", "-c", "hanoi-2025", "-o", "out", "--date", "2025-09-15", "-q"])
            .stdout("")
            .check();
        folder
    })
}

/// The issued workbook of a unit.
#[track_caller]
pub fn workbook_path(unit: &str) -> PathBuf {
    let folder = issued().path("out");
    let mut files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let start = format!("{unit}_");
    files
        .find(|path| path.file_name().unwrap().to_string_lossy().starts_with(&start))
        .unwrap_or_else(|| panic!("no workbook for {unit}"))
}

/// The issued workbook of a unit, blank.
#[track_caller]
pub fn blank(unit: &str) -> Package {
    Package::open(&workbook_path(unit))
}

/// A return about which there is nothing to say: every cell filled, every target met, none of them
/// exactly (BD602) but 100 %, every check held, evidence everywhere.
#[track_caller]
pub fn clean(unit: &str) -> Package {
    let mut workbook = blank(unit);
    for (answer, fields) in workbook.answers() {
        fill_clean(&mut workbook, &answer, &fields);
    }
    workbook
}

/// Fills one answer so that nothing is to be said about it.
pub fn fill_clean(workbook: &mut Package, answer: &str, fields: &[String]) {
    let (form, rest) = answer.split_once('_').unwrap();
    let id = rest.rsplit_once('_').unwrap().0.replace('_', ".");
    let row = definition().row(&format!("{form}.{id}"));
    let whole = row.target.as_deref() == Some("100%");
    for field in fields {
        let cell = format!("{answer}_{field}");
        match (field.as_str(), row.measure.as_str()) {
            ("value", "percent") => continue,
            ("numerator", _) if whole => workbook.put(&cell, Put::Number("1000")),
            ("numerator", _) => workbook.put(&cell, Put::Number("970")),
            ("denominator", _) => workbook.put(&cell, Put::Number("1000")),
            ("baseline", _) => workbook.put(&cell, Put::Number("40.5")),
            ("people", _) => workbook.put(&cell, Put::Number("2")),
            ("value", "rank") => workbook.put(&cell, Put::Number("3")),
            ("value", "arranged") => workbook.put(&cell, Put::Text("Đã bố trí")),
            ("value", _) => workbook.put(&cell, Put::Number("12")),
            ("evidence", _) => workbook.put(&cell, Put::Text("Báo cáo số 15/BC-UBND")),
            ("explanation", _) => continue,
            other => panic!("{other:?} in {answer}"),
        };
    }
}

/// A clean return with some cells changed.
#[track_caller]
pub fn clean_but(unit: &str, cells: &[(&str, Put<'_>)]) -> Package {
    let mut workbook = clean(unit);
    for (cell, content) in cells {
        workbook.put(cell, *content);
    }
    workbook
}

/// A return with nothing but these cells filled.
#[track_caller]
pub fn only(unit: &str, cells: &[(&str, Put<'_>)]) -> Package {
    let mut workbook = blank(unit);
    for (cell, content) in cells {
        workbook.put(cell, *content);
    }
    workbook
}
