//! The working folder (docs/contract/working-folder.md): made once, never written over, and inside it
//! nothing need be typed.

use bdhvs::testing::files::fingerprint::fingerprint;
use unicode_width::UnicodeWidthStr as _;

use crate::consolidation::book::Book;
use crate::definition::{campaign_folder, periods, read};
use crate::fill::{Package, Put};
use crate::issued::{clean, clean_but, fill_all_clean};
use crate::levels;
use crate::run::{Folder, Ran};

/// A working folder of a campaign.
pub fn made(campaign: &str) -> Folder {
    let folder = Folder::new();
    folder.run(["init", ".", "-c", campaign, "-q"]).stdout("").check();
    folder
}

/// docs/contract/working-folder.md: "a working folder: bdhvs.toml, units.csv, 1-phat-hanh/ 2-tiep-nhan/
/// 3-tra-lai/ 4-tong-hop/"; docs/contract/forms.md: every list for people is there as .xlsx with codes
/// as text, every CSV has a BOM.
#[test]
fn init_makes_the_folder() {
    let folder = Folder::new();
    let run = folder.run(["init", "ky", "-c", "hanoi-2025", "-p", "2026-q1"]);
    run.stdout_has("bdhvs template")
        .stdout_has("units.xlsx")
        .writes(&["ky/bdhvs.toml", "ky/units.csv", "ky/units.xlsx"])
        .check();
    for name in ["1-phat-hanh", "2-tiep-nhan", "3-tra-lai", "4-tong-hop"] {
        assert!(folder.path(&format!("ky/{name}")).is_dir(), "{name}");
    }
    let settings = String::from_utf8(folder.read("ky/bdhvs.toml")).unwrap();
    assert!(settings.contains("\ncampaign = \"hanoi-2025\"\n"), "{settings}");
    assert!(settings.contains("\nperiod = \"2026-q1\"\n"), "{settings}");
    let csv = String::from_utf8(folder.read("ky/units.csv")).unwrap();
    assert!(csv.starts_with("\u{FEFF}code,name,"), "{}", &csv[..40]);
    assert!(csv.contains("\n00070,Phường Hoàn Kiếm,"));
    let book = Package::from_bytes(folder.read("ky/units.xlsx"));
    assert!(book.part("xl/sharedStrings.xml").contains(">00070<"), "codes are text");
    assert_eq!(book.sheets().len(), 1);
    assert!(!book.part("xl/worksheets/sheet1.xml").contains("dataValidation"), "no absent sheet");
    // The same inputs give the same bytes.
    folder.run(["init", "ky2", "-c", "hanoi-2025", "-p", "2026-q1", "-q"]).check();
    for name in ["bdhvs.toml", "units.csv", "units.xlsx"] {
        assert!(
            folder.read(&format!("ky/{name}")) == folder.read(&format!("ky2/{name}")),
            "{name}"
        );
    }
}

/// `init` never writes over anything, and says what to do instead.
#[test]
fn init_never_writes_over_anything() {
    let folder = Folder::new();
    folder.run(["init", "a", "-c", "hanoi-2025", "-q"]).check();
    let again = folder.run(["init", "a", "-c", "ninh-binh-2026"]);
    again
        .status(2)
        .stdout("")
        .stderr_has("bdhvs.toml")
        .stderr_has("bdhvs template")
        .writes(&[])
        .check();
    folder.write("b/units.xlsx", "mine");
    let other = folder.run(["init", "b", "-c", "hanoi-2025"]);
    other.status(2).stdout("").stderr_has("units.xlsx").writes(&[]).check();
    assert!(!folder.path("b/1-phat-hanh").exists(), "all or nothing");
    // Files of other kinds that are there already stay.
    folder.write("c/Công văn.docx", "x").write("c/2-tiep-nhan/a.txt", "y");
    folder.run(["init", "c", "-c", "hanoi-2025", "-q"]).check();
    // What cannot be made leaves nothing behind.
    for arguments in [
        &["init", "d"][..],
        &["init", "d", "-c", "hanoi-2026"],
        &["init", "d", "-c", "hanoi-2025", "-p", "2027"],
        &["init", "d", "-c", "hanoi-2025", "--units", "absent.xlsx"],
    ] {
        folder.run(arguments).status(2).stdout("").writes(&[]).check();
        assert!(!folder.path("d").exists(), "{arguments:?}");
    }
}

