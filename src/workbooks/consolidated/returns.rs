//! Who has sent and who has not: every expected unit once.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Workbook, XlsxError};

use super::Context;
use super::formula;
use super::list::{Column, List, ListRow, Print};
use super::style::Tone;
use super::value::Value;
use crate::campaign::{Assignment, OrgUnit};
use crate::consolidate::intake::{Received, Standing};
use crate::consolidate::merge::{Consolidation, Late};
use crate::consolidate::names::{self, status_words};
use crate::rules::finding::Severity;
use crate::t;
use crate::values::key::UnitCode;

/// Lines above the captions.
const HEAD_LINES: usize = 3;

pub(super) fn write(cx: &Context<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let returns = &cx.consolidation.returns;
    let summary = names::returns(returns, cx.words);
    let list = List {
        name: t!(cx.words, "book-sheet-returns"),
        head: vec![t!(cx.words, "book-returns-title"), cx.period(), summary],
        columns: columns(cx),
        table: None,
        print: Print::OnePageWide,
        none: t!(cx.words, "book-none-returns"),
    };
    let known = Known::new(cx);
    let rows =
        (1_i128..).zip(&returns.expected).map(|(number, unit)| row(cx, &known, number, unit));
    list.write(cx, rows, workbook)
}

fn columns(cx: &Context<'_>) -> Vec<Column> {
    let words = cx.words;
    vec![
        Column::short(t!(words, "book-column-serial"), 6),
        Column::short(t!(words, "book-column-code"), 14),
        Column::text(t!(words, "book-column-unit"), 38),
        Column::text(t!(words, "book-column-kind"), 22),
        Column::short(t!(words, "book-column-sent"), 14),
        Column::short(t!(words, "book-column-received"), 11),
        Column::short(t!(words, "book-column-timeliness"), 13),
        Column::short(t!(words, "book-column-to-correct"), 11),
        Column::text(t!(words, "book-column-file"), 38),
        Column::text(t!(words, "book-column-state"), 24),
        Column::short(t!(words, "book-column-errors"), 8),
        Column::short(t!(words, "book-column-warnings"), 9),
        Column::short(t!(words, "book-column-answered"), 10),
        Column::short(t!(words, "book-column-asked"), 10),
        Column::text(t!(words, "book-column-contact"), 24),
        Column::text(t!(words, "book-column-foot"), 26),
    ]
}

/// What is known of each unit, by its code.
struct Known<'a> {
    files: BTreeMap<&'a UnitCode, Vec<&'a Received<'a>>>,
    submitted: BTreeSet<&'a UnitCode>,
    late: BTreeMap<&'a UnitCode, &'a Late<'a>>,
    on_time: BTreeSet<&'a UnitCode>,
    to_correct: BTreeSet<&'a UnitCode>,
}

