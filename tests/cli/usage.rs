//! What cannot be done: status 2, a message that names the place, in both languages, and not a byte
//! written. And how the command looks: help, colour, width, quiet.

use unicode_width::UnicodeWidthStr as _;

use crate::definition;
use crate::fill::Put;
use crate::issued::{blank, clean, clean_but};
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

/// Nothing at all was typed: the help, on standard error, and status 2.
#[test]
fn without_a_command_the_help_is_shown() {
    let folder = Folder::new();
    let nothing: [&str; 0] = [];
    folder
        .run(nothing)
        .status(2)
        .stdout("")
        .stderr_has("Cách dùng:")
        .stderr_has("template")
        .check();
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

/// Design §7: "an unwritable folder": nothing is written, of two outputs neither.
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

/// Design §7: campaign and period are what all the files agree on; "disagreement: exit 2, naming
/// files".
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

/// A copy of the definition with one change, and the place that the message must name.
#[test]
fn a_broken_definition_is_named_with_file_and_line() {
    let line_of = |file: &str, text: &str| {
        let content = std::fs::read_to_string(definition::folder().join(file)).unwrap();
        let at = content.find(text).unwrap_or_else(|| panic!("{file} has no {text}"));
        content[..at].matches('\n').count() + 1
    };
    let first = "id = \"1\"\n";
    let second = "id = \"2\"\n";
    // file, text, what replaces it, how many lines below its beginning the fault is, a word
    let cases: &[(&str, &str, &str, usize, &str)] = &[
        (
            "bieu1.toml",
            "time = \"stock\"\n[indicator.targets]\n2025 = \"95%\"",
            "tmie = \"stock\"\n[indicator.targets]\n2025 = \"95%\"",
            0,
            "tmie",
        ),
        ("bieu1.toml", "2025 = \"95%\"", "2025 = \"85 phần\"", 0, "85 phần"),
        ("bieu1.toml", second, first, 0, "1"),
        ("bieu1.toml", "measure = \"rank\"", "measure = \"rang\"", 0, "rang"),
        (
            "bieu1.toml",
            "city = [\"Sở Khoa học và Công nghệ\"]",
            "city = [\"Sở Khoa học\"]",
            0,
            "Sở Khoa học",
        ),
        (
            "bieu1.toml",
            "expression = \"bieu1_3_own_denominator <= unit_population\"",
            "expression = \"bieu1_99_own_denominator <= unit_population\"",
            0,
            "bieu1_99_own_denominator",
        ),
        (
            "bieu2.toml",
            "expression = \"bieu2_17_own_value >= bieu2_16_own_value\"",
            "expression = \"bieu2_17_own_value >= \"",
            0,
            "bieu2_17_own_value",
        ),
        ("campaign.toml", "units = [\"@commune\"]", "units = [\"@communes\"]", 0, "communes"),
        ("campaign.toml", "units = [\"SO-GDDT\"]", "units = [\"SO-GDTT\"]", 0, "SO-GDTT"),
        (
            "campaign.toml",
            "default-period = \"2025-9t\"",
            "default-period = \"2025-9\"",
            0,
            "2025-9",
        ),
        (
            "campaign.toml",
            "id = \"2025-9t\"\ntitle = \"9 tháng đầu năm 2025\"\ntarget-year = 2025\nsince = \"2025-",
            "id = \"2025-9t\"\ntitle = \"9 tháng đầu năm 2025\"\ntarget-year = 2025\nsince = \"2026-",
            4,
            "",
        ),
        (
            "campaign.toml",
            "schema = \"bdhvs.campaign/1\"",
            "schema = \"bdhvs.campaign/9\"",
            0,
            "bdhvs.campaign/9",
        ),
        (
            "units.csv",
            "00004,Phường Ba Đình,phường,commune;",
            "00004,Phường Ba Đình,phường,comune;",
            0,
            "comune",
        ),
        ("units.csv", "00008,", "00004,", 0, "00004"),
        (
            "units.csv",
            "Phường Ba Đình,phường,commune;state-agency,65023",
            "Phường Ba Đình,phường,commune;state-agency,65.023",
            0,
            "65.023",
        ),
    ];
    for (file, from, to, below, word) in cases {
        let folder = Folder::new();
        copy_definition(&folder, "c");
        let content = String::from_utf8(folder.read(&format!("c/{file}"))).unwrap();
        folder.write(&format!("c/{file}"), content.replacen(from, to, 1));
        let place = format!("{file}:{}", line_of(file, from) + below);
        for language in ["vi", "en"] {
            folder
                .run(["template", "-c", "c", "-o", "out", "--lang", language])
                .status(2)
                .stdout("")
                .stderr_has(&place)
                .stderr_has(word)
                .writes(&[])
                .check();
        }
    }
}

/// A file that is not there, and one that is not UTF-8, are named.
#[test]
fn a_missing_or_unreadable_definition_file_is_named() {
    // The message names the file that is not there, also where another one asks for it.
    let folder = Folder::new();
    copy_definition(&folder, "c");
    let content = String::from_utf8(folder.read("c/campaign.toml")).unwrap();
    folder
        .write("c/campaign.toml", content.replace("\"bieu1\", \"bieu2\"", "\"bieu1\", \"bieu3\""));
    folder
        .run(["template", "-c", "c", "-o", "out"])
        .status(2)
        .stderr_has("c/bieu3.toml")
        .writes(&[])
        .check();
    for file in ["campaign.toml", "bieu2.toml", "units.csv"] {
        let folder = Folder::new();
        copy_definition(&folder, "c");
        std::fs::remove_file(folder.path(&format!("c/{file}"))).unwrap();
        folder
            .run(["template", "-c", "c", "-o", "out"])
            .status(2)
            .stderr_has(file)
            .writes(&[])
            .check();
        folder.write(&format!("c/{file}"), b"code,name\n1,\xC3\xCF\xFF\n");
        folder
            .run(["template", "-c", "c", "-o", "out"])
            .status(2)
            .stderr_has(file)
            .stderr_has("UTF-8")
            .writes(&[])
            .check();
    }
}

/// "In a broken definition every place is named", not the first only (design §3: strict).
#[test]
fn several_faults_of_a_definition_are_told_at_once() {
    let folder = Folder::new();
    copy_definition(&folder, "c");
    let content = String::from_utf8(folder.read("c/bieu1.toml")).unwrap();
    let content = content.replacen("2025 = \"95%\"", "2025 = \"nhiều\"", 1);
    folder.write("c/bieu1.toml", content.replacen("2025 = \"> 85%\"", "2025 = \"cao\"", 1));
    folder
        .run(["template", "-c", "c", "-o", "out"])
        .status(2)
        .stderr_has("“nhiều”")
        .stderr_has("“cao”")
        .writes(&[])
        .check();
}

fn copy_definition(folder: &Folder, name: &str) {
    for entry in std::fs::read_dir(definition::folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let file = path.file_name().unwrap().to_string_lossy().into_owned();
            folder.write(&format!("{name}/{file}"), std::fs::read(&path).unwrap());
        }
    }
}

