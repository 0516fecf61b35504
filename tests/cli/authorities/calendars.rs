//! The days of periodic reports: two calendars, the cut-off and the deadlines (docs/definitions.md).

use crate::fill::Package;
use crate::run::Folder;

/// The example campaign with other lines for its period.
fn with_period(lines: &str) -> Folder {
    let folder = Folder::new();
    folder.run(["campaign", "new", "moi"]).check();
    let head = String::from_utf8(folder.read("moi/campaign.toml")).unwrap();
    let old = "title = \"Năm 2026\"\ntarget-year = 2026\nsince = \"2026-01-01\"\nuntil = \"2026-12-31\"\n";
    assert!(head.contains(old), "{head}");
    let lines = format!("target-year = 2026\n{lines}\n");
    folder.write("moi/campaign.toml", head.replace(old, &lines));
    folder
}

/// What `campaign check` says, on one line.
fn checked(folder: &Folder) -> String {
    let ran = folder.run(["campaign", "check", "moi"]).check();
    ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ")
}

const QUARTER: &str = "title = \"Quý I năm 2026\"\n";
const BY_LAW: &str = "since = \"2025-12-15\"\nuntil = \"2026-03-14\"\ncalendar = \"hanh-chinh\"\n";

/// Điều 12: a declared period is held against its calendar; a warning, never a refusal.
#[test]
fn a_period_is_held_against_its_calendar() {
    let calendar_days = "since = \"2026-01-01\"\nuntil = \"2026-03-31\"\n";
    let said = |lines: &str| checked(&with_period(&format!("{QUARTER}{lines}")));
    let other = said(&format!("{calendar_days}calendar = \"hanh-chinh\""));
    assert!(other.contains("Cảnh báo: kỳ 2026 "), "{other}");
    assert!(other.contains("từ ngày 15/12/2025 đến ngày 14/03/2026"), "{other}");
    assert!(other.contains("09/2019/NĐ-CP"), "{other}");
    let statistical =
        said("since = \"2025-12-15\"\nuntil = \"2026-03-14\"\ncalendar = \"thong-ke\"");
    assert!(statistical.contains("từ ngày 01/01/2026 đến ngày 31/03/2026"), "{statistical}");
    for right in [
        BY_LAW.to_owned(),
        format!("{calendar_days}calendar = \"thong-ke\""),
        format!("{calendar_days}calendar = \"van-ban\""),
        calendar_days.to_owned(),
    ] {
        let said = said(&right);
        assert!(!said.contains("Cảnh báo: kỳ"), "{right}\n{said}");
    }
    let nine = "title = \"9 tháng đầu năm 2026\"\nsince = \"2026-01-01\"\nuntil = \"2026-09-30\"\n";
    let nine = checked(&with_period(&format!("{nine}calendar = \"hanh-chinh\"")));
    assert!(!nine.contains("Cảnh báo: kỳ"), "{nine}");
}

/// Cut-off and deadline are two dates, at least a working day apart. 2026-03-14 is a Saturday.
#[test]
fn the_deadline_comes_a_working_day_after_the_cut_off() {
    let said = |lines: &str| checked(&with_period(&format!("{QUARTER}{BY_LAW}{lines}")));
    for soon in ["due = \"2026-03-14\"", "due = \"2026-03-15\"", "due-before = \"2026-03-16\""] {
        let said = said(&format!("cut-off = \"2026-03-14\"\n{soon}"));
        assert!(said.contains("ít nhất một ngày làm việc"), "{soon}: {said}");
    }
    let later = said("cut-off = \"2026-03-14\"\ndue = \"2026-03-16T16:00\"");
    assert!(!later.contains("Cảnh báo: kỳ"), "{later}");
    assert!(later.contains("16 giờ"), "{later}");
    let other = said("cut-off = \"2026-03-31\"\ndue = \"2026-04-10\"");
    assert!(other.contains("chốt số liệu ngày 14/03/2026"), "{other}");
}

/// "the deadline is printed on every form", with its hour and that of corrections.
#[test]
fn every_form_prints_the_deadlines() {
    let lines = "due = \"2026-03-20T16:00\"\nresend-due = \"2026-03-25\"";
    let folder = with_period(&format!("{QUARTER}{BY_LAW}{lines}"));
    folder.run(["template", "-c", "moi", "--unit", "MAU-1", "-o", "out", "-q"]).check();
    let workbook = Package::open(&folder.path("out/MAU-1_xa-mau-mot.xlsx"));
    let texts = workbook.part("xl/sharedStrings.xml");
    let printed = texts.matches("trước 16 giờ ngày 20/03/2026").count();
    assert!(printed >= 2, "one for each wording of what a form covers: {printed}");
    assert!(texts.contains("25/03/2026"), "the deadline of corrections");
}

/// A deadline with an hour is missed after it and not before.
#[test]
fn a_return_is_late_by_the_hour() {
    let folder = with_period(&format!("{QUARTER}{BY_LAW}due = \"2026-03-20T16:00\""));
    folder.run(["template", "-c", "moi", "-o", "in", "-q"]).check();
    folder.write(
        "so.csv",
        "file,unit,received_at,channel\nMAU-1_xa-mau-mot.xlsx,MAU-1,2026-03-20 15:59:00,\nMAU-2_phuong-mau-hai.xlsx,MAU-2,2026-03-20 16:01:00,\n",
    );
    let ran = folder
        .run(["status", "in", "-c", "moi", "--register", "so.csv", "--format", "json"])
        .status(1)
        .check();
    assert_eq!(ran.json()["deadline"], "at 2026-03-20T16:00:00");
}

/// The officer's calendar moves the quarters of a plan that states none, and nothing else.
#[test]
fn bdhvs_toml_chooses_the_calendar_of_a_campaign() {
    let folder = Folder::new();
    let by_default = folder.run(["campaign", "check", "hanoi-2025"]).check().stdout;
    let by_default: String = by_default.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        by_default.contains("Kỳ 2026-q1 (từ 01/01/2026 đến 31/03/2026) tính theo lịch thống kê")
    );
    assert!(!by_default.contains("Cảnh báo: kỳ"), "{by_default}");
    folder.write(
        "bdhvs.toml",
        "campaign = \"hanoi-2025\"\nperiod = \"2026-q1\"\ncalendar = \"hanh-chinh\"\n",
    );
    folder.run(["template", "--unit", "00004", "-o", "out", "-q"]).check();
    let workbook = Package::open(&folder.path("out/00004_phuong-ba-dinh.xlsx"));
    assert!(workbook.part("xl/sharedStrings.xml").contains("14/03/2026"));
    let chosen = folder.run(["campaign", "check"]).check().stdout;
    assert!(chosen.contains("15/12/2025") && chosen.contains("01/01/2025"), "{chosen}");
    folder.write("bdhvs.toml", "campaign = \"hanoi-2025\"\ncalendar = \"am-lich\"\n");
    folder.run(["campaign", "check"]).status(2).stderr_has("thong-ke").check();
}
