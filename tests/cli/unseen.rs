//! What a sheet hides and merges (docs/contract/rules.md: 307, 308; docs/design.md: nothing is dropped,
//! nothing is guessed): hidden cells are read like any other and reported, and a merged figure counts
//! once, where it stands.

use serde_json::Value;

use crate::fill::{Package, Put};
use crate::issued::{clean, clean_but};
use crate::run::Folder;
use crate::seen::{results, rows_4_and_5};

const FORM: &str = "Biểu 2";
const FORMS: [&str; 4] = ["Biểu 1", FORM, "Nhiệm vụ", "Đề cương"];
const FOUR: &str = "bieu2_4_own_value";
const FIVE: &str = "bieu2_5_own_value";
/// What is merged of rows 4 and 5.
pub type Merged = [Option<u64>; 2];

pub const BOTH: Merged = [Some(4321), Some(54)];

/// A clean return in which rows 4 and 5 of Biểu 2, F9 and F10, say 4321 and 54.
pub fn filled() -> Package {
    let workbook = clean_but("00004", &[(FOUR, Put::Number("4321")), (FIVE, Put::Number("54"))]);
    assert_eq!((&*workbook.spot(FOUR).cell, &*workbook.spot(FIVE).cell), ("F9", "F10"));
    workbook
}

/// What is said of a file, what is merged of it, and the cells used, rejected, ignored.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// Code, severity, form, row, sheet and cell.
    pub findings: Vec<String>,
    pub merged: Merged,
    pub cells: [u64; 3],
    pub messages: Vec<String>,
}

#[track_caller]
pub fn seen_as(content: &[u8], name: &str) -> Seen {
    let folder = Folder::new();
    folder.write(&format!("in/{name}"), content);
    let (merged, report) = results(&folder, &[]);
    assert_eq!(merged["files"][0]["outcome"], "merged", "{merged:#}");
    let file = &report["files"][0];
    let findings = file["findings"].as_array().unwrap();
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap_or("-").to_owned();
    let place = |finding: &Value| {
        let keys = ["code", "severity", "form", "indicator", "sheet", "cell"];
        keys.map(|key| text(finding, key)).join(" ")
    };
    Seen {
        findings: findings.iter().map(place).collect(),
        merged: rows_4_and_5(&merged),
        cells: ["used", "rejected", "ignored"].map(|key| file["cells"][key].as_u64().unwrap()),
        messages: findings.iter().map(|f| text(f, "message") + " " + &text(f, "hint")).collect(),
    }
}

#[track_caller]
fn seen(workbook: &Package) -> Seen {
    let seen = seen_as(&workbook.bytes(), "a.xlsx");
    assert_eq!(seen.cells.iter().sum::<u64>(), stored(workbook), "{seen:?}");
    seen
}

/// The non-empty cells of the form sheets, counted in the XML.
fn stored(workbook: &Package) -> u64 {
    let of = |sheet: &&str| {
        let xml = workbook.part(&workbook.sheet_part(sheet));
        let cells = xml.split("<c r=\"").skip(1);
        cells.filter(|cell| !cell.split('>').next().unwrap().ends_with('/')).count() as u64
    };
    FORMS.iter().map(of).sum()
}

fn in_sheet(workbook: &mut Package, sheet: &str, from: &str, to: &str) {
    let part = workbook.sheet_part(sheet);
    workbook.replace(&[&part], from, to);
}

fn hide_row(workbook: &mut Package, row: u32) {
    let start = format!("<row r=\"{row}\"");
    in_sheet(workbook, FORM, &start, &format!("{start} hidden=\"1\""));
}

fn hide_column(workbook: &mut Package, column: u32) {
    let start = format!("<col min=\"{column}\" max=\"{column}\"");
    in_sheet(workbook, FORM, &start, &format!("{start} hidden=\"1\""));
}

fn hide_sheet(workbook: &mut Package, sheet: &str, state: &str) {
    let start = format!("<sheet name=\"{sheet}\"");
    workbook.replace(&["xl/workbook.xml"], &start, &format!("{start} state=\"{state}\""));
}

fn merge(workbook: &mut Package, sheet: &str, area: &str) {
    let new = format!("<mergeCell ref=\"{area}\"/></mergeCells>");
    in_sheet(workbook, sheet, "</mergeCells>", &new);
}

/// Rows, columns and sheets that are hidden are read as if they were not, and named once a sheet.
#[test]
fn bd308_what_is_hidden_is_read_and_named_once_a_sheet() {
    let open = seen(&filled());
    assert_eq!((open.findings.len(), open.merged), (0, BOTH));
    type Hide = fn(&mut Package);
    let cases: [(Hide, &str, &[&str]); 6] = [
        (|w| hide_row(w, 9), "BD308 warning bieu2 - Biểu 2 A9", &["dòng 9,", "A9; B9"]),
        (
            |w| [9, 10, 12].into_iter().for_each(|row| hide_row(w, row)),
            "BD308 warning bieu2 - Biểu 2 A9",
            &["dòng 9–10, 12,", "; …"],
        ),
        (|w| hide_column(w, 6), "BD308 warning bieu2 - Biểu 2 F6", &["cột F,", "F6; F7"]),
        (
            |w| {
                hide_column(w, 8);
                hide_row(w, 22);
            },
            "BD308 warning bieu2 - Biểu 2 H5",
            &["dòng 22 và cột H,"],
        ),
        (
            |w| hide_sheet(w, FORM, "hidden"),
            "BD308 warning bieu2 - Biểu 2 A1",
            &["“Biểu 2” đang bị ẩn", "vẫn được đọc"],
        ),
        (
            |w| hide_sheet(w, "Hướng dẫn", "veryHidden"),
            "BD308 warning - - Hướng dẫn A1",
            &["“Hướng dẫn” đang bị ẩn", "không phải biểu của đơn vị"],
        ),
    ];
    for (hide, finding, says) in cases {
        let mut workbook = filled();
        hide(&mut workbook);
        let hidden = seen(&workbook);
        assert_eq!(hidden.findings, [finding]);
        assert_eq!((hidden.merged, hidden.cells), (open.merged, open.cells), "{finding}");
        for text in says {
            assert!(hidden.messages[0].contains(text), "{text}: {}", hidden.messages[0]);
        }
    }
}

