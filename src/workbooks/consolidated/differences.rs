//! What the files that were put aside say differently from the one that counts, cell by cell: the
//! loss behind a decision can be seen, and the decision looked at again. Written only where a unit
//! sent different files.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::BookContext;
use super::list::{Columns, List, ListRow, Print};
use super::value::Value;
use crate::consolidate::intake::{Comparison, Received};
use crate::consolidate::names::status_words;
use crate::submission::difference::{Difference, Side};
use crate::t;
use crate::values::key::UnitCode;
use crate::wording::difference_text;
use crate::wording::names::row_number;

/// Writes the sheet, if there is anything to compare.
pub(super) fn write(cx: &BookContext<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let files = cx.consolidation.files;
    if files.iter().all(|file| file.compared.is_none()) {
        return Ok(());
    }
    let list = List {
        name: t!(cx.words, "book-sheet-differences"),
        head: vec![
            t!(cx.words, "book-differences-title"),
            cx.period(),
            t!(cx.words, "book-differences-about"),
        ],
        columns: columns(cx),
        table: None,
        print: Print::OnePageWide,
        none: t!(cx.words, "book-differences-none"),
    };
    list.write(cx, files.iter().flat_map(lines).map(ListRow::plain), workbook)
}

/// A difference of two files of a unit; none where they say the same.
struct Line<'a> {
    file: &'a Received<'a>,
    with: &'a str,
    difference: Option<&'a Difference<'a>>,
}

fn lines<'a>(file: &'a Received<'a>) -> Vec<Line<'a>> {
    let Some(Comparison { with, differences, .. }) = &file.compared else { return Vec::new() };
    if differences.is_empty() {
        return vec![Line { file, with, difference: None }];
    }
    differences.iter().map(|found| Line { file, with, difference: Some(found) }).collect()
}

fn columns<'a>(cx: &BookContext<'_>) -> Columns<Line<'a>> {
    type Column<'a> = super::list::Column<Line<'a>>;
    let words = cx.words;
    let columns: Vec<Column<'a>> = vec![
        Column::short(t!(words, "book-column-code"), 13, |_, line| {
            Value::text(line.file.unit.as_ref().map(UnitCode::as_str))
        }),
        Column::text(t!(words, "book-column-unit"), 24, |cx, line| {
            let code = line.file.unit.as_ref();
            let unit = code.and_then(|code| cx.consolidation.campaign.unit(code));
            Value::text(unit.map(|unit| unit.name.as_str()))
        }),
        Column::text(t!(words, "book-column-file"), 28, |_, line| line.file.path.as_str().into()),
        Column::text(t!(words, "book-column-outcome"), 20, |cx, line| {
            status_words(line.file, cx.words).into()
        }),
        Column::text(t!(words, "book-column-compared"), 28, |_, line| line.with.into()),
        Column::short(t!(words, "book-column-row"), 12, |_, line| {
            line.about(|found| format!("{} – {}", found.form.sheet, row_number(found.indicator)))
        }),
        Column::text(t!(words, "book-column-caption"), 18, |cx, line| match line.difference {
            Some(found) => {
                let year = cx.consolidation.period.target_year;
                found.form.field_caption(found.field, year).into()
            }
            None => t!(cx.words, "book-differences-same").into(),
        }),
        Column::short(t!(words, "book-column-cell"), 12, |_, line| {
            line.about(|found| difference_text::places(&found.this))
        }),
        Column::text(t!(words, "book-column-said"), 32, |cx, line| {
            line.about(|found| said(cx, &found.this))
        }),
        Column::short(t!(words, "book-column-compared-cell"), 12, |_, line| {
            line.about(|found| difference_text::places(&found.other))
        }),
        Column::text(t!(words, "book-column-compared-said"), 32, |cx, line| {
            line.about(|found| said(cx, &found.other))
        }),
    ];
    columns.into()
}

impl<'a> Line<'a> {
    /// What there is to say of a difference; nothing of a file that says the same.
    fn about<V: Into<Value>>(&self, say: impl Fn(&'a Difference<'a>) -> V) -> Value {
        self.difference.map_or(Value::Blank, |found| say(found).into())
    }
}

/// All that is written, or why nothing can be said.
fn said(cx: &BookContext<'_>, side: &Side) -> Value {
    match side.written() {
        Some(text) if !text.is_empty() => text.into(),
        _ => difference_text::side(side, 0, cx.words).into(),
    }
}
