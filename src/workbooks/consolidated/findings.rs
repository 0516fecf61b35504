//! Everything that the rules found, in the files and across them.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::Context;
use super::list::{Column, List, ListRow, Print};
use super::style::Tone;
use super::value::Value;
use crate::consolidate::names::{remedy, weight};
use crate::rules::finding::{Finding, Severity};
use crate::t;
use crate::values::key::UnitCode;

/// Writes the sheet: findings of the files in their order, then those over all returns.
pub(super) fn write(cx: &Context<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let list = List {
        name: t!(cx.words, "book-sheet-findings"),
        head: vec![t!(cx.words, "book-findings-title"), cx.period()],
        columns: columns(cx),
        table: None,
        print: Print::OnePageWide,
        none: t!(cx.words, "book-none-findings"),
    };
    let consolidation = cx.consolidation;
    let of_files = consolidation.files.iter().flat_map(|file| {
        let path = Some(file.path.as_str());
        file.findings.iter().map(move |finding| row(cx, path, file.unit.as_ref(), finding))
    });
    let across =
        consolidation.findings.iter().map(|(unit, finding)| row(cx, None, unit.as_ref(), finding));
    list.write(cx, of_files.chain(across), workbook)
}

fn columns(cx: &Context<'_>) -> Vec<Column> {
    let words = cx.words;
    vec![
        Column::short(t!(words, "book-column-severity"), 11),
        Column::short(t!(words, "table-rule"), 8),
        Column::text(t!(words, "book-column-name"), 17),
        Column::short(t!(words, "book-column-code"), 13),
        Column::text(t!(words, "book-column-unit"), 24),
        Column::text(t!(words, "book-column-file"), 28),
        Column::short(t!(words, "book-column-sheet"), 10),
        Column::short(t!(words, "book-column-cell"), 7),
        Column::short(t!(words, "book-column-row"), 11),
        Column::text(t!(words, "book-column-raw"), 16),
        Column::text(t!(words, "book-column-message"), 46),
        Column::text(t!(words, "book-column-hint"), 42),
    ]
}

fn row(
    cx: &Context<'_>,
    path: Option<&str>,
    code: Option<&UnitCode>,
    finding: &Finding,
) -> ListRow {
    let campaign = cx.consolidation.campaign;
    let unit = code.and_then(|code| campaign.unit(code));
    let at = &finding.location;
    let form = at.form.as_ref().and_then(|id| campaign.form(id));
    let indicator = at.indicator.as_ref().and_then(|id| form?.indicator(id));
    let place = match (form, indicator) {
        (Some(form), Some(row)) => Value::Text(format!("{} – {}", form.sheet, row.number)),
        (Some(form), None) => form.sheet.as_str().into(),
        _ => Value::Blank,
    };
    let tone = match finding.severity {
        Severity::Error if finding.is_open() => Tone::Bad,
        _ => Tone::Plain,
    };
    let values = vec![
        weight(finding, cx.words).into(),
        finding.code.into(),
        finding.rule().title(cx.words.language()).into(),
        Value::text(code.map(UnitCode::as_str)),
        Value::text(unit.map(|unit| unit.name.as_str())),
        Value::text(path),
        Value::text(at.sheet.as_deref()),
        Value::text(at.cell.as_deref()),
        place,
        Value::text(finding.raw.as_deref()),
        finding.message.as_str().into(),
        remedy(finding, cx.words).into(),
    ];
    (tone, values)
}
