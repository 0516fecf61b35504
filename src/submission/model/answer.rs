//! An answer as read: the cells of one row, what each was read as, and the figure they make.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

pub use super::cell::Place;
use super::correction::Corrected;
pub use super::figure::Figure;
pub use super::reading::FieldReading;
use crate::campaign::Indicator;
use crate::campaign::list_figure::ReadAs;
use crate::reader::workbook::Area;
use crate::values::key::{AnswerKey, Field, FieldMap};
use crate::values::quantity::choices::Chosen;
use crate::values::quantity::figure_status::FigureStatus;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::rate::Rate;
use crate::values::quantity::rate_form::Bare;
use crate::values::quantity::raw::RawCell;
use crate::values::quantity::reading::Reading;
use crate::values::quantity::words::{Status, Word};

/// One input cell of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerCell {
    pub place: Place,
    pub raw: RawCell,
    pub reading: FieldReading,
    /// The merged cells that show their first cell in its place.
    pub covered: Option<Area>,
    /// What the unit wrote, and the officer's correction that stands in its place.
    pub corrected: Option<Arc<Corrected>>,
}

impl AnswerCell {
    /// The text that the cell shows, where it says something else than what is stored.
    pub fn shown(&self) -> Option<&str> {
        self.raw.appearance.as_ref()?.shown.as_deref()
    }

    /// The content as the message about it quotes it: what the cell shows is what a person looks for.
    pub fn written(&self) -> String {
        self.shown().map_or_else(|| self.raw.value.as_written(), str::to_owned)
    }
}

#[derive(Debug, Clone)]
pub struct Answer<'c> {
    pub key: AnswerKey,
    pub indicator: &'c Indicator,
    pub cells: FieldMap<AnswerCell>,
    /// The cells that were not: their names lead nowhere.
    pub lost: Vec<Field>,
    /// The cells that are claimed more than once, with every place concerned.
    pub contested: BTreeMap<Field, Vec<Place>>,
    /// Why a cell is among them to which its name leads.
    pub doubt: Option<Doubt>,
    /// Whether the head of the form says that none of its rows concerns the unit.
    pub is_not_concerned: bool,
    /// Whether another row says that it is not asked.
    pub is_not_asked: bool,
    /// How settled its figure is, where that is said.
    pub figure_status: Option<FigureStatus>,
    /// What it comes to, where it is worked out of other answers.
    pub computed: Option<AnswerValue>,
}

/// Why the cells to which the names of a row lead are not believed to be its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing is printed in the row.
    Silent,
    /// The row prints another row's number and wording, or somebody's own.
    Row { found: String },
    /// The same, and the rows of the sheet stand in another order than they were issued in.
    Sorted { found: String },
    /// The caption of the column is another column's.
    Column { found: String },
}

/// What an answer says, whether or not a rule keeps it out of the totals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerValue {
    Figure(Figure),
    /// Stated: the row does not concern the unit.
    NotApplicable,
    /// Stated: there is no figure yet.
    NoData,
    /// Nothing is written in any of its cells.
    Blank,
    /// Something is written that is not a figure; a finding says what.
    Faulty,
}

