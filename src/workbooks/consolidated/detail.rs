//! One row per figure of every return that counts, with the file, the sheet and the cells that it
//! stands in: the way back from every city-wide figure. Nothing
//! that a unit wrote is left out; tasks, texts and lists stand whole on the sheets of their forms.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::list::{Column, List, ListRow, Print};
use super::style::Tone;
use super::value::Value;
use super::{Context, cells};
use crate::consolidate::answer_use::Used;
use crate::consolidate::answers::{Listed, listed};
use crate::consolidate::index::State;
use crate::consolidate::names;
use crate::ledger::readback::FigureCode;
use crate::ledger::{KeptAnswer, Total};
use crate::submission::answer::{Figure, Place};
use crate::t;
use crate::values::key::{Field, Scope};
use crate::wording::names::shortened;

/// The name of the table in formulas and queries.
const TABLE: &str = "ChiTiet";
/// Where the column of the officer's corrections stands, in a workbook that has any.
const CORRECTION: usize = 22;
const CORRECTION_WIDTH: u16 = 60;
/// The cells of an answer whose addresses are listed.
const PLACES: [Field; 4] = [Field::Value, Field::Numerator, Field::Denominator, Field::People];

pub(super) fn write(cx: &Context<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let list = List {
        name: t!(cx.words, "book-sheet-detail"),
        head: Vec::new(),
        columns: columns(cx),
        table: Some((TABLE, cx.detail.rows())),
        print: Print::Split {
            before: 14,
            repeat: 1,
            scale: 60,
            last: 21 + u16::from(cx.has_corrections()),
        },
        none: t!(cx.words, "book-none-detail"),
    };
    list.write(cx, listed(cx.consolidation, &cx.index).map(|entry| values(cx, &entry)), workbook)
}

/// How many rows the list has.
pub(super) fn count(cx: &Context<'_>) -> usize {
    listed(cx.consolidation, &cx.index).count()
}

fn columns(cx: &Context<'_>) -> Vec<Column> {
    let words = cx.words;
    let mut columns = vec![
        Column::short(t!(words, "book-column-code"), 13).named("unit"),
        Column::text(t!(words, "book-column-unit"), 24),
        Column::text(t!(words, "book-column-kind"), 12),
        Column::short(t!(words, "book-column-form"), 8),
        Column::short(t!(words, "book-column-number"), 7),
        Column::text(t!(words, "book-column-indicator"), 34),
        Column::text(t!(words, "book-column-scope"), 14),
        Column::short(t!(words, "book-column-value"), 12).named("value"),
        Column::short(t!(words, "book-column-numerator"), 10).named("numerator"),
        Column::short(t!(words, "book-column-denominator"), 10).named("denominator"),
        Column::short(t!(words, "book-column-people"), 10).named("people"),
        Column::short(t!(words, "book-column-baseline"), 10),
        Column::text(t!(words, "book-column-raw"), 18),
        Column::text(t!(words, "book-column-status"), 20),
        Column::text(t!(words, "book-column-evidence"), 46),
        Column::text(t!(words, "book-column-explanation"), 34),
        Column::text(t!(words, "book-column-file"), 34).named("file"),
        Column::short(t!(words, "book-column-sheet"), 10).named("sheet"),
        Column::short(t!(words, "book-column-cell-value"), 8).named("cell"),
        Column::short(t!(words, "book-column-cell-numerator"), 8),
        Column::short(t!(words, "book-column-cell-denominator"), 8),
        Column::short(t!(words, "book-column-cell-people"), 8),
        Column::code(t!(words, "book-column-sha256"), 62),
        Column::code(t!(words, "book-column-row-code"), 14).named("row"),
        Column::code(t!(words, "book-column-figure-code"), 20).named("figure"),
    ];
    if cx.has_corrections() {
        let column = Column::text(t!(words, "book-column-correction"), CORRECTION_WIDTH);
        columns.insert(CORRECTION, column);
    }
    columns
}