/// Every example in the settings is sound: with the marks taken away the program takes it, in each
/// language and for a campaign with and without rows that two agencies report.
#[test]
fn every_example_in_the_settings_can_be_used() {
    for (campaign, language) in [
        ("hanoi-2025", "vi"),
        ("hanoi-2025", "en"),
        ("ninh-binh-2026", "vi"),
        ("dong-nai-2026", "en"),
    ] {
        let folder = Folder::new();
        folder.run(["init", ".", "-c", campaign, "--lang", language, "-q"]).check();
        let settings = String::from_utf8(folder.read("bdhvs.toml")).unwrap();
        let examples: Vec<&str> = settings
            .lines()
            .filter(|line| line.starts_with('#') && !line.starts_with("# ") && *line != "#")
            // It names a file that only a later period has.
            .filter(|line| !line.starts_with("#previous = "))
            .collect();
        assert!(examples.len() >= 3, "{settings}");
        assert_eq!(campaign == "hanoi-2025", examples.contains(&"#[official]"), "{settings}");
        // Of the two kinds of deadline only one may be given.
        for left_out in ["#due = ", "#due-before = "] {
            let text: Vec<&str> = settings
                .lines()
                .map(|line| match line.strip_prefix('#') {
                    Some(rest) if examples.contains(&line) && !line.starts_with(left_out) => rest,
                    _ => line,
                })
                .collect();
            folder.write("bdhvs.toml", text.join("\n"));
            folder.run(["status", "-q"]).stdout("").check();
        }
        let both = settings.replace("#due", "due");
        folder.write("bdhvs.toml", both);
        folder.run(["status"]).status(2).stdout("").stderr_has("due-before").writes(&[]).check();
    }
}

/// A campaign of one's own is copied, comments and all, so that the folder stays whole; what is in the
/// folder already is named.
#[test]
fn a_definition_goes_with_the_folder() {
    let folder = Folder::new();
    folder.run(["campaign", "new", "dot-moi", "-q"]).check();
    folder.run(["init", "a", "-c", "dot-moi"]).stdout_has("dinh-nghia").check();
    for name in ["campaign.toml", "chitieu.toml", "units.csv"] {
        assert!(
            folder.read(&format!("dot-moi/{name}")) == folder.read(&format!("a/dinh-nghia/{name}"))
        );
    }
    folder.run(["campaign", "export", "dot-moi", "-o", "dot.xlsx", "-q"]).check();
    folder.run(["init", "b", "-c", "dot.xlsx", "-q"]).check();
    folder.run(["campaign", "new", "c/dot", "-q"]).check();
    folder.run(["init", "c", "-c", "c/dot", "-q"]).check();
    std::fs::remove_dir_all(folder.path("dot-moi")).unwrap();
    std::fs::remove_file(folder.path("dot.xlsx")).unwrap();
    for (name, reference) in [("a", "dinh-nghia"), ("b", "dinh-nghia.xlsx"), ("c", "dot")] {
        let settings = String::from_utf8(folder.read(&format!("{name}/bdhvs.toml"))).unwrap();
        assert!(settings.contains(&format!("campaign = \"{reference}\"\n")), "{settings}");
        // From a folder inside, too.
        let inner = folder.run(["template"]).within(&format!("{name}/2-tiep-nhan"));
        inner.stdout_has("1-phat-hanh").check();
        assert!(folder.path(&format!("{name}/1-phat-hanh/so-phat-hanh.csv")).is_file());
    }
}

/// The list of units that is edited in Excel is the one that counts: a unit that is taken out is not
/// issued a form, and the copy in CSV changes nothing.
#[test]
fn the_list_of_units_is_the_one_of_the_folder() {
    let folder = made("ninh-binh-2026");
    let csv = String::from_utf8(folder.read("units.csv")).unwrap();
    let gone = csv.lines().nth(2).unwrap().split(',').next().unwrap().to_owned();
    let shorter: Vec<&str> = csv.lines().filter(|line| !line.starts_with(&gone)).collect();
    folder.write("units.csv", shorter.join("\n"));
    let all = folder.run(["status", "--format", "json"]).check().json();
    assert_eq!(all["summary"]["expected"], 12, "the copy does not count");
    // The officer may name the CSV instead.
    let settings = String::from_utf8(folder.read("bdhvs.toml")).unwrap();
    folder.write("bdhvs.toml", settings.replace("units.xlsx\"", "units.csv\""));
    let run = folder.run(["status", "--format", "json"]);
    // A session of a unit that is not in the list is a mistake, and it is named.
    let ran = run.status(2).stderr_has(&gone).check();
    assert!(ran.stdout.is_empty());
}