impl Answer<'_> {
    fn reading(&self, field: Field) -> Option<&FieldReading> {
        self.cells.get(&field).map(|cell| &cell.reading)
    }

    /// The whole number in a cell; `Không phát sinh` is a stated zero.
    pub fn integer(&self, field: Field) -> Option<i64> {
        if let (Field::Value, Some(AnswerValue::Figure(figure))) = (field, &self.computed) {
            return figure.count();
        }
        match self.reading(field)? {
            FieldReading::Integer(Reading::Value { value, .. }) => Some(*value),
            FieldReading::Integer(Reading::Word(Word::Nil)) => Some(0),
            _ => None,
        }
    }

    /// The number in a cell, with or without decimals; `Không phát sinh` is a stated zero.
    pub fn number(&self, field: Field) -> Option<Decimal> {
        if let (Field::Value, Some(AnswerValue::Figure(figure))) = (field, &self.computed) {
            return figure.number();
        }
        match self.reading(field)? {
            FieldReading::Decimal(Reading::Value { value, .. }) => Some(*value),
            FieldReading::Decimal(Reading::Word(Word::Nil)) => {
                let ReadAs { row, field } = self.indicator.read_as(field);
                let decimals = row.decimals(field).unwrap_or_default();
                Some(Decimal::new(0, decimals))
            }
            _ => self.integer(field).map(Decimal::from),
        }
    }

    /// The percentage in a cell, in points, or what a ratio comes to.
    pub fn percent(&self, field: Field) -> Option<Decimal> {
        match self.reading(field)? {
            FieldReading::Percent(reading) => reading.value().copied(),
            FieldReading::Decimal(reading) if self.indicator.measure == Measure::Ratio => {
                reading.value().copied()
            }
            _ => None,
        }
    }

    /// Which of the row's own choices a cell is.
    pub fn chosen(&self, field: Field) -> Option<Chosen> {
        match self.reading(field)? {
            FieldReading::Chosen(reading) => {
                self.indicator.measure_form.choices.choose(*reading.value()?)
            }
            _ => None,
        }
    }

    pub fn choice(&self, field: Field) -> Option<bool> {
        match self.reading(field)? {
            FieldReading::Choice(reading) => reading.value().copied(),
            _ => None,
        }
    }

    /// How far a task is, if the cell says it.
    pub fn status(&self) -> Option<Status> {
        match self.reading(Field::Status)? {
            FieldReading::Status(reading) => reading.value().copied(),
            _ => None,
        }
    }

    /// The words in a cell, if there are any.
    pub fn text(&self, field: Field) -> Option<&str> {
        match self.reading(field)? {
            FieldReading::Text(reading) => reading.value().map(String::as_str),
            _ => None,
        }
    }

    /// The agreed word that stands for the whole answer. A stated zero in one cell of a rate never
    /// hides that another cell says there is no figure.
    pub fn word(&self) -> Option<Word> {
        if self.is_answered_by_head() {
            return Some(Word::NotApplicable);
        }
        let words = [Field::Value, Field::Numerator, Field::Denominator, Field::Text]
            .into_iter()
            .filter_map(|field| self.reading(field)?.word());
        words.clone().find(|word| *word != Word::Nil).or_else(|| words.clone().next())
    }

    /// Whether nothing is written in the row, and the head of the form answers it, or another row says that
    /// it is not asked.
    pub fn is_answered_by_head(&self) -> bool {
        (self.is_not_concerned || self.is_not_asked)
            && self.contested.is_empty()
            && self.figure_fields().all(|field| self.is_blank(field))
    }

    /// Whether a cell holds a word that says that there is no figure.
    pub fn says_nothing(&self, field: Field) -> bool {
        let word = self.reading(field).and_then(FieldReading::word);
        matches!(word, Some(Word::NotApplicable | Word::NoData))
    }

    /// Whether a cell says that it does not concern the unit.
    pub fn says_not_applicable(&self, field: Field) -> bool {
        self.reading(field).and_then(FieldReading::word) == Some(Word::NotApplicable)
    }

    /// Whether a cell has nothing written in it, or is not there.
    pub fn is_blank(&self, field: Field) -> bool {
        self.reading(field).is_none_or(FieldReading::is_blank)
    }

    /// Whether merged cells show another cell in the place of this one.
    pub fn is_covered(&self, field: Field) -> bool {
        self.cells.get(&field).is_some_and(|cell| cell.covered.is_some())
    }

    /// The cells that make the figure.
    pub fn figure_fields(&self) -> impl Iterator<Item = Field> + '_ {
        self.indicator.fields().into_iter().filter(|field| match field {
            Field::Value
            | Field::Numerator
            | Field::Denominator
            | Field::People
            | Field::Status
            | Field::Text
            | Field::Column(_) => true,
            Field::Baseline | Field::Evidence | Field::Explanation | Field::Result => false,
        })
    }

    /// Whether a cell was deleted or is claimed more than once.
    fn is_taken(&self, field: Field) -> bool {
        self.lost.contains(&field) || self.contested.contains_key(&field)
    }

    /// The exact rate of the two figures, when both are there and the base is above zero.
    pub fn rate(&self) -> Option<Rate> {
        let (numerator, denominator) =
            (self.number(Field::Numerator)?, self.number(Field::Denominator)?);
        let rate = Rate::new(numerator, denominator).ok()?;
        Some(rate.in_form(self.indicator.rate_form()))
    }

    /// Whether a cell holds a number that was written, and not a word.
    pub fn number_given(&self, field: Field) -> bool {
        match self.reading(field) {
            Some(FieldReading::Integer(reading)) => reading.value().is_some(),
            Some(FieldReading::Percent(reading) | FieldReading::Decimal(reading)) => {
                reading.value().is_some()
            }
            _ => false,
        }
    }

    /// Whether the row is a line of a list in which nothing is written.
    pub fn is_unused_line(&self) -> bool {
        self.indicator.measure == Measure::Entry
            && self.cells.values().all(|cell| cell.reading.is_blank())
    }

    /// Whether the row is a line of a list that was deleted as a whole, as a clerk does with lines that
    /// are not used: it says as much as a blank one.
    pub fn is_deleted_line(&self) -> bool {
        self.indicator.measure == Measure::Entry
            && self.cells.is_empty()
            && self.contested.is_empty()
    }

    /// The agreed word that is all that stands in a line of a list: there is nothing to list, or not
    /// yet. Beside other words in the line it is one of them.
    pub fn line_word(&self) -> Option<Word> {
        if self.indicator.measure != Measure::Entry {
            return None;
        }
        let asked =
            self.cells.iter().filter(|(field, _)| !self.indicator.is_computed_cell(**field));
        let mut written = asked.filter(|(_, cell)| !cell.reading.is_blank());
        match (written.next().map(|(_, cell)| &cell.reading), written.next()) {
            (Some(FieldReading::Text(reading)), None) => Word::read(reading.value()?),
            (Some(reading), None) => reading.word(),
            _ => None,
        }
    }

    /// What the answer comes to. Says nothing about whether a rule excludes it.
    pub fn value(&self) -> AnswerValue {
        if self.indicator.is_computed() {
            return self.computed.clone().unwrap_or(AnswerValue::Blank);
        }
        if self.is_answered_by_head() {
            return AnswerValue::NotApplicable;
        }
        if self.is_deleted_line() {
            return AnswerValue::Blank;
        }
        // Part of the figure is gone or claimed twice: not a blank, whatever is left of it.
        if self.figure_fields().any(|field| self.is_taken(field)) {
            return AnswerValue::Faulty;
        }
        if let Some(word) = self.line_word() {
            return match word {
                Word::Nil | Word::NotApplicable => AnswerValue::NotApplicable,
                Word::NoData => AnswerValue::NoData,
            };
        }
        match self.word() {
            Some(Word::NotApplicable) => return AnswerValue::NotApplicable,
            Some(Word::NoData) => return AnswerValue::NoData,
            Some(Word::Nil) | None => {}
        }
        if let Some(figure) = self.figure() {
            return AnswerValue::Figure(figure);
        }
        if self.figure_fields().all(|field| self.is_blank(field)) {
            AnswerValue::Blank
        } else {
            AnswerValue::Faulty
        }
    }

    fn figure(&self) -> Option<Figure> {
        match self.indicator.measure {
            Measure::Percent | Measure::Ratio => self.rate().map(Figure::Rate).or_else(|| {
                let form = self.indicator.rate_form();
                self.percent(Field::Value).map(|value| Figure::Bare(Bare { value, form }))
            }),
            Measure::Quantity => self.number(Field::Value).map(Figure::Quantity),
            Measure::Choice => self.chosen(Field::Value).map(Figure::Choice),
            Measure::Count | Measure::Documents => self.integer(Field::Value).map(Figure::Count),
            Measure::CountWithPeople => Some(Figure::CountWithPeople {
                count: self.integer(Field::Value)?,
                people: self.integer(Field::People),
            }),
            Measure::YesNo => self.choice(Field::Value).map(Figure::YesNo),
            Measure::Arranged => Some(Figure::Arranged {
                yes: self.choice(Field::Value)?,
                staff: self.integer(Field::People),
            }),
            Measure::Rank => self.integer(Field::Value).map(Figure::Rank),
            Measure::Text => self.text(Field::Value).map(|text| Figure::Text(Arc::from(text))),
            Measure::Section => self.text(Field::Text).map(|text| Figure::Text(Arc::from(text))),
            Measure::Status => self.status().map(Figure::Status),
            Measure::Entry => self
                .figure_fields()
                .any(|field| self.reading(field).is_some_and(FieldReading::is_said))
                .then_some(Figure::Entry),
        }
    }
}
