//! Issuing again: the register, and files that are there already.

use super::{files, sha256};
use crate::definition::definition;
use crate::fill::{Package, Put};
use crate::issued::{issued, workbook_path};
use crate::run::Folder;

/// docs/contract/forms.md: serial, unit code, unit name, file, sha256, campaign, period, template
/// version, issued on; a BOM; codes keep their zeros.
#[test]
fn the_register_says_what_was_issued() {
    let files = files();
    let text = String::from_utf8(files["so-phat-hanh.csv"].clone()).unwrap();
    let text = text.strip_prefix('\u{FEFF}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let expected =
        ["serial", "unit", "name", "file", "sha256", "campaign", "period", "version", "issued_on"];
    assert_eq!(header, expected);
    let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(lines.len(), 149);
    for (index, (line, (code, _))) in lines.iter().zip(&definition().units).enumerate() {
        assert_eq!(line[0], (index + 1).to_string());
        assert_eq!(&line[1], code);
        assert_eq!(line[4], sha256(&files[&line[3]]), "{}", &line[3]);
        assert_eq!(
            [&line[5], &line[6], &line[7], &line[8]],
            ["hanoi-2025", "2025-9t", "1", "2025-09-15"]
        );
    }
    // The same for people, the codes as text.
    let book = Package::from_bytes(files["so-phat-hanh.xlsx"].clone());
    let strings = book.part("xl/sharedStrings.xml");
    assert!(
        strings.contains(">00004<") && strings.contains(">15/09/2025<"),
        "codes and dates as text"
    );
    for line in &lines {
        assert!(strings.contains(&line[4]), "{}", &line[4]);
    }
    assert!(!book.part("xl/worksheets/sheet1.xml").contains("<f>"));
}

/// "Deterministic output": a second run, and any number of threads, give the same bytes.
#[test]
fn the_same_inputs_give_the_same_bytes() {
    let folder = Folder::new();
    let base = ["template", "-c", "hanoi-2025", "--date", "2025-09-15"];
    folder.run(base.iter().chain(&["-o", "out", "--jobs", "1"])).check();
    let first = folder.tree();
    assert!(first == issued().tree(), "one thread and several differ");
    folder.run(base.iter().chain(&["-o", "out", "--jobs", "2"])).writes(&[]).check();
    assert!(folder.tree() == first, "a second run differs");
    // The day of the run is in the register only, and an unchanged file keeps its day of issue.
    folder
        .run(["template", "-c", "hanoi-2025", "--date", "2025-10-01", "-o", "out"])
        .writes(&[])
        .check();
    // Without --date the clock is SOURCE_DATE_EPOCH, in UTC.
    folder
        .run(["template", "-c", "hanoi-2025", "-o", "epoch", "--unit", "SO-NV"])
        .env("SOURCE_DATE_EPOCH", "1757894400")
        .check();
    let register = String::from_utf8(folder.read("epoch/so-phat-hanh.csv")).unwrap();
    assert!(register.contains(",2025-09-15"), "{register}");
}

/// A workbook that was changed after it was issued may be somebody's work: it is never replaced.
#[test]
fn a_changed_workbook_is_never_overwritten() {
    let folder = Folder::new();
    folder
        .run(["template", "-c", "hanoi-2025", "--unit", "SO-NV", "--unit", "SO-YT", "-o", "out"])
        .check();
    let names: Vec<String> = folder.tree().into_keys().collect();
    let changed = names.iter().find(|name| name.contains("SO-NV_")).unwrap();
    let mut workbook = Package::open(&folder.path(changed));
    workbook.put("bieu2_4_own_value", Put::Number("5"));
    folder.write(changed, workbook.bytes());
    for arguments in [&["--unit", "SO-NV"][..], &[]] {
        folder
            .run(["template", "-c", "hanoi-2025", "-o", "out"].iter().chain(arguments))
            .status(2)
            .stdout("")
            .stderr_has(changed.rsplit('/').next().unwrap())
            .writes(&[])
            .check();
    }
}

/// Issuing for one unit keeps the lines and the serial numbers of the others.
#[test]
fn issuing_for_one_unit_keeps_the_register() {
    let folder = Folder::new();
    let issue = |more: &[&str]| {
        folder.run(["template", "-c", "hanoi-2025", "-o", "out"].iter().chain(more)).check();
        String::from_utf8(folder.read("out/so-phat-hanh.csv")).unwrap()
    };
    let first = issue(&["--unit", "SO-NV", "--unit", "00004", "--date", "2025-09-15"]);
    assert_eq!(first.lines().count(), 3);
    let second = issue(&["--unit", "SO-YT", "--date", "2025-09-16"]);
    assert!(second.starts_with(&first), "{second}");
    let added = second.lines().last().unwrap();
    assert!(added.starts_with("3,SO-YT,") && added.ends_with(",2025-09-16"), "{added}");
    assert_eq!(issue(&["--unit", "SO-NV", "--date", "2025-09-17"]), second);
    // Units in the register's xlsx too.
    let strings = Package::open(&folder.path("out/so-phat-hanh.xlsx")).part("xl/sharedStrings.xml");
    for unit in ["SO-NV", "00004", "SO-YT"] {
        assert!(strings.contains(&format!(">{unit}<")), "{unit}");
    }
}

/// Two periods in one folder would leave one workbook and two lines about it, one of them untrue.
#[test]
fn another_period_does_not_replace_what_was_issued() {
    let folder = Folder::new();
    let issue = |period: &str| {
        folder.run(["template", "-c", "hanoi-2025", "--unit", "SO-NV", "-o", "out", "-p", period])
    };
    issue("2025-9t").check();
    issue("2025")
        .status(2)
        .stdout("")
        .stderr_has("2025-9t")
        .stderr_has("SO-NV_")
        .writes(&[])
        .check();
    issue("2025-9t").writes(&[]).check();
}

/// The register is written last: a run that was cut short can simply be run again.
#[test]
fn a_run_that_was_cut_short_can_be_run_again() {
    let folder = Folder::new();
    let arguments =
        ["template", "-c", "hanoi-2025", "-o", "out", "--unit", "SO-NV", "--unit", "SO-YT"];
    folder.run(arguments).check();
    let whole = folder.tree();
    for lost in ["out/so-phat-hanh.csv", "out/so-phat-hanh.xlsx"] {
        std::fs::remove_file(folder.path(lost)).unwrap();
    }
    folder.run(arguments).check();
    assert!(folder.tree() == whole);
}

/// A register that cannot be read is not started over.
#[test]
fn a_broken_register_is_named() {
    let folder = Folder::new();
    folder.write("out/so-phat-hanh.csv", "\u{FEFF}serial,unit\nx,y\n");
    folder
        .run(["template", "-c", "hanoi-2025", "-o", "out", "--unit", "SO-NV"])
        .status(2)
        .stderr_has("so-phat-hanh.csv")
        .writes(&[])
        .check();
}

/// Forms of an issued workbook can be asked for in several ways of one unit only once.
#[test]
fn a_unit_named_twice_is_issued_once() {
    let folder = Folder::new();
    folder
        .run(["template", "-c", "hanoi-2025", "-o", "out", "--unit", "SO-NV", "--unit", "SO-NV"])
        .stdout_has("1")
        .check();
    assert_eq!(folder.tree().len(), 3);
    let name = workbook_path("SO-NV").file_name().unwrap().to_string_lossy().into_owned();
    assert_eq!(folder.read(&format!("out/{name}")), issued().read(&format!("out/{name}")));
}
