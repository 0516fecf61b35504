//! `status` (docs/contract/status.md): who has sent what, who is late, whom to remind; deadlines of
//! docs/definitions.md.

use std::time::{Duration, SystemTime};

use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use crate::fill::Put;
use crate::folder::made;
use crate::issued::{blank, clean, clean_but};
use crate::previous;
use crate::run::Folder;

/// A working folder of Hà Nội with a line added to its settings.
pub fn with(line: &str) -> Folder {
    let folder = made("hanoi-2025");
    let settings = String::from_utf8(folder.read("bdhvs.toml")).unwrap();
    folder.write("bdhvs.toml", settings.replacen('\n', &format!("\n{line}\n"), 1));
    folder
}

/// What `status` says as JSON, with the status expected.
#[track_caller]
pub fn status(folder: &Folder, code: i32, more: &[&str]) -> Value {
    let run = folder.run(["status", "--format", "json"].iter().chain(more)).status(code);
    let report = run.check().json();
    assert_eq!(report["schema"], "bdhvs.status/1");
    report
}

/// One unit of the report.
#[track_caller]
pub fn unit<'r>(report: &'r Value, code: &str) -> &'r Value {
    let units = report["units"].as_array().unwrap();
    units.iter().find(|unit| unit["unit"] == code).unwrap_or_else(|| panic!("no {code}"))
}

/// Sets a file's time, in seconds since 1970.
pub fn touch(folder: &Folder, name: &str, seconds: u64) {
    let file = std::fs::File::options().write(true).open(folder.path(name)).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).unwrap();
}

/// Who has sent, who has not, who must resend; answers are counted, not files. Missing units do not
/// change the exit code, a return with errors does (docs/contract/commands.md).
#[test]
fn every_unit_is_there_once() {
    let folder = made("hanoi-2025");
    let report = status(&folder, 0, &[]);
    assert_eq!(report["summary"]["expected"], 149);
    assert_eq!(report["summary"]["missing"], 149);
    assert_eq!(report["summary"]["answered"], 0);
    folder.write("2-tiep-nhan/a.xlsx", clean("00004").bytes());
    folder.write("2-tiep-nhan/trống.xlsx", blank("00070").bytes());
    let report = status(&folder, 1, &[]);
    assert_eq!(unit(&report, "00070")["standing"], "missing", "an empty form is no return");
    let one = unit(&report, "00004");
    assert_eq!(one["standing"], "sent");
    assert_eq!(one["answered"], one["asked"]);
    assert_eq!(one["files"][0], "2-tiep-nhan/a.xlsx");
    std::fs::remove_file(folder.path("2-tiep-nhan/trống.xlsx")).unwrap();
    status(&folder, 0, &[]);
    let cells = [("bieu2_4_own_value", Put::Text("hơn 200"))];
    folder.write("2-tiep-nhan/b.xlsx", clean_but("00008", &cells).bytes());
    let report = status(&folder, 1, &[]);
    let two = unit(&report, "00008");
    assert_eq!(two["standing"], "resend");
    assert_eq!(two["answered"].as_u64().unwrap() + 1, two["asked"].as_u64().unwrap());
    let summary = &report["summary"];
    assert_eq!((&summary["sent"], &summary["resend"]), (&Value::from(2), &Value::from(1)));
    assert_eq!(summary["missing"], 147);
    // Whoever is needed comes first.
    assert_eq!(report["units"][0]["unit"], "00008");
    assert_eq!(report["units"][148]["unit"], "00004");
    // Two different files stop the unit until the officer has chosen.
    folder.write(
        "2-tiep-nhan/a2.xlsx",
        clean_but("00004", &[("bieu2_4_own_value", Put::Number("3"))]).bytes(),
    );
    assert_eq!(unit(&status(&folder, 1, &[]), "00004")["standing"], "resend");
}

