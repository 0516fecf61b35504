//! `bdhvs campaign …` and `template --blank`: what they print, write and refuse.

mod workbook;

use std::path::Path;

use bdhvs::testing::campaign::Store;
use unicode_width::UnicodeWidthStr as _;

use crate::run::Folder;

#[track_caller]
fn fits(text: &str) {
    let long = text.lines().find(|line| line.width() > 80);
    assert_eq!(long, None, "wider than 80 columns");
}

/// Without the sentences on how each row was understood, which are whole in a pipe.
fn without_sentences(text: &str) -> String {
    let heads = ["Cách hiểu từng dòng:", "How each row was understood:"];
    let mut is_kept = true;
    let kept = text.lines().filter(|line| {
        is_kept = line.is_empty() || is_kept && !heads.contains(line);
        is_kept
    });
    let kept: Vec<&str> = kept.collect();
    assert!(kept.len() < text.lines().count(), "no row was explained");
    kept.join("\n")
}

/// Requirement: "list (built-in ones: id, title, periods, forms, units)", in both languages.
#[test]
fn list_names_every_built_in_campaign() {
    let folder = Folder::new();
    for (language, word) in [("vi", "Số đơn vị"), ("en", "Units")] {
        let ran = folder
            .run(["campaign", "list", "--lang", language])
            .stdout_has("2025-9t")
            .stdout_has("149")
            .stdout_has(word)
            .writes(&[])
            .check();
        for name in Store::builtin_names() {
            assert!(ran.stdout.contains(&name), "{name}\n{}", ran.stdout);
        }
        fits(&ran.stdout);
    }
}

/// Requirement: head, periods, forms with kind and rows, groups with counts, whom phrases mean.
#[test]
fn show_gives_one_campaign_on_a_screen() {
    let folder = Folder::new();
    for (language, open) in [("vi", "danh sách"), ("en", "incomplete")] {
        let ran = folder
            .run(["campaign", "show", "hanoi-2025", "--lang", language])
            .stdout_has("UBND thành phố Hà Nội")
            .stdout_has("01/01/2025")
            .stdout_has("bieu2")
            .stdout_has("23")
            .stdout_has("@commune")
            .stdout_has("126")
            .stdout_has(open)
            .stdout_has("campaign check")
            .check();
        fits(&ran.stdout);
    }
    // The flag and the working folder name a campaign as well.
    folder.run(["campaign", "show", "-c", "hanoi-2025"]).stdout_has("149").check();
    folder.run(["campaign", "show"]).status(2).stderr_has("hanoi-2025").check();
    folder.write("bdhvs.toml", "campaign = \"hanoi-2025\"\n");
    folder.run(["campaign", "show"]).stdout_has("UBND thành phố Hà Nội").check();
}

/// Requirement: who is asked for each row: by kind where they are many, by name where they are three or
/// fewer, and lists known to be incomplete say so.
#[test]
fn check_prints_who_is_asked_for_what() {
    let folder = Folder::new();
    let ran = folder.run(["campaign", "check", "hanoi-2025"]).writes(&[]).check();
    let text: String = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "126 Xã, phường; 17 Sở,",
        "Số liệu toàn Thành phố: Sở Khoa học",
        "Thành đoàn Hà Nội",
        "chưa đầy đủ",
        "UBND xã, phường 126 Xã, phường",
        "bdhvs template",
    ] {
        assert!(text.contains(words), "{words}\n{}", ran.stdout);
    }
    fits(&without_sentences(&ran.stdout));
    for name in Store::builtin_names() {
        for language in ["vi", "en"] {
            let ran = folder.run(["campaign", "check", &name, "--lang", language]).check();
            fits(&without_sentences(&ran.stdout));
        }
    }
    folder
        .run(["campaign", "check", "hanoi-2025", "-p", "2031"])
        .status(2)
        .stderr_has("2025-9t")
        .check();
    folder.run(["campaign", "check", "khong-co"]).status(2).stderr_has("hanoi-2025").check();
}

