//! A form of kind list for the whole area: one line for every line that a unit entered, with the
//! unit in front of it and the cell behind it.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::list::{Column, List, ListRow, Print};
use super::style::Tone;
use super::value::{Value, pointing};
use super::{Context, frame, nonresponse, pointer};
use crate::campaign::{ColumnContent, Form};
use crate::ledger::{Entry, EntryList};
use crate::t;
use crate::values::key::Field;

/// A column that is wider on a unit's form is narrowed: here more columns share the paper.
const WIDEST: u16 = 36;

/// Writes the sheet of a list.
pub(super) fn write(
    cx: &Context<'_>,
    form: &Form,
    workbook: &mut Workbook,
) -> Result<(), XlsxError> {
    let found = cx.consolidation.lists.iter().find(|list| list.form.id == form.id);
    let Some(entered) = found else { return Ok(()) };
    let mut head = vec![
        frame::numbered(&form.heading, &form.title),
        cx.scope(),
        t!(
            cx.words,
            "book-list-coverage",
            entries = entered.listed(),
            answered = entered.answered(),
            expected = entered.expected
        ),
    ];
    if !entered.silent.is_empty() {
        head.extend(nonresponse::lines(cx, &entered.silent));
    }
    let list = List {
        name: cx.tabs.of(form).to_owned(),
        head,
        columns: columns(cx, form),
        table: None,
        print: Print::OnePageWide,
        none: t!(cx.words, "book-none-list"),
    };
    let rows = (1_i128..).zip(&entered.entries);
    list.write(cx, rows.map(|(number, entry)| values(cx, entered, number, entry)), workbook)
}

fn columns(cx: &Context<'_>, form: &Form) -> Vec<Column> {
    let words = cx.words;
    let year = cx.consolidation.period.target_year;
    let mut columns = vec![
        Column::short(t!(words, "book-column-serial"), 6),
        Column::short(t!(words, "book-column-code"), 14),
        Column::text(t!(words, "book-column-unit"), 24),
        Column::short(t!(words, "book-column-line"), 9),
    ];
    let asked = form.columns.iter().filter(|c| matches!(c.content, ColumnContent::Asks(_)));
    columns.extend(
        asked.map(|column| Column::text(column.caption(year), column.width.clamp(8, WIDEST))),
    );
    columns.push(Column::text(t!(words, "book-column-note"), 12));
    columns.push(Column::text(t!(words, "book-column-source"), 24));
    columns
}

fn values(cx: &Context<'_>, list: &EntryList<'_>, number: i128, entry: &Entry<'_>) -> ListRow {
    let Entry { reply, line, faulty } = entry;
    let first = list.columns.first().copied().unwrap_or(Field::Value);
    let mut values = vec![
        Value::Whole(number),
        reply.unit.code.as_str().into(),
        reply.unit.name.as_str().into(),
        line.as_str().into(),
    ];
    values.extend(list.columns.iter().map(|field| {
        let rest = || t!(cx.words, "book-cut", pointer = pointer(cx, reply, *field));
        Value::text(reply.written(*field).map(|text| pointing(text, rest)))
    }));
    let note = faulty.then(|| t!(cx.words, "book-entry-faulty"));
    values.push(Value::text(note));
    values.push(pointer(cx, reply, first).into());
    (if *faulty { Tone::Bad } else { Tone::Plain }, values)
}