/// "trước ngày 15/6" makes the 15th late, "chậm nhất" does not; without a deadline nobody is late.
#[test]
fn the_day_of_the_deadline_itself() {
    for (line, on_the_day, day_after, told) in [
        ("due = \"2025-09-25\"", false, true, "until 2025-09-25"),
        ("due-before = \"2025-09-25\"", true, true, "before 2025-09-25"),
        ("", false, false, ""),
    ] {
        let folder = with(line);
        folder.write("2-tiep-nhan/a.xlsx", clean("00004").bytes());
        folder.write("2-tiep-nhan/b.xlsx", clean("00008").bytes());
        let register = "file,unit,received_at,channel\na.xlsx,00004,25/09/2025 23:59,Zalo\n\
                        b.xlsx,00008,2025-09-26,e-mail\n";
        folder.write("2-tiep-nhan/so-tiep-nhan.csv", register);
        let report = status(&folder, 0, &["--date", "2025-09-30"]);
        assert_eq!(unit(&report, "00004")["late"], on_the_day, "{line}");
        assert_eq!(unit(&report, "00008")["late"], day_after, "{line}");
        assert_eq!(unit(&report, "00004")["received_from"], "register");
        assert_eq!(unit(&report, "00004")["received_at"], "2025-09-25T23:59:00");
        let missing = unit(&report, "00070");
        if told.is_empty() {
            assert!(missing["deadline"].is_null() && missing["days_overdue"].is_null());
        } else {
            assert_eq!(missing["deadline"], told);
            let days = if line.starts_with("due-before") { 6 } else { 5 };
            assert_eq!(missing["days_overdue"], days, "{line}");
        }
        // The rule says it, and merge says the same from the register.
        let late = usize::from(on_the_day) + usize::from(day_after);
        let found = report["findings"].as_array().unwrap();
        assert_eq!(found.iter().filter(|f| f["code"] == "BD706").count(), late, "{line}");
        assert_eq!(found.iter().filter(|f| f["code"] == "BD705").count(), 147);
        folder.run(["merge", "-q"]).check();
        let city = folder.json("4-tong-hop/tong-hop.json");
        assert_eq!(city["units"]["late"].as_array().unwrap().len(), late, "{line}");
        let found = city["findings"].as_array().unwrap();
        let found = found.iter().filter(|f| f["code"] == "BD706");
        assert!(found.clone().all(|f| f["severity"] == "warning" && f["unit"].is_string()));
        assert_eq!(found.count(), late, "{line}");
    }
}

/// The deadline that the officer writes is that of the folder's own period.
#[test]
fn another_period_has_its_own_deadline() {
    let folder = with("due = \"2025-09-25\"");
    let report = status(&folder, 0, &["-p", "2026-q1"]);
    assert!(report["deadline"].is_null() && report["units"][0]["deadline"].is_null());
    assert_eq!(status(&folder, 0, &["-p", "2025-9t"])["deadline"], "until 2025-09-25");
}

/// Each unit has the deadline that the document sets for it.
#[test]
fn a_unit_may_have_a_deadline_of_its_own() {
    let folder = made("ninh-binh-2026");
    let report = status(&folder, 0, &["--date", "2026-05-22"]);
    let deadlines: std::collections::BTreeSet<&str> = report["units"]
        .as_array()
        .unwrap()
        .iter()
        .map(|u| u["deadline"].as_str().unwrap())
        .collect();
    assert!(deadlines.len() > 1 && deadlines.iter().all(|due| due.starts_with("at 2026-05-")));
    // On the day of an appointment nobody is overdue yet; the day after he is.
    let overdue = |day: &str| -> Vec<String> {
        let report = status(&folder, 0, &["--date", day]);
        let units = report["units"].as_array().unwrap();
        let late = units.iter().filter(|unit| !unit["days_overdue"].is_null());
        late.map(|unit| unit["deadline"].as_str().unwrap()[3..13].to_owned()).collect()
    };
    let day = "2026-05-21";
    assert!(overdue(day).iter().all(|due| due.as_str() < day));
    assert_eq!(overdue("2026-06-30").len(), 12);
    let ran = folder.run(["status", "--date", "2026-06-30"]).check();
    assert!(ran.stdout.contains("theo lịch làm việc"), "{}", ran.stdout);
}

