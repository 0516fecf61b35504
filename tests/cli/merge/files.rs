//! Which files count, and what becomes of the others (docs/contract/files.md).

use serde_json::{Value, json};

use super::{City, merge, outcome, returns};
use crate::fill::Put;
use crate::issued::{blank, clean, clean_but, issued, only};
use crate::run::Folder;
use Put::Number;

/// "Two different files of one unit: neither is merged, both are named."
#[test]
fn two_files_of_one_unit_stop_that_unit() {
    let second = clean_but("00004", &[("bieu2_4_own_value", Number("99"))]);
    let folder = returns(&[("a", clean("00004")), ("b", second), ("c", clean("00008"))]);
    let (city, ran) = merge(&folder, 1, &[]);
    let expected = [
        outcome("in/a.xlsx", "rejected"),
        outcome("in/b.xlsx", "rejected"),
        outcome("in/c.xlsx", "merged"),
    ];
    assert_eq!(city.outcomes(), expected);
    for (file, other) in [(0, "in/b.xlsx"), (1, "in/a.xlsx")] {
        let reason = city.0["files"][file]["reason"].as_str().unwrap();
        assert!(reason.starts_with("BD105") && reason.contains(other), "{reason}");
    }
    assert_eq!(city.codes().iter().filter(|code| **code == "BD105").count(), 2);
    assert_eq!(city.row("bieu2", "4")["rollup"]["value"], 12);
    assert_eq!(city.row("bieu2", "4")["rollup"]["answered"], 1);
    // It was received, so it is not missing.
    assert_eq!(city.0["units"]["submitted"], 2);
    assert!(ran.stdout.contains("in/a.xlsx") && ran.stdout.contains("in/b.xlsx"));

    // The officer chooses: the other is superseded, whichever way the path is written.
    for chosen in ["in/b.xlsx", "./in/../in/b.xlsx"] {
        let (city, _) = merge(&folder, 0, &["--use", chosen]);
        let expected = [
            outcome("in/a.xlsx", "superseded"),
            outcome("in/b.xlsx", "merged"),
            outcome("in/c.xlsx", "merged"),
        ];
        assert_eq!(city.outcomes(), expected);
        assert_eq!(city.row("bieu2", "4")["rollup"]["value"], 111);
        let reason = city.0["files"][0]["reason"].as_str().unwrap();
        assert!(reason.contains("in/b.xlsx"), "{reason}");
    }
    // Or leaves one out, which is a file left out (docs/contract/commands.md: status 1); or chooses
    // both, which is no choice.
    let (city, _) = merge(&folder, 1, &["--exclude", "in/a.xlsx"]);
    assert_eq!(city.outcomes()[0], outcome("in/a.xlsx", "excluded"));
    assert_eq!(city.row("bieu2", "4")["rollup"]["value"], 111);
    folder
        .run(["merge", "in", "-o", "c.xlsx", "--use", "in/a.xlsx", "--use", "in/b.xlsx"])
        .status(2)
        .stderr_has("in/a.xlsx")
        .stderr_has("in/b.xlsx")
        .writes(&[])
        .check();
}

/// Leaving out the only file of a unit leaves the unit without figures, and the file in the list.
/// docs/contract/commands.md: 1 says that files were left out.
#[test]
fn an_excluded_file_gives_no_figure() {
    let folder = returns(&[("a", clean("00004")), ("b", clean("00008"))]);
    let (city, _) = merge(&folder, 1, &["--exclude", "in/a.xlsx"]);
    assert_eq!(city.outcomes(), [outcome("in/a.xlsx", "excluded"), outcome("in/b.xlsx", "merged")]);
    assert_eq!(city.row("bieu2", "4")["rollup"]["value"], 12);
    assert!(city.0["files"][0]["reason"].as_str().unwrap().contains("--exclude"));
}

/// A path that is none of the inputs is a slip of the officer's: acting as if it were heeded would
/// merge the very file that was to be left out.
#[test]
fn choosing_or_leaving_out_what_was_not_given_is_refused() {
    let folder = returns(&[("a", clean("00004"))]);
    for flag in ["--use", "--exclude"] {
        folder
            .run(["merge", "in", "-o", "city.xlsx", flag, "in/b.xlsx"])
            .status(2)
            .stderr_has("in/b.xlsx")
            .writes(&[])
            .check();
    }
}