/// An input cell that is hidden and blank is as unseen as one that is filled; what holds nothing and
/// asks nothing is no finding.
#[test]
fn bd308_hidden_cells_that_must_be_filled_are_named() {
    let mut workbook = filled();
    workbook.put(FOUR, Put::Blank);
    hide_row(&mut workbook, 9);
    let hidden = seen(&workbook);
    let expected = ["BD308 warning bieu2 - Biểu 2 A9", "BD401 error bieu2 4 Biểu 2 F9"];
    assert_eq!(hidden.findings, expected);
    let mut workbook = filled();
    in_sheet(&mut workbook, FORM, "</sheetData>", "<row r=\"60\" hidden=\"1\"/></sheetData>");
    in_sheet(&mut workbook, FORM, "</cols>", "<col min=\"30\" max=\"99\" hidden=\"1\"/></cols>");
    assert_eq!(seen(&workbook).findings, [""; 0]);
}

/// A figure over two rows counts for the first; the second has none, for a reason that is said once.
#[test]
fn bd307_a_merged_figure_counts_for_its_own_row() {
    let mut workbook = filled();
    workbook.put(FIVE, Put::Blank);
    merge(&mut workbook, FORM, "F9:F10");
    let merged = seen(&workbook);
    // As serious as the blank that it explains.
    assert_eq!(merged.findings, ["BD307 error bieu2 5 Biểu 2 F10"]);
    assert_eq!(merged.merged, [BOTH[0], None]);
    for text in ["F10", "F9:F10", "ô F9", "Unmerge"] {
        assert!(merged.messages[0].contains(text), "{text}: {}", merged.messages[0]);
    }
    // What a covered cell still holds is read, and shown to whoever cannot see it.
    let mut workbook = filled();
    merge(&mut workbook, FORM, "F9:F10");
    let kept = seen(&workbook);
    assert_eq!(kept.findings, ["BD307 warning bieu2 5 Biểu 2 F10"]);
    assert_eq!((kept.merged, kept.cells), (BOTH, seen(&filled()).cells));
    assert!(kept.messages[0].contains("“54”"), "{}", kept.messages[0]);
}

/// docs/contract/rules.md: "never blames a cell for what another cell caused", and nothing else is
/// silenced.
#[test]
fn bd307_stands_in_the_place_of_what_it_explains() {
    let blank = |cells: &[&str]| {
        let cells: Vec<(&str, Put<'_>)> = cells.iter().map(|cell| (*cell, Put::Blank)).collect();
        clean_but("00004", &cells)
    };
    let rate = ["bieu1_3_own_numerator", "bieu1_3_own_denominator"];
    let cases: [(Package, &str, &str, &[&str]); 7] = [
        // Evidence that the form demands.
        (blank(&["bieu2_1_own_evidence"]), FORM, "G7:H7", &["BD307 warning bieu2 1 Biểu 2 H7"]),
        // An optional cell.
        (clean("00004"), FORM, "H9:I9", &["BD307 warning bieu2 4 Biểu 2 I9"]),
        // The input cell is the first one, or beside the area.
        (clean("00004"), FORM, "F9:G9", &[]),
        (blank(&[FOUR]), FORM, "F10:G10", &["BD401 error bieu2 4 Biểu 2 F9"]),
        // Another cell of the row is blank by itself.
        (
            blank(&[FOUR]),
            FORM,
            "H9:I9",
            &["BD401 error bieu2 4 Biểu 2 F9", "BD307 warning bieu2 4 Biểu 2 I9"],
        ),
        // One figure of a rate, and both.
        (blank(&rate[1..]), "Biểu 1", "G9:H9", &["BD307 error bieu1 3 Biểu 1 H9"]),
        (
            blank(&rate),
            "Biểu 1",
            "F9:H9",
            &["BD307 error bieu1 3 Biểu 1 G9", "BD307 warning bieu1 3 Biểu 1 H9"],
        ),
    ];
    for (mut workbook, sheet, area, findings) in cases {
        merge(&mut workbook, sheet, area);
        assert_eq!(seen(&workbook).findings, findings, "{area}");
    }
}

/// A task without a status is a warning, merged or not.
#[test]
fn bd307_is_no_more_serious_than_the_blank_that_it_explains() {
    let workbook = clean("00004");
    let (answer, _) =
        workbook.answers().into_iter().find(|(a, _)| a.starts_with("nhiemvu_")).unwrap();
    let status = format!("{answer}_status");
    let spot = workbook.spot(&status).clone();
    let row = spot.cell.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let mut workbook = clean_but("00004", &[(&status, Put::Blank)]);
    merge(&mut workbook, &spot.sheet, &format!("A{row}:{}", spot.cell));
    let seen = seen(&workbook);
    assert_eq!(seen.findings.len(), 1, "{seen:?}");
    assert!(seen.findings[0].starts_with("BD307 warning nhiemvu"), "{seen:?}");
}
