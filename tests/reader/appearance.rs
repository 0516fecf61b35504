//! What cells show besides what they store, as real programs write it in .xls and .ods.

use std::collections::BTreeMap;

use bdhvs::testing::reader::workbook::Workbook;
use bdhvs::testing::reader::{open, read_file};
use bdhvs::testing::values::quantity::raw::{Appearance, RawValue, TextEffect, TextRun};
use harness::Need;

use crate::office;
use crate::package::at;

fn look(book: &Workbook, address: &str) -> Appearance {
    at(book, address).unwrap().appearance.map(|look| *look).unwrap_or_default()
}

fn runs(parts: &[(&str, TextEffect)]) -> Vec<TextRun> {
    let run =
        |(text, effect): &(&str, TextEffect)| TextRun { text: (*text).to_owned(), effect: *effect };
    parts.iter().map(run).collect()
}

#[test]
#[needs(LibreOfficeApi)]
fn cells_saved_by_libreoffice_say_what_they_show() {
    use TextEffect::{Lowered, Plain, Raised, Struck};
    let folder = tempfile::tempdir().unwrap();
    office::drive("looks_uno.py", &[folder.path()]);
    for extension in ["xls", "ods"] {
        let name = format!("a.{extension}");
        let book = open(&read_file(&folder.path().join(&name)).unwrap(), &name).unwrap();
        let runs_of = |address| look(&book, address).runs;
        assert_eq!(runs_of("A1"), runs(&[("1200", Struck), ("1250", Plain)]), "{name}");
        assert_eq!(runs_of("A2"), runs(&[("1250", Plain), ("1", Raised)]), "{name}");
        assert_eq!(runs_of("A3"), runs(&[("1250", Struck)]), "{name}");
        assert_eq!(runs_of("A16"), runs(&[("H", Plain), ("2", Lowered), ("O", Plain)]), "{name}");
        let parts = [("Đã bố trí\u{a0}và 😀", Plain), (" xong", Struck)];
        assert_eq!(runs_of("A19"), runs(&parts), "{name}");
        let shown: BTreeMap<&str, Option<String>> =
            ["A4", "A5", "A6", "A7", "A17"].map(|at| (at, look(&book, at).shown)).into();
        let text = |text: &str| Some(text.to_owned());
        let expected = [
            ("A4", text("5 nghìn người")),
            ("A5", text("1.250")),
            ("A6", text("")),
            ("A7", text("85‰")),
            ("A17", None),
        ];
        assert_eq!(shown, expected.into(), "{name}");
        assert!(look(&book, "A8").faint && !look(&book, "A18").faint, "{name}");
        assert_eq!(book.sheets[0].hidden_rows, [8..=8], "{name}");
        assert_eq!(book.sheets[0].hidden_columns, [2..=2], "{name}");
        assert_eq!(look(&book, "A10").cut, extension == "xls", "{name}");
        let truth = at(&book, "A11").unwrap().value;
        let is_truth = truth == RawValue::Bool(true) || look(&book, "A11").shown == text("TRUE");
        assert!(is_truth, "{name}: {truth:?}");
        assert!(matches!(at(&book, "A12").unwrap().value, RawValue::Date { .. }), "{name}");
        assert_eq!(look(&book, "A13").formula, text("97*1"), "{name}");
        assert_eq!(at(&book, "A14").unwrap().value, RawValue::Text("Đã bố trí".to_owned()));
        let lines = RawValue::Text("dòng một\ndòng hai".to_owned());
        assert_eq!(at(&book, "A15").unwrap().value, lines, "{name}");
        let covered: Vec<String> =
            book.sheets[0].pictures.iter().map(ToString::to_string).collect();
        assert_eq!(covered, ["E3:F5", "E3:F5"], "{name}");
    }
}

/// Rich texts of xlwt, of which the second goes on in another record.
#[test]
#[needs(Xlwt)]
fn rich_texts_of_xlwt_say_what_they_show() {
    const SCRIPT: &str = r#"
import sys, xlwt
book = xlwt.Workbook()
sheet = book.add_sheet("a")
struck, raised = xlwt.easyfont("struck_out true"), xlwt.easyfont("escapement superscript")
sheet.write_rich_text(0, 0, [("1200", struck), "1250"])
sheet.write_rich_text(1, 0, ["é" * 9000, ("1", raised)])
sheet.write_rich_text(2, 0, ["1250", ("1", raised)])
sheet.write(3, 0, 1250, xlwt.easyxf("font: struck_out true"))
sheet.write(4, 0, 1250, xlwt.easyxf("font: colour white; pattern: pattern solid, fore_colour white"))
sheet.write(5, 0, 5, xlwt.easyxf(num_format_str='0" nghìn người"'))
book.save(sys.argv[1])
"#;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xls");
    let output = harness::python(&[Need::Xlwt]).args(["-c", SCRIPT]).arg(&path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let book = open(&read_file(&path).unwrap(), "a.xls").unwrap();
    use TextEffect::{Plain, Raised, Struck};
    assert_eq!(look(&book, "A1").runs, runs(&[("1200", Struck), ("1250", Plain)]));
    let long = "é".repeat(9000);
    assert_eq!(look(&book, "A2").runs, runs(&[(&long, Plain), ("1", Raised)]));
    assert_eq!(look(&book, "A3").runs, runs(&[("1250", Plain), ("1", Raised)]));
    assert_eq!(look(&book, "A4").runs, runs(&[("1250", Struck)]));
    assert!(look(&book, "A5").faint);
    assert_eq!(look(&book, "A6").shown.as_deref(), Some("5 nghìn người"));
}
