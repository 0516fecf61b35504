//! What stands on the screen: help, tables, colour, explanations.

use unicode_width::UnicodeWidthStr as _;

use super::one;
use crate::fill::Put;
use crate::issued::{blank, clean, clean_but};
use crate::run::Folder;

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
    for rule in bdhvs::testing::rules::RULES {
        assert!(
            list.stdout.contains(rule.code)
                && list.stdout.contains(&rule.title(bdhvs::testing::i18n::Language::VI)),
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