/// Requirement: "A campaign made with `new` must pass check, template, validate, merge at once."
#[test]
fn a_new_campaign_can_be_worked_with_at_once() {
    let plain: &[&str] = &["campaign", "new", "moi"];
    let communes: &[&str] = &["campaign", "new", "moi", "--units", "province:96"];
    let from: &[&str] =
        &["campaign", "new", "moi", "--from", "hanoi-2025", "--units", "province:Cà Mau"];
    for (arguments, language) in [(plain, "vi"), (communes, "en"), (from, "vi")] {
        let folder = Folder::new();
        let ran = folder
            .run(arguments)
            .arg("--lang")
            .arg(language)
            .stdout_has("campaign check moi")
            .check();
        fits(&ran.stdout);
        let head = String::from_utf8(folder.read("moi/campaign.toml")).unwrap();
        assert!(head.contains("\nid = \"moi\"\n"), "the folder's name is the id\n{head}");
        folder.run(["campaign", "check", "moi"]).check();
        folder.run(["template", "-c", "moi", "-o", "out", "-q"]).stdout("").check();
        // Nothing is filled in yet: every file is there, and none can be merged.
        folder.run(["validate", "out", "-c", "moi"]).status(1).stdout_has("BD401").check();
        folder.run(["merge", "out", "-c", "moi", "-o", "t.xlsx"]).status(1).check();
        assert!(folder.tree().contains_key("t.xlsx"));
        // What was written once is somebody's work.
        folder.run(arguments).status(2).stderr_has("moi").writes(&[]).check();
    }
}

/// Requirement: the communes of the list replace the group `commune`; the other units stay.
#[test]
fn units_of_a_province_take_the_place_of_the_communes() {
    let folder = Folder::new();
    folder
        .run(["campaign", "new", "ca-mau", "--from", "hanoi-2025", "--units", "province:96"])
        .stdout_has("Cà Mau")
        .check();
    let units = String::from_utf8(folder.read("ca-mau/units.csv")).unwrap();
    let communes =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/communes.csv"))
            .unwrap();
    let codes: Vec<&str> = communes
        .lines()
        .filter_map(|line| line.strip_prefix("96,"))
        .map(|line| line.split(',').nth(2).unwrap())
        .collect();
    assert!(codes.len() > 50);
    for code in &codes {
        assert!(units.contains(&format!("\n{code},")), "{code}");
    }
    assert!(!units.contains("\n00004,"), "a commune of Hà Nội stayed");
    assert!(units.contains("\nSO-NV,"), "a department was lost");
    // Header, communes, and the 23 units of Hà Nội that are no communes.
    assert_eq!(units.lines().count(), 1 + codes.len() + 23);
    assert!(units.contains("commune;state-agency"), "the new ones are in the groups of the old");
}

#[test]
fn new_refuses_what_it_cannot_start() {
    let folder = Folder::new();
    folder.write("day/tep.txt", "x");
    for (arguments, word) in [
        (&["campaign", "new", "day"][..], "day"),
        (&["campaign", "new", "moi", "--units", "province:Ha Noi"], "Hà Nội"),
        (&["campaign", "new", "moi", "--units", "province:99"], "99"),
        (&["campaign", "new", "moi", "--from", "khong-co"], "khong-co"),
        (&["campaign", "new", "hanoi-2025"], "hanoi-2025"),
        (&["campaign", "new", "moi", "--units", "khong-co.csv"], "khong-co.csv"),
        (&["campaign", "new", "…"], "…"),
    ] {
        for language in ["vi", "en"] {
            folder
                .run(arguments)
                .arg("--lang")
                .arg(language)
                .status(2)
                .stdout("")
                .stderr_has(word)
                .writes(&[])
                .check();
        }
    }
}