/// Where no register says otherwise the file's own time counts, in the time of Viet Nam, and the
/// report says so. Merge does not look at it: copying a folder must not change its result.
#[test]
fn a_files_own_time_is_told_apart() {
    let folder = with("due = \"2025-09-25\"");
    folder.write("2-tiep-nhan/a.xlsx", clean("00004").bytes());
    folder.write("2-tiep-nhan/b.xlsx", clean("00008").bytes());
    // 25/9/2025 at 16:59:59 and 17:00:00 UTC.
    touch(&folder, "2-tiep-nhan/a.xlsx", 1_758_819_599);
    touch(&folder, "2-tiep-nhan/b.xlsx", 1_758_819_600);
    let report = status(&folder, 0, &[]);
    assert_eq!(unit(&report, "00004")["received_at"], "2025-09-25T23:59:59");
    assert_eq!(unit(&report, "00008")["received_at"], "2025-09-26T00:00:00");
    assert_eq!(unit(&report, "00008")["received_from"], "file-time");
    assert_eq!(
        (&unit(&report, "00004")["late"], &unit(&report, "00008")["late"]),
        (&Value::from(false), &Value::from(true))
    );
    folder.run(["status"]).stdout_has("26/09/2025*").stdout_has("theo giờ của tệp").check();
    folder.run(["merge", "-q"]).check();
    let book = folder.read("4-tong-hop/tong-hop.xlsx");
    assert_eq!(
        folder.json("4-tong-hop/tong-hop.json")["units"]["late"].as_array().unwrap().len(),
        0
    );
    touch(&folder, "2-tiep-nhan/a.xlsx", 1_790_000_000);
    folder.run(["merge", "-q"]).writes(&[]).check();
    assert!(folder.read("4-tong-hop/tong-hop.xlsx") == book);
}

/// Asked to mend and send again, a unit that was on time the first time is not late.
#[test]
fn the_first_return_decides_whether_a_unit_was_late() {
    let folder = with("due = \"2025-09-25\"");
    let cells = [("bieu2_4_own_value", Put::Text("hơn 200"))];
    folder.write("2-tiep-nhan/a.xlsx", clean_but("00004", &cells).bytes());
    folder.write("2-tiep-nhan/a (sửa).xlsx", clean("00004").bytes());
    folder.write(
        "2-tiep-nhan/so-tiep-nhan.csv",
        "file,unit,received_at,channel\na.xlsx,,24/9/2025,\na (sửa).xlsx,,29/9/2025,\n",
    );
    let report = status(&folder, 1, &[]);
    assert_eq!(unit(&report, "00004")["late"], false);
    assert_eq!(unit(&report, "00004")["received_at"], "2025-09-24T00:00:00");
    // Where the time of one of them is not known, merge says nothing.
    folder.write(
        "2-tiep-nhan/so-tiep-nhan.csv",
        "file,unit,received_at,channel\na (sửa).xlsx,,29/9/2025,\n",
    );
    folder.run(["merge", "-q"]).status(1).check();
    assert_eq!(
        folder.json("4-tong-hop/tong-hop.json")["units"]["late"].as_array().unwrap().len(),
        0
    );
}

/// A unit that no longer exists at the end of the period is not expected and not reminded
/// (docs/definitions.md).
#[test]
fn a_unit_that_is_gone_is_not_expected() {
    let folder = with("");
    let settings = String::from_utf8(folder.read("bdhvs.toml")).unwrap();
    folder.write("bdhvs.toml", settings.replace("units.xlsx\"", "units.csv\""));
    let csv = String::from_utf8(folder.read("units.csv")).unwrap();
    let line = csv.lines().find(|line| line.starts_with("00004,")).unwrap();
    let gone = line.replace(",2025-07-01,,", ",2025-07-01,2025-08-31,");
    assert_ne!(line, gone);
    folder.write("units.csv", csv.replace(line, &gone));
    let report = status(&folder, 0, &[]);
    assert_eq!(report["summary"]["expected"], 148);
    assert!(report["units"].as_array().unwrap().iter().all(|unit| unit["unit"] != "00004"));
}

/// The issue register says who was issued what, also after Excel saved it: separators, zeros, dates.
#[test]
fn units_without_a_form_are_named() {
    let folder = made("hanoi-2025");
    folder.run(["template", "--unit", "00004", "--unit", "SO-NV", "-q"]).check();
    let report = status(&folder, 0, &[]);
    assert_eq!(unit(&report, "00004")["issued"], "00004_phuong-ba-dinh.xlsx");
    assert!(unit(&report, "00008")["issued"].is_null());
    folder.run(["status"]).stdout_has("chưa phát hành biểu").check();
    let csv = String::from_utf8(folder.read("1-phat-hanh/so-phat-hanh.csv")).unwrap();
    for separator in [";", "\t"] {
        let saved =
            csv.replace(',', separator).replace("00004", "4").replace("2025-09-16", "16/09/2025");
        assert!(saved.contains("16/09/2025"), "{csv}");
        folder.write("1-phat-hanh/so-phat-hanh.csv", saved);
        let report = status(&folder, 0, &[]);
        assert!(unit(&report, "00004")["issued"].is_string(), "{separator:?}");
    }
}

