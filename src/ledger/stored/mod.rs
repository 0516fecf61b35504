//! What is kept of a return that counts: its figures, its words and the cells that they stand in.
//! A return as read, with everything that was tried to read it, takes ten times as much, and a
//! country's returns are put together at once.

mod area;
mod arena;
mod content;
mod field_index;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::campaign::layout::FootField;
use crate::campaign::{Form, Indicator, OrgUnit};
use crate::submission::Submission;
use crate::submission::answer::{Answer, AnswerValue, Place};
use crate::submission::correction::Corrected;
use crate::values::key::{AnswerKey, Field, Scope};
use crate::values::quantity::figure_status::FigureStatus;
use crate::values::quantity::text::clean_lines;
use crate::values::quantity::words::Word;
use arena::{ArenaBuilder, CellArena, StoredCell, plain_percentage};
use content::Content;
use field_index::FieldIndex;

#[derive(Debug, Clone)]
pub struct StoredReturn<'c> {
    pub unit: &'c OrgUnit,
    /// What stands at the foot of its forms, in the order of the cells there, each text once: who filled
    /// them in, and the covering letter.
    pub foot: Box<[Box<str>]>,
    /// The answers, in the order of the workbook.
    answers: Box<[StoredAnswer<'c>]>,
}

#[derive(Debug, Clone)]
pub struct StoredAnswer<'c> {
    pub form: &'c Form,
    pub indicator: &'c Indicator,
    /// Of which area it speaks.
    pub scope: Scope,
    /// Whether an error keeps it out of the totals.
    pub faulty: bool,
    /// Whether a cell of it was deleted or is claimed more than once.
    pub damaged: bool,
    /// Whether a cell of it is claimed more than once.
    pub contested: bool,
    /// The agreed word that is all that stands in the line of a list.
    pub line_word: Option<Word>,
    /// How settled its figure is, where that is said.
    pub figure_status: Option<FigureStatus>,
    /// The officer's corrections that stand in its cells.
    corrected: Box<[(Field, Arc<Corrected>)]>,
    outcome: AnswerValue,
    cells: Range<u32>,
    arena: Arc<CellArena>,
}

impl<'c> StoredReturn<'c> {
    /// Of a return and the answers in it that an error keeps out.
    pub fn new(submission: &Submission<'c>, excluded: &BTreeSet<AnswerKey>) -> Self {
        let answers = || {
            let forms = submission.forms.iter();
            forms.flat_map(|form| form.answers.iter().map(|answer| (form.form, answer)))
        };
        let mut arena = ArenaBuilder::default();
        let kept: Vec<(AnswerValue, Range<u32>)> = answers()
            .map(|(form, answer)| {
                let outcome = answer.value();
                let cells = arena.add(form, answer, &outcome);
                (outcome, cells)
            })
            .collect();
        let arena = arena.finish();
        let answers = answers().zip(kept).map(|((form, answer), (outcome, cells))| StoredAnswer {
            form,
            indicator: answer.indicator,
            scope: answer.key.scope,
            faulty: excluded.contains(&answer.key),
            damaged: !answer.lost.is_empty() || !answer.contested.is_empty(),
            contested: !answer.contested.is_empty(),
            line_word: answer.line_word(),
            figure_status: answer.figure_status,
            corrected: corrected(answer),
            outcome,
            cells,
            arena: Arc::clone(&arena),
        });
        Self { unit: submission.unit, foot: foot(submission), answers: answers.collect() }
    }

    /// The answers, in the order of the workbook.
    pub fn answers(&self) -> impl Iterator<Item = &StoredAnswer<'c>> {
        self.answers.iter()
    }

    /// The answer to a row of the campaign.
    pub fn answer(&self, indicator: &Indicator, scope: Scope) -> Option<&StoredAnswer<'c>> {
        self.answers.iter().find(|answer: &&StoredAnswer<'_>| {
            std::ptr::eq(answer.indicator, indicator) && answer.scope == scope
        })
    }

    pub fn find(&self, key: &AnswerKey) -> Option<&StoredAnswer<'c>> {
        self.answers.iter().find(|answer| answer.is(key))
    }
}

fn corrected(answer: &Answer<'_>) -> Box<[(Field, Arc<Corrected>)]> {
    let cells = answer.cells.iter();
    cells.filter_map(|(field, cell)| Some((*field, Arc::clone(cell.corrected.as_ref()?)))).collect()
}