/// Outside of a working folder what is missing is named, with where it need not be typed.
#[test]
fn outside_of_a_working_folder_paths_are_required() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00004").bytes());
    for (arguments, missing) in [
        (&["validate"][..], "PATH"),
        (&["status"], "PATH"),
        (&["merge"], "--output"),
        (&["merge", "-o", "c.xlsx"], "PATH"),
        (&["merge", "in"], "--output"),
    ] {
        for language in ["vi", "en"] {
            let run = folder.run(arguments).arg("--lang").arg(language);
            run.status(2)
                .stdout("")
                .stderr_has(missing)
                .stderr_has("bdhvs init")
                .writes(&[])
                .check();
        }
    }
}

/// docs/contract/working-folder.md: results hold the paths as the folder has them, wherever the command
/// is run.
#[test]
fn results_do_not_depend_on_where_the_command_runs() {
    let folder = made("hanoi-2025");
    folder.write("2-tiep-nhan/Zalo/a.xlsx", clean("00004").bytes());
    folder.run(["merge", "-q"]).check();
    let (book, json) =
        (folder.read("4-tong-hop/tong-hop.xlsx"), folder.json("4-tong-hop/tong-hop.json"));
    assert_eq!(json["files"][0]["path"], "2-tiep-nhan/Zalo/a.xlsx");
    let run =
        folder.run(["merge"]).within("2-tiep-nhan/Zalo").stdout_has("Thư mục làm việc: ../..");
    run.writes(&[]).check();
    assert!(folder.read("4-tong-hop/tong-hop.xlsx") == book);
    // A path that is typed means what it says where the command runs.
    let run = folder.run(["validate", "a.xlsx", "--format", "json"]).within("2-tiep-nhan/Zalo");
    assert_eq!(run.check().json()["files"][0]["path"], "a.xlsx");
    // Nothing of the folder is ever a place for a result.
    for own in ["bdhvs.toml", "units.xlsx", "2-tiep-nhan/Zalo/a.xlsx"] {
        let run = folder.run(["merge", "--json", own]).status(2).stdout("");
        run.stderr_has(own).writes(&[]).check();
    }
}

/// The officer's day in five commands without a flag, each of which says what comes next.
#[test]
fn the_officers_day_needs_no_flag() {
    for campaign in ["hanoi-2025", "ninh-binh-2026"] {
        let folder = made(campaign);
        folder.run(["template"]).stdout_has("2-tiep-nhan").stdout_has("bdhvs validate").check();
        let issued: Vec<String> = folder
            .tree()
            .into_keys()
            .filter(|name| name.ends_with(".xlsx") && name.starts_with("1-phat-hanh/"))
            .filter(|name| !name.contains("so-phat-hanh"))
            .collect();
        let status = folder.run(["status"]).check();
        next_is(&status, "bdhvs status --reminders 3-tra-lai/nhac");
        let source = campaign_folder(campaign);
        let known = read(&source, &periods(&source).0);
        for (number, name) in issued.iter().take(2).enumerate() {
            let mut form = Package::open(&folder.path(name));
            fill_all_clean(&mut form, &known);
            folder.write(&format!("2-tiep-nhan/gửi lần {number}.xlsx"), form.bytes());
        }
        next_is(&folder.run(["validate"]).check(), "bdhvs merge");
        let status = folder.run(["status"]).check();
        next_is(&status, "bdhvs status --register 2-tiep-nhan/so-tiep-nhan.csv");
        let merged = folder.run(["merge"]).stdout_has("4-tong-hop/tong-hop.xlsx");
        merged.writes(&["4-tong-hop/tong-hop.json", "4-tong-hop/tong-hop.xlsx"]).check();
        let json = folder.json("4-tong-hop/tong-hop.json");
        assert_eq!(json["campaign"], campaign);
        assert_eq!(json["units"]["submitted"], 2);
        assert_eq!(json["files"].as_array().unwrap().len(), 2);
        // Again, and nothing is taken for a return.
        folder.run(["merge", "-q"]).writes(&[]).check();
    }
}

