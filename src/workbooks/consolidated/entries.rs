//! A form of kind list for the whole area: one line for every line that a unit entered, with the
//! unit in front of it and the cell behind it.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::list::{Columns, List, ListRow, Print, TotalCell, TotalRow};
use super::style::Tone;
use super::value::Value;
use super::{BookContext, frame, nonresponse, pointer, written};
use crate::campaign::{ColumnContent, Form, Indicator};
use crate::ledger::{Entry, EntryList};
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::measure::Measure;

/// A column that is wider on a unit's form is narrowed: here more columns share the paper.
const WIDEST: u16 = 36;
/// The columns of a form stand behind those that say whose line it is.
const FIRST_COLUMN: u16 = 4;

/// Writes the sheet of a list.
pub(super) fn write(
    cx: &BookContext<'_>,
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
        name: cx.sheet_names.of(form).to_owned(),
        head,
        columns: columns(cx, form, entered),
        table: None,
        print: Print::OnePageWide,
        none: t!(cx.words, "book-none-list"),
    };
    let lines = (1..).zip(&entered.entries).map(|(number, entry)| Line { number, entry });
    let rows = lines.map(|line| {
        let tone = if line.entry.faulty { Tone::Bad } else { Tone::Plain };
        ListRow { tone, line }
    });
    list.write_with_total(cx, rows, total(cx, form, entered).as_ref(), workbook)
}

/// A line that a unit entered, with its number in this list.
struct Line<'a> {
    number: i128,
    entry: &'a Entry<'a>,
}

/// What stands in a column of a line: a number where it counts, else what is written.
fn value(cx: &BookContext<'_>, line: &Line<'_>, field: Field) -> Value {
    let indicator = line.entry.reply.sent.map(|sent| sent.answer.indicator);
    let is_number = indicator.is_some_and(|row| row.read_as(field).row.measure.adds_up());
    let number = line.entry.number(field).filter(|_| is_number);
    match number {
        Some(number) => Value::exact(number),
        None => written(cx, &line.entry.reply, field),
    }
}

/// The row in which the lines are added up, where the list has one.
fn total(cx: &BookContext<'_>, form: &Form, list: &EntryList<'_>) -> Option<TotalRow> {
    let figures = form.indicators.first().and_then(Indicator::list_figures)?;
    let cells: Vec<TotalCell> = list
        .totals
        .iter()
        .filter_map(|(field, total)| {
            let at = list.columns.iter().position(|column| column == field)?;
            let column = u16::try_from(at).ok()?.checked_add(FIRST_COLUMN)?;
            let Field::Column(key) = field else { return None };
            let counts_yes = figures.get(key)?.row.measure == Measure::YesNo;
            Some(TotalCell { column, sum: total.sum, counts_yes })
        })
        .collect();
    let units = list.totals.values().map(|total| total.units).max()?;
    Some(TotalRow { caption: t!(cx.words, "book-list-total", units = units), cells })
}

fn columns<'a>(cx: &BookContext<'_>, form: &Form, list: &EntryList<'_>) -> Columns<Line<'a>> {
    type Column<'a> = super::list::Column<Line<'a>>;
    let words = cx.words;
    let year = cx.consolidation.period.target_year;
    let mut columns: Vec<Column<'a>> = vec![
        Column::short(t!(words, "book-column-serial"), 6, |_, line| Value::Whole(line.number)),
        Column::short(t!(words, "book-column-code"), 14, |_, line| {
            line.entry.reply.unit.code.as_str().into()
        }),
        Column::text(t!(words, "book-column-unit"), 24, |_, line| {
            line.entry.reply.unit.name.as_str().into()
        }),
        Column::short(t!(words, "book-column-line"), 9, |_, line| line.entry.line.as_str().into()),
    ];
    columns.extend(form.columns.iter().filter_map(|column| {
        let ColumnContent::Asks(field) = column.content else { return None };
        let width = column.width.clamp(8, WIDEST);
        Some(Column::text(column.caption(year), width, move |cx, line| value(cx, line, field)))
    }));
    let first = list.columns.first().copied().unwrap_or(Field::Value);
    columns.extend([
        Column::text(t!(words, "book-column-note"), 12, |cx, line| {
            Value::text(line.entry.faulty.then(|| t!(cx.words, "book-entry-faulty")))
        }),
        Column::text(t!(words, "book-column-source"), 24, move |cx, line| {
            pointer(cx, &line.entry.reply, first).into()
        }),
    ]);
    columns.into()
}
