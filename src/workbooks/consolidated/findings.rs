//! Everything that the rules found, in the files and across them.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::BookContext;
use super::list::{Columns, List, ListRow, Print};
use super::style::Tone;
use super::value::Value;
use crate::consolidate::names::{remedy, weight};
use crate::i18n::Words;
use crate::rules::finding::{Finding, Severity};
use crate::t;
use crate::values::key::UnitCode;

/// Writes the sheet: findings of the files in their order, then those over all returns.
pub(super) fn write(cx: &BookContext<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
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
        let (path, unit) = (Some(file.path.as_str()), file.unit.as_ref());
        file.findings.iter().map(move |finding| Line { path, unit, finding })
    });
    let across = consolidation.findings.iter();
    let across = across.map(|(unit, finding)| Line { path: None, unit: unit.as_ref(), finding });
    let rows = of_files.chain(across).map(|line| ListRow { tone: line.tone(), line });
    list.write(cx, rows, workbook)
}

/// A finding with the file and the unit that it is about; over all returns it is of no file.
struct Line<'a> {
    path: Option<&'a str>,
    unit: Option<&'a UnitCode>,
    finding: &'a Finding,
}

impl Line<'_> {
    fn tone(&self) -> Tone {
        match self.finding.severity {
            Severity::Error if self.finding.is_open() => Tone::Bad,
            Severity::Error | Severity::Warning | Severity::Info => Tone::Plain,
        }
    }

    fn unit_name(&self, cx: &BookContext<'_>) -> Value {
        let unit = self.unit.and_then(|code| cx.consolidation.campaign.unit(code));
        Value::text(unit.map(|unit| unit.name.as_str()))
    }

    /// The form and the number of the row.
    fn row(&self, cx: &BookContext<'_>) -> Value {
        let at = &self.finding.location;
        let form = at.form.as_ref().and_then(|id| cx.consolidation.campaign.form(id));
        let indicator = at.indicator.as_ref().and_then(|id| form?.indicator(id));
        match (form, indicator) {
            (Some(form), Some(row)) => Value::Text(format!("{} – {}", form.sheet, row.number)),
            (Some(form), None) => form.sheet.as_str().into(),
            _ => Value::Blank,
        }
    }
}

fn columns<'a>(cx: &BookContext<'_>) -> Columns<Line<'a>> {
    type Column<'a> = super::list::Column<Line<'a>>;
    let words = cx.words;
    let columns: Vec<Column<'a>> = vec![
        Column::short(t!(words, "book-column-severity"), 11, |cx, line| {
            weight(line.finding, cx.words).into()
        }),
        Column::short(t!(words, "table-rule"), 8, |_, line| line.finding.code.into()),
        Column::text(t!(words, "book-column-name"), 17, |cx, line| {
            rule_title(line.finding, cx.words).into()
        }),
        Column::short(t!(words, "book-column-code"), 13, |_, line| {
            Value::text(line.unit.map(UnitCode::as_str))
        }),
        Column::text(t!(words, "book-column-unit"), 24, |cx, line| line.unit_name(cx)),
        Column::text(t!(words, "book-column-file"), 28, |_, line| Value::text(line.path)),
        Column::short(t!(words, "book-column-sheet"), 10, |_, line| {
            Value::text(line.finding.location.sheet.as_deref())
        }),
        Column::short(t!(words, "book-column-cell"), 7, |_, line| {
            Value::text(line.finding.location.cell.as_deref())
        }),
        Column::short(t!(words, "book-column-row"), 11, |cx, line| line.row(cx)),
        Column::text(t!(words, "book-column-raw"), 16, |_, line| {
            Value::text(line.finding.raw.as_deref())
        }),
        Column::text(t!(words, "book-column-message"), 46, |_, line| {
            line.finding.message.as_str().into()
        }),
        Column::text(t!(words, "book-column-hint"), 42, |cx, line| {
            remedy(line.finding, cx.words).into()
        }),
    ];
    columns.into()
}

/// The title of the rule that found something.
pub(super) fn rule_title(finding: &Finding, words: &Words) -> String {
    finding.rule().title(words.language())
}