#[track_caller]
fn next_is(ran: &Ran, command: &str) {
    let joined = ran.stdout.trim_end().replace('\n', " ");
    assert!(joined.ends_with(command), "expected {command:?} last in\n{}", ran.stdout);
    for line in ran.stdout.lines() {
        assert!(line.width() <= 80, "{}: {line}", line.width());
    }
}

/// A return that has to be mended leads to `status`, not to `merge`.
#[test]
fn what_comes_next_depends_on_what_was_found() {
    let folder = made("hanoi-2025");
    let cells = [("bieu2_4_own_value", Put::Text("hơn 200"))];
    folder.write("2-tiep-nhan/a.xlsx", clean_but("00004", &cells).bytes());
    next_is(&folder.run(["validate"]).status(1).check(), "bdhvs status");
    // Inside the folder the replies are written without being asked for, and not for a path.
    assert!(std::fs::read_dir(folder.path("3-tra-lai")).unwrap().count() > 0);
    let given = folder.run(["validate", "2-tiep-nhan"]).status(1).writes(&[]).check();
    let said = given.stdout.replace('\n', " ");
    assert!(said.contains("bdhvs validate 2-tiep-nhan --feedback 3-tra-lai"), "{said}");
    // A name with a blank is quoted, so that the line can be copied.
    folder.write("tệp nhận/a.xlsx", clean("00004").bytes());
    let given = folder.run(["validate", "tệp nhận"]).check();
    next_is(&given, "bdhvs merge \"tệp nhận\" -o tong-hop.xlsx");
}

/// "Nguồn: every input path with hash …, so that the run can be repeated": what says who is asked what
/// is an input too, by its name in the working folder.
#[test]
fn the_files_of_the_definition_stand_among_the_sources() {
    let stands = |folder: &Folder, book: &str, files: &[(&str, &str)]| {
        let sources = Book::open(&folder.path(book)).lines("Nguồn");
        let told = sources.iter().filter(|line| line.contains("Định nghĩa đợt báo cáo"));
        let told: Vec<&str> = told.map(String::as_str).collect();
        assert_eq!(told.len(), files.len(), "{sources:#?}");
        for (line, (name, file)) in told.iter().zip(files) {
            let sha256 = fingerprint(&folder.read(file));
            assert!(line.starts_with(&format!("{name} | ")) && line.ends_with(&sha256), "{line}");
        }
    };
    let folder = made("hanoi-2025");
    folder.write("2-tiep-nhan/a.xlsx", clean("00008").bytes());
    folder.run(["merge", "-q"]).check();
    stands(&folder, "4-tong-hop/tong-hop.xlsx", &[("units.xlsx", "units.xlsx")]);

    let folder = Folder::new();
    levels::campaign(&folder, "cap", &["00004", "00008"], None);
    levels::returns_of(&folder, "cap", "2026-q2", "in", &[(0, "00004")]);
    folder.run(["merge", "-q", "-c", "cap", "in", "-o", "a.xlsx"]).check();
    let files = ["cap/campaign.toml", "cap/so.toml", "cap/units.csv"];
    stands(&folder, "a.xlsx", &files.map(|file| (file, file)));
    let list = folder.read("cap/units.csv");
    folder.write("khac.csv", list);
    let run = ["merge", "-q", "-c", "cap", "--units", "khac.csv", "in", "-o", "b.xlsx"];
    folder.run(run).check();
    let files = ["cap/campaign.toml", "cap/so.toml", "khac.csv"];
    stands(&folder, "b.xlsx", &files.map(|file| (file, file)));
}

/// Completions name the commands and say nothing on standard error.
#[test]
fn completions_are_printed() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = folder.run(["completions", shell]).stdout_has("validate").stdout_has("reminders");
        run.writes(&[]).check();
    }
    folder.run(["completions", "cmd"]).status(2).stdout("").stderr_has("cmd").check();
}