/// The same person signs every form of a return as a rule.
fn foot(submission: &Submission<'_>) -> Box<[Box<str>]> {
    let mut texts: Vec<Box<str>> = Vec::new();
    for field in FootField::ALL {
        let ending = format!("_{}", field.as_str());
        let cells = submission.forms.iter().flat_map(|form| &form.foot);
        for (_, cell) in cells.filter(|(name, _)| name.ends_with(&ending)) {
            let text: Box<str> = clean_lines(&cell.value.as_written()).into();
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
    }
    texts.into()
}

impl StoredAnswer<'_> {
    pub fn key(&self) -> AnswerKey {
        let (form, indicator) = (self.form.id.clone(), self.indicator.id.clone());
        AnswerKey { form, indicator, scope: self.scope }
    }

    /// Whether it is the answer of a key.
    pub fn is(&self, key: &AnswerKey) -> bool {
        self.indicator.id == key.indicator && self.scope == key.scope && self.form.id == key.form
    }

    /// What it comes to, whether an error keeps it out or not.
    pub fn value(&self) -> &AnswerValue {
        &self.outcome
    }

    fn cell(&self, field: Field) -> Option<(u32, &StoredCell)> {
        let field_index = FieldIndex::of(self.form, field)?;
        self.arena.find(field_index, self.cells.clone())
    }

    fn content(&self, field: Field) -> Option<Content> {
        self.cell(field).map(|(_, cell)| cell.content)
    }

    /// The whole number in a cell; `Không phát sinh` is a stated zero.
    pub fn integer(&self, field: Field) -> Option<i64> {
        match self.content(field)? {
            Content::Integer(number) => Some(number),
            Content::Word(Word::Nil) => Some(0),
            _ => None,
        }
    }

    /// The number in a cell, with or without decimals; `Không phát sinh` is a stated zero.
    pub fn number(&self, field: Field) -> Option<Decimal> {
        self.percent(field).or_else(|| self.integer(field).map(Decimal::from))
    }

    /// Which of two choices a cell holds; yes is true.
    pub fn choice(&self, field: Field) -> Option<bool> {
        match self.content(field)? {
            Content::Choice(yes) => Some(yes),
            _ => None,
        }
    }

    /// The percentage in a cell, in points, or the number with decimals.
    pub fn percent(&self, field: Field) -> Option<Decimal> {
        match self.content(field)? {
            Content::Percent(number) => self.arena.percentage(number),
            _ => None,
        }
    }

    /// The words in a cell, if there are any.
    pub fn text(&self, field: Field) -> Option<&str> {
        match (self.content(field)?, &self.outcome) {
            (Content::Text(span), _) => self.arena.text(span),
            (Content::FigureText, AnswerValue::Figure(figure)) => Some(figure.words()?),
            _ => None,
        }
    }

    /// What is written in a cell, as it is stored; nothing where nothing is.
    pub fn as_written(&self, field: Field) -> Option<Cow<'_, str>> {
        let (number, cell) = self.cell(field)?;
        let as_stored = self.arena.written(number).or_else(|| self.text(field));
        as_stored
            .map(Cow::Borrowed)
            .or_else(|| self.percent(field).map(|points| Cow::Owned(plain_percentage(points))))
            .or_else(|| cell.content.plain(self.indicator.read_as(field).row))
    }

    /// What is written in a cell: words as they were read, else as they are stored.
    pub fn written(&self, field: Field) -> Option<Cow<'_, str>> {
        self.text(field).map(Cow::Borrowed).or_else(|| self.as_written(field))
    }

    /// Whether anything is written in any cell.
    pub fn is_written(&self) -> bool {
        let cells = self.arena.cells(self.cells.clone());
        cells.iter().any(|cell| cell.content != Content::Blank)
            || self.arena.has_written(&self.cells)
    }

    /// The officer's corrections that stand in its cells, in the order of the fields.
    pub fn corrections(&self) -> &[(Field, Arc<Corrected>)] {
        &self.corrected
    }

    /// The correction that stands in a cell.
    pub fn correction(&self, field: Field) -> Option<&Corrected> {
        self.corrected.iter().find(|(of, _)| *of == field).map(|(_, corrected)| &**corrected)
    }

    /// The corrections of the cells that make the figure.
    pub fn figure_corrections(&self) -> impl Iterator<Item = &Corrected> {
        self.corrected
            .iter()
            .filter(|(of, _)| !of.is_text() && *of != Field::Baseline)
            .map(|(_, corrected)| &**corrected)
    }

    /// Whether its figure rests on a correction that no document confirms yet.
    pub fn awaits(&self) -> bool {
        self.figure_corrections().any(|corrected| !corrected.by.is_confirmed())
    }

    /// Where a cell is in the file that the unit sent, also where a correction stands in its place.
    pub fn place(&self, field: Field) -> Option<Place> {
        self.cell(field).and_then(|(_, cell)| self.arena.place(cell))
    }

    /// Where the first of its cells is.
    pub fn first_place(&self) -> Option<Place> {
        self.arena.cells(self.cells.clone()).first().and_then(|cell| self.arena.place(cell))
    }
}
