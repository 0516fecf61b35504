//! What is no figure: tasks, sections of outlines, lines of lists, each with the cell that it stands
//! in.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::export::report::correction_json::{Replaced, replaced};
use crate::ledger::{EntryList, ListTotal, Passage, Reply, SectionRow, TaskReplyStatus, TaskRow};
use crate::values::key::{Field, FormId, IndicatorId, UnitCode};
use crate::values::quantity::words::Status;

#[derive(Serialize)]
pub(super) struct Task<'a> {
    form: &'a FormId,
    indicator: &'a IndicatorId,
    state: &'static str,
    due: Option<Date>,
    overdue: bool,
    answered: usize,
    not_assigned: usize,
    expected: usize,
    statuses: Statuses,
    leads: Vec<Said<'a>>,
    cooperating: Vec<Said<'a>>,
}

/// How many leads say what.
#[derive(Serialize)]
struct Statuses {
    not_started: usize,
    underway: usize,
    ongoing: usize,
    done: usize,
}

/// What a unit says of a task.
#[derive(Serialize)]
struct Said<'a> {
    unit: &'a UnitCode,
    standing: &'static str,
    status: Option<&'static str>,
    result: Option<Cow<'a, str>>,
    evidence: Option<Cow<'a, str>>,
    explanation: Option<Cow<'a, str>>,
    #[serde(flatten)]
    at: At<'a>,
}

/// A place in a file; null throughout where nothing was sent.
#[derive(Serialize)]
struct At<'a> {
    file: Option<&'a str>,
    sheet: Option<String>,
    cell: Option<String>,
    /// Only where the officer has corrected anything.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    corrected: Vec<Replaced<'a>>,
}

#[derive(Serialize)]
pub(super) struct Section<'a> {
    form: &'a FormId,
    indicator: &'a IndicatorId,
    answered: usize,
    not_applicable: usize,
    expected: usize,
    passages: Vec<Written<'a>>,
}

#[derive(Serialize)]
struct Written<'a> {
    unit: &'a UnitCode,
    text: &'a str,
    faulty: bool,
    #[serde(flatten)]
    at: At<'a>,
}

#[derive(Serialize)]
pub(super) struct List<'a> {
    form: &'a FormId,
    columns: &'a [Field],
    answered: usize,
    expected: usize,
    entries: Vec<Line<'a>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    totals: BTreeMap<Field, Totalled>,
}

/// What the lines come to in one column.
#[derive(Serialize)]
struct Totalled {
    value: Option<Box<RawValue>>,
    lines: usize,
    units: usize,
}

#[derive(Serialize)]
struct Line<'a> {
    unit: &'a UnitCode,
    indicator: &'a IndicatorId,
    values: BTreeMap<Field, Option<Cow<'a, str>>>,
    faulty: bool,
    #[serde(flatten)]
    at: At<'a>,
}

pub(super) fn task<'a>(row: &'a TaskRow<'_>) -> Task<'a> {
    Task {
        form: &row.form.id,
        indicator: &row.indicator.id,
        state: row.state().key(),
        due: row.due(),
        overdue: row.is_overdue(),
        answered: row.answered(),
        not_assigned: row.not_assigned(),
        expected: row.expected(),
        statuses: Statuses {
            not_started: row.saying(Status::NotStarted),
            underway: row.saying(Status::Underway),
            ongoing: row.saying(Status::Ongoing),
            done: row.saying(Status::Done),
        },
        leads: row.leads.iter().map(said).collect(),
        cooperating: row.cooperating.iter().map(said).collect(),
    }
}

fn said<'a>(reply: &'a Reply<'_>) -> Said<'a> {
    let (standing, status) = match reply.status() {
        TaskReplyStatus::Said(status) => ("answered", Some(status.key())),
        TaskReplyStatus::Silent => ("unanswered", None),
        TaskReplyStatus::Faulty => ("faulty", None),
    };
    Said {
        unit: &reply.unit.code,
        standing,
        status,
        result: reply.written(Field::Result),
        evidence: reply.written(Field::Evidence),
        explanation: reply.written(Field::Explanation),
        at: at(reply, Field::Status),
    }
}

pub(super) fn section<'a>(row: &'a SectionRow<'_>) -> Section<'a> {
    Section {
        form: &row.form.id,
        indicator: &row.indicator.id,
        answered: row.answered(),
        not_applicable: row.not_applicable(),
        expected: row.expected(),
        passages: row
            .passages
            .iter()
            .map(|passage: &'a Passage<'_>| Written {
                unit: &passage.reply.unit.code,
                text: &passage.text,
                faulty: passage.faulty,
                at: at(&passage.reply, Field::Text),
            })
            .collect(),
    }
}

pub(super) fn list<'a>(list: &'a EntryList<'_>) -> List<'a> {
    let entries = list.entries.iter().map(|entry| Line {
        unit: &entry.reply.unit.code,
        indicator: entry.line,
        values: list.columns.iter().map(|field| (*field, entry.reply.written(*field))).collect(),
        faulty: entry.faulty,
        at: list.columns.first().map_or_else(At::nowhere, |field| at(&entry.reply, *field)),
    });
    List {
        form: &list.form.id,
        columns: &list.columns,
        answered: list.answered(),
        expected: list.expected,
        entries: entries.collect(),
        totals: list.totals.iter().map(|(field, total)| (*field, totalled(total))).collect(),
    }
}

fn totalled(total: &ListTotal) -> Totalled {
    let ListTotal { sum, lines, units } = *total;
    Totalled { value: RawValue::from_string(sum.normalize().to_string()).ok(), lines, units }
}

fn at<'a>(reply: &'a Reply<'_>, field: Field) -> At<'a> {
    let list = reply.correction(field).map(|corrected| &*corrected.by.line.file);
    let place = reply.place(field).filter(|_| list.is_none());
    let corrected = reply.sent.map(|sent| replaced(sent.answer, sent.path)).unwrap_or_default();
    At {
        file: list.or(reply.path()),
        corrected,
        cell: place.as_ref().map(|place| place.position.to_string()),
        sheet: place.map(|place| place.sheet.to_string()),
    }
}

impl At<'_> {
    fn nowhere() -> Self {
        Self { file: None, sheet: None, cell: None, corrected: Vec::new() }
    }
}
