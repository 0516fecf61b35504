//! What units say of warnings about their figures: the reasons that settle them, each with the figure
//! and the cell that it is about.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::Context;
use super::list::{Column, List, ListRow, Print};
use super::style::Tone;
use super::value::Value;
use crate::consolidate::intake::Received;
use crate::ledger::display;
use crate::rules::finding::{Finding, Settlement};
use crate::submission::answer::AnswerValue;
use crate::t;
use crate::values::key::AnswerKey;

/// The findings that an explanation settles, each with its file and the explanation.
pub(super) fn of<'a>(
    cx: &Context<'a>,
) -> impl Iterator<Item = (&'a Received<'a>, &'a Finding, &'a str)> {
    cx.consolidation.files.iter().flat_map(|file| {
        file.findings.iter().filter_map(move |finding| match &finding.settled {
            Some(Settlement::Explained { text }) => Some((file, finding, text.as_str())),
            _ => None,
        })
    })
}

/// Writes the sheet, where anything was explained.
pub(super) fn write(cx: &Context<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    if of(cx).next().is_none() {
        return Ok(());
    }
    let list = List {
        name: t!(cx.words, "book-sheet-explanations"),
        head: vec![t!(cx.words, "book-explanations-title"), cx.period()],
        columns: columns(cx),
        table: None,
        print: Print::OnePageWide,
        none: String::new(),
    };
    let rows = (1_i128..)
        .zip(of(cx))
        .map(|(number, (file, finding, text))| row(cx, number, file, (finding, text)));
    list.write(cx, rows, workbook)
}

fn columns(cx: &Context<'_>) -> Vec<Column> {
    let words = cx.words;
    vec![
        Column::short(t!(words, "book-column-serial"), 6),
        Column::short(t!(words, "book-column-code"), 12),
        Column::text(t!(words, "book-column-unit"), 24),
        Column::short(t!(words, "book-column-form"), 10),
        Column::text(t!(words, "book-column-indicator"), 34),
        Column::short(t!(words, "book-column-value"), 12),
        Column::text(t!(words, "book-column-name"), 22),
        Column::text(t!(words, "book-column-message"), 38),
        Column::text(t!(words, "book-column-explanation"), 46),
        Column::text(t!(words, "book-column-file"), 28),
        Column::short(t!(words, "book-column-sheet"), 10),
        Column::short(t!(words, "book-column-cell"), 7),
    ]
}

fn row(
    cx: &Context<'_>,
    number: i128,
    file: &Received<'_>,
    (finding, text): (&Finding, &str),
) -> ListRow {
    let campaign = cx.consolidation.campaign;
    let unit = file.unit.as_ref().and_then(|code| campaign.unit(code));
    let at = &finding.location;
    let form = at.form.as_ref().and_then(|id| campaign.form(id));
    let indicator = at.indicator.as_ref().and_then(|id| form?.indicator(id));
    let label = indicator.map(|row| format!("{}. {}", row.number, row.label));
    let title = finding.rule().title(cx.words.language());
    let values = vec![
        Value::Whole(number),
        Value::text(file.unit.as_ref().map(crate::values::key::UnitCode::as_str)),
        Value::text(unit.map(|unit| unit.name.as_str())),
        Value::text(form.map(|form| form.sheet.as_str())),
        Value::text(label.as_deref()),
        Value::text(figure(cx, file, finding).as_deref()),
        title.into(),
        finding.message.as_str().into(),
        text.into(),
        file.path.as_str().into(),
        Value::text(at.sheet.as_deref()),
        Value::text(at.cell.as_deref()),
    ];
    (Tone::Plain, values)
}

/// The figure of the answer that a finding is about, as it counts.
fn figure(cx: &Context<'_>, file: &Received<'_>, finding: &Finding) -> Option<String> {
    let at = &finding.location;
    let key =
        AnswerKey { form: at.form.clone()?, indicator: at.indicator.clone()?, scope: at.scope? };
    let answer = file.kept.as_ref()?.find(&key)?;
    let target = answer.indicator.targets.get(&cx.consolidation.period.target_year);
    match answer.value() {
        AnswerValue::Figure(figure) => Some(display(figure, target)),
        _ => None,
    }
}