/// docs/contract/files.md: of identical copies the first path counts and the rest are `superseded`, with
/// 106.
#[test]
fn of_identical_copies_the_first_counts() {
    let folder = returns(&[("a", clean("00004")), ("b", clean("00004"))]);
    let (city, _) = merge(&folder, 0, &[]);
    assert_eq!(
        city.outcomes(),
        [outcome("in/a.xlsx", "merged"), outcome("in/b.xlsx", "superseded")]
    );
    assert_eq!(city.row("bieu2", "4")["rollup"]["value"], 12);
    let copies: Vec<_> =
        city.0["findings"].as_array().unwrap().iter().filter(|f| f["code"] == "BD106").collect();
    assert_eq!(copies.len(), 1);
    assert_eq!((&copies[0]["path"], &copies[0]["severity"]), (&json!("in/b.xlsx"), &json!("info")));
    // `validate` calls it ignored.
    let report = folder.run(["validate", "in", "--format", "json"]).check().json();
    assert_eq!(report["files"][0]["status"], "accepted");
    assert_eq!(report["files"][1]["status"], "ignored");
    assert_eq!(report["files"][1]["findings"][0]["code"], "BD106");
    // Given in another order, the other one is first.
    let arguments = ["merge", "in/b.xlsx", "in/a.xlsx", "-o", "city.xlsx", "--json", "city.json"];
    folder.run(arguments).check();
    let expected = [outcome("in/b.xlsx", "merged"), outcome("in/a.xlsx", "superseded")];
    assert_eq!(City(folder.json("city.json")).outcomes(), expected);
}

/// Three files, two of them identical: the copy does not make the difference disappear.
#[test]
fn a_copy_beside_a_different_file_is_still_a_duplicate() {
    let other = clean_but("00004", &[("bieu2_4_own_value", Number("99"))]);
    let folder = returns(&[("a", clean("00004")), ("b", clean("00004")), ("c", other)]);
    let (city, _) = merge(&folder, 1, &[]);
    let expected = [
        outcome("in/a.xlsx", "rejected"),
        outcome("in/b.xlsx", "superseded"),
        outcome("in/c.xlsx", "rejected"),
    ];
    assert_eq!(city.outcomes(), expected);
    assert_eq!(city.row("bieu2", "4")["rollup"]["value"], Value::Null);
}

