//! Reminders (nhắc gửi báo cáo): a polite text for each unit that has not sent or must resend, to be
//! pasted into e-mail or Zalo, and the list of these units.

mod list;

use crate::follow_up::tracking::{ReportingStatus, Tracking, UnitStatus};
use crate::i18n::Words;
use crate::rules;
use crate::rules::finding::Finding;
use crate::rules::rule::Check;
use crate::t;
use crate::wording::deadlines::deadline;

pub use list::{CSV_NAME, XLSX_NAME, to_csv, to_xlsx};

/// How the name of a reminder ends.
pub const ENDING: &str = "-nhac.txt";
/// So many mistakes are named in a reminder; the rest is counted.
const NAMED: usize = 10;
/// Notepad shows accents only behind this mark, and lines only with these ends.
const BOM: &str = "\u{FEFF}";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    pub file: String,
    /// The text with line feeds.
    pub text: String,
}

impl Reminder {
    /// The bytes of the file: UTF-8 with a mark and the line ends of Windows.
    pub fn bytes(&self) -> Vec<u8> {
        format!("{BOM}{}", self.text.replace('\n', "\r\n")).into_bytes()
    }
}

/// Whom to remind: the units that must do something, most urgent first, each with its text.
pub fn reminders<'t, 'a>(
    tracking: &'t Tracking<'a>,
    words: &Words,
) -> Vec<(&'t UnitStatus<'a>, Reminder)> {
    let units = tracking.units.iter().filter(|unit| unit.must_act());
    units.map(|unit| (unit, reminder(tracking, unit, words))).collect()
}

fn reminder(tracking: &Tracking<'_>, unit: &UnitStatus<'_>, words: &Words) -> Reminder {
    let (campaign, period) = (tracking.campaign, tracking.period);
    let mut paragraphs = vec![t!(words, "reminder-to", unit = unit.unit.name.as_str())];
    let contact: Vec<&str> =
        unit.unit.email.iter().chain(&unit.unit.phone).map(String::as_str).collect();
    if !contact.is_empty() {
        paragraphs.push(t!(words, "reminder-contact", contact = contact.join(", ")));
    }
    let office = campaign.focal_point.as_str();
    let (title, covers) = (campaign.title.as_str(), period.title.as_str());
    let day = words.date(tracking.as_of);
    if unit.files.is_empty() {
        paragraphs.push(t!(
            words,
            "reminder-missing",
            office = office,
            campaign = title,
            period = covers,
            day = day
        ));
    } else {
        // An empty form, or one of another period, is something that was sent too.
        paragraphs.push(t!(
            words,
            "reminder-resend",
            office = office,
            campaign = title,
            period = covers
        ));
        paragraphs.push(mistakes(unit, words));
    }
    let due = match unit.status {
        ReportingStatus::Resend => period.resend_deadline(&unit.unit.code),
        ReportingStatus::Missing | ReportingStatus::Sent => unit.deadline,
    };
    paragraphs.extend(due.map(|due| {
        let due = deadline(due, words);
        match unit.days_overdue(tracking.as_of) {
            Some(days) => t!(words, "reminder-overdue", due = due, days = days),
            None => t!(words, "reminder-due", due = due),
        }
    }));
    paragraphs.push(match (unit.status, &unit.issued) {
        (ReportingStatus::Resend, _) if unit.errors().any(|f| f.remedy().is_of_area()) => {
            t!(words, "reminder-level", office = office)
        }
        (ReportingStatus::Resend, _) => t!(words, "reminder-mend", office = office),
        (_, Some(file)) => {
            t!(words, "reminder-fill", file = file.as_str(), office = office)
        }
        (_, None) => t!(words, "reminder-fill-form", office = office),
    });
    paragraphs.push(t!(words, "reminder-thanks", office = office));
    let file = format!("{}{ENDING}", unit.unit.code);
    Reminder { file, text: format!("{}\n", paragraphs.join("\n\n")) }
}

/// What has to be mended, a line each: sheet and cell, what is wrong, what to do.
fn mistakes(unit: &UnitStatus<'_>, words: &Words) -> String {
    let paths: Vec<&str> = unit.files.iter().map(|file| name(&file.path)).collect();
    let mut lines = vec![t!(words, "reminder-files", files = paths.join(", "))];
    let mut told: Vec<String> = Vec::new();
    for finding in unit.errors() {
        let line = mistake(finding, words);
        if !told.contains(&line) {
            told.push(line);
        }
    }
    let more = told.len().saturating_sub(NAMED);
    lines.extend((1..).zip(told.iter().take(NAMED)).map(|(n, line)| format!("{n}. {line}")));
    if more > 0 {
        lines.push(t!(words, "reminder-more", count = more));
    }
    lines.join("\n")
}

fn mistake(finding: &Finding, words: &Words) -> String {
    // What is said of several files of a unit is said to the officer, who may choose between them.
    if rules::find(finding.code).is_some_and(|rule| matches!(rule.check, Check::Twin(_))) {
        return t!(words, "reminder-twins");
    }
    let said = format!("{} {}", finding.message, finding.hint);
    match (&finding.location.sheet, &finding.location.cell) {
        (Some(sheet), Some(cell)) => {
            t!(words, "reminder-place", sheet = sheet.as_str(), cell = cell.as_str(), said = said)
        }
        _ => said,
    }
}

/// The last part of a path: where the officer keeps files is no concern of the unit's.
fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
