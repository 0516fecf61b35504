//! The issued workbooks, made once for all tests, and returns made out of them.

use std::path::PathBuf;
use std::sync::OnceLock;

use crate::definition::{Definition, definition};
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
/// exactly (BD602) but 100 %, every check held, evidence everywhere, tasks done, sections written.
#[track_caller]
pub fn clean(unit: &str) -> Package {
    let mut workbook = blank(unit);
    fill_all_clean(&mut workbook, definition());
    workbook
}

/// Fills a workbook of any campaign so that nothing is to be said about it.
pub fn fill_all_clean(workbook: &mut Package, definition: &Definition) {
    for (answer, fields) in workbook.answers() {
        fill_clean(workbook, definition, &answer, &fields);
    }
}

/// Fills one answer so that nothing is to be said about it. Of a list, the first line is enough.
fn fill_clean(workbook: &mut Package, definition: &Definition, answer: &str, fields: &[String]) {
    for field in fields {
        let content = clean_content(definition, answer, field);
        if content != Put::Blank {
            workbook.put(&format!("{answer}_{field}"), content);
        }
    }
}

/// What a clean return holds in a cell.
pub fn clean_content(definition: &Definition, answer: &str, field: &str) -> Put<'static> {
    let (form, rest) = answer.split_once('_').unwrap();
    let id = rest.rsplit_once('_').unwrap().0.replace('_', ".");
    let row = definition.row(&format!("{form}.{id}"));
    let whole = row.target.as_deref() == Some("100%");
    match (row.kind.as_str(), field, row.measure.as_str()) {
        ("indicators", "value", "percent") | ("indicators" | "tasks", "explanation", _) => {
            Put::Blank
        }
        ("indicators", "numerator", _) if whole => Put::Number("1000"),
        ("indicators", "numerator", _) => Put::Number("970"),
        ("indicators", "denominator", _) => Put::Number("1000"),
        ("indicators", "baseline", "percent") => Put::Number("40.5"),
        ("indicators", "baseline", _) => Put::Number("40"),
        ("indicators", "people", "arranged") => Put::Number("2"),
        // A class has somebody in it.
        ("indicators", "people", _) => Put::Number("120"),
        ("indicators", "value", "rank") => Put::Number("3"),
        ("indicators", "value", "arranged") => Put::Text("Đã bố trí"),
        ("indicators", "value", "yes-no") => Put::Text("Có"),
        ("indicators", "value", "text") => Put::Text("từ 5 đến 7 thành viên"),
        ("indicators", "value", "count" | "count-with-people" | "documents") => Put::Number("12"),
        ("indicators" | "tasks", "evidence", _) => Put::Text("Báo cáo số 15/BC-UBND"),
        ("tasks", "status", _) => Put::Text("Hoàn thành"),
        ("tasks", "result", _) => Put::Text("Đã ban hành kế hoạch và tổ chức 12 lớp"),
        ("outline", "text", _) => Put::Text("Đã triển khai.\nKhông có vướng mắc."),
        ("list", ..) if id == "1" => Put::Text("Đội hình thanh niên số"),
        ("list", ..) => Put::Blank,
        other => panic!("{other:?} in {answer}"),
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
