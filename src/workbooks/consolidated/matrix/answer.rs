//! What a cell of the matrix says: a number that can be added up, marked and coloured by the
//! target, or the word that stands in its place.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, Note, Worksheet, XlsxError};

use super::plan::{MatrixColumn, Part};
use crate::campaign::{Aggregation, Judged, OrgUnit};
use crate::consolidate::index::State;
use crate::consolidate::merge::judge;
use crate::consolidate::names;
use crate::ledger::{Rollup, Total};
use crate::submission::answer::Figure;
use crate::t;
use crate::values::key::Scope;
use crate::values::quantity::format::format_count_vi;
use crate::values::quantity::target::Judgement;
use crate::values::quantity::words::Word;
use crate::wording::names::shortened;
use crate::workbooks::consolidated::Context;
use crate::workbooks::consolidated::cells;
use crate::workbooks::consolidated::style::{Kind, Palette, Tone};
use crate::workbooks::consolidated::value::Value;

/// Numbers with the mark that says how they stand against the target.
#[derive(Debug)]
pub(super) struct Marked {
    numbers: BTreeMap<(Kind, Tone, bool), Format>,
    digits: BTreeMap<(Kind, Tone, bool), String>,
}

/// Behind a figure that the officer has corrected.
pub(super) const CORRECTED: &str = "◆";
/// Behind one that awaits a document.
pub(super) const AWAITING: &str = "◇";

impl Marked {
    /// The formats.
    pub(super) fn new(palette: &Palette) -> Self {
        let (mut formats, mut all) = (BTreeMap::new(), BTreeMap::new());
        for (kind, digits) in [(Kind::Count, "#,##0"), (Kind::Percent, "0.00\"%\"")] {
            for tone in [Tone::Plain, Tone::Good, Tone::Bad] {
                for alone in [false, true] {
                    let mark = match tone {
                        Tone::Good => "\" ✓\"",
                        Tone::Bad => "\" ✗\"",
                        _ => "",
                    };
                    let star = if alone { "\" *\"" } else { "" };
                    let number = format!("{digits}{mark}{star}");
                    let format = palette.format(kind, tone).clone().set_num_format(&number);
                    formats.insert((kind, tone, alone), format);
                    all.insert((kind, tone, alone), number);
                }
            }
        }
        Self { numbers: formats, digits: all }
    }
}

/// Writes the cell of a unit, marked where the officer has corrected it; gives what it says.
pub(super) fn write(
    cx: &Context<'_>,
    marked: &Marked,
    sheet: &mut Worksheet,
    at: (u32, u16),
    (unit, scope): (&OrgUnit, Scope),
    column: &MatrixColumn<'_>,
) -> Result<Value, XlsxError> {
    let answer = cx.index.answer(unit, &column.row.row, scope).map(|(_, answer)| answer);
    let answer = answer.filter(|answer| answer.figure_corrections().next().is_some());
    let Some(answer) = answer else {
        return write_plain(cx, marked, sheet, at, (unit, scope), column);
    };
    let mark = if answer.awaits() { AWAITING } else { CORRECTED };
    let state = State::of(answer);
    let (value, tone) = match &state {
        State::Figure(figure) => (part(column, figure), tone(column, figure)),
        _ => word(cx, unit, &state),
    };
    let year = cx.consolidation.period.target_year;
    let note = Note::new(names::corrections(answer, year, cx.words));
    let note = note.set_author("bdhvs").add_author_prefix(false).set_width(360).set_height(140);
    sheet.insert_note(at.0, at.1, &note)?;
    let kind = if matches!(value, Value::Percent(_)) { Kind::Percent } else { Kind::Count };
    let alone = matches!(state, State::Figure(Figure::Percent(_)));
    let digits = marked.digits.get(&(kind, tone, alone));
    if let (Some(number), Some(digits)) = (value.number(), digits) {
        let format = cx.styles.matrix.format(kind, tone).clone();
        let format = format.set_num_format(format!("{digits}\" {mark}\""));
        sheet.write_number_with_format(at.0, at.1, number, &format)?;
    } else if value == Value::Blank {
        cx.styles.matrix.put(sheet, at, &value, (Kind::Centred, tone))?;
    } else {
        let format = cx.styles.matrix.format(Kind::Centred, tone).clone();
        let format = format.set_num_format(format!("@\" {mark}\""));
        sheet.write_string_with_format(at.0, at.1, value.words(), &format)?;
    }
    Ok(value)
}

fn write_plain(
    cx: &Context<'_>,
    marked: &Marked,
    sheet: &mut Worksheet,
    at: (u32, u16),
    (unit, scope): (&OrgUnit, Scope),
    column: &MatrixColumn<'_>,
) -> Result<Value, XlsxError> {
    let state = cx.index.state(&column.row.row, unit, scope);
    if let State::Figure(figure) = &state {
        return write_figure(cx, marked, sheet, at, (figure, column));
    }
    let (value, tone) = word(cx, unit, &state);
    cx.styles.matrix.put(sheet, at, &value, (Kind::Centred, tone))?;
    Ok(value)
}

