//! What a cell of the matrix says: a number that can be added up, marked and coloured by the
//! target, or the word that stands in its place.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, Note, Worksheet, XlsxError};

use super::plan::{MatrixColumn, Part};
use super::standing::Standing;
use crate::campaign::OrgUnit;
use crate::consolidate::index::State;
use crate::consolidate::names;
use crate::ledger::{Rollup, StoredAnswer, Total};
use crate::submission::answer::Figure;
use crate::t;
use crate::values::key::Scope;
use crate::values::quantity::format::format_count_vi;
use crate::values::quantity::words::Word;
use crate::wording::names::shortened;
use crate::workbooks::consolidated::BookContext;
use crate::workbooks::consolidated::cells;
use crate::workbooks::consolidated::style::{Kind, Palette, Tone};
use crate::workbooks::consolidated::value::{Value, number_format};

/// Numbers with the mark that says how they stand against the target.
#[derive(Debug)]
pub(super) struct Marked {
    numbers: BTreeMap<(Kind, Standing, bool), Format>,
    digits: BTreeMap<(Kind, Standing, bool), String>,
}

/// Behind a figure that the officer has corrected.
pub(super) const CORRECTED: &str = "◆";
/// Behind one that awaits a document.
pub(super) const AWAITING: &str = "◇";

impl Marked {
    pub(super) fn new(palette: &Palette) -> Self {
        let (mut formats, mut all) = (BTreeMap::new(), BTreeMap::new());
        for (kind, digits) in [(Kind::Count, "#,##0"), (Kind::Percent, "0.00\"%\"")] {
            for standing in Standing::ALL {
                for alone in [false, true] {
                    let star = if alone { "\" *\"" } else { "" };
                    let number = format!("{digits}{}{star}", standing.mark());
                    let format = palette.format(kind, standing.tone()).clone();
                    formats.insert((kind, standing, alone), format.set_num_format(&number));
                    all.insert((kind, standing, alone), number);
                }
            }
        }
        Self { numbers: formats, digits: all }
    }

    /// The number format of a value.
    fn code(&self, value: &Value, standing: Standing, alone: bool) -> Option<Cow<'_, str>> {
        if let Value::Decimal { number, sign } = value {
            let star = if alone { "\" *\"" } else { "" };
            let digits = number_format(number.scale(), sign);
            return Some(Cow::Owned(format!("{digits}{}{star}", standing.mark())));
        }
        self.digits.get(&(kind(value), standing, alone)).map(|code| Cow::Borrowed(code.as_str()))
    }

    fn format(
        &self,
        value: &Value,
        standing: Standing,
        alone: bool,
        palette: &Palette,
    ) -> Option<Cow<'_, Format>> {
        if let Value::Decimal { .. } = value {
            let code = self.code(value, standing, alone)?;
            let format = palette.format(Kind::Count, standing.tone()).clone();
            return Some(Cow::Owned(format.set_num_format(code.as_ref())));
        }
        self.numbers.get(&(kind(value), standing, alone)).map(Cow::Borrowed)
    }
}

/// A unit with whose figures of it a row shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reporter<'u> {
    pub(super) unit: &'u OrgUnit,
    pub(super) scope: Scope,
}

/// What a unit says in a column.
pub(super) struct AnswerCell<'m> {
    pub(super) cx: &'m BookContext<'m>,
    pub(super) marked: &'m Marked,
    pub(super) reporter: Reporter<'m>,
    pub(super) column: &'m MatrixColumn<'m>,
}