/// Requirement: the blank workbook has every row and no unit; when it comes back it is refused with 201.
#[test]
fn a_blank_workbook_is_never_taken_for_somebody_s() {
    let folder = Folder::new();
    for name in Store::builtin_names() {
        let file = format!("{name}.xlsx");
        folder.run(["template", "--blank", "-c", &name]).stdout_has(&file).writes(&[&file]).check();
        let ran =
            folder.run(["validate", &file, "-c", &name, "--format", "json"]).status(1).check();
        let json = ran.json();
        let found = &json["files"][0];
        assert_eq!(found["status"], "rejected");
        assert_eq!(found["unit"], serde_json::Value::Null);
        let codes: Vec<_> =
            found["findings"].as_array().unwrap().iter().map(|f| f["code"].clone()).collect();
        assert_eq!(codes, ["BD201"]);
    }
    let blank = crate::fill::Package::open(&folder.path("hanoi-2025.xlsx"));
    let asked = blank.answers();
    for row in &crate::definition::definition().rows {
        for (scope, units) in [("own", &row.own), ("city", &row.city)] {
            let name = format!("{}_{}_{scope}", row.form, row.id.replace('.', "_"));
            let is_asked = asked.iter().any(|(answer, _)| *answer == name);
            assert_eq!(is_asked, !units.is_empty(), "{name}");
        }
    }
    // What somebody wrote into it stays.
    folder.write("hanoi-2025.xlsx", "đã điền");
    folder
        .run(["template", "--blank", "-c", "hanoi-2025"])
        .status(2)
        .stderr_has("hanoi-2025.xlsx")
        .writes(&[])
        .check();
    folder
        .run(["template", "--blank", "-c", "hanoi-2025", "-o", "trang/bieu.xlsx"])
        .writes(&["trang/bieu.xlsx"])
        .check();
    folder
        .run(["template", "--blank", "-c", "hanoi-2025", "--unit", "SO-NV"])
        .status(2)
        .writes(&[])
        .check();
}

/// Files that state nothing, no flag, no folder: exit 2 naming the campaigns.
#[test]
fn files_that_state_nothing_need_a_campaign() {
    let folder = Folder::new();
    folder.write("in/anh.pdf", "%PDF-1.4\n");
    // What cannot be read is no return of any campaign, and is told as what it is.
    folder.run(["validate", "in"]).status(1).stdout_has("BD103").writes(&[]).check();
    let own = rust_xlsxwriter::Workbook::new().save_to_buffer().unwrap();
    folder.write("in/rieng.xlsx", own);
    let mut run = folder.run(["validate", "in"]).status(2).writes(&[]);
    for name in Store::builtin_names() {
        run = run.stderr_has(&name);
    }
    run.check();
    let run = folder.run(["validate", "in", "-c", "hanoi-2025"]).status(1);
    run.stdout_has("BD103").stdout_has("BD107").check();
}

/// Requirement: "Units have … valid-from/valid-to, predecessor; a unit not valid in the period is not
/// expected." Here one commune ends with 2025 and is followed by another.
#[test]
fn a_unit_is_expected_only_while_it_exists() {
    let folder = Folder::new();
    folder.run(["campaign", "new", "d", "--from", "hanoi-2025"]).status(0).check();
    let units = String::from_utf8(folder.read("d/units.csv")).unwrap();
    let old = "00004,Phường Ba Đình,phường,commune;state-agency,65023,,,,2025-07-01,,,";
    assert!(units.contains(old));
    let ended = old.replace("2025-07-01,,,", "2025-07-01,2025-12-31,,");
    let new = "99004,Phường Ba Đình Mới,phường,commune;state-agency,,,,,2026-01-01,,00004,";
    folder.write("d/units.csv", units.replace(old, &format!("{ended}\n{new}")));
    let issued = |period: &str, unit: &str| {
        let out = format!("{period}-{unit}");
        let run = ["template", "-c", "d", "-p", period, "--unit", unit, "-o", &out];
        folder.run(run)
    };
    issued("2025", "00004").status(0).check();
    issued("2026-q1", "99004").status(0).check();
    issued("2025", "99004").status(2).check();
    issued("2026-q1", "00004").status(2).check();
    folder.write("in/.keep", "");
    for (period, missing, not) in [("2025", "00004", "99004"), ("2026", "99004", "00004")] {
        let (book, json) = (format!("{period}.xlsx"), format!("{period}.json"));
        let run = ["merge", "in", "-c", "d", "-p", period, "-o", &book, "--json", &json];
        folder.run(run).check();
        let city = folder.json(&json);
        let codes: Vec<&str> = city["units"]["missing"]
            .as_array()
            .unwrap()
            .iter()
            .map(|u| u.as_str().unwrap())
            .collect();
        assert!(codes.contains(&missing) && !codes.contains(&not), "{period}");
        assert_eq!(city["units"]["expected"], 149);
    }
}
