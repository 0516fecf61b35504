//! Faults of the layout (3xx): what is not there silences what is inside it.

use serde_json::Value;

use super::{B1_3, B2_4, validated};
use crate::fill::{Package, Put};
use crate::issued::{clean, clean_but};
use crate::moved::{Names, at, shift};
use crate::rules::{Seen, seen, wanted};
use Put::{Number, Text};

/// 301 leaves out its form only and silences every row of it.
#[test]
fn bd301_a_missing_form_silences_its_rows_and_leaves_the_other_form() {
    let mut workbook = clean_but("00004", &[(B1_3, Text("cao")), (B2_4, Text("hơn 200"))]);
    shift(&mut workbook, "Biểu 1", Names::Follow, |_| None);
    let file = validated("a.xlsx", &workbook.bytes(), 1, &[]);
    assert_eq!(file["status"], "accepted");
    let found: Vec<Seen> = file["findings"].as_array().unwrap().iter().map(seen).collect();
    let missing = Seen {
        code: "BD301".into(),
        severity: "error".into(),
        name: "bieu1___".into(),
        ..Seen::default()
    };
    assert_eq!(found, [missing, wanted(&workbook, "BD405", "error", B2_4)]);
}

/// A duplicated sheet whose copy was changed (docs/design.md: nothing is guessed).
#[test]
fn bd305_a_row_whose_copies_differ_does_not_count() {
    let blamed = |workbook: &Package| -> Vec<(String, String)> {
        let file = validated("a.xlsx", &workbook.bytes(), 1, &[]);
        assert_eq!(file["status"], "accepted");
        let findings = file["findings"].as_array().unwrap().iter();
        findings
            .map(|f| (f["code"].as_str().unwrap(), f["indicator"].as_str().unwrap()))
            .map(|(code, row)| (code.to_owned(), row.to_owned()))
            .collect()
    };
    let found = |rows: &[&str]| -> Vec<(String, String)> {
        rows.iter().map(|row| ("BD305".to_owned(), (*row).to_owned())).collect()
    };
    let four = format!("bdhvs_{}", "bieu2_4_own_value");
    // A sheet was duplicated and the copy changed: the name leads to two cells.
    let mut copied = clean_but("00004", &[("bieu2_5_own_value", Number("99"))]);
    let second = copied.spot("bieu2_5_own_value").clone();
    let column = second.cell.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let absolute = format!("${column}${}", &second.cell[column.len()..]);
    let local = format!(
        "<definedName name=\"{four}\" localSheetId=\"1\">'{}'!{absolute}</definedName>",
        second.sheet
    );
    copied.replace(&["xl/workbook.xml"], "</definedNames>", &format!("{local}</definedNames>"));
    assert_eq!(blamed(&copied), found(&["4"]));
    // The copy holds the same: there is nothing to choose.
    let mut same = clean_but("00004", &[("bieu2_5_own_value", Number("12"))]);
    same.put("bieu2_4_own_value", Number("12"));
    same.replace(&["xl/workbook.xml"], "</definedNames>", &format!("{local}</definedNames>"));
    let file = validated("a.xlsx", &same.bytes(), 0, &[]);
    assert_eq!(file["findings"].as_array().unwrap().len(), 0, "{file:#}");
}

/// docs/contract/rules.md: a missing row silences the findings inside it, and is named.
#[test]
fn bd302_a_missing_row_silences_what_is_inside_it() {
    for (form, sheet, row) in [("bieu1", "Biểu 1", "3"), ("bieu2", "Biểu 2", "4")] {
        let mut workbook = clean_but("00004", &[(B1_3, Number("50")), (B2_4, Text("cao"))]);
        let line = at(&workbook.spot(&format!("{form}_{row}_own_value")).cell).0;
        let gone = |(r, c)| (r != line).then_some((r, c));
        shift(&mut workbook, sheet, Names::Follow, gone);
        assert_missing(&workbook, form, row);
    }
    // Columns: the rate is written by hand, and without its two figures would be a 505, were they
    // blank.
    for lost in [&["numerator"][..], &["numerator", "denominator"]] {
        let mut workbook = clean_but("00004", &[(B1_3, Number("50"))]);
        let columns: Vec<u32> = lost
            .iter()
            .map(|field| at(&workbook.spot(&format!("bieu1_3_own_{field}")).cell).1)
            .collect();
        shift(&mut workbook, "Biểu 1", Names::Follow, |(r, c)| {
            (!columns.contains(&c)).then_some((r, c))
        });
        assert_missing(&workbook, "bieu1", "3");
    }
}

/// A row of a form has one finding: that it, or a cell of it, is missing.
#[track_caller]
fn assert_missing(workbook: &Package, form: &str, row: &str) {
    let file = validated("a.xlsx", &workbook.bytes(), 1, &[]);
    let all = file["findings"].as_array().unwrap().iter();
    let findings: Vec<&Value> =
        all.filter(|f| f["indicator"] == row && f["form"] == form).collect();
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(findings[0]["code"], "BD302");
    assert_eq!(findings[0]["severity"], "error");
    assert!(findings[0]["cell"].is_null());
}

/// One cell that two rows claim (docs/design.md: nothing is guessed): neither row counts.
#[test]
fn bd305_a_cell_that_two_rows_claim_is_neithers() {
    let mut workbook = clean("00004");
    let spot = |name: &str| {
        let cell = clean("00004").spot(name).cell.clone();
        let (column, row) = cell.split_at(1);
        format!("${column}${row}<")
    };
    let (four, five) = (spot(B2_4), spot("bieu2_5_own_value"));
    workbook.replace(
        &["xl/workbook.xml"],
        &format!("'Biểu 2'!{five}"),
        &format!("'Biểu 2'!{four}"),
    );
    let file = validated("a.xlsx", &workbook.bytes(), 1, &[]);
    let found: Vec<_> = file["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| (&finding["code"], &finding["indicator"], &finding["severity"]))
        .collect();
    let (code, error) = (Value::from("BD305"), Value::from("error"));
    let rows = [Value::from("4"), Value::from("5")];
    assert_eq!(found, [(&code, &rows[0], &error), (&code, &rows[1], &error)], "{file:#}");
}

/// The column of the wordings was deleted: one finding for the sheet, and no figure of it counts.
#[test]
fn bd309_a_sheet_without_wordings_is_one_finding() {
    let mut workbook = clean("00004");
    shift(&mut workbook, "Biểu 2", Names::Follow, |(r, c)| match c {
        2 if r > 5 => None,
        c => Some((r, c)),
    });
    let file = validated("a.xlsx", &workbook.bytes(), 1, &[]);
    let findings = file["findings"].as_array().unwrap().iter();
    let errors: Vec<Seen> =
        findings.filter(|finding| finding["severity"] == "error").map(seen).collect();
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!((errors[0].code.as_str(), errors[0].name.as_str()), ("BD309", "bieu2___"));
}