/// "An issued form without any answer never causes 105: `ignored` beside another file of its unit,
/// else `rejected` with one 401."
#[test]
fn a_blank_form_never_stands_in_the_way() {
    let folder = returns(&[("a", blank("00004")), ("b", clean("00004")), ("c", blank("00008"))]);
    let (city, _) = merge(&folder, 1, &[]);
    let expected = [
        outcome("in/a.xlsx", "ignored"),
        outcome("in/b.xlsx", "merged"),
        outcome("in/c.xlsx", "rejected"),
    ];
    assert_eq!(city.outcomes(), expected);
    let errors: Vec<_> = city.0["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["severity"] == "error")
        .collect();
    assert_eq!(errors.len(), 1);
    assert_eq!((&errors[0]["code"], &errors[0]["path"]), (&json!("BD401"), &json!("in/c.xlsx")));
    // A blank form is nothing received.
    assert_eq!(city.0["units"]["submitted"], 1);
    assert!(city.0["units"]["missing"].as_array().unwrap().contains(&json!("00008")));
}

/// A form that a clerk filled with formulas only is no blank: beside another file it is a duplicate
/// and not passed over.
#[test]
fn a_form_of_formulas_is_not_passed_over_as_blank() {
    let linked = only("00004", &[("bieu2_4_own_value", Put::Formula("SUM(90,9)", "99"))]);
    let folder = returns(&[("a", linked), ("b", clean("00004"))]);
    let (city, _) = merge(&folder, 1, &[]);
    assert_eq!(
        city.outcomes(),
        [outcome("in/a.xlsx", "rejected"), outcome("in/b.xlsx", "rejected")]
    );
}

/// "Every path given comes back exactly once in `files`", whatever it is; what is no return and no
/// attempt at one is `ignored` and has no effect on the status.
#[test]
fn every_file_comes_back_exactly_once() {
    let folder = returns(&[("00004", clean("00004")), ("cũ/00008", clean("00008"))]);
    folder.write("in/~$00004.xlsx", [0x55; 165]);
    folder.write("in/.hidden", "x");
    folder.write("in/.~lock.00004.xlsx#", ",user,host,");
    folder.write("in/so-phat-hanh.csv", issued().read("out/so-phat-hanh.csv"));
    folder.write("in/so-phat-hanh.xlsx", issued().read("out/so-phat-hanh.xlsx"));
    // A consolidated workbook says so in its properties, and nothing in it says that it is a form.
    let mut own = blank("00025");
    own.forget(|_| true);
    own.replace(&["xl/sharedStrings.xml"], "bdhvs · ", "tổng hợp · ");
    own.replace(
        &["docProps/custom.xml", "xl/sharedStrings.xml"],
        "bdhvs.form/1",
        "bdhvs.consolidation/1",
    );
    folder.write("in/tong-hop.xlsx", own.bytes());
    // Earlier results of this program, of every kind.
    folder.run(["merge", "in", "-o", "city.xlsx", "--json", "city.json"]).check();
    folder.write("in/city.json", folder.read("city.json"));
    folder.write("in/city.xlsx", folder.read("city.xlsx"));
    let report = folder.run(["validate", "in", "--format", "json"]).check();
    folder.write("in/kiem-tra.json", &report.stdout);
    let csv = folder.run(["validate", "in", "--format", "csv"]).check();
    folder.write("in/kiem-tra.csv", &csv.stdout);
    // By folder, by file and by another spelling: each file once.
    let again = [
        "merge",
        "in",
        "in/00004.xlsx",
        "./in/../in/00004.xlsx",
        "-o",
        "city.xlsx",
        "--json",
        "city.json",
    ];
    folder.run(again).check();
    let city = City(folder.json("city.json"));
    let expected = [
        outcome("in/.hidden", "ignored"),
        outcome("in/.~lock.00004.xlsx#", "ignored"),
        outcome("in/00004.xlsx", "merged"),
        outcome("in/city.json", "ignored"),
        outcome("in/city.xlsx", "ignored"),
        outcome("in/cũ/00008.xlsx", "merged"),
        outcome("in/kiem-tra.csv", "ignored"),
        outcome("in/kiem-tra.json", "ignored"),
        outcome("in/so-phat-hanh.csv", "ignored"),
        outcome("in/so-phat-hanh.xlsx", "ignored"),
        outcome("in/tong-hop.xlsx", "ignored"),
        outcome("in/~$00004.xlsx", "ignored"),
    ];
    assert_eq!(city.outcomes(), expected);
    // What is neither is rejected with the finding that says what it is.
    folder.write("in/công văn.pdf", "%PDF-1.4\n");
    folder.write("in/ghi chú.txt", "xin chào");
    folder.run(["merge", "in", "-o", "city.xlsx", "--json", "city.json"]).status(1).check();
    let city = City(folder.json("city.json"));
    let rejected: Vec<_> = city.outcomes().into_iter().filter(|(_, o)| o == "rejected").collect();
    assert_eq!(
        rejected,
        [outcome("in/công văn.pdf", "rejected"), outcome("in/ghi chú.txt", "rejected")]
    );
    for code in city.codes() {
        assert!(["BD103", "BD705", "BD707"].contains(&code), "{code}");
    }
}

/// "A rejected file has a finding; the rest are merged; exit code 1."
#[test]
fn a_rejected_file_does_not_stop_the_others() {
    let folder = returns(&[("a", clean("00004"))]);
    let whole = clean("00008").bytes();
    folder.write("in/b.xlsx", &whole[..whole.len() / 2]);
    let (city, _) = merge(&folder, 1, &[]);
    assert_eq!(city.outcomes(), [outcome("in/a.xlsx", "merged"), outcome("in/b.xlsx", "rejected")]);
    assert!(city.codes().contains(&"BD101"));
}

/// "nothing accepted is absent from the workbook": who filled a form in, and its covering letter, stand
/// beside the unit, each text once however many forms say it.
#[test]
fn the_foot_of_a_form_is_not_lost() {
    let cells: Vec<(&str, Put<'_>)> = vec![
        ("bieu2_4_own_value", Put::Number("40")),
        ("bieu1_meta_person", Put::Text("Nguyễn Văn Mẫu")),
        ("bieu2_meta_person", Put::Text("Nguyễn Văn Mẫu")),
        ("bieu2_meta_letter", Put::Text("12/BC-UBND")),
    ];
    let folder = Folder::new();
    let mut form = crate::issued::blank("00070");
    for (cell, put) in cells {
        form.put(cell, put);
    }
    folder.write("in/00070.xlsx", form.bytes());
    folder.run(["merge", "in", "-o", "c.xlsx", "-q"]).status(1).check();
    let book = crate::fill::Package::from_bytes(folder.read("c.xlsx"));
    let sheet = book.part(&book.sheet_part("Tình hình gửi báo cáo"));
    assert_eq!(sheet.matches("Nguyễn Văn Mẫu").count(), 1);
    assert!(sheet.contains("Nguyễn Văn Mẫu\n12/BC-UBND"));
}
