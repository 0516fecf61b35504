//! One row per figure of every return that counts, with the file, the sheet and the cells that it
//! stands in: the way back from every city-wide figure. Nothing
//! that a unit wrote is left out; tasks, texts and lists stand whole on the sheets of their forms.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::list::{Columns, List, ListRow, NamedTable, Print};
use super::style::Tone;
use super::value::Value;
use super::{BookContext, cells};
use crate::consolidate::answer_use::Used;
use crate::consolidate::answers::{Listed, listed};
use crate::consolidate::index::State;
use crate::consolidate::names;
use crate::i18n::Words;
use crate::ledger::readback::FigureCode;
use crate::ledger::{StoredAnswer, Total};
use crate::submission::answer::Figure;
use crate::submission::correction::ListLine;
use crate::t;
use crate::values::key::{Field, Scope};
use crate::wording::names::shortened;

/// The name of the table in formulas and queries.
const TABLE: &str = "ChiTiet";
/// The cells of an answer whose addresses are listed.
const PLACES: [Field; 4] = [Field::Value, Field::Numerator, Field::Denominator, Field::People];

/// A column of the list that formulas or the printing ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DetailColumn {
    UnitCode,
    UnitName,
    UnitKind,
    /// Whether the figure is the unit's own or the whole area's.
    Scope,
    Value,
    Numerator,
    Denominator,
    /// People or staff.
    People,
    /// What becomes of the figure, in fixed words.
    Status,
    Evidence,
    /// The cell of people or staff.
    PeopleCell,
    Correction,
    /// The row of the form: `bieu1.3`.
    RowCode,
}

pub(super) fn write(cx: &BookContext<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let corrected = cx.has_corrections();
    let list = List {
        name: t!(cx.words, "book-sheet-detail"),
        head: Vec::new(),
        columns: columns(cx.words, corrected),
        table: Some(NamedTable { name: TABLE, rows: cx.detail.rows() }),
        print: Print::Split {
            before: DetailColumn::Evidence,
            repeat: DetailColumn::UnitName,
            scale: 60,
            last: if corrected { DetailColumn::Correction } else { DetailColumn::PeopleCell },
        },
        none: t!(cx.words, "book-none-detail"),
    };
    let entries = listed(cx.consolidation, &cx.index);
    list.write(cx, entries.map(|line| ListRow { tone: tone(cx, &line), line }), workbook)
}

/// How many rows the list has.
pub(super) fn count(cx: &BookContext<'_>) -> usize {
    listed(cx.consolidation, &cx.index).count()
}

/// The columns of the list, in a workbook with corrections or without.
pub(super) fn columns<'a>(words: &Words, corrected: bool) -> Columns<Listed<'a>, DetailColumn> {
    type Column<'a> = super::list::Column<Listed<'a>, DetailColumn>;
    let mut columns: Vec<Column<'a>> = vec![
        Column::short(t!(words, "book-column-code"), 13, |_, entry| {
            entry.unit.code.as_str().into()
        })
        .named("unit")
        .keyed(DetailColumn::UnitCode),
        Column::text(t!(words, "book-column-unit"), 24, |_, entry| entry.unit.name.as_str().into())
            .keyed(DetailColumn::UnitName),
        Column::text(t!(words, "book-column-kind"), 12, |cx, entry| {
            cx.consolidation.campaign.kind_caption(entry.unit).into()
        })
        .keyed(DetailColumn::UnitKind),
        Column::short(t!(words, "book-column-form"), 8, |_, entry| {
            entry.row.form.sheet.as_str().into()
        }),
        Column::short(t!(words, "book-column-number"), 7, |_, entry| {
            entry.row.indicator.number.as_str().into()
        }),
        Column::text(t!(words, "book-column-indicator"), 34, |_, entry| {
            shortened(&entry.row.indicator.title(), 70).into()
        }),
        Column::text(t!(words, "book-column-scope"), 14, |cx, entry| {
            scope(cx, entry.answer.scope).into()
        })
        .keyed(DetailColumn::Scope),
        Column::short(t!(words, "book-column-value"), 12, |_, entry| figure(entry))
            .named("value")
            .keyed(DetailColumn::Value),
        Column::short(t!(words, "book-column-numerator"), 10, |_, entry| {
            field(entry.answer, Field::Numerator)
        })
        .named("numerator")
        .keyed(DetailColumn::Numerator),
        Column::short(t!(words, "book-column-denominator"), 10, |_, entry| {
            field(entry.answer, Field::Denominator)
        })
        .named("denominator")
        .keyed(DetailColumn::Denominator),
        Column::short(t!(words, "book-column-people"), 10, |_, entry| {
            field(entry.answer, Field::People)
        })
        .named("people")
        .keyed(DetailColumn::People),
        Column::short(t!(words, "book-column-baseline"), 10, |_, entry| {
            field(entry.answer, Field::Baseline)
        }),
        Column::text(t!(words, "book-column-raw"), 18, |_, entry| sent(entry.answer, Field::Value)),
        Column::text(t!(words, "book-column-status"), 20, |cx, entry| {
            entry.used(cx.consolidation).words(cx.words).into()
        })
        .keyed(DetailColumn::Status),
        Column::text(t!(words, "book-column-evidence"), 46, |_, entry| {
            raw(entry.answer, Field::Evidence)
        })
        .keyed(DetailColumn::Evidence),
        Column::text(t!(words, "book-column-explanation"), 34, |_, entry| {
            raw(entry.answer, Field::Explanation)
        }),
        Column::text(t!(words, "book-column-file"), 34, |_, entry| match correction_list(entry) {
            Some(list) => (&*list.file).into(),
            None => entry.sent.file.path.as_str().into(),
        })
        .named("file"),
        Column::short(t!(words, "book-column-sheet"), 10, |_, entry| {
            let place = entry.answer.first_place().filter(|_| correction_list(entry).is_none());
            Value::text(place.map(|place| place.sheet.to_string()))
        })
        .named("sheet"),
        Column::short(t!(words, "book-column-cell-value"), 8, |_, entry| cell(entry, Field::Value))
            .named("cell"),
        Column::short(t!(words, "book-column-cell-numerator"), 8, |_, entry| {
            cell(entry, Field::Numerator)
        }),
        Column::short(t!(words, "book-column-cell-denominator"), 8, |_, entry| {
            cell(entry, Field::Denominator)
        }),
        Column::short(t!(words, "book-column-cell-people"), 8, |_, entry| {
            cell(entry, Field::People)
        })
        .keyed(DetailColumn::PeopleCell),
    ];
    if corrected {
        let column = Column::text(t!(words, "book-column-correction"), 60, corrections);
        columns.push(column.keyed(DetailColumn::Correction));
    }
    columns.extend([
        Column::code(t!(words, "book-column-sha256"), 62, |_, entry| sha256(entry)),
        Column::code(t!(words, "book-column-row-code"), 14, |_, entry| {
            entry.row.form.id.row_name(&entry.row.indicator.id).into()
        })
        .named("row")
        .keyed(DetailColumn::RowCode),
        Column::code(t!(words, "book-column-figure-code"), 20, code).named("figure"),
    ]);
    columns.into()
}