/// The word that stands in the place of a figure.
fn word(cx: &Context<'_>, unit: &OrgUnit, state: &State) -> (Value, Tone) {
    let words = cx.words;
    match state {
        State::Figure(_) | State::NotAsked => (Value::Blank, Tone::Closed),
        // In colour only where a return has the gap; a unit that has not sent is marked by its name.
        State::Missing if !cx.index.has(unit) => {
            (t!(words, "book-cell-missing").into(), Tone::Plain)
        }
        State::Missing => (t!(words, "book-cell-missing").into(), Tone::Doubtful),
        State::Faulty => (t!(words, "book-cell-faulty").into(), Tone::Bad),
        State::Stated(Word::NotApplicable) => {
            (t!(words, "book-cell-not-applicable").into(), Tone::Plain)
        }
        State::Stated(_) => (t!(words, "book-cell-no-data").into(), Tone::Doubtful),
    }
}

fn write_figure(
    cx: &Context<'_>,
    marked: &Marked,
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    (figure, matrix): (&Figure, &MatrixColumn<'_>),
) -> Result<Value, XlsxError> {
    let value = part(matrix, figure);
    let tone = tone(matrix, figure);
    let kind = if matches!(value, Value::Percent(_)) { Kind::Percent } else { Kind::Count };
    let alone = matches!(figure, Figure::Percent(_));
    match (value.number(), marked.numbers.get(&(kind, tone, alone))) {
        (Some(number), Some(format)) => {
            sheet.write_number_with_format(row, column, number, format)?;
        }
        _ => cx.styles.matrix.put(sheet, (row, column), &value, (Kind::Centred, tone))?,
    }
    Ok(value)
}

fn part(matrix: &MatrixColumn<'_>, figure: &Figure) -> Value {
    match (matrix.part, figure) {
        (Part::Main, Figure::CountWithPeople { count, .. }) => Value::Whole(i128::from(*count)),
        (Part::Main, Figure::Arranged { yes, .. }) => {
            Value::Text(matrix.row.row.display(&Figure::Arranged { yes: *yes, staff: None }))
        }
        (Part::Main, Figure::Text(text)) => Value::Text(shortened(text, 40)),
        (Part::Main, Figure::Beneath(area)) => match area.total {
            Total::CountWithPeople { sum, .. } => Value::Whole(sum),
            _ => cells::figure(&matrix.row.row, figure),
        },
        (Part::People, Figure::Beneath(area)) => Value::whole(area.total.people()),
        (Part::Main, figure) => cells::figure(&matrix.row.row, figure),
        (
            Part::People,
            Figure::CountWithPeople { people, .. } | Figure::Arranged { staff: people, .. },
        ) => Value::whole(*people),
        (Part::People, _) => Value::Blank,
    }
}

fn tone(matrix: &MatrixColumn<'_>, figure: &Figure) -> Tone {
    let row = &matrix.row.row;
    // A target of the whole area says nothing of one unit.
    let of_total = row.indicator.judged == Judged::Total;
    if matrix.part == Part::People || row.indicator.aggregation == Aggregation::Listed || of_total {
        return Tone::Plain;
    }
    match row.target.and_then(|target| judge(target, figure)) {
        Some(Judgement::Met) => Tone::Good,
        Some(Judgement::Missed) => Tone::Bad,
        None => Tone::Plain,
    }
}

/// What a column comes to over some of the units, and of how many.
pub(super) fn totals(
    cx: &Context<'_>,
    column: &MatrixColumn<'_>,
    rollup: &Rollup,
) -> (Value, Value) {
    let people = |sum: i128| Value::Whole(sum);
    let total = match (column.part, &rollup.total) {
        (Part::Main, Total::CountWithPeople { sum, .. }) => Value::Whole(*sum),
        (Part::Main, Total::Arranged { yes, .. } | Total::YesNo { yes }) => {
            t!(cx.words, "book-total-yes-short", yes = format_count_vi(count(*yes))).into()
        }
        (Part::Main, _) => cells::sum(cx.words, &column.row.row, rollup),
        (Part::People, Total::CountWithPeople { people: sum, .. }) => people(*sum),
        (Part::People, Total::Arranged { staff, .. }) => people(*staff),
        (Part::People, Total::Range { .. }) => Value::Blank,
        (Part::People, _) => cells::DASH.into(),
    };
    (total, rollup.coverage().into())
}

fn count(units: usize) -> i128 {
    i128::try_from(units).unwrap_or_default()
}