/// A folder of definition is a campaign like the built-in one: the same bytes.
#[test]
fn a_definition_in_a_folder_is_the_built_in_one() {
    let folder = Folder::new();
    copy_definition(&folder, "c");
    for (campaign, output) in [("c", "one"), ("hanoi-2025", "two")] {
        folder.run(["template", "-c", campaign, "--unit", "SO-NV", "-o", output]).check();
    }
    let tree = folder.tree();
    let of = |name: &str| -> Vec<_> {
        tree.iter().filter(|(path, _)| path.starts_with(name)).map(|(_, bytes)| bytes).collect()
    };
    assert_eq!(of("one/").len(), 3);
    assert!(of("one/") == of("two/"));
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

/// `-q` prints nothing for people; what was asked for as data is printed all the same.
#[test]
fn quiet_prints_nothing_but_data() {
    let folder = one();
    folder.write("in/b.pdf", "%PDF-1.4");
    folder.run(["validate", "in", "-q"]).status(1).stdout("").check();
    folder.run(["merge", "in", "-o", "c.xlsx", "-q"]).status(1).stdout("").check();
    folder
        .run(["template", "-c", "hanoi-2025", "--unit", "00004", "-o", "o", "-q"])
        .stdout("")
        .check();
    let ran = folder.run(["validate", "in", "-q", "--format", "json"]).status(1).check();
    assert_eq!(ran.json()["summary"]["files"], 2);
}

/// Colour only when asked for: a pipe is no terminal.
#[test]
fn colour_is_written_only_when_asked_for() {
    let folder = Folder::new();
    let cells = [("bieu2_4_own_value", Put::Text("hơn 200"))];
    folder.write("in/a.xlsx", clean_but("00004", &cells).bytes());
    let escape = "\u{1B}[";
    folder.run(["validate", "in"]).status(1).stdout_lacks(escape).check();
    folder.run(["validate", "in", "--color", "never"]).status(1).stdout_lacks(escape).check();
    folder
        .run(["validate", "in", "--color", "auto"])
        .env("CLICOLOR_FORCE", "1")
        .status(1)
        .stdout_lacks(escape)
        .check();
    folder.run(["validate", "in", "--color", "always"]).status(1).stdout_has(escape).check();
    // The flag is nearer than the variable.
    folder
        .run(["validate", "in", "--color", "always"])
        .env("NO_COLOR", "1")
        .status(1)
        .stdout_has(escape)
        .check();
    folder
        .run(["merge", "in", "-o", "c.xlsx", "--color", "always"])
        .status(1)
        .stdout_has(escape)
        .check();
    folder
        .run(["merge", "in", "-o", "c.xlsx"])
        .env("NO_COLOR", "1")
        .status(1)
        .stdout_lacks(escape)
        .check();
    // Data is never coloured.
    folder
        .run(["validate", "in", "--color", "always", "--format", "csv"])
        .status(1)
        .stdout_lacks(escape)
        .check();
    folder
        .run(["validate", "in", "--color", "always", "--format", "json"])
        .status(1)
        .stdout_lacks(escape)
        .check();
}

/// A table fits in 80 columns, accents and all.
#[test]
fn tables_fit_in_eighty_columns() {
    let folder = Folder::new();
    let evidence =
        "Báo cáo số 15/BC-UBND ngày 30 tháng 9 năm 2025 của Ủy ban nhân dân phường về kết quả"
            .repeat(3);
    let cells = [
        ("bieu2_4_own_value", Put::Text(evidence.as_str())),
        (
            "bieu2_5_own_value",
            Put::Text(
                "Nghiêngngảkhôngcókhoảngtrắngnàotrongmộtchuỗirấtdàinhưthếnàyđểxembảngcóvỡhaykhông",
            ),
        ),
        ("bieu1_3_own_numerator", Put::Number("1001")),
    ];
    folder.write("in/a.xlsx", clean_but("00004", &cells).bytes());
    folder.write("in/b.xlsx", blank("00008").bytes());
    folder.write("in/c.pdf", "%PDF-1.4");
    folder.write("in/d.xlsx", clean("SO-NV").bytes());
    folder.write("in/e.xlsx", clean("SO-NV").bytes());
    folder.write("in/f.xlsx", clean("00025").bytes());
    folder
        .write("in/g.xlsx", clean_but("00025", &[("bieu2_4_own_value", Put::Number("1"))]).bytes());
    for language in ["vi", "en"] {
        for arguments in [&["validate", "in"][..], &["merge", "in", "-o", "c.xlsx"]] {
            let ran = folder.run(arguments).arg("--lang").arg(language).status(1).check();
            for line in ran.stdout.lines() {
                assert!(line.width() <= 80, "{} columns: {line}\n{}", line.width(), ran.stdout);
            }
        }
    }
}

/// Help in both languages, without clap's own words in the Vietnamese one.
#[test]
fn help_is_in_one_language() {
    let folder = Folder::new();
    for command in ["", "template", "validate", "merge", "explain"] {
        for help in ["--help", "-h"] {
            let arguments: Vec<&str> =
                [command, help].into_iter().filter(|a| !a.is_empty()).collect();
            let mut run = folder.run(&arguments).stdout_has("Cách dùng:").stdout_has("Tùy chọn");
            for english in [
                "Usage",
                "Options",
                "Commands",
                "Arguments",
                "Print",
                "help",
                "Possible",
                "possible",
                "default:",
                "version",
            ] {
                if english == "help" || english == "version" {
                    // As flags only.
                    continue;
                }
                run = run.stdout_lacks(english);
            }
            let ran = run.check();
            for line in ran.stdout.lines() {
                let words = line.replace("--help", "").replace("--version", "");
                assert!(!words.contains("help") && !words.contains("version"), "{line}");
                assert!(!words.contains("{") && !words.contains("bd1"), "{line}");
            }
            let english =
                folder.run(&arguments).arg("--lang").arg("en").stdout_has("Usage:").check();
            // The name of the movement stays.
            let plain = english.stdout.replace('\n', " ").replace("“Bình dân học vụ số”", "");
            let accented = plain
                .chars()
                .find(|c| "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđĐ".contains(*c));
            assert_eq!(accented, None, "Vietnamese in the English help\n{}", english.stdout);
        }
    }
    folder.run(["--version"]).stdout(&format!("bdhvs {}\n", env!("CARGO_PKG_VERSION"))).check();
}

/// `explain`: every rule, however its code is written, in both languages; the list of all.
#[test]
fn every_rule_is_explained() {
    let folder = Folder::new();
    let list = folder.run(["explain"]).check();
    for rule in bdhvs::rules::RULES {
        assert!(
            list.stdout.contains(rule.code)
                && list.stdout.contains(rule.title(bdhvs::i18n::Language::Vi)),
            "{}",
            rule.code
        );
    }
    folder.run(["explain", "bd404"]).stdout_has("# BD404").stdout_has("## Cách sửa").check();
    folder
        .run(["explain", "404", "--lang", "en"])
        .stdout_has("# BD404")
        .stdout_has("## How to fix it")
        .check();
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