impl AnswerCell<'_> {
    /// Writes the cell, marked where the officer has corrected it; gives what it says.
    pub(super) fn write(
        &self,
        row: u32,
        column: u16,
        sheet: &mut Worksheet,
    ) -> Result<Value, XlsxError> {
        let Reporter { unit, scope } = self.reporter;
        let answer = self.cx.index.answer(unit, &self.column.row.row, scope);
        let answer = answer.map(|(_, answer)| answer);
        match answer.filter(|answer| answer.figure_corrections().next().is_some()) {
            Some(answer) => self.write_corrected(answer, row, column, sheet),
            None => self.write_plain(row, column, sheet),
        }
    }

    fn write_corrected(
        &self,
        answer: &StoredAnswer<'_>,
        row: u32,
        column: u16,
        sheet: &mut Worksheet,
    ) -> Result<Value, XlsxError> {
        let cx = self.cx;
        let palette = &cx.styles.matrix;
        let mark = if answer.awaits() { AWAITING } else { CORRECTED };
        let state = State::of(answer);
        let Says { value, standing, tone } = self.says(&state);
        let year = cx.consolidation.period.target_year;
        let note = Note::new(names::corrections(answer, year, cx.words));
        let note = note.set_author("bdhvs").add_author_prefix(false).set_width(360).set_height(140);
        sheet.insert_note(row, column, &note)?;
        let kind = kind(&value);
        let alone = matches!(state, State::Figure(Figure::Bare(_)));
        let digits = self.marked.code(&value, standing, alone);
        if let (Some(number), Some(digits)) = (value.number(), digits) {
            let format = palette.format(kind, tone).clone();
            let format = format.set_num_format(format!("{digits}\" {mark}\""));
            sheet.write_number_with_format(row, column, number, &format)?;
        } else if value == Value::Blank {
            palette.put(sheet, (row, column), &value, Kind::Centred.toned(tone))?;
        } else {
            let format = palette.format(Kind::Centred, tone).clone();
            let format = format.set_num_format(format!("@\" {mark}\""));
            sheet.write_string_with_format(row, column, value.words(), &format)?;
        }
        Ok(value)
    }

    fn write_plain(
        &self,
        row: u32,
        column: u16,
        sheet: &mut Worksheet,
    ) -> Result<Value, XlsxError> {
        let Reporter { unit, scope } = self.reporter;
        let state = self.cx.index.state(&self.column.row.row, unit, scope);
        let Says { value, standing, tone } = self.says(&state);
        let alone = matches!(state, State::Figure(Figure::Bare(_)));
        let format = self.marked.format(&value, standing, alone, &self.cx.styles.matrix);
        if let (State::Figure(_), Some(number), Some(format)) = (&state, value.number(), format) {
            sheet.write_number_with_format(row, column, number, &format)?;
        } else {
            let palette = &self.cx.styles.matrix;
            palette.put(sheet, (row, column), &value, Kind::Centred.toned(tone))?;
        }
        Ok(value)
    }

    /// The figure, or the word that stands in its place.
    fn says(&self, state: &State) -> Says {
        match state {
            State::Figure(figure) => {
                let standing = Standing::of(
                    self.column,
                    &self.reporter.unit.code,
                    self.reporter.scope,
                    figure,
                );
                Says { value: part(self.column, figure), standing, tone: standing.tone() }
            }
            State::NotAsked | State::Stated(_) | State::Missing | State::Faulty => {
                let (value, tone) = word(self.cx, self.reporter.unit, state);
                Says { value, standing: Standing::Unjudged, tone }
            }
        }
    }
}

/// What stands in a cell, and how it looks.
struct Says {
    value: Value,
    standing: Standing,
    tone: Tone,
}

fn kind(value: &Value) -> Kind {
    if matches!(value, Value::Percent(_)) { Kind::Percent } else { Kind::Count }
}

/// The word that stands in the place of a figure.
fn word(cx: &BookContext<'_>, unit: &OrgUnit, state: &State) -> (Value, Tone) {
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

fn part(matrix: &MatrixColumn<'_>, figure: &Figure) -> Value {
    match (matrix.part, figure) {
        (Part::Main, Figure::CountWithPeople { count, .. }) => Value::Whole(i128::from(*count)),
        (Part::Main, Figure::Arranged { yes, .. }) => {
            Value::Text(matrix.row.row.display(&Figure::Arranged { yes: *yes, staff: None }))
        }
        (Part::Main, Figure::Text(text)) => Value::Text(shortened(text, 40)),
        (Part::Main, Figure::Beneath(area)) => match &area.total {
            Total::CountWithPeople { sum, .. } => Value::Whole(*sum),
            Total::None
            | Total::Rate(_)
            | Total::Count { .. }
            | Total::YesNo { .. }
            | Total::Arranged { .. }
            | Total::Range { .. }
            | Total::Quantity(_)
            | Total::Choices(_) => cells::figure(&matrix.row.row, figure),
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

/// What a column comes to over some of the units.
pub(super) fn total(cx: &BookContext<'_>, column: &MatrixColumn<'_>, rollup: &Rollup) -> Value {
    match (column.part, &rollup.total) {
        (Part::Main, Total::CountWithPeople { sum, .. }) => Value::Whole(*sum),
        (Part::Main, Total::Arranged { yes, .. } | Total::YesNo { yes }) => {
            t!(cx.words, "book-total-yes-short", yes = format_count_vi(count(*yes))).into()
        }
        (
            Part::Main,
            Total::None
            | Total::Rate(_)
            | Total::Count { .. }
            | Total::Range { .. }
            | Total::Quantity(_)
            | Total::Choices(_),
        ) => cells::sum(cx.words, &column.row.row, rollup),
        (Part::People, Total::CountWithPeople { people, .. }) => Value::Whole(*people),
        (Part::People, Total::Arranged { staff, .. }) => Value::Whole(*staff),
        (Part::People, Total::Range { .. }) => Value::Blank,
        (
            Part::People,
            Total::None
            | Total::Rate(_)
            | Total::Count { .. }
            | Total::YesNo { .. }
            | Total::Quantity(_)
            | Total::Choices(_),
        ) => cells::DASH.into(),
    }
}

fn count(units: usize) -> i128 {
    i128::try_from(units).unwrap_or_default()
}