/// docs/contract/commands.md and the issue of readable output: 80 columns in a pipe, accents and all, no
/// colour unless asked for, nothing with --quiet but data.
#[test]
fn the_table_fits_and_is_plain() {
    let folder = with("due = \"2025-09-25\"");
    folder.write("2-tiep-nhan/a.xlsx", clean("00004").bytes());
    folder.write(
        "2-tiep-nhan/Công văn rất dài của Ủy ban nhân dân xã gửi Sở Khoa học và Công nghệ.pdf",
        "%PDF-1.4",
    );
    for language in ["vi", "en"] {
        let ran = folder.run(["status", "--lang", language]).status(1).check();
        for line in ran.stdout.lines() {
            assert!(line.width() <= 80, "{} columns: {line}", line.width());
        }
        assert!(!ran.stdout.contains('\u{1B}'));
    }
    let colour =
        folder.run(["status", "--color", "always"]).status(1).stdout_has("\u{1B}[").check();
    assert!(colour.stdout.contains("Tình hình gửi báo cáo"));
    folder.run(["status"]).env("NO_COLOR", "1").status(1).stdout_lacks("\u{1B}").check();
    folder.run(["status", "-q"]).status(1).stdout("").check();
    let csv =
        folder.run(["status", "--format", "csv", "--color", "always"]).status(1).check().stdout;
    assert!(csv.starts_with("\u{FEFF}unit,name,group,standing,late,") && !csv.contains('\u{1B}'));
    assert_eq!(csv.lines().count(), 150);
    // The file whose unit nobody knows is listed, in the table and in the data.
    folder.run(["status"]).status(1).stdout_has("Tệp chưa rõ").stdout_has("BD103").check();
    let report = folder.run(["status", "--format", "json"]).status(1).check();
    assert_eq!(report.json()["files"].as_array().unwrap().len(), 2);
    // Given back, the reports are recognised as the program's own.
    folder.write("2-tiep-nhan/x.csv", &csv).write("2-tiep-nhan/x.json", &report.stdout);
    let again = status(&folder, 1, &[]);
    let ignored = again["files"].as_array().unwrap().iter().filter(|f| f["status"] == "ignored");
    assert_eq!(ignored.count(), 2);
}

/// 702, 705, 706, 708 and 709 belong to `status` and `merge` (docs/contract/rules.md): beside an earlier
/// consolidation both find the same figures, and `status` says of each unit how many there are.
#[test]
#[needs(Python)]
fn figures_are_held_against_an_earlier_period() {
    let (folder, _) = previous::one();
    let run = |more: &[&str]| {
        let run = folder.run(["status", "now", "-p", "2026-q1", "-c"]).arg(previous::campaign());
        run.args(more).status(1)
    };
    let found = |report: &Value| -> Vec<String> {
        let findings = report["findings"].as_array().unwrap().iter();
        let mut found: Vec<String> = findings
            .filter(|finding| ["BD702", "BD709"].contains(&finding["code"].as_str().unwrap()))
            .map(|f| {
                ["code", "unit", "indicator", "scope", "cell"].map(|k| f[k].to_string()).join(" ")
            })
            .collect();
        found.sort();
        found
    };
    let expected = found(&folder.json("a.json"));
    for previous in ["then.json", "then.xlsx"] {
        let report = run(&["--previous", previous, "--format", "json"]).check().json();
        assert_eq!(found(&report), expected, "{previous}");
    }
    let count = |code: &str| expected.iter().filter(|line| line.contains(code)).count();
    let shown = run(&["--previous", "then.json"]).check().stdout;
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let (fallen, unchanged) = (count("BD702"), count("BD709"));
    assert!(fallen > 0 && unchanged > 0);
    let said = format!(
        "So với kỳ trước (Năm 2025): {fallen} số liệu của đơn vị giảm (BD702), {unchanged} giữ nguyên"
    );
    assert!(shown.contains(&said), "{shown}");
    run(&[]).stdout_lacks("kỳ trước").check();
}