impl<'a> Known<'a> {
    fn new(cx: &Context<'a>) -> Self {
        let Consolidation { returns, files: given, .. } = cx.consolidation;
        let mut files: BTreeMap<&UnitCode, Vec<&Received<'_>>> = BTreeMap::new();
        for file in given.iter().filter(|file| file.standing != Standing::Ignored) {
            if let Some(unit) = &file.unit {
                files.entry(unit).or_default().push(file);
            }
        }
        let codes = |units: &[&'a OrgUnit]| units.iter().map(|unit| &unit.code).collect();
        Self {
            files,
            submitted: codes(&returns.submitted),
            late: returns.late.iter().map(|late| (&late.unit.code, late)).collect(),
            on_time: codes(&returns.on_time),
            to_correct: codes(&returns.to_correct),
        }
    }
}

fn row(cx: &Context<'_>, known: &Known<'_>, number: i128, unit: &OrgUnit) -> ListRow {
    let consolidation = cx.consolidation;
    let files = known.files.get(&unit.code).map(Vec::as_slice).unwrap_or_default();
    let must_correct = known.to_correct.contains(&unit.code);
    let (sent, tone) = sent(cx, known, unit);
    let lines = |of: &dyn Fn(&Received<'_>) -> String| {
        files.iter().map(|file| of(file)).collect::<Vec<_>>().join("\n")
    };
    let found = |severity| files.iter().map(|file| file.count(severity)).sum();
    let number_of =
        |severity| if files.is_empty() { Value::Blank } else { Value::tally(found(severity)) };
    let asked = Assignment::new(consolidation.campaign, consolidation.period, unit).asked();
    let contact: Vec<&str> = unit.phone.iter().chain(&unit.email).map(String::as_str).collect();
    let values = vec![
        Value::Whole(number),
        unit.code.as_str().into(),
        unit.name.as_str().into(),
        consolidation.campaign.kind_caption(unit).into(),
        sent.into(),
        Value::text(received(cx, known, unit)),
        Value::text(timeliness(cx, known, unit)),
        Value::text(must_correct.then(|| t!(cx.words, "book-to-correct"))),
        lines(&|file| file.path.clone()).into(),
        lines(&|file| status_words(file, cx.words)).into(),
        number_of(Severity::Error),
        number_of(Severity::Warning),
        answered(cx, unit),
        Value::tally(asked),
        contact.join("\n").into(),
        Value::text(cx.index.foot(unit)),
    ];
    (tone, values)
}

/// How many of its answers count; nothing where no return of the unit does.
fn answered(cx: &Context<'_>, unit: &OrgUnit) -> Value {
    let sent = cx.index.of(unit);
    if sent.is_empty() {
        return Value::Blank;
    }
    Value::tally(sent.iter().map(|sent| sent.file.answered()).sum())
}

/// What was sent, in words that the first page counts.
fn sent(cx: &Context<'_>, known: &Known<'_>, unit: &OrgUnit) -> (String, Tone) {
    if cx.index.has(unit) {
        let asks = known.late.contains_key(&unit.code) || known.to_correct.contains(&unit.code);
        let tone = if asks { Tone::Doubtful } else { Tone::Plain };
        (t!(cx.words, "book-sent"), tone)
    } else if known.submitted.contains(&unit.code) {
        (t!(cx.words, "book-sent-not-merged"), Tone::Bad)
    } else if known.files.contains_key(&unit.code) {
        (t!(cx.words, "book-sent-blank"), Tone::Doubtful)
    } else {
        (t!(cx.words, "book-not-sent"), Tone::Doubtful)
    }
}

/// When the first of a unit's files came, where the time of each is known.
fn received(cx: &Context<'_>, known: &Known<'_>, unit: &OrgUnit) -> Option<String> {
    if let Some(late) = known.late.get(&unit.code) {
        return Some(cx.words.date(late.received.date()));
    }
    let files = known.files.get(&unit.code)?;
    let times: Option<Vec<_>> = files.iter().map(|file| Some(file.receipt?.at)).collect();
    Some(cx.words.date(times?.into_iter().min()?.date()))
}

/// Whether a return came in time, in words that the first page counts; nothing where none came.
fn timeliness(cx: &Context<'_>, known: &Known<'_>, unit: &OrgUnit) -> Option<String> {
    let (words, code) = (cx.words, &unit.code);
    known.submitted.contains(code).then(|| {
        if known.late.contains_key(code) {
            t!(words, "book-late")
        } else if known.on_time.contains(code) {
            t!(words, "book-on-time")
        } else if cx.consolidation.period.deadline(code).is_some() {
            t!(words, "book-time-unknown")
        } else {
            t!(words, "book-no-deadline")
        }
    })
}

/// A column that the first page counts in.
#[derive(Debug, Clone, Copy)]
pub(super) enum ReturnsColumn {
    /// The unit's code.
    Code,
    /// The unit's kind.
    Kind,
    Sent,
    /// Whether in time.
    Timeliness,
    /// Whether it must be sent again.
    ToCorrect,
}

/// A column of the list with all its rows, for formulas.
pub(super) fn range(cx: &Context<'_>, column: ReturnsColumn) -> String {
    let letter = match column {
        ReturnsColumn::Code => "B",
        ReturnsColumn::Kind => "D",
        ReturnsColumn::Sent => "E",
        ReturnsColumn::Timeliness => "G",
        ReturnsColumn::ToCorrect => "H",
    };
    let sheet = formula::sheet(&t!(cx.words, "book-sheet-returns"));
    let last = HEAD_LINES + 1 + cx.consolidation.returns.expected.len().max(1);
    format!("{sheet}${letter}${}:${letter}${last}", HEAD_LINES + 2)
}