fn values(cx: &Context<'_>, entry: &Listed<'_>) -> ListRow {
    let Listed { row, unit, answer, .. } = entry;
    let scope = match answer.scope {
        Scope::Own => t!(cx.words, "book-scope-own"),
        Scope::City => {
            t!(cx.words, "book-scope-city", area = cx.consolidation.campaign.area_short.as_str())
        }
    };
    let (status, tone) = status(cx, entry);
    let file = entry.sent.file;
    // A corrected figure is that of the list of corrections, which has neither sheet nor cell.
    let list = answer.figure_corrections().next().map(|corrected| &corrected.by.line);
    let (path, sha256) = match list {
        Some(list) => (&*list.file, &*list.sha256),
        None => (file.path.as_str(), file.sha256.as_str()),
    };
    let of_file = |place: Option<Place>| place.filter(|_| list.is_none());
    let sheet = of_file(answer.first_place()).map(|place| place.sheet.to_string());
    let mut values = vec![
        unit.code.as_str().into(),
        unit.name.as_str().into(),
        cx.consolidation.campaign.kind_caption(unit).into(),
        row.form.sheet.as_str().into(),
        row.indicator.number.as_str().into(),
        shortened(&row.indicator.label, 70).into(),
        scope.into(),
        figure(entry),
        field(answer, Field::Numerator),
        field(answer, Field::Denominator),
        field(answer, Field::People),
        field(answer, Field::Baseline),
        sent(answer, Field::Value),
        status.into(),
        raw(answer, Field::Evidence),
        raw(answer, Field::Explanation),
        path.into(),
        Value::text(sheet),
    ];
    values.extend(
        PLACES
            .map(|field| of_file(answer.place(field)))
            .map(|place| Value::text(place.map(|place| place.position.to_string()))),
    );
    values.extend([sha256.into(), row.form.id.row_name(&row.indicator.id).into(), code(cx, entry)]);
    if cx.has_corrections() {
        values.insert(CORRECTION, corrections(cx, entry));
    }
    let tone = if answer.awaits() && tone == Tone::Plain { Tone::Doubtful } else { tone };
    (tone, values)
}

/// The corrections that stand in an answer, each with its line, and where in the unit's file its cells are.
fn corrections(cx: &Context<'_>, entry: &Listed<'_>) -> Value {
    let (answer, words) = (entry.answer, cx.words);
    let said = names::corrections(answer, cx.consolidation.period.target_year, words);
    if said.is_empty() {
        return Value::Blank;
    }
    let file = entry.sent.file.path.as_str();
    let corrected = answer.corrections().iter().map(|(field, _)| *field);
    let mut sheets: BTreeMap<Arc<str>, Vec<String>> = BTreeMap::new();
    for field in PLACES.into_iter().chain(corrected) {
        let Some(place) = answer.place(field) else { continue };
        let cells = sheets.entry(place.sheet).or_default();
        let cell = place.position.to_string();
        if !cells.contains(&cell) {
            cells.push(cell);
        }
    }
    let place = |(sheet, cells): (&Arc<str>, &Vec<String>)| {
        t!(words, "book-pointer", file = file, sheet = sheet.as_ref(), cell = cells.join(", "))
    };
    let places: Vec<String> = sheets.iter().map(place).collect();
    format!("{said}\n{}", t!(words, "correction-sent", place = places.join("; "))).into()
}

/// The figure as a number; none where an error keeps it out, since a reader may add up the column.
fn figure(entry: &Listed<'_>) -> Value {
    match &entry.state {
        State::Figure(Figure::CountWithPeople { count, .. }) => Value::Whole(i128::from(*count)),
        State::Figure(Figure::Beneath(area)) => match area.total {
            Total::CountWithPeople { sum, .. } => Value::Whole(sum),
            _ => cells::figure(entry.row, &Figure::Beneath(Arc::clone(area))),
        },
        State::Figure(Figure::Arranged { yes, .. }) => {
            cells::figure(entry.row, &Figure::Arranged { yes: *yes, staff: None })
        }
        State::Figure(figure) => cells::figure(entry.row, figure),
        _ => Value::Blank,
    }
}

/// The figure as it is read back, exact and in no language; none where there is none.
fn code(cx: &Context<'_>, entry: &Listed<'_>) -> Value {
    let State::Figure(figure) = &entry.state else { return Value::Blank };
    let scope = entry.answer.scope;
    let counted = scope == Scope::Own && cx.consolidation.campaign.is_counted(entry.unit);
    FigureCode { scope, counted, figure: figure.clone() }.to_string().into()
}

/// A cell beside the figure: its number, else what is written in it.
fn field(answer: &KeptAnswer<'_>, field: Field) -> Value {
    if let Some(number) = answer.integer(field) {
        return Value::Whole(i128::from(number));
    }
    match answer.percent(field) {
        Some(points) => Value::Percent(points),
        None => raw(answer, field),
    }
}

/// What the unit wrote in a cell, also where a correction stands in its place.
fn sent(answer: &KeptAnswer<'_>, field: Field) -> Value {
    match answer.correction(field) {
        Some(corrected) => Value::text(Some(corrected.was()).filter(|text| !text.is_empty())),
        None => raw(answer, field),
    }
}

/// What is written in a cell, whatever it is.
fn raw(answer: &KeptAnswer<'_>, field: Field) -> Value {
    Value::text(answer.as_written(field))
}

fn status(cx: &Context<'_>, entry: &Listed<'_>) -> (String, Tone) {
    let used = entry.used(cx.consolidation);
    let tone = match used {
        Used::Excluded => Tone::Bad,
        Used::NoData | Used::Blank | Used::WithoutBase => Tone::Doubtful,
        Used::Counted | Used::Apart | Used::Listed | Used::City | Used::NotApplicable => {
            Tone::Plain
        }
    };
    (used.words(cx.words), tone)
}