/// The list of corrections that a corrected figure is from; it has neither sheet nor cell.
fn correction_list<'e>(entry: &'e Listed<'_>) -> Option<&'e ListLine> {
    entry.answer.figure_corrections().next().map(|corrected| &corrected.by.line)
}

/// The fingerprint of the file that a figure is from.
fn sha256(entry: &Listed<'_>) -> Value {
    match correction_list(entry) {
        Some(list) => (&*list.sha256).into(),
        None => entry.sent.file.sha256.as_str().into(),
    }
}

/// The address of a cell of an answer in the unit's file.
fn cell(entry: &Listed<'_>, field: Field) -> Value {
    let place = entry.answer.place(field).filter(|_| correction_list(entry).is_none());
    Value::text(place.map(|place| place.position.to_string()))
}

/// Whether a figure is the unit's own or the whole area's, in words.
pub(super) fn scope(cx: &BookContext<'_>, scope: Scope) -> String {
    match scope {
        Scope::Own => t!(cx.words, "book-scope-own"),
        Scope::City => {
            t!(cx.words, "book-scope-city", area = cx.consolidation.campaign.area_short.as_str())
        }
    }
}

/// The corrections that stand in an answer, each with its line, and where in the unit's file its cells are.
fn corrections(cx: &BookContext<'_>, entry: &Listed<'_>) -> Value {
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
    let places = sheets.iter().map(|(sheet, cells)| {
        t!(words, "book-pointer", file = file, sheet = sheet.as_ref(), cell = cells.join(", "))
    });
    let places: Vec<String> = places.collect();
    format!("{said}\n{}", t!(words, "correction-sent", place = places.join("; "))).into()
}

/// The figure as a number; none where an error keeps it out, since a reader may add up the column.
fn figure(entry: &Listed<'_>) -> Value {
    match &entry.state {
        State::Figure(Figure::CountWithPeople { count, .. }) => Value::Whole(i128::from(*count)),
        State::Figure(figure @ Figure::Beneath(area)) => {
            if let Total::CountWithPeople { sum, .. } = area.total {
                Value::Whole(sum)
            } else {
                cells::figure(entry.row, figure)
            }
        }
        State::Figure(Figure::Arranged { yes, .. }) => {
            cells::figure(entry.row, &Figure::Arranged { yes: *yes, staff: None })
        }
        State::Figure(figure) => cells::figure(entry.row, figure),
        State::NotAsked | State::Stated(_) | State::Missing | State::Faulty => Value::Blank,
    }
}

/// The figure as it is read back, exact and in no language; none where there is none.
fn code(cx: &BookContext<'_>, entry: &Listed<'_>) -> Value {
    let State::Figure(figure) = &entry.state else { return Value::Blank };
    let scope = entry.answer.scope;
    let counted = scope == Scope::Own && cx.consolidation.campaign.is_counted(entry.unit);
    FigureCode { scope, counted, figure: figure.clone() }.to_string().into()
}

/// A cell beside the figure: its number, else what is written in it.
fn field(answer: &StoredAnswer<'_>, field: Field) -> Value {
    if let Some(number) = answer.integer(field) {
        return Value::Whole(i128::from(number));
    }
    match answer.percent(field) {
        Some(number) if field == Field::Value || field == Field::Baseline => {
            cells::decimal(answer.indicator, number)
        }
        Some(number) => Value::exact(number),
        None => raw(answer, field),
    }
}

/// What the unit wrote in a cell, also where a correction stands in its place.
fn sent(answer: &StoredAnswer<'_>, field: Field) -> Value {
    match answer.correction(field) {
        Some(corrected) => Value::text(Some(corrected.was()).filter(|text| !text.is_empty())),
        None => raw(answer, field),
    }
}

/// What is written in a cell, whatever it is.
fn raw(answer: &StoredAnswer<'_>, field: Field) -> Value {
    Value::text(answer.as_written(field))
}

fn tone(cx: &BookContext<'_>, entry: &Listed<'_>) -> Tone {
    match entry.used(cx.consolidation) {
        Used::Excluded => Tone::Bad,
        Used::NoData | Used::Blank | Used::WithoutBase => Tone::Doubtful,
        Used::Counted | Used::Apart | Used::Listed | Used::City | Used::NotApplicable => {
            if entry.answer.awaits() { Tone::Doubtful } else { Tone::Plain }
        }
    }
}
