//! `status --format json`: schema `bdhvs.status/1`, and the same as CSV, one line for each unit.

use jiff::civil::DateTime;
use serde::Serialize;

use crate::campaign::Deadline;
use crate::consolidate::intake::{ReceiptSource, Received};
use crate::export::report::correction_json::{Listed, listed};
use crate::export::report::csv::inert;
use crate::export::report::json_text;
use crate::export::report::validation_json::status;
use crate::follow_up::tracking::{ReportingStatus, Tally, Tracking, UnitStatus};
use crate::rules::finding::Finding;
use crate::values::key::UnitCode;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    campaign: &'a str,
    period: &'a str,
    as_of: String,
    deadline: Option<String>,
    resend_deadline: Option<String>,
    units: Vec<Unit<'a>>,
    files: Vec<File<'a>>,
    findings: Vec<Placed<'a>>,
    notes: &'a [String],
    corrections: Vec<Listed<'a>>,
    summary: Tally,
}

#[derive(Serialize)]
struct Unit<'a> {
    #[serde(rename = "unit")]
    code: &'a UnitCode,
    name: &'a str,
    agency_code: Option<&'a str>,
    group: &'a str,
    standing: ReportingStatus,
    late: bool,
    deadline: Option<String>,
    days_overdue: Option<i32>,
    received_at: Option<String>,
    received_from: Option<ReceiptSource>,
    answered: usize,
    asked: usize,
    issued: Option<&'a str>,
    files: Vec<&'a str>,
}

/// A finding with the unit that it is about.
#[derive(Serialize)]
struct Placed<'a> {
    unit: &'a UnitCode,
    #[serde(flatten)]
    finding: &'a Finding,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    unit: Option<&'a UnitCode>,
    sender: Option<&'a UnitCode>,
    status: &'static str,
    reason: Option<&'a str>,
    received_at: Option<String>,
    received_from: Option<ReceiptSource>,
}

/// The document, ending in a line feed. `notes` are what the register says and the files do not.
///
/// # Errors
/// Never in practice: every key is a text and every figure a number.
pub fn write(tracking: &Tracking<'_>, notes: &[String]) -> serde_json::Result<String> {
    let document = Document {
        schema: "bdhvs.status/1",
        campaign: tracking.campaign.id.as_str(),
        period: tracking.period.id.as_str(),
        as_of: tracking.as_of.to_string(),
        deadline: tracking.period.due.map(written),
        resend_deadline: tracking.period.resend_due.map(written),
        units: tracking.units.iter().map(|unit| entry(tracking, unit)).collect(),
        files: tracking.files.iter().map(file).collect(),
        findings: tracking
            .findings
            .iter()
            .map(|(unit, finding)| Placed { unit, finding })
            .collect(),
        notes,
        corrections: listed(&tracking.decisions.corrections, tracking.files),
        summary: tracking.tally(),
    };
    json_text::text(&document)
}

fn entry<'a>(tracking: &Tracking<'a>, unit: &'a UnitStatus<'a>) -> Unit<'a> {
    Unit {
        code: &unit.unit.code,
        name: &unit.unit.name,
        agency_code: unit.unit.agency_code.as_deref(),
        group: tracking.campaign.kind_caption(unit.unit),
        standing: unit.status,
        late: unit.late,
        deadline: unit.deadline.map(written),
        days_overdue: unit.days_overdue(tracking.as_of),
        received_at: unit.receipt.map(|receipt| moment(receipt.at)),
        received_from: unit.receipt.map(|receipt| receipt.source),
        answered: unit.answered,
        asked: unit.asked,
        issued: unit.issued.as_deref(),
        files: unit.files.iter().map(|file| file.path.as_str()).collect(),
    }
}

fn file<'a>(file: &'a Received<'_>) -> File<'a> {
    File {
        path: &file.path,
        unit: file.unit.as_ref(),
        sender: file.sender.as_ref(),
        status: status(file),
        reason: file.reason.as_deref(),
        received_at: file.receipt.map(|receipt| moment(receipt.at)),
        received_from: file.receipt.map(|receipt| receipt.source),
    }
}

/// `until 2025-09-25`, `before 2026-06-15`, `at 2026-05-22T08:30:00`.
fn written(deadline: Deadline) -> String {
    match deadline {
        Deadline::Until(day) => format!("until {day}"),
        Deadline::Before(day) => format!("before {day}"),
        Deadline::At(at) => format!("at {}", moment(at)),
    }
}

fn moment(at: DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// How the header of the table in CSV reads.
const HEADER: [&str; 15] = [
    "unit",
    "name",
    "group",
    "standing",
    "late",
    "deadline",
    "days_overdue",
    "received_at",
    "received_from",
    "answered",
    "asked",
    "issued",
    "email",
    "phone",
    "agency_code",
];

/// The table in CSV, with a byte order mark.
///
/// # Errors
/// Never in practice: it is written to memory.
pub fn write_csv(tracking: &Tracking<'_>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer("\u{FEFF}".as_bytes().to_vec());
    writer.write_record(HEADER)?;
    for status in &tracking.units {
        let unit = entry(tracking, status);
        let standing = match unit.standing {
            ReportingStatus::Sent => "sent",
            ReportingStatus::Resend => "resend",
            ReportingStatus::Missing => "missing",
        };
        let source = match unit.received_from {
            Some(ReceiptSource::Register) => "register",
            Some(ReceiptSource::FileTime) => "file-time",
            None => "",
        };
        let text = |text: Option<&String>| text.cloned().unwrap_or_default();
        let record = [
            unit.code.to_string(),
            unit.name.to_owned(),
            unit.group.to_owned(),
            standing.to_owned(),
            unit.late.to_string(),
            unit.deadline.unwrap_or_default(),
            unit.days_overdue.map(|days| days.to_string()).unwrap_or_default(),
            unit.received_at.unwrap_or_default(),
            source.to_owned(),
            unit.answered.to_string(),
            unit.asked.to_string(),
            unit.issued.unwrap_or_default().to_owned(),
            text(status.unit.email.as_ref()),
            text(status.unit.phone.as_ref()),
            text(status.unit.agency_code.as_ref()),
        ];
        writer.write_record(record.iter().map(|cell| inert(cell)))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}
