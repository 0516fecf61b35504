//! What cannot be done: status 2, a message that names the place, in both languages, and not a byte
//! written.

mod definitions;
mod screen;

use crate::issued::clean;
use crate::run::Folder;

/// A folder with one clean return.
fn one() -> Folder {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00004").bytes());
    folder
}

/// What was typed wrongly, and what of it the message must name.
#[test]
fn what_was_typed_wrongly_is_named() {
    let cases: &[(&[&str], &[&str])] = &[
        (&["validate", "in", "--formt", "json"], &["--formt", "--format"]),
        (&["validate", "in", "--zzz"], &["--zzz"]),
        (&["validat", "in"], &["validat", "validate"]),
        (&["xyzzy"], &["xyzzy"]),
        (&["validate"], &["PATH"]),
        (&["merge", "in"], &["--output"]),
        (&["validate", "in", "--format", "xml"], &["xml", "table", "json", "csv"]),
        (&["validate", "in", "--color", "blue"], &["blue"]),
        (&["validate", "in", "--jobs", "0"], &["0"]),
        (&["validate", "in", "--jobs", "many"], &["many"]),
        (&["validate", "in", "--lang", "fr"], &["fr"]),
        (&["validate", "in", "-c"], &["--campaign"]),
        (&["explain", "BD999"], &["BD999"]),
        (&["template", "-c", "hanoi-2026", "-o", "out"], &["hanoi-2026", "hanoi-2025"]),
        (&["template", "-o", "out"], &["hanoi-2025"]),
        (&["template", "-c", "hanoi-2025", "-p", "2027", "-o", "out"], &["2027", "2025-9t"]),
        (&["template", "-c", "hanoi-2025", "--unit", "SO-NW", "-o", "out"], &["SO-NW", "SO-NV"]),
        (&["template", "-c", "hanoi-2025", "--unit", "4", "-o", "out"], &["4"]),
        (&["validate", "absent"], &["absent"]),
        (&["validate", "in", "absent.xlsx"], &["absent.xlsx"]),
        (&["validate", "in", "-c", "hanoi-2026"], &["hanoi-2026"]),
        (&["validate", "in", "-p", "2027"], &["2027"]),
        (&["validate", "in", "--units", "absent.csv"], &["absent.csv"]),
        (&["extract", "in", "-o", "x.xlsx"], &["--unit"]),
        (&["extract", "in", "--unit", "SO-NV"], &["--output"]),
        (&["extract", "in", "--unit", "SO-NW", "-o", "x.xlsx"], &["SO-NW", "SO-NV"]),
        (&["extract", "in", "--unit", "00004", "-o", "x.xlsx"], &["00004", "SO-NV", "THANHDOAN"]),
        (&["extract", "in", "--unit", "SO-NV", "-o", "x.ods"], &["x.ods", ".xlsx"]),
        (&["extract", "in", "--unit", "SO-NV", "-o", "in/a.xlsx"], &["in/a.xlsx"]),
        (&["extract", "in", "--unit", "SO-NV", "-o", "x.xlsx", "--use", "b.xlsx"], &["b.xlsx"]),
        (&["merge", "in", "-o", "in/a.xlsx"], &["in/a.xlsx"]),
        (&["merge", "in", "-o", "./in/../in/a.xlsx"], &["a.xlsx"]),
        (&["merge", "in", "-o", "c.xlsx", "--json", "in/a.xlsx"], &["in/a.xlsx"]),
        (&["merge", "in", "-o", "c.xlsx", "--json", "c.xlsx"], &["c.xlsx"]),
        (&["merge", "in", "-o", "c.xlsx", "--json", "./c.xlsx"], &["c.xlsx"]),
        (&["merge", "in", "-o", "city.ods"], &["city.ods", ".xlsx"]),
        (&["merge", "in", "-o", "city"], &["city", ".xlsx"]),
        (&["template", "-c", "hanoi-2025", "-o", "out", "--date", "30/9/2025"], &["30/9/2025"]),
        (&["validate", "in", "--date", "2025-02-30"], &["2025-02-30"]),
        (&["merge", "in", "-o", "c.xlsx", "--date", "hôm nay"], &["hôm nay"]),
    ];
    let folder = one();
    for (arguments, named) in cases {
        for language in ["vi", "en"] {
            if arguments.contains(&"--lang") && language == "en" {
                continue;
            }
            let mut run = folder.run(*arguments).status(2).stdout("").writes(&[]);
            if language == "en" {
                run = run.arg("--lang").arg("en").stderr_has("Could not do it");
            } else {
                run = run.stderr_has("Không thực hiện được");
            }
            for name in *named {
                run = run.stderr_has(name);
            }
            // clap's and the system's own words are English.
            if language == "vi" {
                run = run.stderr_lacks("error:").stderr_lacks("Usage").stderr_lacks("tip:");
            }
            run.check();
        }
    }
}

/// A variable of the environment is an input too, and named when it is wrong.
#[test]
fn a_wrong_source_date_epoch_is_named() {
    let folder = Folder::new();
    folder
        .run(["template", "-c", "hanoi-2025", "-o", "out"])
        .env("SOURCE_DATE_EPOCH", "yesterday")
        .status(2)
        .stderr_has("yesterday")
        .writes(&[])
        .check();
}

