//! What units say of warnings about their figures: the reasons that settle them, each with the figure
//! and the cell that it is about.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::BookContext;
use super::findings::rule_title;
use super::list::{Columns, List, ListRow, Print};
use super::value::Value;
use crate::campaign::Form;
use crate::consolidate::intake::Received;
use crate::ledger::display;
use crate::rules::finding::{Finding, Settlement};
use crate::submission::answer::AnswerValue;
use crate::t;
use crate::values::key::{AnswerKey, UnitCode};

/// A finding that an explanation settles.
pub(super) struct Explained<'a> {
    pub(super) file: &'a Received<'a>,
    pub(super) finding: &'a Finding,
    text: &'a str,
}

/// The findings that an explanation settles, in the order of the files.
pub(super) fn of<'a>(cx: &BookContext<'a>) -> impl Iterator<Item = Explained<'a>> {
    cx.consolidation.files.iter().flat_map(|file| {
        file.findings.iter().filter_map(move |finding| match &finding.settled {
            Some(Settlement::Explained { text }) => Some(Explained { file, finding, text }),
            _ => None,
        })
    })
}

/// Writes the sheet, where anything was explained.
pub(super) fn write(cx: &BookContext<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
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
    let lines = (1..).zip(of(cx)).map(|(number, explained)| Line { number, explained });
    list.write(cx, lines.map(ListRow::plain), workbook)
}

struct Line<'a> {
    number: i128,
    explained: Explained<'a>,
}

fn columns<'a>(cx: &BookContext<'_>) -> Columns<Line<'a>> {
    type Column<'a> = super::list::Column<Line<'a>>;
    let words = cx.words;
    let columns: Vec<Column<'a>> = vec![
        Column::short(t!(words, "book-column-serial"), 6, |_, line| Value::Whole(line.number)),
        Column::short(t!(words, "book-column-code"), 12, |_, line| {
            Value::text(line.explained.file.unit.as_ref().map(UnitCode::as_str))
        }),
        Column::text(t!(words, "book-column-unit"), 24, |cx, line| {
            let code = line.explained.file.unit.as_ref();
            let unit = code.and_then(|code| cx.consolidation.campaign.unit(code));
            Value::text(unit.map(|unit| unit.name.as_str()))
        }),
        Column::short(t!(words, "book-column-form"), 10, |cx, line| {
            Value::text(line.explained.form(cx).map(|form| form.sheet.as_str()))
        }),
        Column::text(t!(words, "book-column-indicator"), 34, |cx, line| {
            let id = line.explained.finding.location.indicator.as_ref();
            let row = id.and_then(|id| line.explained.form(cx)?.indicator(id));
            Value::text(row.map(|row| format!("{}. {}", row.number, row.title())))
        }),
        Column::short(t!(words, "book-column-value"), 12, |cx, line| {
            Value::text(line.explained.figure(cx))
        }),
        Column::text(t!(words, "book-column-name"), 22, |cx, line| {
            rule_title(line.explained.finding, cx.words).into()
        }),
        Column::text(t!(words, "book-column-message"), 38, |_, line| {
            line.explained.finding.message.as_str().into()
        }),
        Column::text(t!(words, "book-column-explanation"), 46, |_, line| {
            line.explained.text.into()
        }),
        Column::text(t!(words, "book-column-file"), 28, |_, line| {
            line.explained.file.path.as_str().into()
        }),
        Column::short(t!(words, "book-column-sheet"), 10, |_, line| {
            Value::text(line.explained.finding.location.sheet.as_deref())
        }),
        Column::short(t!(words, "book-column-cell"), 7, |_, line| {
            Value::text(line.explained.finding.location.cell.as_deref())
        }),
    ];
    columns.into()
}

impl Explained<'_> {
    fn form<'c>(&self, cx: &BookContext<'c>) -> Option<&'c Form> {
        let id = self.finding.location.form.as_ref()?;
        cx.consolidation.campaign.form(id)
    }

    /// The figure of the answer that the finding is about, as it counts.
    fn figure(&self, cx: &BookContext<'_>) -> Option<String> {
        let at = &self.finding.location;
        let key = AnswerKey {
            form: at.form.clone()?,
            indicator: at.indicator.clone()?,
            scope: at.scope?,
        };
        let answer = self.file.stored()?.find(&key)?;
        let target = answer.indicator.targets.get(&cx.consolidation.period.target_year);
        match answer.value() {
            AnswerValue::Figure(figure) => Some(display(figure, target)),
            _ => None,
        }
    }
}
