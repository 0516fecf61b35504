//! The folder of Hà Nội: tasks and outlines arrive word for word, each under its unit.

use std::collections::BTreeMap;

use serde_json::Value;

use super::answers::{Answers, Book, answers};
use super::hanoi::merged;
use super::{by_path, text};

/// The files that were merged, by the code of their unit.
fn sent<'a>(report: &Value, book: &'a Book) -> BTreeMap<String, &'a Answers> {
    let files = by_path(&report["files"]);
    let merged = book.files.iter().filter(|file| files[&file.name]["outcome"] == "merged");
    let sent: BTreeMap<_, _> = merged.map(|file| (file.unit.clone().unwrap(), file)).collect();
    assert_eq!(sent.len(), 20);
    sent
}

fn row<'a>(report: &'a Value, array: &str, id: &str) -> &'a Value {
    report[array].as_array().unwrap().iter().find(|row| row["indicator"] == id).unwrap()
}

/// The name of a row in the answers.
fn name(row: &Value) -> String {
    format!("{}_{}_own", text(row, "form"), text(row, "indicator").replace('.', "_"))
}

/// The key of a status, where the words are one.
fn status(words: &str) -> Option<&'static str> {
    match words {
        "Chưa thực hiện" => Some("not-started"),
        "Đang thực hiện" => Some("underway"),
        "Thực hiện thường xuyên" => Some("ongoing"),
        "Hoàn thành" => Some("done"),
        "Không được giao" => Some("not-assigned"),
        _ => None,
    }
}

#[test]
fn every_task_says_what_its_units_wrote() {
    let (report, book) = (merged(), answers());
    let sent = sent(&report, &book);
    let mut read = 0;
    for task in report["tasks"].as_array().unwrap() {
        let mut said: BTreeMap<&str, usize> = BTreeMap::new();
        for (role, unit) in ["leads", "cooperating"]
            .into_iter()
            .flat_map(|role| task[role].as_array().unwrap().iter().map(move |unit| (role, unit)))
        {
            let place = format!("{} {}", text(task, "indicator"), text(unit, "unit"));
            let Some(file) = sent.get(text(unit, "unit")) else {
                assert_eq!(unit["standing"], "unanswered", "{place}");
                assert!(unit["file"].is_null(), "{place}");
                continue;
            };
            let words = book.words(file, &name(task));
            for field in ["result", "evidence", "explanation"] {
                let written = words.get(field).map(String::as_str);
                assert_eq!(unit[field].as_str(), written, "{place} {field}");
            }
            let given = words.get("status").map(|words| status(words));
            let standing = match given {
                None => "unanswered",
                Some(None) => "faulty",
                Some(Some(_)) => "answered",
            };
            assert_eq!(unit["standing"], standing, "{place}");
            assert_eq!(unit["status"].as_str(), given.flatten(), "{place}");
            assert_eq!(text(unit, "file"), format!("tiep-nhan/{}", file.name), "{place}");
            assert_eq!(unit["sheet"], "Nhiệm vụ", "{place}");
            read += 1;
            if let (Some(Some(key)), "leads") = (given, role) {
                *said.entry(key).or_default() += 1;
            }
        }
        let count = |key: &str| said.get(key).copied().unwrap_or(0);
        for (column, key) in [
            ("not_started", "not-started"),
            ("underway", "underway"),
            ("ongoing", "ongoing"),
            ("done", "done"),
        ] {
            assert_eq!(task["statuses"][column], count(key), "{} {key}", text(task, "indicator"));
        }
        assert_eq!(task["not_assigned"], count("not-assigned"), "{}", text(task, "indicator"));
    }
    // Ten communes; Sở Nội vụ, Khoa học và Công nghệ, Giáo dục và Đào tạo, Công Thương, Văn hóa và Thể
    // thao; the police, the youth union, the school and the press. The bank has no task.
    assert_eq!(read, 10 * 28 + (28 + 40 + 28 + 16 + 17) + (27 + 8 + 9 + 11));
}

#[test]
fn every_section_holds_what_its_units_wrote() {
    let (report, book) = (merged(), answers());
    let sent = sent(&report, &book);
    let sections = report["sections"].as_array().unwrap();
    assert_eq!(sections.len(), 5);
    for section in sections {
        let passages: BTreeMap<&str, &str> = section["passages"]
            .as_array()
            .unwrap()
            .iter()
            .map(|passage| (text(passage, "unit"), text(passage, "text")))
            .collect();
        let written: BTreeMap<&str, String> = sent
            .iter()
            .filter_map(|(unit, file)| {
                let text = book.words(file, &name(section)).remove("text")?;
                Some((unit.as_str(), text))
            })
            .collect();
        let written: BTreeMap<&str, &str> =
            written.iter().map(|(unit, text)| (*unit, text.as_str())).collect();
        assert_eq!(passages, written, "{}", text(section, "indicator"));
        assert_eq!(section["answered"], written.len(), "{}", text(section, "indicator"));
        assert_eq!(section["expected"], 149);
    }
}

/// Gone through by hand against the answers: what is late, blank and in other words.
#[test]
fn what_goes_wrong_in_tasks_and_outlines_is_what_was_meant_to() {
    let report = merged();
    let task = |id| row(&report, "tasks", id);
    // Two leads with a task of May 2025: one has done it, one has not.
    for (id, state, due, overdue) in [
        ("1.3", "done", "2025-05-31", false),
        ("3.1.1", "underway", "2025-05-31", true),
        ("3.1.2", "done", "2025-06-30", false),
        ("3.1.3", "done", "2025-05-31", false),
        // Due in the period, and the lead has sent nothing: not known to be late.
        ("V.1.1", "unanswered", "2025-05-31", false),
        // Due after the period.
        ("1.4", "underway", "2025-10-31", false),
    ] {
        assert_eq!(task(id)["state"], state, "{id}");
        assert_eq!(task(id)["due"], due, "{id}");
        assert_eq!(task(id)["overdue"], overdue, "{id}");
    }
    let late: Vec<(&str, &str)> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["code"] == "BD708")
        .map(|finding| (text(finding, "unit"), text(finding, "indicator")))
        .collect();
    assert_eq!(late, [("SO-GDDT", "3.1.1")]);

    let said = |id, unit: &str| {
        task(id)["leads"].as_array().unwrap().iter().find(|lead| lead["unit"] == unit).unwrap()
    };
    assert_eq!(said("5.2", "09700")["standing"], "faulty");
    let forgotten = said("5.3", "10003");
    assert_eq!(forgotten["standing"], "unanswered");
    assert!(text(forgotten, "result").starts_with("Làng nghề mây tre đan"));
    let wrote = |id, unit: &str| {
        let section = row(&report, "sections", id);
        section["passages"].as_array().unwrap().iter().any(|passage| passage["unit"] == unit)
    };
    assert!(!wrote("I", "09574"));
    assert!(wrote("II.1", "09574"));
}