/// docs/contract/commands.md: in an unwritable folder nothing is written, of two outputs neither.
#[test]
fn what_cannot_be_written_is_named_and_nothing_else_is_written() {
    let folder = one();
    folder.write("file", "");
    let cases: &[&[&str]] = &[
        &["merge", "in", "-o", "file/city.xlsx"],
        &["merge", "in", "-o", "city.xlsx", "--json", "file/city.json"],
        &["template", "-c", "hanoi-2025", "--unit", "00004", "-o", "file/out"],
        &["template", "-c", "hanoi-2025", "--unit", "00004", "-o", "file"],
    ];
    for arguments in cases {
        folder.run(*arguments).status(2).stdout("").stderr_has("file").writes(&[]).check();
    }
    // A folder stands where the file should.
    std::fs::create_dir(folder.path("dir.xlsx")).unwrap();
    folder
        .run(["merge", "in", "-o", "dir.xlsx"])
        .status(2)
        .stderr_has("dir.xlsx")
        .writes(&[])
        .check();
}

/// An empty folder is a slip of the officer's, not a clean return of everybody.
#[test]
fn an_empty_folder_is_refused() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("in")).unwrap();
    for arguments in [&["validate", "in"][..], &["merge", "in", "-o", "c.xlsx"]] {
        folder
            .run(arguments)
            .status(2)
            .stdout("")
            .stderr_has("không có tệp nào")
            .writes(&[])
            .check();
    }
}

/// docs/contract/commands.md: campaign and period are what all the files agree on; where they disagree
/// it is exit 2, naming files.
#[test]
fn files_of_different_periods_are_both_named() {
    let folder = Folder::new();
    folder
        .run(["template", "-c", "hanoi-2025", "-p", "2025", "--unit", "00008", "-o", "year", "-q"])
        .check();
    folder.write("in/a.xlsx", clean("00004").bytes());
    let year =
        folder.tree().into_iter().find(|(name, _)| name.starts_with("year/00008")).unwrap().1;
    folder.write("in/b.xlsx", year);
    for arguments in [
        &["validate", "in"][..],
        &["merge", "in", "-o", "c.xlsx"],
        &["validate", "in", "-c", "hanoi-2025"],
    ] {
        folder
            .run(arguments)
            .status(2)
            .stdout("")
            .stderr_has("in/a.xlsx")
            .stderr_has("in/b.xlsx")
            .stderr_has("2025-9t")
            .writes(&[])
            .check();
    }
    // A file that is left out has no say, also where it is the first.
    for (out, period) in [("in/b.xlsx", "2025-9t"), ("in/a.xlsx", "2025")] {
        let arguments = ["merge", "in", "-o", "c.xlsx", "--json", "c.json", "--exclude", out];
        folder.run(arguments).status(1).check();
        assert_eq!(folder.json("c.json")["period"], period);
    }
    // Said with a flag there is no question: the other is rejected.
    let run = folder.run(["validate", "in", "-p", "2025-9t", "--format", "json"]).status(1);
    let report = run.writes(&[]).check().json();
    assert_eq!(report["files"][1]["findings"][0]["code"], "BD204");
}

/// The same for campaigns, one of which the program may not even know.
#[test]
fn files_of_different_campaigns_are_both_named() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00004").bytes());
    let mut other = clean("00008");
    let carriers = ["docProps/custom.xml", "docProps/core.xml", "xl/sharedStrings.xml"];
    other.replace(&carriers, "hanoi-2025", "hanoi-2024");
    folder.write("in/b.xlsx", other.bytes());
    folder
        .run(["validate", "in"])
        .status(2)
        .stderr_has("in/a.xlsx")
        .stderr_has("in/b.xlsx")
        .stderr_has("hanoi-2024")
        .writes(&[])
        .check();
}

/// `bdhvs.toml` is strict too, and names the line.
#[test]
fn a_wrong_setting_is_named_with_its_line() {
    for (content, place) in [
        ("period = \"2025-9t\"\nperiodd = 1\n", "bdhvs.toml:2"),
        ("zero-words = \"không\"\n", "bdhvs.toml:1"),
        ("# x\n[official\n", "bdhvs.toml:2"),
    ] {
        let folder = one();
        folder.write("bdhvs.toml", content);
        folder.run(["validate", "in"]).status(2).stdout("").stderr_has(place).writes(&[]).check();
    }
    // What it says is heeded.
    let folder = one();
    folder.write("bdhvs.toml", "campaign = \"hanoi-2025\"\nperiod = \"2025\"\n");
    folder.run(["validate", "in"]).status(1).stdout_has("BD204").check();
}

/// A folder in which nothing says what campaign it belongs to: there are several that it may have been
/// meant for, and none is guessed. Once it is named, no file needs to say it.
#[test]
fn files_that_are_no_workbooks_choose_no_campaign() {
    let folder = Folder::new();
    folder.write("in/a.pdf", b"%PDF-1.7\n");
    let run = folder.run(["validate", "in", "--format", "json"]).status(2).stdout("").writes(&[]);
    run.stderr_has("-c").stderr_has("hanoi-2025").stderr_has("ninh-binh-2026").check();
    let run = folder.run(["validate", "in", "--format", "json", "-c", "ninh-binh-2026"]);
    let report = run.status(1).check().json();
    assert_eq!(report["files"][0]["status"], "rejected");
    assert_eq!(report["files"][0]["findings"][0]["code"], "BD103");
}
