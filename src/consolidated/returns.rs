//! Who has sent and who has not: every expected unit once.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::Context;
use super::list::{Column, List, ListRow, Print};
use super::style::Tone;
use super::value::Value;
use crate::campaign::{Assignment, OrgUnit};
use crate::intake::{Received, Standing};
use crate::rules::finding::Severity;
use crate::t;
use crate::wording::status_words;

/// Writes the sheet.
pub(super) fn write(cx: &Context<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let returns = &cx.consolidation.returns;
    let summary = t!(
        cx.words,
        "book-returns-summary",
        expected = returns.expected.len(),
        submitted = returns.submitted.len(),
        merged = returns.merged.len(),
        missing = returns.missing.len()
    );
    let list = List {
        name: t!(cx.words, "book-sheet-returns"),
        head: vec![t!(cx.words, "book-returns-title"), cx.period(), summary],
        columns: columns(cx),
        table: None,
        print: Print::OnePageWide,
        none: t!(cx.words, "book-none-returns"),
    };
    let rows = (1_i128..).zip(&returns.expected).map(|(number, unit)| row(cx, number, unit));
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
        Column::text(t!(words, "book-column-file"), 42),
        Column::text(t!(words, "book-column-state"), 28),
        Column::short(t!(words, "book-column-errors"), 8),
        Column::short(t!(words, "book-column-warnings"), 9),
        Column::short(t!(words, "book-column-answered"), 10),
        Column::short(t!(words, "book-column-asked"), 10),
        Column::text(t!(words, "book-column-contact"), 24),
    ]
}

fn row(cx: &Context<'_>, number: i128, unit: &OrgUnit) -> ListRow {
    let consolidation = cx.consolidation;
    let files: Vec<&Received<'_>> = consolidation
        .files
        .iter()
        .filter(|file| file.unit.as_ref() == Some(&unit.code) && file.standing != Standing::Ignored)
        .collect();
    let (sent, tone) = sent(cx, unit, &files);
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
        lines(&|file| file.path.clone()).into(),
        lines(&|file| status_words(file, cx.words)).into(),
        number_of(Severity::Error),
        number_of(Severity::Warning),
        cx.index.of(unit).map_or(Value::Blank, |sent| Value::tally(sent.file.answered())),
        Value::tally(asked),
        contact.join("\n").into(),
    ];
    (tone, values)
}

fn sent(cx: &Context<'_>, unit: &OrgUnit, files: &[&Received<'_>]) -> (String, Tone) {
    let returns = &cx.consolidation.returns;
    let submitted = &returns.submitted;
    if let Some(late) = returns.late.iter().find(|late| late.unit.code == unit.code) {
        let day = cx.words.date(late.received.date());
        (t!(cx.words, "book-sent-late", day = day), Tone::Doubtful)
    } else if cx.index.of(unit).is_some() {
        (t!(cx.words, "book-sent"), Tone::Plain)
    } else if submitted.iter().any(|sent| sent.code == unit.code) {
        (t!(cx.words, "book-sent-not-merged"), Tone::Bad)
    } else if files.is_empty() {
        (t!(cx.words, "book-not-sent"), Tone::Doubtful)
    } else {
        (t!(cx.words, "book-sent-blank"), Tone::Doubtful)
    }
}
